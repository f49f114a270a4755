"""Load files for review platforms: Concordance DAT and Opticon OPT beside pictures (or PDFs) and texts of documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from reviewer.export.building import record_of
from reviewer.export.cells import file_name, visible
from reviewer.export.packet.folder import MANIFEST
from reviewer.export.pages.choose import CopyPlan
from reviewer.export.pages.layer import hidden, holes_of, words_of
from reviewer.export.pages.pictured import Password, Pictured, Sources, pictured
from reviewer.export.pages.report import CopyReport
from reviewer.export.pages.tiff import tiff_of
from reviewer.export.paper.leaves import Leaf, Leaves
from reviewer.export.paper.outside_check import Hole, require_clean
from reviewer.model.copies import PageCopy
from reviewer.storage.reads import Reads
from reviewer.storage.rows import DocumentRow, PageContent, PageRow
from reviewer.workers.pool import WorkerPool

VOLUME: Final = "VOL001"
FIELD, QUOTE, LINE = "\x14", "\xfe", "\xae"
"""Concordance's own: between fields (shown as ¶), around them (þ), and for a line's end within one (®)."""

_HEADS = (
    "DOCID", "BEGBATES", "ENDBATES", "PAGES", "DOCTYPE", "DOCDATE", "FROM", "TO", "CC", "SUBJECT", "ATTACHMENTS",
    "EXEMPTIONS", "SOURCEFILE", "SHA256", "TEXTPATH", "PDFPATH",
)  # fmt: skip
_IN_A_FOLDER = 1_000


@dataclass(frozen=True, slots=True)
class LoadFileOptions:
    """`pdf`: one PDF a document instead of a picture a page; `bom`: texts begin with a byte order mark."""

    pdf: bool = False
    bom: bool = True


def write_load_file(
    plan: CopyPlan,
    read: Reads,
    pool: WorkerPool,
    root: Path,
    options: LoadFileOptions,
    watch: Callable[[], None] = lambda: None,
    password: Password = lambda path: None,
) -> CopyReport:
    """Fill the empty folder `root`: VOL001.dat, VOL001.opt, IMAGES or PDF, TEXT, and a manifest with every SHA-256."""
    report = CopyReport(len(plan.pages))
    writer = _Writer(plan, read, root, options, report)
    with writer:
        made = pictured(plan, read, pool, Sources(plan, pool, password, upright=not options.pdf))
        for _, pages in groupby(_told(made, watch), key=lambda page: writer.document_of(page[0])):
            writer.document(list(pages))
    writer.manifest()
    return report


def _told(pages: Iterator[Pictured], watch: Callable[[], None]) -> Iterator[Pictured]:
    for page in pages:
        yield page
        watch()


class _Writer:
    """One load file being written, document after document. A context manager."""

    def __init__(self, plan: CopyPlan, read: Reads, root: Path, options: LoadFileOptions, report: CopyReport) -> None:
        self._plan, self._read, self._root, self._options, self._report = plan, read, root, options, report
        self._keys: set[str] = set()
        self._pages = 0
        encoding = "utf-8-sig" if options.bom else "utf-8"
        self._dat = (root / f"{VOLUME}.dat").open("w", encoding=encoding, newline="")
        self._opt = (root / f"{VOLUME}.opt").open("w", encoding="utf-8", newline="")
        self._dat.write(_dat_line(_HEADS))

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._dat.close()
        self._opt.close()

    def document_of(self, page: PageRow) -> str:
        """What holds pages together: their document, else their file."""
        found = self._plan.places.document(page.file, page.number)
        return found.uuid if found is not None else f"file {page.file}"

    def document(self, pages: Sequence[Pictured]) -> None:
        """Write one document: its pages, its text, its lines in both files."""
        keys = [self._key(page) for page, *_ in pages]
        for page, _, picture, why in pages:
            self._note(page, picture, why)
        if self._options.pdf:
            shown = self._path("PDF", keys[0], ".pdf")
            self._pdf(pages, shown)
            self._line(keys[0], shown, first=True, count=len(pages))
        else:
            for place, (key, (page, _, picture, _)) in enumerate(zip(keys, pages, strict=True)):
                self._image(key, page, picture, first=not place, count=len(pages))
        text = self._path("TEXT", keys[0], ".txt")
        words = "\n\f\n".join(visible(content.text.text) for _, content, *_ in pages)
        text.write_text(words, encoding="utf-8-sig" if self._options.bom else "utf-8", newline="\r\n")
        self._pages += len(pages)
        self._dat.write(_dat_line(self._fields(keys, pages, text, shown if self._options.pdf else None)))

    def _fields(
        self, keys: Sequence[str], pages: Sequence[Pictured], text: Path, shown: Path | None
    ) -> tuple[str, ...]:
        first = pages[0][0]
        document, file = self._plan.places.document(first.file, first.number), self._plan.places.file(first.file)
        codes = dict.fromkeys(code for _, content, *_ in pages for row in hidden(content) for code in row.codes)
        return (
            keys[0], keys[0], keys[-1], str(len(pages)), *_of_document(document), "; ".join(codes), file.name,
            file.sha256, self._inside(text), self._inside(shown) if shown else "",
        )  # fmt: skip

    def _key(self, page: PageRow) -> str:
        """The page's identifier as a name that no other page has and every system takes."""
        cite = self._plan.places.cite(page)
        wanted = cite.identifier or f"{Path(cite.file).stem}-{cite.page:05}"
        key = base = file_name(wanted.replace(",", "-").replace(";", "-"), "page").replace(" ", "_")
        number = 2
        while key.casefold() in self._keys:
            key, number = f"{base}-{number}", number + 1
        self._keys.add(key.casefold())
        return key

    def _path(self, kind: str, key: str, suffix: str) -> Path:
        folder = self._root / kind / f"{self._pages // _IN_A_FOLDER + 1:04}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{key}{suffix}"

    def _inside(self, path: Path) -> str:
        return str(path.relative_to(self._root)).replace("/", "\\")  # as these programs write paths

    def _image(self, key: str, page: PageRow, picture: PageCopy | None, *, first: bool, count: int) -> None:
        if picture is None:
            return
        path = self._path("IMAGES", key, ".tif" if picture.kind == "fax" else ".jpg")
        data = picture.data if picture.kind == "jpeg" else tiff_of(picture, picture.width / page.width * 72)
        path.write_bytes(data)
        self._line(key, path, first=first, count=count)

    def _line(self, key: str, path: Path, *, first: bool, count: int) -> None:
        pages = str(count) if first else ""
        self._opt.write(f"{key},{VOLUME},{self._inside(path)},{'Y' if first else ''},,,{pages}\r\n")

    def _pdf(self, pages: Sequence[Pictured], path: Path) -> None:
        holes: list[Hole] = []
        with Leaves(path, path.stem) as out:
            for page, content, picture, _ in pages:
                out.add(_leaf(page, content, picture))
                holes += holes_of(content, out.pages - 1) if picture is not None else []
            out.finish()
        require_clean(path, holes, len(pages))

    def _note(self, page: PageRow, picture: PageCopy | None, why: tuple[str, ...]) -> None:
        cite = str(self._plan.places.cite(page))
        if picture is None:
            self._report.left_out.append(cite)
        elif why or picture.carried:
            self._report.flattened.append((cite, (*why, *picture.carried)))

    def manifest(self) -> None:
        """Every file with its SHA-256; pages that were flattened because their source carries more; pages that lack."""
        files = sorted(path for path in self._root.rglob("*") if path.is_file())
        told = {
            "format": "load-file",
            "sources": [{"name": row.name, "sha256": row.sha256} for row in self._plan.files],
            "files": [{"name": path.relative_to(self._root).as_posix(), "sha256": _digest(path)} for path in files],
            "flattened": [{"page": cite, "because": list(why)} for cite, why in self._report.flattened],
            "without_picture": self._report.left_out,
        }
        text = json.dumps(told, indent=1, ensure_ascii=False)
        (self._root / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _leaf(page: PageRow, content: PageContent, picture: PageCopy | None) -> Leaf:
    return Leaf(page.width, page.height, picture, list(words_of(content)) if picture is not None else ())


def _of_document(document: DocumentRow | None) -> tuple[str, ...]:
    if document is None:
        return ("", "", "", "", "", "", "")
    return (
        record_of(document)[0].partition(",")[0], document.date or "", document.sender or "", "; ".join(document.to),
        "; ".join(document.cc), document.subject or "", "; ".join(document.attachments),
    )  # fmt: skip


def _dat_line(fields: Sequence[str]) -> str:
    return FIELD.join(f"{QUOTE}{_dat_text(field)}{QUOTE}" for field in fields) + "\r\n"


def _dat_text(text: str) -> str:
    """A field without the signs that mean something to the format."""
    return visible(text).replace(QUOTE, "th").replace("\n", LINE)
