"""The bundled type for PDFs: two families, and text made fit for them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reviewer.export.cells import visible
from reviewer.model.resources import resource

Face = Literal["Serif", "Sans"]
_FILES = {"": "Regular", "-Bold": "Bold", "-Italic": "Italic"}
_STAND_IN = "\N{WHITE SQUARE}"
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
def _glyphs(name: Face) -> frozenset[int]:
    face(name)
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


def shown(text: str, name: Face = "Sans") -> str:
    """`text` as this family can show it: no control characters; what it has no sign for becomes a white square."""
    known = _glyphs(name)
    kept = visible(text).replace("\t", "    ").translate(_INVISIBLE)
    if all(ord(char) in known or char == "\n" for char in kept):
        return kept
    return "".join(char if ord(char) in known or char == "\n" else _STAND_IN for char in kept)


_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
"""Marks without a sign: joiners, direction, byte order."""


def breakable(text: str) -> str:
    """`text` with words longer than a line broken into pieces that fit."""
    if max(map(len, text.split()), default=0) <= _LONGEST_WORD:
        return text
    return "\n".join(" ".join(_pieces(line)) for line in text.split("\n"))


def _pieces(line: str) -> list[str]:
    pieces = []
    for word in line.split(" "):
        pieces += [word[n : n + _LONGEST_WORD] for n in range(0, len(word), _LONGEST_WORD)] or [""]
    return pieces


def width(text: str, size: float, name: Face = "Sans", *, bold: bool = False) -> float:
    """Width of `text` in points."""
    return float(pdfmetrics.stringWidth(text, face(name) + ("-Bold" if bold else ""), size))


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
