"""CSV that spreadsheets open as text: UTF-8 with a byte order mark, CRLF, no cell that can become a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from reviewer.export.cells import guard
from reviewer.export.columns import ENTITIES, EXCERPTS, EXCERPTS_INTERNAL, INTERNAL, SERVED, WORK_PRODUCT, Column, Row
from reviewer.export.rows import Content


def write_log(content: Content, path: Path, *, internal: bool = False) -> None:
    """The withholding log: served columns only, or with `internal` complete, each row marked as work product."""
    _write(_columns(SERVED, INTERNAL, internal), content.log, path)


def write_excerpts(content: Content, path: Path, *, internal: bool = False) -> None:
    """The tagged passages, one a row; `internal` adds notes and reviewers and marks each row as work product."""
    _write(_columns(EXCERPTS, EXCERPTS_INTERNAL, internal), content.excerpts, path)


def write_entities(content: Content, path: Path) -> None:
    """The index of people, organisations, places and systems that a person accepted, one a row."""
    _write(ENTITIES, content.entities, path)


def _columns(
    served: tuple[Column[Row], ...], internal: tuple[Column[Row], ...], with_internal: bool
) -> tuple[Column[Row], ...]:
    # the mark stands in every row, and first, so that it goes along with whatever part is copied
    return (Column("confidential", lambda row: WORK_PRODUCT), *served, *internal) if with_internal else served


def _write(columns: Sequence[Column[Row]], rows: Sequence[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)  # the excel dialect: RFC 4180, CRLF
        writer.writerow([column.heading for column in columns])
        for row in rows:
            cells = (column.cell(row) for column in columns)
            writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in cells])
