"""A font without signs for invisible words: every character of any script, all of one width, in a few kilobytes."""

from __future__ import annotations

from functools import cache
from typing import Final

from reportlab.pdfbase.ttfonts import TTFontFile

from reviewer.export.cells import visible
from reviewer.model.resources import resource

WIDTH: Final = 0.278
"""Of every character, in parts of the type size: that of the blank, the one glyph there is."""

SPACE: Final = "0020"
_BLANK = 0x20
_NAME = "/FOIAAA+LiberationSans"


@cache
def font_file() -> bytes:
    """The bundled type with nothing in it but the blank."""
    made: bytes = TTFontFile(str(resource("fonts", "LiberationSans-Regular.ttf"))).makeSubset([_BLANK])
    return made


def encoded(text: str) -> str:
    """The words as hexadecimal codes, four digits a character; beyond the first 65,536 the replacement character."""
    if text.isascii() and text.isprintable():  # nearly every word
        return text.strip().encode("utf-16-be").hex()
    line = " ".join(visible(text).split())
    return "".join(char if ord(char) < 0x10000 else "\ufffd" for char in line).encode("utf-16-be").hex()


def one_glyph_for_all() -> bytes:
    """The map from characters to glyphs: the blank, whatever the character."""
    return b"\x00\x01" * 0x10000


def to_unicode() -> bytes:
    """The map from codes to characters: each is itself."""
    lines = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
    blocks = [lines[start : start + 100] for start in range(0, 256, 100)]  # a block holds no more
    ranges = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{ranges}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def descriptor(file: int) -> str:
    """The font descriptor, whose file is object `file`."""
    return (
        f"<</Type/FontDescriptor/FontName{_NAME}/Flags 4/FontBBox[0 -210 278 728]/ItalicAngle 0/Ascent 728"
        f"/Descent -210/CapHeight 728/StemV 80/FontFile2 {file} 0 R>>"
    )


def descendant(described: int, to_glyphs: int) -> str:
    """The font by characters; all are of one width."""
    return (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{_NAME}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {described} 0 R/DW {round(WIDTH * 1000)}/CIDToGIDMap {to_glyphs} 0 R>>"
    )


def font(below: int, words: int) -> str:
    """The font that pages name."""
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont{_NAME}/Encoding/Identity-H/DescendantFonts[{below} 0 R]"
        f"/ToUnicode {words} 0 R>>"
    )
