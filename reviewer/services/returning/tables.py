"""Reads tables of workbooks, CSV files and Word documents as plain text; nothing in them is computed or followed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from reviewer.export.cells import unguard, visible
from reviewer.model.errors import UserError

_MOST_BYTES: Final = 400_000_000  # unpacked: a table of a million rows has half of that, a bomb thousands of times more
_MOST_ROWS: Final = 200_000
_FORMULA = ("=", "+=", "-=")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows as text; `formula`: it computes, and its text is what it would compute from."""

    text: str
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet or table: its name and its rows, the first being row 1 of the sheet."""

    name: str
    rows: Sequence[Sequence[Cell]]


def read_tables(path: Path) -> list[Table]:
    """All tables of an .xlsx, .csv or .docx file; UserError (`cannot-read`, `not-a-table`) where it is none."""
    from docx.opc.exceptions import PackageNotFoundError  # what reads these files takes half a second to load
    from openpyxl.utils.exceptions import InvalidFileException

    kind = path.suffix.lower()
    readers = {".xlsx": _workbook, ".xlsm": _workbook, ".csv": _csv, ".docx": _document}
    if kind not in readers:
        raise _not_a_table(path, "its name does not end in .xlsx, .csv or .docx")
    try:
        if kind != ".csv":
            _require_sane(path)
        return readers[kind](path)
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror or error}.", code="cannot-read") from error
    except (zipfile.BadZipFile, InvalidFileException, PackageNotFoundError, KeyError, ValueError) as error:
        raise _not_a_table(path, "it is damaged or of another kind than its name says") from error


def _not_a_table(path: Path, why: str) -> UserError:
    return UserError(f"{path.name} holds no table that can be read: {why}.", "Nothing was changed.", code="not-a-table")


def _require_sane(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > _MOST_BYTES:
            raise ValueError("too large")


def _workbook(path: Path) -> list[Table]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        found = []
        for sheet in book.worksheets:
            rows = []
            for row in sheet.iter_rows(max_row=_MOST_ROWS):
                rows.append([Cell(_shown(cell.value), cell.data_type == "f") for cell in row])
            found.append(Table(sheet.title, rows))
        return found
    finally:
        book.close()


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return visible(str(value)).strip()


def _csv(path: Path) -> list[Table]:
    data = path.read_bytes()
    if len(data) > _MOST_BYTES:
        raise ValueError("too large")
    text = _decoded(data)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], ",;\t")
    except csv.Error:
        dialect = csv.excel
    delimiter = dialect.delimiter
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [Table(path.stem, [[_plain(cell) for cell in row] for row in _first(reader)])]
    except csv.Error as error:
        raise ValueError(str(error)) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")  # what Excel calls Unicode text
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what spreadsheets on Windows save by default


def _first(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number >= _MOST_ROWS:
            raise ValueError("too many rows")
        yield row


def _plain(text: str) -> Cell:
    kept = unguard(text)
    return Cell(visible(kept).strip(), formula=kept == text and text.lstrip().startswith(_FORMULA))


def _document(path: Path) -> list[Table]:
    from docx import Document

    made = Document(str(path))
    return [
        Table(f"table {number}", [[Cell(visible(cell.text).strip()) for cell in row.cells] for row in table.rows])
        for number, table in enumerate(made.tables, start=1)
    ]
