"""Puts pages of several files one after the other into a new PDF, their pictures kept as they are."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from reviewer.model.errors import SourceError
from reviewer.pdf.colors import gray_if_colorless
from reviewer.pdf.encode import encode_picture
from reviewer.pdf.faults import page_faults
from reviewer.pdf.huge import HEADER_ERRORS, any_size
from reviewer.pdf.mupdf import empty_store, pymupdf
from reviewer.pdf.page import SourcePage
from reviewer.pdf.pictures import picture_kind, read_header
from reviewer.pdf.source import open_source

_LARGEST = 17 * 72.0  # points: a picture that claims to be larger has no resolution, and is taken for a letter page
_LETTER = 11 * 72.0
_HEAD = 1024
_DPI = 300
_FAX_PIXELS = 100_000_000  # a bilevel pixel takes a byte while it is coded


def join_pages(parts: Sequence[Path], target: Path) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Write all pages of `parts` (PDFs and pictures) into `target`; displayed sizes of the pages that each part gave.

    A JPEG is taken as it is, other pictures without loss at their own resolution. A part that cannot be read gives no
    page. OSError where the target cannot be written.
    """
    sizes: list[tuple[tuple[float, float], ...]] = []
    with pymupdf.open() as made:
        for part in parts:
            before = made.page_count
            try:
                sizes.append(tuple(_add(made, part)))
            except SourceError:
                sizes.append(())
                while made.page_count > before:
                    made.delete_page(-1)
            empty_store()
        if made.page_count:
            target.write_bytes(made.tobytes(deflate=True))
    return tuple(sizes)


def _add(made: pymupdf.Document, part: Path) -> list[tuple[float, float]]:
    with part.open("rb") as file:
        kind = picture_kind(file.read(_HEAD))
    sizes = []
    with open_source(part) as source:
        if not kind:
            with page_faults(part, None), pymupdf.open(str(part)) as own:
                made.insert_pdf(own)
            return source.sizes()
        for number in range(source.page_count):
            page = source.page(number)
            shrink = _LETTER / max(page.width, page.height) if max(page.width, page.height) > _LARGEST else 1.0
            size = (page.width * shrink, page.height * shrink)
            upright = read_header(part, kind, number).orientation == 1
            fax = _fax(part, number, size) if kind == "tiff" and upright else b""
            with page_faults(part, number):
                if fax:
                    with pymupdf.open("pdf", fax) as own:
                        made.insert_pdf(own)
                else:
                    sheet = made.new_page(width=size[0], height=size[1])
                    sheet.insert_image(
                        sheet.rect, stream=part.read_bytes() if kind == "jpeg" and upright else _pixels(page)
                    )
            sizes.append(size)
    return sizes


def _fax(part: Path, frame: int, size: tuple[float, float]) -> bytes:
    """A bilevel frame as a PDF of one page of `size`, coded as fax: most pages of a production are such. Else empty."""
    with any_size(), contextlib.suppress(*HEADER_ERRORS), Image.open(part) as image:
        image.seek(frame)
        if image.mode == "1" and image.width * image.height <= _FAX_PIXELS:
            out = io.BytesIO()
            image.save(out, "PDF", dpi=(image.width / size[0] * 72, image.height / size[1] * 72))
            return out.getvalue()
    return b""


def _pixels(page: SourcePage) -> bytes:
    """The picture at its own resolution, without loss."""
    image = page.render(page.native_dpi or _DPI, color=True).image
    return encode_picture(gray_if_colorless(image), "png")
