"""The fixed columns of the withholding log (ten that are served, the internal ones that never are) and of excerpts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from reviewer.export.rows import EntityRow, Excerpt, LogRow
from reviewer.export.wording import minute

Cell = str | int | float
Row = TypeVar("Row")
WORK_PRODUCT = "Attorney work product"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its heading, the cell it takes from a row, and its width in characters."""

    heading: str
    cell: Callable[[Row], Cell]
    width: int = 14


SERVED: tuple[Column[LogRow], ...] = (
    Column("item", lambda row: row.numbered, 7),
    Column("record", lambda row: row.record, 18),
    Column("pin cite", lambda row: row.placed, 28),
    Column("description as released", lambda row: row.description, 30),
    Column("where", lambda row: row.where, 28),
    Column("extent (estimate)", lambda row: row.extent, 16),
    Column("marking as printed", lambda row: row.marking, 28),
    Column("agency's reason", lambda row: row.reason, 26),
    Column("basis and relief", lambda row: row.basis, 28),
    Column("exhibit", lambda row: row.exhibit, 9),
)

INTERNAL: tuple[Column[LogRow], ...] = (
    Column("check", lambda row: row.internal.check, 14),
    Column("position", lambda row: row.internal.position, 18),
    Column("kind", lambda row: row.internal.kind, 9),
    Column("codes", lambda row: ", ".join(row.internal.codes), 18),
    Column("marking", lambda row: row.internal.marking, 9),
    Column("detector's confidence", lambda row: round(row.internal.confidence, 3), 11),
    Column("recoverable text", lambda row: "yes" if row.internal.recoverable else "no", 12),
    Column("needs a look", lambda row: row.internal.needs_look, 18),
    Column("priority", lambda row: row.internal.priority, 9),
    Column("reviewer", lambda row: row.internal.reviewer, 16),
    Column("decided (UTC)", lambda row: minute(row.internal.decided), 16),
    Column("notes", lambda row: "\n".join(row.internal.notes), 34),
    Column("other copies", lambda row: "\n".join(row.internal.other_copies), 28),
    Column("source SHA-256", lambda row: row.internal.sha256, 20),
    Column("redaction", lambda row: row.internal.redaction, 20),
)

EXCERPTS: tuple[Column[Excerpt], ...] = (
    Column("quote", lambda row: row.quote, 60),
    Column("pin cite", lambda row: row.cite, 28),
    Column("record", lambda row: row.record, 18),
    Column("description as released", lambda row: row.description, 30),
    Column("tags", lambda row: ", ".join(row.tags), 20),
    Column("needs a look", lambda row: "yes" if row.needs_look else "no", 9),
    Column("passage", lambda row: row.passage, 20),
)

ENTITIES: tuple[Column[EntityRow], ...] = (
    Column("name", lambda row: row.name, 34),
    Column("kind", lambda row: row.kind, 14),
    Column("also written", lambda row: "; ".join(row.aliases), 40),
    Column("pages", lambda row: len(row.cites), 8),
    Column("pin cites", lambda row: "\n".join(str(cite) for cite in row.cites), 60),
    Column("role", lambda row: row.role, 20),
    Column("mentions", lambda row: row.mentions, 9),
    Column("entity", lambda row: row.entity, 20),
)

EXCERPTS_INTERNAL: tuple[Column[Excerpt], ...] = (
    Column("notes", lambda row: "\n".join(row.notes), 30),
    Column("reviewer", lambda row: row.reviewer, 16),
    Column("created (UTC)", lambda row: minute(row.created), 16),
)
