"""How agencies print what they claim: `b6 b7c` as `(b)(6); (b)(7)(C)`, as `(b) (6)`, as `b7C` or as `B7(C)`."""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["closed", "open", "short", "capital"]

_CODE = re.compile(r"([a-z])(\d)([a-z]?)")
_LEGIBLE: dict[Form, re.Pattern[str]] = {
    "closed": re.compile(r"\(([a-z])\)\((\d)\)(?:\(([A-Z])\))?"),
    "open": re.compile(r"\(([a-z])\) \((\d)\)(?:\(([A-Z])\))?"),
    "short": re.compile(r"([a-z])(\d)([A-Z]?)"),
    "capital": re.compile(r"([A-Z])(\d)(?:\(([A-Z])\))?"),
}
NON_RESPONSIVE = "nr"


def normalised(claim: str) -> tuple[str, ...]:
    """The exemptions of a claim in their standard spelling: `b6 b7c` gives `(b)(6)` and `(b)(7)(C)`."""
    return tuple(
        f"({letter})({number})" + (f"({part.upper()})" if part else "") for letter, number, part in _parts(claim)
    )


def printed(claim: str, form: Form) -> tuple[str, ...]:
    """The exemptions of a claim as an agency prints them, one string each."""
    if claim == NON_RESPONSIVE:
        return ("Non-Responsive",)
    return tuple(_print(*parts, form) for parts in _parts(claim))


def legible(label: str, form: Form) -> tuple[tuple[str, ...], bool]:
    """What a reader can make of a label that may have been cut off: its codes, and whether it can be seen to be cut.

    A part of a code counts once its bracket is closed. A label that ends after a whole code looks complete: nobody can
    tell that more was meant, so nobody is asked to.
    """
    matches = list(_LEGIBLE[form].finditer(label))
    codes = [f"({m[1].lower()})({m[2]})" + (f"({m[3]})" if m[3] else "") for m in matches]
    left = _LEGIBLE[form].sub("", label).strip(" ,;")
    return tuple(dict.fromkeys(codes)), bool(left)


def _parts(claim: str) -> list[tuple[str, str, str]]:
    return [(m[1], m[2], m[3]) for m in map(_CODE.fullmatch, claim.split()) if m]


def _print(letter: str, number: str, part: str, form: Form) -> str:
    match form:
        case "closed":
            return f"({letter})({number})" + (f"({part.upper()})" if part else "")
        case "open":
            return f"({letter}) ({number})" + (f"({part.upper()})" if part else "")
        case "short":
            return f"{letter}{number}{part.upper()}"
        case "capital":
            return f"{letter.upper()}{number}" + (f"({part.upper()})" if part else "")
