"""Gives every exemption code its colour: a fill for outlines, and tones that can be read as text in either theme."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from reviewer.ui.theme.contrast import on, readable
from reviewer.ui.theme.tokens import Tokens

UNMARKED = "unmarked"

# Okabe and Ito's colours and darker relatives; they stay apart for the common kinds of colour blindness.
_LISTED = {
    "(b)(6)": ("#0072b2", "#56b4e9"),
    "(b)(7)": ("#7a3e9d", "#c39be0"),
    "(b)(5)": ("#d55e00", "#f2994a"),
    "(b)(3)": ("#117a65", "#4cc3a5"),
    UNMARKED: ("#b3261e", "#ff7b72"),
}
# For all other codes; picked by a checksum of the code's family, so that a code looks the same in every project.
_OTHERS = (
    ("#8a5a00", "#e0b04f"),
    ("#4b5fa8", "#9db0f2"),
    ("#9c3587", "#e48fd2"),
    ("#3f6f2a", "#9ccc7a"),
    ("#5b6470", "#aab4c2"),
    ("#00707a", "#5ccfd9"),
)
_FAMILY = re.compile(r"\([a-z]\)\s?\(\d+\)")


@dataclass(frozen=True, slots=True)
class CodeColors:
    """`fill` draws outlines and label grounds, `on_fill` writes on it, `text` writes on the window's backgrounds."""

    fill: str
    on_fill: str
    text: str


def family(code: str) -> str:
    """The code without its sub-paragraphs: `(b)(7)` for `(b)(7)(C)`; other codes up to their first bracket."""
    found = _FAMILY.match(code)
    return found.group().replace(" ", "") if found else code.split("(")[0].strip() or code


def code_colors(codes: tuple[str, ...], tokens: Tokens) -> CodeColors:
    """Colours of a redaction that claims `codes`; the first code decides, none is `unmarked`."""
    key = family(codes[0]) if codes else UNMARKED
    fill, light_on_dark = _LISTED.get(key) or _OTHERS[zlib.crc32(key.encode()) % len(_OTHERS)]
    text = readable(light_on_dark if tokens.dark else fill, tokens.backgrounds)
    return CodeColors(fill, on(fill), text)
