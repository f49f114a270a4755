"""PDFs of many pictured pages with invisible words, annotations and bookmarks, written page by page."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from reviewer.export.paper import glyphless
from reviewer.export.paper.marks import Mark, annotation, note_look
from reviewer.export.paper.syntax import number, text_string
from reviewer.model.copies import PageCopy
from reviewer.model.geometry import Rect

_ASCENT = 0.75  # of the type size, for words that have to fill a box
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its size in points, its picture, its words, and what is marked on it; from the top left."""

    width: float
    height: float
    picture: PageCopy | None
    words: Sequence[tuple[Rect, str]] = ()
    marks: Sequence[Mark] = ()
    lines: Sequence[tuple[float, float, float, str]] = ()
    """Visible words: x, baseline, size, text."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its title, the page it leads to (from 0; None: nowhere), and those below it."""

    title: str
    page: int | None
    below: tuple[Bookmark, ...] = ()


class Leaves:
    """A PDF that is being written to a file; no more than one page is held in memory. A context manager."""

    def __init__(self, path: Path, title: str, author: str = "") -> None:
        self._file = path.open("wb")
        self._offsets: list[int] = [0]
        self._at = 0
        self._title, self._author = title, author
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._tree, self._catalog, self._font, self._visible = (self._reserve() for _ in range(4))
        self._note = 0
        self._pages: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def add(self, leaf: Leaf) -> None:
        """Write one page behind the others."""
        page = self._reserve()
        parts, objects = [], ""
        if leaf.picture is not None:
            parts.append(_placed(leaf.picture, leaf.height))
            objects = f"/XObject<</Im {self._picture(leaf.picture)} 0 R>>"
        parts += _hidden(leaf)
        parts += _shown(leaf)
        contents = self._stream("", "\n".join(parts).encode("ascii"))
        marks = [self._mark(mark, leaf, page) for mark in leaf.marks]
        annotations = f"/Annots[{' '.join(f'{mark} 0 R' for mark in marks)}]" if marks else ""
        fonts = f"/Font<</F {self._font} 0 R/V {self._visible} 0 R>>"
        self._object(
            page,
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {number(leaf.width)} {number(leaf.height)}]"
            f"/Resources<<{fonts}{objects}>>/Contents {contents} 0 R{annotations}>>",
        )
        self._pages.append(page)

    def finish(self, bookmarks: Sequence[Bookmark] = ()) -> int:
        """Write what holds the pages together and return the size in bytes; ValueError for a PDF without pages."""
        if not self._pages:
            raise ValueError("a PDF needs a page")
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._object(self._tree, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        self._fonts()
        outline = ""
        if bookmarks:
            root = self._reserve()
            first, last, count = self._outline(bookmarks, root)
            self._object(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>")
            outline = f"/Outlines {root} 0 R/PageMode/UseOutlines"
        self._object(self._catalog, f"<</Type/Catalog/Pages {self._tree} 0 R{outline}>>")
        info = self._reserve()
        self._object(info, f"<</Title {text_string(self._title)}/Author {text_string(self._author)}>>")
        start = self._at
        table = "".join(f"{offset:010} 00000 n \n" for offset in self._offsets[1:])
        self._write(f"xref\n0 {len(self._offsets)}\n0000000000 65535 f \n{table}".encode("ascii"))
        trailer = f"<</Size {len(self._offsets)}/Root {self._catalog} 0 R/Info {info} 0 R>>"
        self._write(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("ascii"))
        self._file.flush()
        return self._at

    def _outline(self, entries: Sequence[Bookmark], parent: int) -> tuple[int, int, int]:
        """First and last object of the entries below `parent`, and how many entries are open beneath it."""
        numbers = [self._reserve() for _ in entries]
        for place, (entry, own) in enumerate(zip(entries, numbers, strict=True)):
            parts = [f"/Title {text_string(entry.title)}/Parent {parent} 0 R"]
            if entry.page is not None:
                parts.append(f"/Dest[{self._pages[entry.page]} 0 R/Fit]")
            if place:
                parts.append(f"/Prev {numbers[place - 1]} 0 R")
            if place + 1 < len(numbers):
                parts.append(f"/Next {numbers[place + 1]} 0 R")
            if entry.below:
                first, last, count = self._outline(entry.below, own)
                parts.append(f"/First {first} 0 R/Last {last} 0 R/Count {-count}")  # closed until it is opened
            self._object(own, f"<<{''.join(parts)}>>")
        return numbers[0], numbers[-1], len(entries)

    def _mark(self, mark: Mark, leaf: Leaf, page: int) -> int:
        if mark.kind == "Text" and not self._note:
            self._note = self._stream(*note_look())
        body, form = annotation(mark, leaf.height)
        look = self._stream(*form) if form else self._note
        own = self._reserve()
        self._object(own, f"<<{body}/P {page} 0 R/AP<</N {look} 0 R>>>>")
        return own

    def _picture(self, picture: PageCopy) -> int:
        space = "/DeviceGray" if picture.channels == 1 else "/DeviceRGB"
        entries = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/ColorSpace{space}"
        if picture.kind == "jpeg":
            return self._stream(f"{entries}/BitsPerComponent 8/Filter/DCTDecode", picture.data, packed=True)
        fax = f"/DecodeParms<</K -1/Columns {picture.width}/Rows {picture.height}/BlackIs1 true>>"
        return self._stream(f"{entries}/BitsPerComponent 1/Filter/CCITTFaxDecode{fax}", picture.data, packed=True)

    def _fonts(self) -> None:
        file = self._stream(f"/Length1 {len(glyphless.font_file())}", glyphless.font_file())
        described = self._reserve()
        self._object(described, glyphless.descriptor(file))
        same = self._stream("", glyphless.one_glyph_for_all())
        below = self._reserve()
        self._object(below, glyphless.descendant(described, same))
        words = self._stream("", glyphless.to_unicode())
        self._object(self._font, glyphless.font(below, words))
        self._object(self._visible, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")

    def _reserve(self) -> int:
        self._offsets.append(0)
        return len(self._offsets) - 1

    def _object(self, own: int, body: str) -> None:
        self._offsets[own] = self._at
        self._write(f"{own} 0 obj\n{body}\nendobj\n".encode("latin-1"))

    def _stream(self, entries: str, data: bytes, *, packed: bool = False) -> int:
        own = self._reserve()
        if not packed:
            data, entries = zlib.compress(data, _LEVEL), f"{entries}/Filter/FlateDecode"
        self._offsets[own] = self._at
        self._write(f"{own} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii"))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return own

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


def _placed(picture: PageCopy, height: float) -> str:
    """The picture where it lies: its square stands on its foot in a PDF, and is given here from its head."""
    a, b, c, d, e, f = picture.placed
    matrix = " ".join(number(value) for value in (a, -b, -c, d, e + c, height - f - d))
    return f"q {matrix} cm /Im Do Q"


def _hidden(leaf: Leaf) -> list[str]:
    """The words, each stretched to fill its box; one text object for a page."""
    drawn, size = [], 0.0
    for rect, text in leaf.words:
        code = glyphless.encoded(text)
        high = round(rect.height, 2)
        if not code or rect.width <= 0 or high <= 0:
            continue
        if high != size:
            drawn.append(f"/F {high} Tf")
            size = high
        stretch = 100 * rect.width / (len(code) // 4 * glyphless.WIDTH * high)
        baseline = leaf.height - rect.y0 - high * _ASCENT
        drawn.append(f"{stretch:.2f} Tz 1 0 0 1 {rect.x0:.2f} {baseline:.2f} Tm <{code}{glyphless.SPACE}> Tj")
    return ["BT 3 Tr", *drawn, "ET"] if drawn else []


def _shown(leaf: Leaf) -> list[str]:
    return [
        f"BT 0 Tr 100 Tz /V {number(size)} Tf {number(x)} {number(leaf.height - baseline)} Td "
        f"<{text.encode('cp1252', 'replace').hex()}> Tj ET"
        for x, baseline, size, text in leaf.lines
    ]
