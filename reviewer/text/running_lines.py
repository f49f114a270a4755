"""Tells the running heads and feet of pages, and release stamps in their margins, from what a record itself says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz, process

from reviewer.model.page import PageResult, Word
from reviewer.text.labels import find_label
from reviewer.text.page_lines import is_stamp

_EDGE: Final = 0.12
"""Share of a page's height at head and foot in which running lines stand."""
_LETTERS: Final = 4
_ALIKE: Final = 84.0
"""Similarity (0-100) of two readings of one line."""
_CONTINUED: Final = 2
"""Later pages of records on which a line must stand: a letterhead stands on first pages alone."""
_PAGES: Final = 3
_NEARLY_ALL, _ENOUGH = 0.6, 5
"""A line on this share of that many pages is a stamp, even where every page is a record."""
_STRAY: Final = 0.01
"""Share of a page's height by which neighbours among the places of one running line differ at most."""
_MOST_NUMBERS: Final = 3
"""Numbers in a running line: day, year and page; a table's row has a whole date, a number and an amount."""
_CASE: Final = re.compile(r"^Case No\.? [A-Z]-\d{4}-\d+|^Date: \d\d/\d\d/\d{4}$")

Edge = Literal["head", "foot"]


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line in the margin at head or foot of a page (from 0): its number there, its words, its height (0-1)."""

    page: int
    line: int
    edge: Edge
    text: str
    place: float


def edge_lines(page: PageResult) -> tuple[EdgeLine, ...]:
    """The lines of a page whose words all stand in its upper or lower margin."""
    words: dict[int, list[Word]] = {}
    for word in page.text.words:
        words.setdefault(word.line, []).append(word)
    found = []
    for number, own in words.items():
        edge = _edge(own[0], page.height)
        if edge is None or any(_edge(word, page.height) != edge for word in own[1:]):
            continue
        text = " ".join(word.text for word in own)
        if sum(map(str.isalpha, text)) >= _LETTERS:
            middle = sum(word.rect.center[1] for word in own) / len(own)
            found.append(EdgeLine(page.page, number, edge, text, middle / page.height))
    return tuple(found)


def _edge(word: Word, height: float) -> Edge | None:
    y = word.rect.center[1]
    return "head" if y < _EDGE * height else "foot" if y > (1 - _EDGE) * height else None


def running_lines(lines: Sequence[EdgeLine], pages: int, first_pages: Collection[int]) -> Mapping[int, frozenset[int]]:
    """By page, the numbers of its lines that are no part of the record: of a file of `pages` pages.

    These are release stamps, and what is repeated, figures and misread letters apart, at the same place of three pages
    of which two are no `first_pages` of records; or of most pages. A mail's labels are never among them.
    """
    found: dict[int, set[int]] = {}
    for line in lines:
        if _is_release_mark(line.text):
            found.setdefault(line.page, set()).add(line.line)
    for group in _alike([line for line in lines if _may_run(line.text)]):
        if _repeats({line.page for line in group}, pages, first_pages):
            for line in group:
                found.setdefault(line.page, set()).add(line.line)
    return {page: frozenset(numbers) for page, numbers in found.items()}


def _alike(lines: Sequence[EdgeLine]) -> Iterator[list[EdgeLine]]:
    """Lines of nearly the same words in nearly the same place; rows of a table repeat words, but all over the page."""
    keys = [f"{line.edge} {_key(line.text)}" for line in lines]
    names = _same_lines(keys)
    groups: dict[str, list[EdgeLine]] = {}
    for line, key in zip(lines, keys, strict=True):
        groups.setdefault(names[key], []).append(line)
    for group in groups.values():
        group.sort(key=lambda line: line.place)
        start = 0
        for n in range(1, len(group) + 1):
            if n == len(group) or group[n].place - group[n - 1].place > _STRAY:
                yield group[start:n]
                start = n


def _may_run(text: str) -> bool:
    """Whether a line is neither a label of a mail's header nor the row of a table."""
    return find_label(text, within=True) is None and len(re.findall(r"\d+", text)) <= _MOST_NUMBERS


def _is_release_mark(text: str) -> bool:
    return is_stamp(text) or bool(_CASE.match(text))


def _repeats(where: Collection[int], pages: int, first_pages: Collection[int]) -> bool:
    later = sum(page not in first_pages for page in where)
    most = pages >= _ENOUGH and len(where) >= _NEARLY_ALL * pages
    return most or (len(where) >= _PAGES and later >= _CONTINUED)


def _key(text: str) -> str:
    """A line without case, punctuation and what counts up."""
    return re.sub(r"\d+", "#", re.sub(r"[^\w]+", " ", text.lower())).strip()


def _same_lines(keys: Sequence[str]) -> dict[str, str]:
    """For each key the one it stands for: a frequent one that is read almost alike, else itself."""
    times = Counter(keys)
    frequent = [key for key, count in times.most_common() if count > 1]
    names: dict[str, str] = {}
    leaders: list[str] = []
    for key in (*frequent, *(key for key, count in times.items() if count == 1)):
        best = process.extractOne(key, leaders, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        names[key] = str(best[0]) if best else key
        if not best and times[key] > 1:
            leaders.append(key)
    return names
