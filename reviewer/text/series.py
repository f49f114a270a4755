"""Judges the numbers stamped on the pages of a file as series: counters stay, misread words go, faint ones come."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reviewer.model.page import PageResult, Word

_EDGE: Final = 0.1
"""Share of a page's height at head and foot in which stamps stand."""
_FEW: Final = 3
"""Pages from which on a series can be judged at all."""
_STEADY: Final = 0.8
"""Share of the pages of a series on which its number grows: the rest may be misread."""
_JUMP: Final = 300
"""How far a number may be from those of the pages around it: files lack pages, but seldom this many at one place."""
_DOCUMENTS: Final = "Doc No."
_BARE: Final = "No."
"""The series of numbers that stand without any letters: `000123`."""
_BARE_FIGURES: Final = 5
"""Figures of a bare number, or one less with a nought before them: what is shorter is the number of a page."""
# Number of a file, `164-81`: its serials are given to papers, not to pages.
_FILE: Final = re.compile(r"\d{2,3}[A-Z]?-(?:[A-Z]{2}-)?\d{2,6}")
_NUMBER: Final = re.compile(r"^\W*(?P<head>(?:[A-Za-z&.]+[-_.])*[A-Za-z&.]*)(?P<number>\d{3,10})\W*$")
_BEFORE: Final = re.compile(r"^\W*(?P<word>[A-Za-z][A-Za-z&.]{0,15}|[-_])$")
_PAGE: Final = re.compile(r"^\W*(?:pages?|pg)\W*$", re.I)
_COMMON: Final = re.compile(
    r"^(?:page|pg|form|fd|rev|no|nos|room|suite|box|fax|tel|case|file|office|gsa|gpo|omb|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SeriesCheck:
    """A series over the pages of a file: its first and last number as printed, what lacks, what occurs twice.

    `gaps` are pairs of neighbouring numbers with others missing between them, `repeats` numbers on several pages.
    """

    series: str
    first: str
    last: str
    pages: int
    gaps: tuple[tuple[str, str], ...]
    repeats: tuple[str, ...]


def settle_numbers(pages: Sequence[PageResult]) -> list[PageResult]:
    """The pages of one file with the numbers that hold as series.

    A number that stands on one page of many or does not grow from page to page is no page's number: it is no longer
    `bates`, and a lone one is left out. A counter that single pages did not show as one, such as `AB Cde-0123`, is
    added to the pages that bear it. Files of fewer than three pages stay as they are.
    """
    if len(pages) < _FEW:
        return list(pages)
    plain = _without_words(pages)
    faint = _faint_series(plain)
    numbered = [_with_faint(page, faint) for page in plain]
    counters = _counters(numbered)
    main = max(counters, key=lambda series: counters[series], default=None)
    lone = _lone(numbered)
    return [_settled(page, counters, main, lone) for page in numbered]


def check_series(numbers: Sequence[tuple[str, str]]) -> list[SeriesCheck]:
    """What lacks and what is repeated, from (series, number as printed) in page order; document numbers have none."""
    found: dict[str, list[str]] = {}
    for series, number in numbers:
        if series != _DOCUMENTS:
            found.setdefault(series, []).append(number)
    return [_check(series, values) for series, values in found.items()]


def _check(series: str, values: Sequence[str]) -> SeriesCheck:
    times = Counter(values)
    ordered = sorted(times, key=_value)
    gaps = tuple((a, b) for a, b in pairwise(ordered) if _value(b) > _value(a) + 1)
    repeats = tuple(number for number in ordered if times[number] > 1)
    return SeriesCheck(series, ordered[0], ordered[-1], len(values), gaps, repeats)


def _value(number: str) -> int:
    """The running part of a printed number: its last figures."""
    match = re.search(r"(\d+)\D*$", number)
    return int(match[1]) if match else 0


def _counters(pages: Sequence[PageResult]) -> dict[str, int]:
    """Production series that grow from page to page, with the number of their pages."""
    found: dict[str, list[int]] = {}
    for page in pages:
        for series, number in page.identifiers.items():
            if series != _DOCUMENTS and not _FILE.fullmatch(series):
                found.setdefault(series, []).append(_value(number))
    return {series: len(values) for series, values in found.items() if _grows(values)}


def _grows(values: Sequence[int]) -> bool:
    """Whether nearly all values form one strictly growing run; one value alone cannot be told."""
    tails: list[int] = []  # patience sorting: the length of `tails` is that of the longest growing run
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(values) > 1 and len(tails) >= max(2, _STEADY * len(values))


def _lone(pages: Sequence[PageResult]) -> frozenset[str]:
    """Series that stand on a single page of the file."""
    times = Counter(series for page in pages for series in page.identifiers)
    return frozenset(series for series, count in times.items() if count == 1 and series != _DOCUMENTS)


def _settled(page: PageResult, counters: Mapping[str, int], main: str | None, lone: frozenset[str]) -> PageResult:
    kept = {s: n for s, n in page.identifiers.items() if s not in lone or _FILE.fullmatch(s)}
    own = [number for series, number in kept.items() if series in counters]
    unnamed = page.bates is not None and page.bates not in page.identifiers.values()
    if main is not None and main in kept:
        return replace(page, identifiers=kept, bates=kept[main])
    return replace(page, identifiers=kept, bates=page.bates if unnamed or page.bates in own else None)


def _without_words(pages: Sequence[PageResult]) -> list[PageResult]:
    """The pages without the words that were read together with a number: `WAIVER.AB-000123` where others have `AB`."""
    times = Counter(series for page in pages for series in page.identifiers)
    fuller = {
        series: other
        for series in times
        for other in times
        if series != other and times[other] >= times[series] and re.search(rf"[.\s]{re.escape(other)}$", series)
    }
    return [_renamed(page, fuller) if fuller.keys() & page.identifiers.keys() else page for page in pages]


def _renamed(page: PageResult, fuller: Mapping[str, str]) -> PageResult:
    numbers: dict[str, str] = {}
    bates = page.bates
    for series, number in page.identifiers.items():
        plain = fuller.get(series, series)
        numbers[plain] = number[number.index(plain) :] if series in fuller and plain in number else number
        bates = numbers[plain] if bates == number else bates
    return replace(page, identifiers=numbers, bates=bates)


def _with_faint(page: PageResult, faint: Mapping[str, Mapping[int, str]]) -> PageResult:
    added = {series: numbers[page.page] for series, numbers in faint.items() if page.page in numbers}
    known = set(page.identifiers.values())
    new = {series: number for series, number in added.items() if number not in known}
    return replace(page, identifiers={**page.identifiers, **new}) if new else page


def _faint_series(pages: Sequence[PageResult]) -> dict[str, dict[int, str]]:
    """Series by prefix and page, found only because their numbers grow over the pages; the fullest prefix wins."""
    found: dict[str, dict[int, str]] = {}
    for page in pages:
        for prefix, number in _candidates(page):
            found.setdefault(prefix, {}).setdefault(page.page, number)
    widths = {prefix: Counter(map(len, numbers.values())).most_common(1)[0][0] for prefix, numbers in found.items()}
    whole = {
        prefix: {page: int(number) for page, number in numbers.items() if _as_wide(number, widths[prefix])}
        for prefix, numbers in found.items()
    }
    growing = {
        prefix: numbers
        for prefix, numbers in whole.items()
        if len(numbers) >= max(_FEW, 0.1 * len(pages)) and _grows([numbers[page] for page in sorted(numbers)])
    }
    known = {number for page in pages for number in page.identifiers.values()}
    series: dict[str, dict[int, str]] = {}
    for prefix, numbers in growing.items():
        longer = [p for p in growing if p != prefix and p.endswith(prefix)]
        if any(len(growing[p]) >= 0.5 * len(numbers) for p in longer):
            continue
        # Pages on which a word of the prefix was not read bear the number all the same.
        shorter = [whole[p] for p in growing if p != prefix and prefix.endswith(p) and widths[p] == widths[prefix]]
        merged = {page: number for part in (*shorter, numbers) for page, number in part.items()}
        printed = {page: f"{prefix}{number:0{widths[prefix]}d}" for page, number in _growing_part(merged).items()}
        if not known & set(printed.values()):
            series[prefix.rstrip("-_. ") or _BARE] = printed
    return series


def _as_wide(number: str, width: int) -> bool:
    """Whether a number has as many figures as its series: one more or less only where a counter passes 1000."""
    return (
        len(number) == width
        or (len(number) == width + 1 and number[0] == "1")
        or (len(number) == width - 1 and number[0] == "9")
    )


def _growing_part(numbers: Mapping[int, int]) -> dict[int, int]:
    """The pages whose numbers lie between those of their neighbours."""
    kept: dict[int, int] = {}
    ordered = sorted(numbers)
    for k, page in enumerate(ordered):
        before = [numbers[p] for p in ordered[max(0, k - 2) : k]]
        after = [numbers[p] for p in ordered[k + 1 : k + 3]]
        fits = sum(b < numbers[page] for b in before) + sum(numbers[page] < a for a in after)
        near = any(abs(numbers[page] - other) <= _JUMP for other in (*before, *after))
        if near and 2 * fits > len(before) + len(after):
            kept[page] = numbers[page]
    return kept


def in_head_or_foot(word: Word, page: PageResult) -> bool:
    """Whether a word stands where stamps do; the words of its line are all that is asked for beside it."""
    return not _EDGE * page.height < word.rect.center[1] < (1 - _EDGE) * page.height


def _candidates(page: PageResult) -> Iterator[tuple[str, str]]:
    """(prefix, figures) of numbers at head and foot of a page, with none, one and two words before them."""
    words = page.text.words
    for n, word in enumerate(words):
        if not in_head_or_foot(word, page):
            continue
        match = _NUMBER.match(word.text)
        if match is None:
            continue
        prefix = match["head"]
        of_page = n > 0 and words[n - 1].line == word.line and _PAGE.match(words[n - 1].text)
        if not prefix and not of_page and _is_bare_stamp(match["number"], page):
            yield "", match["number"]
        for before in ["", *_words_before(words, n)]:
            prefix = f"{before} {prefix}" if before and prefix else before or prefix
            joined = prefix if prefix[-1:] in "-_." or match["head"] else f"{prefix} "
            if sum(char.isalpha() for char in prefix) >= 2 and not _COMMON.match(prefix):
                yield joined, match["number"]


def _is_bare_stamp(number: str, page: PageResult) -> bool:
    """Whether figures alone may be a stamp, and are not the end of one that was read whole."""
    long = len(number) + (number[0] == "0") >= _BARE_FIGURES
    return long and not any(known.endswith(number) for known in page.identifiers.values())


def _words_before(words: Sequence[Word], n: int) -> Iterator[str]:
    for k in (n - 1, n - 2):
        if k < 0 or words[k].line != words[n].line:
            return
        gap = words[k + 1].rect.x0 - words[k].rect.x1
        match = _BEFORE.match(words[k].text)
        if match is None or gap > 1.2 * words[n].rect.height or _COMMON.match(match["word"]):
            return
        yield match["word"]
