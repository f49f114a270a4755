"""How agencies print what they claim: `b6 b7c` as `(b)(6); (b)(7)(C)`, as `(b) (6)`, as `b7C` or as `B7(C)`."""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["closed", "open", "short", "capital"]

_CODE = re.compile(r"([a-z])(\d)([a-z]?)")
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
