"""The colours of the page view in one value, with tones of any colour that stay readable as text."""

from __future__ import annotations

from dataclasses import dataclass

WHITE = "#ffffff"
BLACK = "#000000"


@dataclass(frozen=True, slots=True)
class PagePalette:
    """Colours as `#rrggbb`. `desk` lies behind the pages, `paper` is a page that is still empty.

    `page_dim` (0-1) darkens the paper slightly where the theme is dark; it never touches the desk.
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
    page_dim=0.045,
    panel="#1e222a",
    line="#323845",
    text="#e6e9ef",
    text_second="#98a2b3",
    accent="#7aa2ff",
    selection="#2457d6",
    bad="#ff7b72",
    attention="#f0a44b",
)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def luminance(color: str) -> float:
    """Relative luminance, 0 black to 1 white (WCAG 2.2)."""
    linear = [v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in _channels(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mixed(color: str, other: str, share: float) -> str:
    """`color` with `share` (0-1) of `other`."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(color: str, background: str, ratio: float = 4.5) -> str:
    """The tone of `color` nearest to it that reaches `ratio` on `background`: darker on light, lighter on dark."""
    towards = BLACK if luminance(background) > 0.18 else WHITE
    for step in range(21):
        tone = mixed(color, towards, step / 20)
        if contrast(tone, background) >= ratio:
            return tone
    return towards
