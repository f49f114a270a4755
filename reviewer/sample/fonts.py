"""The typefaces of the sample release: shipped files, so that no system font is assumed, measured in points."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from reviewer.model.resources import resource

_FILES = {
    "sans": "LiberationSans-Regular.ttf",
    "sans-bold": "LiberationSans-Bold.ttf",
    "sans-italic": "LiberationSans-Italic.ttf",
    "serif": "LiberationSerif-Regular.ttf",
    "serif-bold": "LiberationSerif-Bold.ttf",
    "serif-italic": "LiberationSerif-Italic.ttf",
    "mono": "LiberationMono-Regular.ttf",
    "typewriter": "CourierPrime-Regular.otf",
    "typewriter-bold": "CourierPrime-Bold.otf",
    "office": "Carlito-Regular.ttf",
    "office-bold": "Carlito-Bold.ttf",
}
_MEASURE = 400  # pixels: large enough that hinting does not move the measures


def font_file(face: str) -> Path:
    """The font file of a face such as `serif-bold`; KeyError for an unknown face."""
    return resource("fonts", _FILES[face])


@lru_cache(maxsize=256)
def sized(face: str, pixels: float) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels, for drawing; the basic layout engine, so that every build draws alike."""
    return ImageFont.truetype(font_file(face), pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4000)
def _advance(face: str, character: str) -> float:
    """Advance width of one character as a share of the type size."""
    return sized(face, _MEASURE).getlength(character) / _MEASURE


def text_width(face: str, size: float, text: str) -> float:
    """Advance width of `text` in points at `size` points, without kerning."""
    return size * sum(_advance(face, character) for character in text)


@lru_cache(maxsize=20_000)
def ink_extent(face: str, size: float, text: str) -> tuple[float, float, float, float]:
    """The ink of `text` from the start of its baseline, in points: left, top (negative: above), right, bottom."""
    font, factor = sized(face, _MEASURE), size / _MEASURE
    _, top, _, bottom = font.getbbox(text, anchor="ls")
    left = font.getbbox(text[0], anchor="ls")[0]
    right = font.getbbox(text[-1], anchor="ls")[2] * factor + text_width(face, size, text[:-1])
    return left * factor, top * factor, right, bottom * factor


def bold(face: str) -> str:
    """The bold face of a family."""
    return face if face.endswith("-bold") else f"{face.split('-')[0]}-bold"
