"""Gives every exemption code its colours: a fill for outlines, and tones that can be read as text in either theme."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.exemptions import UNMARKED_COLOR, color_of
from reviewer.ui.theme.contrast import on, readable
from reviewer.ui.theme.tokens import Tokens

# Lighter relatives of the commonest fills for text on dark ground, clearer than what mixing with white gives.
_ON_DARK = {
    "#0072b2": "#56b4e9",
    "#7a3e9d": "#c39be0",
    "#d55e00": "#f2994a",
    "#117a65": "#4cc3a5",
    "#b3261e": "#ff7b72",
}
_CALM = "#4b5563"


@dataclass(frozen=True, slots=True)
class CodeColors:
    """`fill` draws outlines and label grounds, `on_fill` writes on it, `text` writes on the window's backgrounds."""

    fill: str
    on_fill: str
    text: str


def code_colors(codes: tuple[str, ...], calm: bool, tokens: Tokens) -> CodeColors:
    """Colours of a redaction that claims `codes`; the first code decides. Without one it is unmarked, an alarm, unless
    there is a reason to be `calm`: its claim stands elsewhere on the page, or nobody has looked for it yet."""
    fill = color_of(codes[0]) if codes else _CALM if calm else UNMARKED_COLOR
    base = _ON_DARK.get(fill.lower(), fill) if tokens.dark else fill
    return CodeColors(fill, on(fill), readable(base, tokens.backgrounds))
