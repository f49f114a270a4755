"""Opens a source file (PDF, TIFF, PNG, JPEG), never changing it, and gives its pages and what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from reviewer.model.errors import SourceError
from reviewer.pdf import faults
from reviewer.pdf.geometry import PageGeometry, page_geometry
from reviewer.pdf.huge import is_huge, wrapped
from reviewer.pdf.mupdf import MUPDF_ERRORS, empty_store, pymupdf
from reviewer.pdf.page import SourcePage
from reviewer.pdf.pictures import picture_kind, read_header

_HEAD = 1024  # a PDF header may stand anywhere in the first kilobyte
_LETTER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One bookmark: depth from 0, title, page from 0 (None: it leads nowhere inside the file)."""

    level: int
    title: str
    page: int | None


def open_source(path: Path, password: str | None = None, keep_pages: int = 1) -> Source:
    """The file opened for reading; SourceError says why not (missing, unreadable, empty-file, not-a-pdf, damaged,
    encrypted, wrong-password, no-pages, unsupported).

    `keep_pages` are kept in memory with their decoded images, for a window that shows several at once.
    """
    head = _first_bytes(path)
    kind = picture_kind(head) or "pdf"
    try:
        document = pymupdf.open(str(path), filetype=kind)
    except MUPDF_ERRORS as cause:
        known = kind != "pdf" or b"%PDF-" in head
        raise (faults.damaged(path) if known else faults.foreign(path, head)) from cause
    if document.is_pdf != (kind == "pdf"):  # MuPDF knows web pages, books and office files by what they hold, too
        document.close()
        raise faults.foreign(path, head)
    try:
        encrypted = _unlock(document, path, password)
        pages = _count(document, path, kind)
    except BaseException:
        document.close()
        raise
    return Source(path, document, pages, encrypted, "" if kind == "pdf" else kind, keep_pages)


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise faults.foreign(path, b"")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise faults.missing(path) from None
    except OSError as cause:
        raise faults.unreadable(path, cause) from cause
    if not head:
        raise faults.empty(path)
    return head


def _unlock(document: pymupdf.Document, path: Path, password: str | None) -> bool:
    """Whether the file is encrypted at all; a file with only an owner's password opens without one."""
    if not document.needs_pass:
        return bool(document.metadata and document.metadata.get("encryption"))
    if not password:
        raise faults.encrypted(path)
    if not document.authenticate(password):
        raise faults.wrong_password(path)
    return True


def _count(document: pymupdf.Document, path: Path, kind: str) -> int:
    with faults.page_faults(path, None):
        pages = int(document.page_count)
        if not document.is_pdf and not is_huge(path, kind, 0):
            document.load_page(0)  # a broken image only shows when it is looked at
    if pages > 0:
        return pages
    if document.is_pdf and document.is_repaired:
        raise faults.damaged(path)
    raise faults.no_pages(path)


class Source:
    """An open source file; a context manager. The `keep` pages asked for last are kept in memory."""

    def __init__(
        self, path: Path, document: pymupdf.Document, pages: int, encrypted: bool, picture: str, keep: int
    ) -> None:
        self.path, self.page_count, self.encrypted = path, pages, encrypted
        self._document, self._picture, self._keep = document, picture, keep
        self._pages: dict[int, SourcePage] = {}

    def page(self, index: int) -> SourcePage:
        """Page `index` (from 0); SourceError `damaged` if it cannot be loaded, IndexError if there is none."""
        if not 0 <= index < self.page_count:
            raise IndexError(f"{self.path.name} has no page {index}")
        if index not in self._pages:
            if len(self._pages) >= self._keep:
                self._pages.clear()
                empty_store()
            page, geometry = self._load(index)
            self._pages[index] = SourcePage(self.path, index, page, geometry, self._picture)
        return self._pages[index]

    @property
    def mended(self) -> bool:
        """Whether the file's structure was found broken, so far, and MuPDF made what it could of it."""
        return bool(self._document.is_pdf and self._document.is_repaired)

    def sizes(self) -> list[tuple[float, float]]:
        """Displayed width and height of each page in points; a page that cannot be loaded counts as Letter."""
        return list(self._sizes())

    def outline(self) -> tuple[OutlineItem, ...]:
        """The bookmarks of the file in their order."""
        try:
            entries = self._document.get_toc(simple=True)
        except MUPDF_ERRORS:
            return ()  # a broken outline takes nothing away from the pages
        return tuple(
            OutlineItem(level - 1, title.strip(), page - 1 if 0 < page <= self.page_count else None)
            for level, title, page, *_ in entries
        )

    def metadata(self) -> dict[str, str]:
        """What the file says about itself (title, author, producer, creationDate …), empty entries left out."""
        return {key: value for key, value in (self._document.metadata or {}).items() if value}

    def attachments(self) -> tuple[str, ...]:
        """Names of the files embedded in this one."""
        if not self._document.is_pdf:
            return ()
        try:
            return tuple(self._document.embfile_names())
        except MUPDF_ERRORS:
            return ()

    def said_about(self, index: int) -> dict[str, tuple[str, ...]]:
        """What the file says of page `index` (from 0) outside its pages, by where it says it."""
        bookmarks, elsewhere = self._sayings
        return {"Bookmarks": tuple(item.title for item in bookmarks if item.page in (index, None)), **elsewhere}

    @cached_property
    def _sayings(self) -> tuple[tuple[OutlineItem, ...], dict[str, tuple[str, ...]]]:
        told = self.metadata()
        properties = tuple(told[key] for key in ("title", "subject", "keywords") if key in told)
        return self.outline(), {"Properties of the file": properties, "Names of attachments": self.attachments()}

    def close(self) -> None:
        """Give back the file and MuPDF's caches."""
        self._pages.clear()
        if not self._document.is_closed:
            self._document.close()
        empty_store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _load(self, index: int) -> tuple[pymupdf.Page, PageGeometry]:
        header = read_header(self.path, self._picture, index) if self._picture else None
        with faults.page_faults(self.path, index):
            if header is not None and (huge := wrapped(self.path, self._picture, index, header)) is not None:
                page = huge.load_page(0)
                return page, page_geometry(page)
            page = self._document.load_page(index)
            geometry = page_geometry(page, header)
        if not (geometry.width > 0 and geometry.height > 0):  # a user unit of 0, for one
            raise faults.damaged(self.path, index, "it has no size")
        return page, geometry

    def _sizes(self) -> Iterator[tuple[float, float]]:
        for index in range(self.page_count):
            try:
                geometry = self._load(index)[1]
            except SourceError:
                yield _LETTER
            else:
                yield geometry.width, geometry.height
