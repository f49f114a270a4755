"""Reads the ruled tables of a page: cells as text, merged cells in their first place."""

from __future__ import annotations

from reviewer.model.tables import Rows
from reviewer.pdf.mupdf import pymupdf

_FEWEST_COLUMNS = 2


def ruled_tables(page: pymupdf.Page) -> tuple[Rows, ...]:
    """Tables with drawn lines, from the top; line ends within a cell stay. Empty cells are empty texts."""
    pymupdf.no_recommend_layout()  # or it advertises another package on standard output
    found = sorted(page.find_tables(strategy="lines").tables, key=lambda table: (table.bbox[1], table.bbox[0]))
    rows = (tuple(tuple(_plain(cell) for cell in row) for row in table.extract()) for table in found)
    return tuple(table for table in rows if table and len(table[0]) >= _FEWEST_COLUMNS)


def _plain(cell: str | None) -> str:
    return "\n".join("".join(c for c in line if c.isprintable()).strip() for line in (cell or "").splitlines())
