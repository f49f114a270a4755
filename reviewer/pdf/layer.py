"""Reads the text layer that a file brings along: words, and characters with their visibility, in displayed points."""

from __future__ import annotations

from reviewer.model.evidence import Character, Color
from reviewer.model.page import Word
from reviewer.pdf.geometry import PageGeometry
from reviewer.pdf.mupdf import pymupdf

# Ligatures are taken apart, and text outside the page is dropped: nobody sees it. A glyph without a meaning stays the
# replacement character, so that the layer can be judged by it.
TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_IMAGES | pymupdf.TEXT_MEDIABOX_CLIP
_INVISIBLE = 3  # PDF text render mode of OCR layers


def read_words(textpage: pymupdf.TextPage, geometry: PageGeometry) -> tuple[Word, ...]:
    """Words in the order of the file, lines numbered from 0; confidence is None, for nobody recognised them."""
    words: list[Word] = []
    line, previous = -1, None
    for x0, y0, x1, y1, raw, block, row, _ in textpage.extractWORDS():
        if (block, row) != previous:
            line, previous = line + 1, (block, row)
        if text := _printable(raw):
            words.append(Word(geometry.unrotated.box(x0, y0, x1, y1), text, None, line))
    return tuple(words)


def read_characters(page: pymupdf.Page, geometry: PageGeometry) -> tuple[Character, ...]:
    """Every character of the page but blanks, in painting order; costs several times as much as the words."""
    found: list[Character] = []
    for span in page.get_texttrace():
        visible = span["type"] != _INVISIBLE and span["opacity"] > 0
        color = _rgb(span["color"])
        order = int(span["seqno"])
        for code, _, _, box in span["chars"]:
            char = _printable(chr(code))
            if char and not char.isspace():
                found.append(Character(geometry.unrotated.box(*box), char, order, visible, color))
    return tuple(found)


def _printable(text: str) -> str:
    """Text without lone surrogates and control characters, which no database and no terminal takes."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c.isprintable())


def _rgb(color: tuple[float, ...] | float | None) -> Color:
    """Any number of components as RGB; an unknown colour counts black."""
    parts = (color,) if isinstance(color, int | float) else tuple(color or ())
    if len(parts) == 3:
        return float(parts[0]), float(parts[1]), float(parts[2])
    if len(parts) == 1:
        return float(parts[0]), float(parts[0]), float(parts[0])
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        return (1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key)
    return 0.0, 0.0, 0.0
