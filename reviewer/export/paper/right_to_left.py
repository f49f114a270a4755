"""Puts lines of right-to-left scripts into the order in which they are seen, and joins the letters of Arabic."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Final

from bidi.algorithm import get_display  # the one in Python: the other leaves brackets as they are

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_STRONG: Final = _RIGHT_TO_LEFT | {"L"}
_MARKS: Final = {True: "\N{RIGHT-TO-LEFT MARK}", False: "\N{LEFT-TO-RIGHT MARK}"}
_TATWEEL: Final = "\N{ARABIC TATWEEL}"
_LAM: Final = "\N{ARABIC LETTER LAM}"
_FORMS_FIRST, _FORMS_LAST = 0xFB50, 0xFEFC  # where Unicode keeps the joined forms of Arabic letters


def is_right_to_left(text: str) -> bool:
    """Whether anything in a text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def begins_right_to_left(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter does."""
    first = next((kind for char in text if (kind := unicodedata.bidirectional(char)) in _STRONG), "L")
    return first in _RIGHT_TO_LEFT


def visual(line: str, known: Collection[int]) -> str:
    """One line as it is seen, from left to right; `known` are the signs (code points) that the type has."""
    shown = get_display(_joined(line, known))
    return "".join(char for char in str(shown) if char not in _MARKS.values())


def broken(text: str, fits: Callable[[str, int], bool]) -> str:
    """A text whose right-to-left paragraphs are broken into lines, each with a mark that keeps its direction.

    `fits` says whether a line, counted from 0, fits. Reordering is for lines: a paragraph has to be broken first.
    """
    made: list[str] = []
    for paragraph in text.split("\n"):
        if not is_right_to_left(paragraph):
            made.append(paragraph)
            continue
        mark, line = _MARKS[begins_right_to_left(paragraph)], ""
        for word in _short_enough(paragraph.split(" "), lambda piece: fits(piece, len(made))):
            longer = f"{line} {word}" if line else word
            if line and not fits(longer, len(made)):
                made.append(mark + line)
                longer = word
            line = longer
        made.append(mark + line)
    return "\n".join(made)


def _short_enough(words: list[str], fits: Callable[[str], bool]) -> list[str]:
    """The words, those that fill more than a line cut into pieces."""
    found: list[str] = []
    for word in words:
        rest = word
        while len(rest) > 1 and not fits(rest):
            length = next((n for n in range(len(rest) - 1, 1, -1) if fits(rest[:n])), 1)
            found.append(rest[:length])
            rest = rest[length:]
        found.append(rest)
    return found


def _joined(line: str, known: Collection[int]) -> str:
    """Arabic letters in the form that their neighbours ask for, as far as the type has it."""
    forms, ligatures = _tables()
    if not any(char in forms for char in line):
        return line
    made: list[str] = []
    skipped = -1
    for at, char in enumerate(line):
        if at == skipped:
            continue
        before = _neighbour(line, at, -1) if char in forms else ""
        behind = _neighbour(line, at, 1) if char in forms else ""
        ahead = bool(before) and _joins(before, "initial", forms) and _joins(char, "final", forms)
        after = bool(behind) and _joins(char, "initial", forms) and _joins(behind, "final", forms)
        pair = ligatures.get(line[at : at + 2], {}) if char == _LAM else {}
        form = pair.get("final" if ahead else "isolated", "")
        if form and ord(form) in known:
            made.append(form)
            skipped = at + 1
            continue
        name = "medial" if ahead and after else "final" if ahead else "initial" if after else "isolated"
        form = forms.get(char, {}).get(name, char)
        made.append(form if ord(form) in known else char)
    return "".join(made)


def _neighbour(line: str, at: int, step: int) -> str:
    """The next letter in a direction; vowel marks stand between without parting letters."""
    at += step
    while 0 <= at < len(line):
        if unicodedata.category(line[at]) != "Mn":
            return line[at]
        at += step
    return ""


def _joins(char: str, form: str, forms: Mapping[str, Mapping[str, str]]) -> bool:
    return char == _TATWEEL or form in forms.get(char, {})


@cache
def _tables() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """The forms of each letter by name, and those of pairs of letters, as Unicode lists them."""
    letters: dict[str, dict[str, str]] = {}
    pairs: dict[str, dict[str, str]] = {}
    for code in range(_FORMS_FIRST, _FORMS_LAST + 1):
        kind, _, parts = unicodedata.decomposition(chr(code)).partition(" ")
        name = kind.strip("<>")
        if name not in ("isolated", "initial", "medial", "final"):
            continue
        plain = "".join(chr(int(part, 16)) for part in parts.split())
        if len(plain) == 1:
            letters.setdefault(plain, {}).setdefault(name, chr(code))
        elif len(plain) == 2 and plain[0] == _LAM and unicodedata.name(plain[1]).startswith("ARABIC LETTER ALEF"):
            pairs.setdefault(plain, {}).setdefault(name, chr(code))
    return letters, pairs
