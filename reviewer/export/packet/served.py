"""The served log of a packet: contested items, those of a category in one row, then what is not contested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.export.packet.argue import Argued, basis
from reviewer.export.packet.case import NOWHERE, Case, Group, Item
from reviewer.export.packet.exhibits import COMPARED, CONTESTED, Exhibit
from reviewer.export.packet.numbers import ranges
from reviewer.export.rows import Internal, LogRow
from reviewer.export.wording import NO_REASON
from reviewer.model.ids import Uuid

_SHOWING = (CONTESTED, COMPARED)
_LONGEST_LABEL = 30  # characters; more would fill a page of a narrow column


def served_rows(case: Case, argued: Sequence[Argued], exhibits: Sequence[Exhibit]) -> Iterator[LogRow]:
    """The served log: contested items one by one, category rows as one, then what is not contested."""
    together = {
        item.subject: point
        for point, spoken in zip(case.points, argued, strict=True)
        if point.challenge is not None and point.challenge.category
        for item in spoken.items
    }
    told: set[Uuid] = set()
    for item in case.items:
        exhibit = ", ".join(filter(None, (found.place_of(item) for found in exhibits if found.letter in _SHOWING)))
        reason = item_reason(case, item) if item.kind != "issue" else ""
        row = replace(item.row, reason=reason, basis=basis(argued, item), exhibit=exhibit, picture=b"")
        point = together.get(item.subject)
        if point is None or point.challenge is None:
            yield row
        elif point.challenge.uuid not in told:
            told.add(point.challenge.uuid)
            numbers = [found.row.item for found in point.items if found.row.item is not None]
            codes = dict.fromkeys(code for found in point.items for code in found.codes)
            row = replace(row, marking=", ".join(codes))
            yield _category(row, point.challenge.title, ranges(numbers), len(point.items))
    for group in case.uncontested:
        yield _uncontested(group)


def item_reason(case: Case, item: Item) -> str:
    """The agency's reason for one item: its own index speaks of this very page, its letter of an exemption at large."""
    return item.row.reason if item.row.reason not in ("", NO_REASON) else case.reasons.for_codes(item.codes)


def _category(row: LogRow, title: str, label: str, count: int) -> LogRow:
    label, record, description = _fitting(label, title, count)
    return replace(
        row,
        item=None,
        label=label,
        record=record,
        description=description,
        place="as outlined in the exhibits",
        where="",
        extent="",
        exhibit=CONTESTED,
    )


def _fitting(label: str, title: str, count: int) -> tuple[str, str, str]:
    """Item, record and description of many items: a long list stands in the description, not in a narrow column."""
    number = f"{count:,} item{'s' if count != 1 else ''}"
    if len(label) <= _LONGEST_LABEL:
        return label, number, title
    return number, "Category", f"{title}: items {label}"


def _uncontested(group: Group) -> LogRow:
    label, record, description = _fitting(ranges(group.items) or f"{group.count:,} items", group.title, group.count)
    empty = Internal("", "", "", (), "", 1.0, False, "", "not contested")
    return LogRow(
        None, record, NOWHERE, description, "", "", "", "", "Not contested", "", empty, label=label, place="—"
    )
