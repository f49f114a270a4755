"""The bundled type for PDFs: two families, two more for the scripts they lack, and text made fit for them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reviewer.export.cells import visible
from reviewer.export.paper.right_to_left import is_right_to_left, visual
from reviewer.model.resources import resource

Face = Literal["Serif", "Sans"]
_FILES = {"": "Regular", "-Bold": "Bold", "-Italic": "Italic"}
_FURTHER = {"Further": "DejaVuSans.ttf", "East Asian": "DroidSansFallbackFull.ttf"}
"""Asked in this order for a sign that a family lacks; one cut each, for they are loaded only where they are needed."""
_LAST = (
    0xFFFF  # the typesetter writes four digits for a sign: from here on copying and searching would find another one
)
_LONGEST_WORD = 60  # characters; a longer one is broken, else it would run off the paper


@cache
def face(name: Face) -> Face:
    """The family, known to the typesetter from the first call on."""
    for suffix, cut in _FILES.items():
        pdfmetrics.registerFont(TTFont(name + suffix, str(resource("fonts", f"Liberation{name}-{cut}.ttf"))))
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(name, bold, italic, name + ("-Bold" if bold else "-Italic" if italic else ""))
    return name


@cache
def _further(name: str) -> str:
    """A family for signs of other scripts, known to the typesetter from the first call on."""
    pdfmetrics.registerFont(TTFont(name, str(resource("fonts", _FURTHER[name]))))
    pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
    return name


@cache
def _glyphs(name: str) -> frozenset[int]:
    if name in _FURTHER:
        _further(name)
    else:
        face("Serif" if name == "Serif" else "Sans")
    return frozenset(sign for sign in pdfmetrics.getFont(name).face.charToGlyph if sign <= _LAST)


def shown(text: str, name: Face = "Sans") -> str:
    """`text` as it can be shown, in the order of reading: no control characters, no marks without a sign.

    What no type has a sign for is written as its code point, such as `[U+0E01]`: it can be looked up, a box cannot.
    """
    kept = visible(text).replace("\t", "    ").translate(_INVISIBLE)
    known = _glyphs(name)
    if all(ord(char) in known or char == "\n" for char in kept):
        return kept
    return "".join(char if char == "\n" or _font_of(char, name) else f"[U+{ord(char):04X}]" for char in kept)


def pieces(text: str, name: Face = "Sans") -> list[tuple[str, str]]:
    """`text` as it is drawn from left to right, cut where another font is needed: the name of a font and what it shows.

    Lines of right-to-left scripts are reordered one by one: who sets paragraphs breaks them into lines first.
    """
    if is_right_to_left(text):
        signs = _glyphs(name) | _glyphs("Further")
        text = "\n".join(visual(line, signs) if is_right_to_left(line) else line for line in text.split("\n"))
    kept = shown(text, name)
    known = _glyphs(name)
    if all(ord(char) in known or char == "\n" for char in kept):
        return [(name, kept)] if kept else []
    found: list[tuple[str, str]] = []
    for char in kept:
        font = name if char == "\n" else _font_of(char, name)
        if found and found[-1][0] == font:
            found[-1] = (font, found[-1][1] + char)
        else:
            found.append((font, char))
    return found


def _font_of(char: str, name: Face) -> str:
    """The first font that has a sign for `char`; nothing if none has."""
    return next((font for font in (name, *_FURTHER) if ord(char) in _glyphs(font)), "")


_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
"""Marks without a sign: joiners, direction, byte order."""


def breakable(text: str) -> str:
    """`text` with words longer than a line broken into pieces that fit."""
    if max(map(len, text.split()), default=0) <= _LONGEST_WORD:
        return text
    return "\n".join(" ".join(_parts(line)) for line in text.split("\n"))


def _parts(line: str) -> list[str]:
    parts = []
    for word in line.split(" "):
        parts += [word[n : n + _LONGEST_WORD] for n in range(0, len(word), _LONGEST_WORD)] or [""]
    return parts


def width(text: str, size: float, name: Face = "Sans", *, bold: bool = False) -> float:
    """Width of `text` in points."""
    return sum(float(pdfmetrics.stringWidth(piece, cut(font, bold=bold), size)) for font, piece in pieces(text, name))


def cut(font: str, *, bold: bool = False) -> str:
    """The name of a font's bold cut, where it has one."""
    return font if font in _FURTHER or not bold else f"{font}-Bold"


def fitted(text: str, room: float, size: float, name: Face = "Sans", *, bold: bool = False) -> str:
    """`text` on one line, cut with an ellipsis where it is wider than `room` points."""
    line = " ".join(shown(text, name).split())
    if width(line, size, name, bold=bold) <= room:
        return line
    short, long = 0, len(line)
    while short < long:  # the longest beginning that fits
        middle = (short + long + 1) // 2
        fits = width(line[:middle] + "…", size, name, bold=bold) <= room
        short, long = (middle, long) if fits else (short, middle - 1)
    return line[:short].rstrip() + "…"
