"""An edited withholding log against the project: what differs by item, and what cannot be taken over and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from reviewer.export.cells import visible
from reviewer.export.columns import INTERNAL, SERVED, Column
from reviewer.export.gather import gather
from reviewer.export.rows import LogRow
from reviewer.model.errors import UserError
from reviewer.model.exemptions import parse_codes
from reviewer.model.ids import Uuid
from reviewer.model.review import POSITIONS
from reviewer.services.returning.tables import Cell, Table, read_tables
from reviewer.storage.reads import Reads

BASIS: Final = "basis and relief"
NOT_CONTESTED: Final = "Not contested"
TAKEN: Final = (BASIS, "position", "codes", "notes")
"""The columns that come back; all others are derived from the record."""

_COLUMNS: Mapping[str, Column[LogRow]] = {column.heading: column for column in (*SERVED, *INTERNAL)}
_ITEM, _PLACE, _REDACTION = "item", "pin cite", "redaction"
_NOT_COMPARED = {_ITEM, "confidential", "exhibit", "agency's reason"}  # told by a packet, not by the log itself


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs, or a row that fits no item. With a `problem` it cannot be taken over.

    `item` is the number as the log has it, `row` its row in the sheet (0: none), `redaction` what it is of.
    """

    item: str
    field: str
    old: str
    new: str
    problem: str = ""
    redaction: Uuid | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class ReturnedLog:
    """What came back: its differences in the order of the items, how many items are as they were, how many lack."""

    path: Path
    differences: tuple[Difference, ...]
    same: int
    missing: int

    @property
    def acceptable(self) -> tuple[Difference, ...]:
        """Those that can be taken over."""
        return tuple(found for found in self.differences if not found.problem)


def compare_log(read: Reads, path: Path) -> ReturnedLog:
    """The differences between a log that was edited and the project. UserError `not-a-log` for any other file.

    Nothing is changed. A row that is missing says nothing: a log may have been filtered, and is never deleted from.
    """
    sheets = [(table, _heads(table)) for table in read_tables(path)]
    logs = [(table, heads) for table, heads in sheets if heads]
    if not logs:
        raise UserError(
            f"{path.name} is not a withholding log of this program.",
            f"Its first row must name the columns “{_ITEM}” and “{_PLACE}”. Nothing was changed.",
            code="not-a-log",
        )
    known = {str(row.item): row for row in gather(read, "log", made="2000-01-01").log if row.item is not None}
    found: list[Difference] = []
    seen: set[str] = set()
    touched: set[str] = set()
    for table, heads in logs:
        differences, items = _of_sheet(table, heads, known)
        found += differences
        seen |= items
        touched |= {difference.item for difference in differences}
    bases = _bases(logs)
    found = [_settled(entry, bases) for entry in found]
    order = {item: place for place, item in enumerate(known)}
    found = sorted(dict.fromkeys(found), key=lambda entry: (order.get(entry.item, len(order)), entry.row))
    return ReturnedLog(path, tuple(found), len(seen - touched), len(known.keys() - seen))


def _heads(table: Table) -> dict[str, int]:
    """Columns by their headings; empty for a sheet that is no log."""
    if not table.rows:
        return {}
    heads: dict[str, int] = {}
    for place, cell in enumerate(table.rows[0]):
        heads.setdefault(cell.text.casefold(), place)
    return heads if {_ITEM, _PLACE} <= heads.keys() else {}


def _of_sheet(table: Table, heads: Mapping[str, int], known: Mapping[str, LogRow]) -> tuple[list[Difference], set[str]]:
    rows = [(number, row) for number, row in enumerate(table.rows[1:], start=2) if any(cell.text for cell in row)]
    numbers = Counter(_text(row, heads, _ITEM) for _, row in rows)
    by_uuid = {row.internal.redaction: item for item, row in known.items()}
    by_place = {str(row.placed): item for item, row in known.items()}
    found: list[Difference] = []
    for number, row in rows:
        item = _text(row, heads, _ITEM)
        if not item.isdigit() and not _text(row, heads, _PLACE):
            continue  # a sentence below the table
        problem = _row_problem(row, heads, known, numbers, by_uuid, by_place)
        if problem:
            uuid = Uuid(known[item].internal.redaction) if item in known else None
            found.append(Difference(item, "row", "", "", problem, uuid, number))
        else:
            found += _of_row(number, row, heads, known[item])
    return found, {item for item in numbers if item in known}


def _bases(logs: Sequence[tuple[Table, Mapping[str, int]]]) -> dict[str, str]:
    """What the log says of basis and relief, by item."""
    return {
        _text(row, heads, _ITEM): _text(row, heads, BASIS)
        for table, heads in logs
        if BASIS in heads
        for row in table.rows[1:]
        if _text(row, heads, BASIS)
    }


def _settled(found: Difference, bases: Mapping[str, str]) -> Difference:
    """A position that contradicts what the same log serves as basis cannot be taken over: the latter counts."""
    basis = bases.get(found.item, "")
    meant = ("not contested" if basis == NOT_CONTESTED else "contested") if basis else ""
    if found.field != "position" or found.problem or meant in ("", found.new):
        return found
    return replace(found, problem=f"“{BASIS}” of the same log says otherwise: {meant}")


def _row_problem(
    row: Sequence[Cell],
    heads: Mapping[str, int],
    known: Mapping[str, LogRow],
    numbers: Counter[str],
    by_uuid: Mapping[str, str],
    by_place: Mapping[str, str],
) -> str:
    """Why nothing of a row can be taken over; empty for a row that is what it says."""
    item, place = _text(row, heads, _ITEM), _text(row, heads, _PLACE)
    if not item:
        return "the row has no item number"
    if numbers[item] > 1:
        return f"item {item} stands in {numbers[item]} rows"
    if item not in known:
        there = by_uuid.get(_text(row, heads, _REDACTION)) or by_place.get(place)
        return f"there is no item {item}" + (f"; the row is that of item {there}" if there else "")
    uuid = _text(row, heads, _REDACTION)
    if uuid and uuid != known[item].internal.redaction:
        return f"the number was changed: the row is that of item {by_uuid.get(uuid, 'of another project')}"
    if place != _squeezed(str(known[item].placed)):
        return f"item {item} stands elsewhere ({known[item].placed}): its number or its place was changed"
    return ""


def _of_row(number: int, row: Sequence[Cell], heads: Mapping[str, int], item: LogRow) -> Iterator[Difference]:
    for heading, place in heads.items():
        column = _COLUMNS.get(heading)
        if column is None or heading in _NOT_COMPARED or place >= len(row):
            continue
        old, cell = visible(str(column.cell(item))).strip(), row[place]
        if cell.formula:
            yield _different(number, item, heading, old, cell.text, "the cell holds a formula")
        elif _squeezed(old) != _squeezed(cell.text) and not (heading == "codes" and _same_codes(old, cell.text)):
            yield _different(number, item, heading, old, cell.text, _problem(heading, cell.text))


def _different(number: int, item: LogRow, heading: str, old: str, new: str, problem: str) -> Difference:
    return Difference(str(item.item), heading, old, new, problem, Uuid(item.internal.redaction), number)


def _problem(heading: str, new: str) -> str:
    """Why the new text of a column cannot be taken over."""
    if heading not in TAKEN:
        return f"“{heading}” is told by the record and cannot be changed in the log"
    if heading == "position" and new not in POSITIONS:
        return f"there is no position “{new}”: {', '.join(POSITIONS)}"
    if heading == "codes" and new and not codes_of(new):
        return f"“{new}” is no list of exemption codes"
    return ""


def _same_codes(old: str, new: str) -> bool:
    return bool(new) and codes_of(old) == codes_of(new) != ()


def codes_of(text: str) -> tuple[str, ...]:
    """The normalised codes of a cell; empty where a part of it is none."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    found = [parse_codes(part) for part in parts]
    return tuple(code for codes in found for code in codes) if all(found) else ()


def _text(row: Sequence[Cell], heads: Mapping[str, int], heading: str) -> str:
    place = heads.get(heading)
    return _squeezed(row[place].text) if place is not None and place < len(row) else ""


def _squeezed(text: str) -> str:
    """Text without regard to how spreadsheets break lines."""
    return " ".join(text.split())


def chosen_items(found: Iterable[Difference], items: Sequence[str]) -> tuple[Difference, ...]:
    """The differences of some items; without `items` all that can be taken over."""
    return tuple(entry for entry in found if not entry.problem and (not items or entry.item in items))
