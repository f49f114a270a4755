"""Rows of the table as text that a spreadsheet takes: tabs between cells, a line for each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.ui.table.columns import TableColumn
from reviewer.ui.table.rows import TableRow


def as_text(columns: Sequence[TableColumn], rows: Iterable[TableRow]) -> str:
    """The headings, then the rows; pictures are left out."""
    cells = [column for column in columns if column.id != "picture"]
    lines = ["\t".join(column.heading for column in cells)]
    for row in rows:
        words = ("; ".join(filter(None, [c.words(row), c.second(row) if c.second else ""])) for c in cells)
        lines.append("\t".join(" ".join(cell.split()) for cell in words))
    return "\n".join(lines)
