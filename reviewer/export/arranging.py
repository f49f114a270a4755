"""The order of the withholding log's rows, and the groups that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, get_args

from reviewer.export.rows import LogRow

LogOrder = Literal["place", "item"]
"""As the record goes, page by page; or by the lasting item numbers."""
LogGroup = Literal["none", "exemption", "record", "file"]
"""All rows in one table; one for all codes claimed together, for each record, for each file."""

ORDERS: Final[tuple[LogOrder, ...]] = get_args(LogOrder)
GROUPS: Final[tuple[LogGroup, ...]] = get_args(LogGroup)

_NO_CODE = "No exemption claimed"
_HEADS: Mapping[LogGroup, Callable[[LogRow], str]] = {
    "exemption": lambda row: ", ".join(row.internal.codes) or _NO_CODE,
    "record": lambda row: row.record,
    "file": lambda row: row.cite.file,
}


def arranged(rows: Iterable[LogRow], order: LogOrder, group: LogGroup) -> tuple[LogRow, ...]:
    """The rows in their order, those of a group together; exemptions by name, records and files as they come.

    Rows without a number follow those that have one.
    """
    found = list(rows)
    if order == "item":
        found.sort(key=lambda row: (row.item is None, row.item or 0))
    gathered = grouped(found, group)
    if group == "exemption":
        gathered.sort(key=lambda pair: (pair[0] == _NO_CODE, pair[0]))
    return tuple(row for _, together in gathered for row in together)


def grouped(rows: Iterable[LogRow], group: LogGroup) -> list[tuple[str, list[LogRow]]]:
    """Headings with their rows; one without heading for all, where they are not grouped."""
    if group == "none":
        return [("", list(rows))]
    head, found = _HEADS[group], dict[str, list[LogRow]]()
    for row in rows:
        found.setdefault(head(row), []).append(row)
    return [(f"{name}", together) for name, together in found.items()]


def heading(name: str, rows: list[LogRow]) -> str:
    """`(b)(5): 32 items`."""
    return f"{name}: {len(rows):,} item{'s' if len(rows) != 1 else ''}"
