"""Lists redactions by the numbers of their rows: a million of them weigh 8 MB, where their ids would weigh 100."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from reviewer.model.ids import Uuid
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.redactions import EVERY, RedactionFilter, conditions, joined
from reviewer.storage.reads.sql import Where, plain
from reviewer.storage.reads.stopping import Stop, stoppable

Grouping = Literal["document", "codes", "kind", "marking", "check", "position"]
_GROUPED: Mapping[Grouping, str] = {
    "document": "coalesce((SELECT d.uuid FROM document d WHERE d.file = p.file AND d.first_page <= p.number "
    "ORDER BY d.first_page DESC LIMIT 1), '')",
    "codes": "(SELECT coalesce(group_concat(value, ', '), '') FROM json_each(r.codes))",
    "kind": "r.kind",
    "marking": "r.marking",
    "check": "CASE WHEN r.needs_look <> '' THEN 'needs a look' WHEN r.checked THEN 'checked' ELSE 'not checked' END",
    "position": "r.position",
}
Sorting = Literal["place", "item", "codes", "kind", "words", "check", "position", "confidence"]
# Each sorts by place where its own values are equal, so that a list keeps still from one reading to the next.
_SORTED: Mapping[Sorting, tuple[str, str]] = {
    "place": (" ORDER BY r.page, r.ordinal", " ORDER BY r.page DESC, r.ordinal DESC"),
    "item": (
        " ORDER BY n.number IS NULL, n.number, r.page, r.ordinal",
        " ORDER BY n.number IS NULL, n.number DESC, r.page, r.ordinal",
    ),
    "codes": (
        " ORDER BY r.codes = '[]', r.codes, r.page, r.ordinal",
        " ORDER BY r.codes <> '[]', r.codes DESC, r.page, r.ordinal",
    ),
    "kind": (" ORDER BY r.kind, r.page, r.ordinal", " ORDER BY r.kind DESC, r.page, r.ordinal"),
    "words": (" ORDER BY r.words, r.page, r.ordinal", " ORDER BY r.words DESC, r.page, r.ordinal"),
    "check": (
        " ORDER BY r.needs_look = '', r.checked, r.box_checked, r.page, r.ordinal",
        " ORDER BY r.needs_look = '' DESC, r.checked DESC, r.box_checked DESC, r.page, r.ordinal",
    ),
    "position": (" ORDER BY r.position, r.page, r.ordinal", " ORDER BY r.position DESC, r.page, r.ordinal"),
    "confidence": (" ORDER BY r.confidence, r.page, r.ordinal", " ORDER BY r.confidence DESC, r.page, r.ordinal"),
}
_NUMBERED: Final = " LEFT JOIN item_number n ON n.subject = r.uuid"
_CHUNK: Final = 500
_FIRST_LOOK: Final = 64  # rows; each further look at what follows takes four times as many


class ListingReads:
    """Row numbers are SQLite's own (`rowid`): no two redactions share one while both exist.

    They are for lists that are held while a project is open; whatever is kept, or told to anyone, takes the id.
    """

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def rows(
        self,
        chosen: RedactionFilter = EVERY,
        *,
        sorting: Sorting = "place",
        descending: bool = False,
        most: int = -1,
        stop: Stop | None = None,
    ) -> array[int]:
        """The rows of all that fit, in order, or of the first `most`."""
        with stoppable(self._project, stop) as connection:
            where = conditions(connection, chosen)
            select = "SELECT r.rowid " + joined(chosen) + (_NUMBERED if sorting == "item" else "")
            statement = where.statement(select, _SORTED[sorting][descending] + " LIMIT ?")
            return array("q", (row for (row,) in plain(connection).execute(statement, [*where.values, most])))

    def grouped(
        self,
        by: Grouping,
        chosen: RedactionFilter = EVERY,
        *,
        sorting: Sorting = "place",
        descending: bool = False,
        stop: Stop | None = None,
    ) -> dict[str, array[int]]:
        """The rows of all that fit, in order, by what they have in common; groups stand as their first members do.

        Keys: of documents the uuid (empty: none known yet), of codes the claims joined by `, ` (empty: none).
        """
        groups: dict[str, array[int]] = {}
        with stoppable(self._project, stop) as connection:
            where = conditions(connection, chosen)
            source = joined(chosen, pages=by == "document") + (_NUMBERED if sorting == "item" else "")
            statement = where.statement(f"SELECT r.rowid, {_GROUPED[by]} {source}", _SORTED[sorting][descending])
            for row, shared in plain(connection).execute(statement, where.values):
                if shared not in groups:
                    groups[shared] = array("q")
                groups[shared].append(row)
        return groups

    def ids(self, rows: Sequence[int]) -> dict[int, Uuid]:
        """The ids of the redactions in these rows; those that are gone are left out."""
        return dict(self._found("SELECT r.rowid, r.uuid FROM redaction r", "r.rowid", rows))

    def of(self, ids: Sequence[Uuid], chosen: RedactionFilter | None = None) -> dict[Uuid, int]:
        """The rows of these redactions, or only of those among them that fit; those that are gone are left out."""
        source = joined(chosen) if chosen is not None else "FROM redaction r"
        return dict(self._found(f"SELECT r.uuid, r.rowid {source}", "r.uuid", ids, chosen))

    def first_unchecked(self, rows: Sequence[int]) -> int | None:
        """Where in this list the first redaction stands that no one has checked; None where there is none."""
        start, length = 0, _FIRST_LOOK
        while start < len(rows):
            some = rows[start : start + length]
            unchecked = dict(self._found("SELECT r.rowid, 1 FROM redaction r", "NOT r.checked AND r.rowid", some))
            place = next((place for place, row in enumerate(some) if row in unchecked), None)
            if place is not None:
                return start + place
            start, length = start + length, 4 * length
        return None

    def _found(
        self, select: str, column: str, values: Sequence[int] | Sequence[Uuid], chosen: RedactionFilter | None = None
    ) -> Iterator[tuple[Any, ...]]:
        with self._project.reader() as connection:
            for start in range(0, len(values), _CHUNK):
                where = conditions(connection, chosen) if chosen is not None else Where()
                where.add_any(column, values[start : start + _CHUNK])
                yield from plain(connection).execute(where.statement(select), where.values)
