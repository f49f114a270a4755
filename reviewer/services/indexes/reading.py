"""Reads the tables and the lines of an index, whatever kind of file the agency sent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from reviewer.export.cells import visible
from reviewer.ingest.catalogue import never, sha256
from reviewer.model.errors import UserError
from reviewer.services.patience import unless
from reviewer.services.returning.tables import Table, read_tables
from reviewer.text.agency_index.entries import IndexTable
from reviewer.text.agency_index.printed import printed_lines, printed_tables
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import ReadTables

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class IndexFile:
    """What a file holds: its tables, and lines in which a key of sub-codes may stand. SHA-256 and size name it."""

    path: Path
    sha256: str
    bytes: int
    tables: tuple[IndexTable, ...]
    lines: tuple[str, ...]


def read_index_file(
    path: Path,
    pool: WorkerPool | None = None,
    password: str | None = None,
    stopped: Callable[[], bool] = never,
) -> IndexFile:
    """Read an .xlsx, .csv, .docx or .pdf file; a PDF is opened by a worker, one of `pool` if there is one.

    UserError: `cannot-read`, `not-a-table`, `empty`, `no-text` (a scan that nobody read). SourceError as for sources.
    """
    digest = sha256(path, stopped)
    if path.suffix.lower() == ".pdf":
        tables, lines = _pdf(path, pool, password, stopped)
    else:
        tables, lines = _office(path)
    if not any(any(any(cell for cell in row) for row in table.rows) for table in tables) and not lines:
        raise UserError(
            f"{path.name} holds no table with anything in it.",
            "Check that it is the file that you meant. Nothing was changed.",
            code="empty",
        )
    return IndexFile(path, digest, path.stat().st_size, tuple(tables), tuple(lines))


def _pdf(
    path: Path, pool: WorkerPool | None, password: str | None, stopped: Callable[[], bool]
) -> tuple[list[IndexTable], list[str]]:
    with nullcontext(pool) if pool is not None else WorkerPool(1) as workers:
        pages = unless(stopped, workers.submit(ReadTables(path, password=password)))
    if not any(page.words for page in pages):
        raise UserError(
            f"{path.name} is a scan: its {len(pages):,} page{'s' if len(pages) != 1 else ''} hold no text.",
            "Ask the agency for the file it was printed from, or export the scan as a searchable PDF first.",
            code="no-text",
        )
    return printed_tables(pages), printed_lines(pages)


def _office(path: Path) -> tuple[list[IndexTable], list[str]]:
    single = {"xlsx": "sheet “{0}”", "xlsm": "sheet “{0}”", "docx": "{0}", "csv": ""}
    where = single.get(path.suffix.lower().lstrip("."), "{0}")
    found = [_table(where.format(table.name), table) for table in read_tables(path)]
    lines = ["\t".join(dict.fromkeys(cell for cell in row if cell)) for table in found for row in table.rows]
    if path.suffix.lower() == ".docx":
        lines = [visible(paragraph.text) for paragraph in Document(str(path)).paragraphs] + lines
    return found, [line for line in lines if line.strip()]


def _table(where: str, table: Table) -> IndexTable:
    """Formulas count as empty: their text is no words of the agency's."""
    rows = [tuple("" if cell.formula else cell.text for cell in row) for row in table.rows]
    return IndexTable(where, rows)
