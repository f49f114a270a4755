"""Reads a written PDF with a program that did not write it: no text beneath a redaction, nothing carried along."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from reviewer.model.errors import ExportError
from reviewer.model.geometry import Rect

_INSET = 0.15  # of a hole's height: letters of the lines above and below reach into it
_AT_A_TIME = 50  # pages
_lock = threading.Lock()  # PDFium knows one thread
_HARMLESS = {pdfium.FPDF_ANNOT_LINK}


@dataclass(frozen=True, slots=True)
class Hole:
    """A place that must hold no text: page from 0, points from the top left, and the words that may stand for it."""

    page: int
    rect: Rect
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What should not be in a written PDF: on which page (from 0; None: the file), and what kind of thing.

    It does not say the words: a message must not carry what was hidden.
    """

    page: int | None
    what: str


def check_pdf(
    path: Path, holes: Sequence[Hole] = (), pages: int | None = None, annotations: bool = False
) -> list[Found]:
    """All that should not be in the PDF `path`; empty for a sound one.

    Text inside a hole that is not `allowed` there, attachments, scripts, annotations other than links (unless
    `annotations`), a number of pages other than `pages`, and a file that cannot be opened at all.
    """
    with _lock:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            return [Found(None, "the file cannot be opened")]
        by_page: dict[int, list[Hole]] = {}
        for hole in holes:
            by_page.setdefault(hole.page, []).append(hole)
        try:
            found = _carried(document, pages)
            for number in range(len(document)):
                if number and number % _AT_A_TIME == 0:  # PDFium keeps the pictures of every page that it looked at
                    document.close()
                    document = pypdfium2.PdfDocument(path)
                found += _page(document, number, by_page.get(number, ()), annotations)
            return found
        finally:
            document.close()


def require_clean(path: Path, holes: Sequence[Hole] = (), pages: int | None = None, annotations: bool = False) -> None:
    """Raise ExportError `not-clean` unless `check_pdf` finds nothing."""
    found = check_pdf(path, holes, pages, annotations)
    if found:
        where = "" if found[0].page is None else f" on page {found[0].page + 1}"
        raise ExportError(
            f"{path.name} was not written: {found[0].what}{where}.",
            "Nothing is left of the export. Please report this: it is a fault of the program.",
            code="not-clean",
        )


def _carried(document: pypdfium2.PdfDocument, pages: int | None) -> list[Found]:
    found = []
    if pages is not None and len(document) != pages:
        found.append(Found(None, f"it has {len(document)} pages instead of {pages}"))
    if document.count_attachments():
        found.append(Found(None, "a file is attached to it"))
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.append(Found(None, "it holds a script"))
    return found


def _page(document: pypdfium2.PdfDocument, number: int, holes: Sequence[Hole], annotations: bool) -> list[Found]:
    page = document[number]
    found = []
    if not annotations and _annotated(page):
        found.append(Found(number, "an annotation is on it"))
    if holes:
        text = page.get_textpage()
        high = page.get_height()
        for hole in holes:
            inner = hole.rect.grown(0, -hole.rect.height * _INSET)
            words = text.get_text_bounded(inner.x0, high - inner.y1, inner.x1, high - inner.y0)
            if not _stands_in(words, hole.allowed):
                found.append(Found(number, "text stands beneath a redaction"))
        text.close()
    page.close()
    return found


def _annotated(page: pypdfium2.PdfPage) -> bool:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, ctypes.c_int(index))
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if subtype not in _HARMLESS:
            return True
    return False


def _stands_in(words: str, allowed: str) -> bool:
    """Whether all that was read is a part of what may stand there (a hole may show only a piece of its token)."""
    read = "".join(words.split()).replace("￾", "")
    return read in "".join(allowed.split())
