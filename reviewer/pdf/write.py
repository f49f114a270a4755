"""Writes new PDFs: images, text, rectangles and annotations at points from the top left; equal calls, equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from reviewer.model.evidence import Color, Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.encode import Codec, ImageStream, image_stream
from reviewer.pdf.mupdf import pymupdf

Font = Literal["Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Courier", "Courier-Bold"]
Subtype = Literal["Redact", "Square", "Highlight", "Text", "FreeText"]

_ENCODING = "cp1252"  # what the standard fonts of every PDF reader show without being embedded
_ASCENT = 0.75  # of the type size, for text that has to fill a box


def text_width(text: str, size: float, font: Font = "Helvetica") -> float:
    """Width of `text` in points."""
    return float(_metrics(font).text_length(text, fontsize=size))


@cache
def _metrics(font: Font) -> pymupdf.Font:
    return pymupdf.Font(font)  # its get_text_length takes letters beyond ASCII for others


class PdfWriter:
    """A new PDF, page after page. What is drawn later on a page covers what was drawn before."""

    def __init__(self, metadata: Mapping[str, str] | None = None) -> None:
        """`metadata` may hold title, author, subject, keywords, creator, producer, creationDate, modDate."""
        self._document = pymupdf.open()
        self._metadata = dict(metadata or {})
        self._objects: dict[ImageStream | str, int] = {}
        self._pages: list[PageWriter] = []

    def page(self, width: float, height: float, rotation: int = 0) -> PageWriter:
        """A further page, in points; its coordinates are those before `rotation` (0, 90, 180, 270)."""
        page = PageWriter(self, width, height, rotation)
        self._pages.append(page)
        return page

    def attach(self, name: str, data: bytes) -> None:
        """Embed a file under `name`."""
        document: Any = self._document  # whose stubs deny the object number that embfile_add returns
        xref = document.embfile_add(name, data)
        for date in ("CreationDate", "ModDate"):  # of now, which would make every file another one
            document.xref_set_key(xref, f"Params/{date}", "null")

    def outline(self, entries: Sequence[tuple[int, str, int]]) -> None:
        """Bookmarks as (depth from 0, title, page from 0); call it when the pages exist."""
        self._finish_pages()
        self._document.set_toc([[level + 1, title, page + 1] for level, title, page in entries])

    def to_bytes(self, password: str | None = None) -> bytes:
        """The file; with `password` encrypted (AES-256, never the same bytes twice). ValueError without pages."""
        self._finish_pages()
        self._document.set_metadata(self._metadata)
        locked = {"encryption": pymupdf.mupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": password}
        return bytes(self._document.tobytes(deflate=True, no_new_id=True, **(locked if password else {})))

    def save(self, path: Path, password: str | None = None) -> None:
        """Write the file, encrypted if there is a `password`; OSError if that fails."""
        path.write_bytes(self.to_bytes(password))

    def _finish_pages(self) -> None:
        for page in self._pages:
            page._write(self._document)

    def _image(self, image: ImageStream) -> int:
        """The object number of an image; equal images are stored once."""
        if image not in self._objects:
            xref = self._put(f"<<{image.entries}>>")
            self._document.update_stream(xref, image.data, new=True, compress=False)
            # Setting a stream takes away its filter, so that it comes last.
            self._document.xref_set_key(xref, "Filter", image.filter)
            if image.parameters:
                self._document.xref_set_key(xref, "DecodeParms", image.parameters)
            self._objects[image] = xref
        return self._objects[image]

    def _entry(self, entry: str) -> int:
        """The object number of a dictionary (fonts, opacities); equal ones are stored once."""
        if entry not in self._objects:
            self._objects[entry] = self._put(entry)
        return self._objects[entry]

    def _put(self, entry: str) -> int:
        xref = int(self._document.get_new_xref())
        self._document.update_object(xref, entry)
        return xref


class PageWriter:
    """One page being written; all positions in points from the top left, before rotation."""

    def __init__(self, writer: PdfWriter, width: float, height: float, rotation: int) -> None:
        self.width, self.height = width, height
        self._writer = writer
        self._number = int(writer._document.page_count)
        page = writer._document.new_page(width=width, height=height)
        page.set_rotation(rotation)
        self._operators: list[str] = []
        self._resources: dict[str, dict[str, int]] = {"Font": {}, "XObject": {}, "ExtGState": {}}

    def image(self, rect: Rect, source: Pixels | bytes, codec: Codec = "flate", quality: int = 75) -> None:
        """An image filling `rect`: pixels, or the bytes of a PNG or JPEG file (JPEG is taken over as it is)."""
        name = self._name("XObject", self._writer._image(image_stream(source, codec, quality)))
        self._draw(f"{_n(rect.width)} 0 0 {_n(rect.height)} {_n(rect.x0)} {_n(self.height - rect.y1)} cm /{name} Do")

    def rectangle(
        self,
        rect: Rect,
        fill: Color | None = (0.0, 0.0, 0.0),
        stroke: Color | None = None,
        line_width: float = 1.0,
        opacity: float = 1.0,
    ) -> None:
        """A rectangle, filled and framed as asked for; nothing without both."""
        if fill is None and stroke is None:
            return
        paint = "B" if fill and stroke else "f" if fill else "S"
        parts = [self._opacity(opacity)]
        parts += [f"{_rgb(fill)} rg"] if fill else []
        parts += [f"{_rgb(stroke)} RG {_n(line_width)} w"] if stroke else []
        box = f"{_n(rect.x0)} {_n(self.height - rect.y1)} {_n(rect.width)} {_n(rect.height)} re"
        self._draw(" ".join([*parts, box, paint]))

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float = 11.0,
        font: Font = "Helvetica",
        color: Color = (0.0, 0.0, 0.0),
        visible: bool = True,
        stretch: float = 1.0,
    ) -> None:
        """One line of text; characters beyond Windows-1252 become question marks. Invisible text can be searched."""
        entry = f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>"
        name = self._name("Font", self._writer._entry(entry))
        code = text.encode(_ENCODING, "replace").hex()
        mode = 0 if visible else 3
        place = f"{_n(x)} {_n(self.height - baseline)} Td {_n(stretch * 100)} Tz {mode} Tr"
        self._draw(f"{_rgb(color)} rg BT /{name} {_n(size)} Tf {place} <{code}> Tj ET")

    def text_in(self, rect: Rect, text: str, font: Font = "Helvetica", visible: bool = False) -> None:
        """`text` stretched to fill `rect`, by default invisible: a word of an OCR layer."""
        natural = text_width(text, rect.height, font)
        if natural > 0 and rect.height > 0:
            baseline = rect.y0 + rect.height * _ASCENT
            self.text(rect.x0, baseline, text, rect.height, font, visible=visible, stretch=rect.width / natural)

    def annotation(
        self,
        rect: Rect,
        subtype: Subtype,
        content: str = "",
        fill: Color | None = None,
        author: str = "",
        written: str = "",
    ) -> None:
        """An annotation with its appearance; `fill` is the colour inside of a Square or after applying a Redact.

        `written` is a PDF date such as `D:20181029143000-04'00'`.
        """
        page = self._writer._document[self._number]
        if subtype == "Redact":
            annot = page.add_redact_annot(rect, text=content or None, fill=fill)
        elif subtype == "Square":
            annot = page.add_rect_annot(rect)
        elif subtype == "Highlight":
            annot = page.add_highlight_annot(pymupdf.Rect(*rect))
        elif subtype == "Text":
            annot = page.add_text_annot(rect[:2], content)
        else:
            annot = page.add_freetext_annot(rect, content)
        annot.set_info(content=content, title=author, creationDate=written, modDate=written)
        if subtype == "Square" and fill is not None:
            annot.set_colors(fill=fill, stroke=fill)
        annot.update()

    def _write(self, document: pymupdf.Document) -> None:
        """Put the contents collected so far into the document; may be called again after further drawing."""
        xref = document[self._number].xref
        resources = "".join(
            f"/{kind}<<{''.join(f'/{name} {number} 0 R' for name, number in names.items())}>>"
            for kind, names in self._resources.items()
            if names
        )
        document.xref_set_key(xref, "Resources", f"<<{resources}>>")
        contents = self._writer._put("<<>>")
        document.update_stream(contents, "\n".join(self._operators).encode("ascii"), new=True)
        document.xref_set_key(xref, "Contents", f"{contents} 0 R")

    def _draw(self, operators: str) -> None:
        self._operators.append(f"q {operators} Q")

    def _opacity(self, opacity: float) -> str:
        if opacity >= 1:
            return ""
        entry = f"<</Type/ExtGState/ca {_n(opacity)}/CA {_n(opacity)}>>"
        return f"/{self._name('ExtGState', self._writer._entry(entry))} gs"

    def _name(self, kind: str, xref: int) -> str:
        name = f"{kind[0]}{xref}"
        self._resources[kind][name] = xref
        return name


def _n(value: float) -> str:
    """A number as PDF takes it: no exponent, no superfluous digits."""
    return f"{float(value):.4f}".rstrip("0").rstrip(".") or "0"


def _rgb(color: Color) -> str:
    return " ".join(_n(part) for part in color)
