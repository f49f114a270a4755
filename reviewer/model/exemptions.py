"""Exemption codes as data: which there are, how agencies and OCR print them, and what colour each has on screen."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from reviewer.model.resources import resource

UNMARKED_COLOR = "#b3261e"
# Fills for codes that no scheme lists, told apart by every common kind of colour vision; chosen by the code itself,
# so that one code has one colour in every project.
OTHER_COLORS = ("#35608d", "#8c4a00", "#5d6b00", "#a02c6d", "#4a5a6a", "#6a4c93")
# What OCR makes of a digit, and of a letter after it.
DIGITS = {"é": "6", "&": "6", "G": "6", "o": "6", "S": "5", "B": "6", "O": "6", "Z": "2", "T": "7", "?": "7"}
LETTERS = {"0": "C", "O": "C", "o": "C", "G": "C", "€": "C", "¢": "C"}
CENTS = {"¢": "e", "€": "e"}
# Brackets in patterns stand for what OCR makes of them, too.
BRACKETS = {"%(": r"[(\[{<|]", "%)": r"[)\]}>|J]"}
LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Exemption:
    """One ground for withholding: normal form, title, where it stands in the law, printed forms, fill (`#rrggbb`)."""

    code: str
    title: str
    statute: str
    printed: tuple[str, ...]
    color: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a code looks in print. A `doubtful` form is believed only where the same code was read clearly nearby."""

    match: re.Pattern[str]
    code: str
    sub: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """The codes of one law, whether it requires a marking at the place of the deletion, and that rule's words.

    `codes` are those of its exemptions in lower case.
    """

    id: str
    title: str
    law: str
    requires_marking: bool
    marking_rule: str
    exemptions: tuple[Exemption, ...]
    patterns: tuple[Pattern, ...]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodeReading:
    """Codes in a printed text, in their normal form and order; `cut` if one of them is cut off; `rest` is not code."""

    codes: tuple[str, ...]
    cut: bool
    rest: str


def user_folder() -> Path:
    """Where a person may put schemes of further laws, one JSON file each; it need not exist."""
    import platformdirs

    return Path(platformdirs.user_config_dir("foia-reviewer", appauthor=False)) / "exemptions"


@cache
def schemes(folder: Path | None = None) -> tuple[Scheme, ...]:
    """All shipped schemes and those the user added, or those of `folder` alone.

    A code that several list is that of the first. ValueError names a file of `folder` that is no scheme; a faulty one
    of the user's is left out, and `scheme_faults` names it.
    """
    if folder is not None:
        return tuple(_scheme(path) for path in sorted(folder.glob("*.json"), key=_rank))
    return (*schemes(resource("exemptions")), *_added()[0])


def scheme_faults() -> tuple[str, ...]:
    """A sentence for each file in the user's folder that is no scheme."""
    return _added()[1]


@cache
def _added() -> tuple[tuple[Scheme, ...], tuple[str, ...]]:
    found: list[Scheme] = []
    faults: list[str] = []
    for path in sorted(user_folder().glob("*.json"), key=_rank):
        try:
            found.append(_scheme(path))
        except ValueError as error:
            faults.append(str(error))
    return tuple(found), tuple(faults)


def _rank(path: Path) -> tuple[bool, str]:
    return (not path.name.startswith("us-foia"), path.name)


def _scheme(path: Path) -> Scheme:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))  # some editors put a mark before the text
        exemptions = tuple(
            Exemption(
                e["code"], e["title"], e["statute"], tuple(e["printed"]), e.get("color") or other_color(e["code"])
            )
            for e in data["exemptions"]
        )
        for p in data["patterns"]:
            (p["code"] + p.get("sub", "")).format(**_names({}))  # a name that no pattern can fill is found out here
        patterns = tuple(
            Pattern(_expression(p["match"]), p["code"], p.get("sub", ""), bool(p.get("doubtful")))
            for p in data["patterns"]
        )
        rule = data.get("marking_rule", "")
        required = bool(data["requires_marking"])
        codes = frozenset(exemption.code.lower() for exemption in exemptions)
        return Scheme(data["id"], data["title"], data["law"], required, rule, exemptions, patterns, codes)
    except (OSError, KeyError, TypeError, AttributeError, ValueError, re.error) as error:
        raise ValueError(f"{path} is no exemption scheme: {error}") from error


def _expression(match: str) -> re.Pattern[str]:
    for sign, brackets in BRACKETS.items():
        match = match.replace(sign, brackets)
    return re.compile(match, re.IGNORECASE)


@cache
def _listed() -> dict[str, tuple[Scheme, Exemption]]:
    return {e.code.lower(): (s, e) for s in reversed(schemes()) for e in s.exemptions}


def exemption(code: str) -> Exemption | None:
    """The listed exemption of a normalised code, else that of the code it is part of, else None."""
    while code:
        found = _listed().get(code.lower())
        if found:
            return found[1]
        code = parent(code)
    return None


def scheme_of(code: str) -> Scheme | None:
    """The scheme that lists a normalised code or the code it is part of."""
    while code:
        found = _listed().get(code.lower())
        if found:
            return found[0]
        code = parent(code)
    return None


def parent(code: str) -> str:
    """The code that this one is part of: `(b)(7)(C)` gives `(b)(7)`, `5.1.2.e` gives `5.1.2`; empty at the top."""
    if code.endswith(")"):
        return code[: code.rfind("(")].rstrip("-. ") if code.count("(") > 1 or not code.startswith("(") else ""
    return code[: code.rfind(".")] if "." in code else ""


def color_of(code: str) -> str:
    """The fill for a code (`#rrggbb`), always the same one; that of an unmarked deletion for an empty code."""
    if not code:
        return UNMARKED_COLOR
    known = exemption(code)
    return known.color if known else other_color(code)


def other_color(code: str) -> str:
    """The fill of a code that no scheme gives one to; codes of one family share it."""
    family = re.match(r"\W*\w+\W*\w*", code.lower())
    return OTHER_COLORS[crc32((family.group() if family else code).encode()) % len(OTHER_COLORS)]


def marking_required(codes: Collection[str]) -> bool:
    """Whether a law that these codes belong to requires a marking at the deletion; without codes, US FOIA's does."""
    found = [s for s in map(scheme_of, codes) if s]
    return any(s.requires_marking for s in found) if found else schemes()[0].requires_marking


def parse_codes(text: str) -> tuple[str, ...]:
    """Codes that a person typed, normalised, without repetitions: `b6 b7c` gives `(b)(6)` and `(b)(7)(C)`.

    Words that are no code are left out; use `read_codes` to see them.
    """
    return read_codes(text).codes


def read_codes(text: str, likely: Collection[str] = ()) -> CodeReading:
    """Codes in printed or OCRed text. `likely` are codes read clearly elsewhere: only they excuse a doubtful form."""
    text = text[:LONGEST_TEXT].replace("\\", "")  # what engines read between two brackets
    found: dict[str, None] = {}
    rest: list[str] = []
    end = 0
    for start, stop, code in _matches(text, likely):
        rest.append(text[end:start])
        found[code] = None
        end = stop
    rest.append(text[end:])
    left = " ".join(" ".join(rest).split()).strip(" ,;")
    return CodeReading(tuple(found), _cut_off(left), left)


def _matches(text: str, likely: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Non-overlapping places of codes from left to right; at one place the longest reading wins."""
    places: list[tuple[int, int, bool, str]] = []
    for scheme in schemes():
        for pattern in scheme.patterns:
            for match in pattern.match.finditer(text):
                code = _code(match, pattern, scheme.codes)
                if code and (not pattern.doubtful or code in likely):
                    places.append((match.start(), match.end(), pattern.doubtful, code))
    end = 0
    for start, stop, _doubtful, code in sorted(places, key=lambda p: (p[0], p[2], -p[1])):
        if start >= end:
            yield start, stop, code
            end = stop


def _names(groups: Mapping[str, str]) -> dict[str, str]:
    """What a pattern's code may be put together from, with the engine's mistakes undone."""
    digit, letter = groups.get("digit", ""), groups.get("letter", "")
    return {
        "digit": DIGITS.get(digit, DIGITS.get(digit.upper(), digit)),
        "letter": LETTERS.get(letter, letter.upper()),
        "letter_low": CENTS.get(letter, letter.lower()),
        "letter_printed": letter,
        "years": groups.get("years", ""),
    }


def _code(match: re.Match[str], pattern: Pattern, codes: frozenset[str]) -> str:
    groups = {name: value or "" for name, value in match.groupdict().items()}
    letter, names = groups.get("letter", ""), _names(groups)
    code = pattern.code.format(**names)
    longer = code + pattern.sub.format(**names) if pattern.sub and letter else code
    if longer.lower() in codes:
        return longer
    return code if code.lower() in codes and not (pattern.sub and letter) else ""


def _cut_off(rest: str) -> bool:
    """Whether what is left over is the beginning of a code: `(b)`, `(b) (`, `(7)(`, `(E`."""
    return bool(
        re.search(
            r"[(\[{]\s?[a-f]?$|[(\[{]\s?b?\s?(?:[)\]}]\s?[(\[{]?\s?\d?)?$|[(\[{]\s?b\s?[)\]}]", rest, re.IGNORECASE
        )
    )
