"""Gives the window's colours by name, read from resources/themes, with text tones that pass on every background."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reviewer.model.resources import resource
from reviewer.ui.theme.contrast import mix, on, readable

ThemeName = Literal["light", "dark"]
Choice = Literal["system", "light", "dark"]

BACKGROUNDS = ("window", "panel", "panel2", "hover", "accent_soft", "selection")
_TEXT_TONES = {
    "text": "text",
    "text2": "text2",
    "accent_text": "accent",
    "good_text": "good",
    "attention_text": "attention",
    "bad_text": "bad",
}

# Spacing and sizes in device-independent pixels; everything in the window is a multiple of 4.
GAP = 4
SPACE = 8
PAD = 12
ROW = 30
BAR = 44
RADIUS = 6
TEXT_PX = 13
SMALL_PX = 12
KEY_PX = 11
TITLE_PX = 15
HEAD_PX = 22
ICON = 18
MARK_PX = 14  # of boxes to tick


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as `#rrggbb`; `tokens["accent"]` is a fill, `tokens["accent_text"]` can be read."""

    name: ThemeName
    dark: bool
    colors: Mapping[str, str]

    def __getitem__(self, token: str) -> str:
        return self.colors[token]

    @property
    def backgrounds(self) -> tuple[str, ...]:
        """Every colour that text can stand on."""
        return tuple(self.colors[name] for name in BACKGROUNDS)

    def text_pairs(self) -> list[tuple[str, str]]:
        """Names of every text tone with every background, and of the texts on fills: what the contrast test checks."""
        pairs = [(tone, ground) for tone in _TEXT_TONES for ground in BACKGROUNDS]
        return [*pairs, ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_bad", "bad"), ("on_desk", "desk")]


def load_tokens(name: ThemeName) -> Tokens:
    """The tokens of the theme `name`, with the derived tones added."""
    data = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    base: dict[str, str] = data["colors"]
    grounds = [base[ground] for ground in BACKGROUNDS]
    colors = dict(base)
    for tone, fill in _TEXT_TONES.items():
        colors[tone] = readable(base[fill], grounds)
    colors["on_accent"] = on(base["accent"])
    colors["accent_hover"] = mix(base["accent"], "#ffffff" if data["dark"] else "#000000", 0.14)
    colors["on_bad"] = on(base["bad"])
    colors["on_desk"] = readable(base["text2"], [base["desk"]])
    return Tokens(name, bool(data["dark"]), colors)
