"""CSV that spreadsheets open as text: UTF-8 with a byte order mark, CRLF, no cell that can become a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from reviewer.export.cells import guard
from reviewer.export.columns import EXCERPTS, INTERNAL, SERVED, WORK_PRODUCT, Column, Row
from reviewer.export.rows import Content


def write_log(content: Content, path: Path, *, internal: bool = False) -> None:
    """The withholding log: served columns only, or with `internal` each row marked as work product and complete."""
    columns = SERVED
    if internal:
        columns = (Column("confidential", lambda row: WORK_PRODUCT), *SERVED, *INTERNAL)
    _write(columns, content.log, path)


def write_excerpts(content: Content, path: Path) -> None:
    """The tagged passages, one a row."""
    _write(EXCERPTS, content.excerpts, path)


def _write(columns: Sequence[Column[Row]], rows: Sequence[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)  # the excel dialect: RFC 4180, CRLF
        writer.writerow([column.heading for column in columns])
        for row in rows:
            cells = (column.cell(row) for column in columns)
            writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in cells])
