"""The colours of the page view in one value, and tones of any colour that can be read on a background."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reviewer.ui.theme.contrast import TEXT_CONTRAST, readable

WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class PagePalette:
    """Colours as `#rrggbb`. `desk` lies behind the pages.

    `page_dim` is how far the white of a scan is taken towards `paper` (0: not at all, 1: it is `paper`); black stays.
    """

    desk: str = "#c9ced6"
    edge: str = "#aab1bc"
    paper: str = "#ffffff"
    page_dim: float = 0.0
    panel: str = "#ffffff"
    line: str = "#dfe3e8"
    text: str = "#1c2430"
    text_second: str = "#5c6678"
    accent: str = "#2457d6"
    selection: str = "#2457d6"
    selection_alpha: int = 70
    hit: str = "#ffb000"
    bad: str = "#b3261e"
    attention: str = "#b25e00"


LIGHT = PagePalette()
DARK = PagePalette(
    desk="#0f1217",
    edge="#0f1217",
    paper="#f5f4f0",
    page_dim=1.0,
    panel="#1e222a",
    line="#323845",
    text="#e6e9ef",
    text_second="#98a2b3",
    accent="#7aa2ff",
    selection="#2457d6",
    bad="#ff7b72",
    attention="#f0a44b",
)


@cache
def tone(color: str, background: str, least: float = TEXT_CONTRAST) -> str:
    """The tone of `color` nearest to it that reaches `least` on `background`; remembered, for every paint asks."""
    return readable(color, (background,), least)
