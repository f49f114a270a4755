"""Reads redactions: of a page, or of the project with filters, paged by place, counted and summed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Kind, Marking
from reviewer.model.query import Query
from reviewer.model.review import BoxCheck, Position
from reviewer.storage.blobs import load, unpack_rects
from reviewer.storage.compile import compile_for_redactions
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.sql import Where
from reviewer.storage.rows import RedactionRow, RevealRow

SELECT = """
SELECT r.*, p.file, p.number, n.number AS item, coalesce(t.text, '') AS note
FROM redaction r JOIN page p ON p.id = r.page
LEFT JOIN item_number n ON n.subject = r.uuid
LEFT JOIN note t ON t.kind = 'redaction' AND t.subject = r.uuid
"""
_JOINED = "FROM redaction r JOIN page p ON p.id = r.page"
_IDS = f"SELECT r.uuid {_JOINED}"
_COUNT = f"SELECT count(*) {_JOINED}"
_BY_CODE = (
    f"SELECT coalesce(c.code, '') AS code, count(*) AS n {_JOINED} LEFT JOIN redaction_code c ON c.redaction = r.uuid"
)
ORDER = " ORDER BY r.page, r.ordinal"
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
_ITEM = " LEFT JOIN item_number n ON n.subject = r.uuid"
_TOTALS = (
    "SELECT count(*) AS redactions, count(DISTINCT r.page) AS pages, coalesce(sum(r.words), 0) AS words, "
    f"count(*) FILTER (WHERE NOT r.checked) AS unchecked {_JOINED}"
)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class RedactionFilter:
    """What to keep; every part that is given must fit, inside a part any value. `codes` include their sub-codes.

    What a reviewer called "not a redaction" is left out unless `checks` asks for it or `rejected` is set.
    """

    page: PageId | None = None
    file: FileId | None = None
    release: Uuid | None = None
    documents: tuple[Uuid, ...] = ()
    codes: tuple[str, ...] = ()
    without_code: bool = False
    kinds: tuple[Kind, ...] = ()
    markings: tuple[Marking, ...] = ()
    checks: tuple[BoxCheck, ...] = ()
    checked: bool | None = None
    positions: tuple[Position, ...] = ()
    needs_look: bool | None = None
    recoverable: bool | None = None
    rejected: bool = False
    query: Query | None = None


EVERY = RedactionFilter()


@dataclass(frozen=True, slots=True)
class RedactionTotals:
    """What a selection adds up to; `words` are estimates."""

    redactions: int
    pages: int
    words: int
    unchecked: int


class RedactionReads:
    """Redactions in the order of the project: by file, page and place in the text."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def of_page(self, page: PageId) -> list[RedactionRow]:
        """All redactions of a page, those called "not a redaction" included."""
        with self._project.reader() as connection:
            return redactions_of_page(connection, page)

    def one(self, uuid: Uuid) -> RedactionRow | None:
        """One redaction."""
        with self._project.reader() as connection:
            row = connection.execute(SELECT + " WHERE r.uuid = ?", (uuid,)).fetchone()
            return redaction_row(row) if row else None

    def rows(self, uuids: Sequence[Uuid]) -> list[RedactionRow]:
        """The redactions with these ids, in the order of the ids; those that are gone are left out."""
        with self._project.reader() as connection:
            found = {
                row["uuid"]: redaction_row(row)
                for start in range(0, len(uuids), _CHUNK)
                for row in _by_ids(connection, uuids[start : start + _CHUNK])
            }
        return [found[uuid] for uuid in uuids if uuid in found]

    def page_of(
        self,
        chosen: RedactionFilter = EVERY,
        *,
        after: tuple[PageId, int] | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> list[RedactionRow]:
        """One page of a list: `limit` rows after a place (page id, ordinal), or from an offset."""
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            if after is not None:
                where.add("(r.page, r.ordinal) > (?, ?)", *after)
            statement = where.statement(SELECT, ORDER + " LIMIT ? OFFSET ?")
            return [redaction_row(row) for row in connection.execute(statement, [*where.values, limit, offset])]

    def ids(
        self, chosen: RedactionFilter = EVERY, *, sorting: Sorting = "place", descending: bool = False
    ) -> list[Uuid]:
        """The ids of all that fit, in order."""
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            select = _IDS + (_ITEM if sorting == "item" else "")
            rows = connection.execute(where.statement(select, _SORTED[sorting][descending]), where.values)
            return [Uuid(row["uuid"]) for row in rows]

    def groups(
        self, by: Grouping, chosen: RedactionFilter = EVERY, *, sorting: Sorting = "place", descending: bool = False
    ) -> dict[str, list[Uuid]]:
        """The ids of all that fit, in order, by what they have in common; groups stand as their first members do.

        Keys: of documents the uuid (empty: none known yet), of codes the claims joined by `, ` (empty: none).
        """
        groups: dict[str, list[Uuid]] = {}
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            select = f"SELECT r.uuid, {_GROUPED[by]} AS shared {_JOINED}" + (_ITEM if sorting == "item" else "")
            for row in connection.execute(where.statement(select, _SORTED[sorting][descending]), where.values):
                groups.setdefault(row["shared"], []).append(Uuid(row["uuid"]))
        return groups

    def totals(self, chosen: RedactionFilter = EVERY) -> RedactionTotals:
        """What those that fit add up to."""
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            return RedactionTotals(**dict(connection.execute(where.statement(_TOTALS), where.values).fetchone()))

    def sure(self, least: float, pages: tuple[PageId, PageId] | None = None) -> list[Uuid]:
        """Those nobody has decided on that the machine is at least this sure of (0-1), from a page to a page, or all.

        Those that need an eye are left out: without a claim on the page, with text beneath, changed on a later reading.
        """
        where = Where()
        where.add("r.origin = 'machine' AND r.box_checked = 'unchecked' AND r.code_checked = 'unchecked'")
        where.add("r.needs_look = '' AND r.marking <> 'none' AND NOT r.recoverable")
        where.add("r.confidence >= ?", least)
        if pages is not None:
            where.add("r.page BETWEEN ? AND ?", *pages)
        with self._project.reader() as connection:
            return [Uuid(row["uuid"]) for row in connection.execute(where.statement(_IDS, ORDER), where.values)]

    def numbered(self) -> bool:
        """Whether any item has its number, which it keeps for good."""
        with self._project.reader() as connection:
            return connection.execute("SELECT 1 FROM item_number LIMIT 1").fetchone() is not None

    def count(self, chosen: RedactionFilter = EVERY) -> int:
        """How many fit."""
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            return int(connection.execute(where.statement(_COUNT), where.values).fetchone()[0])

    def next_unchecked(self, after: tuple[PageId, int] | None = None) -> RedactionRow | None:
        """The next redaction that no one has finished checking, from a place on; around the end once."""
        found = self.page_of(RedactionFilter(checked=False), after=after, limit=1)
        if not found and after is not None:
            found = self.page_of(RedactionFilter(checked=False), limit=1)
        return found[0] if found else None

    def count_by_code(self, chosen: RedactionFilter = EVERY) -> dict[str, int]:
        """How many redactions claim each code (one may claim several); key `` counts those without code."""
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            rows = connection.execute(where.statement(_BY_CODE, " GROUP BY 1 ORDER BY 1"), where.values)
            return {row["code"]: row["n"] for row in rows}

    def reveals(self, redaction: Uuid) -> list[RevealRow]:
        """Who looked beneath it, the first one first."""
        with self._project.reader() as connection:
            return _reveals(connection, redaction)

    def crop(self, uuid: Uuid) -> bytes | None:
        """The picture of a redaction (encoded image), if it was made."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT image FROM crop WHERE redaction = ?", (uuid,)).fetchone()
            return bytes(row["image"]) if row else None


def _reveals(connection: sqlite3.Connection, redaction: Uuid) -> list[RevealRow]:
    rows = connection.execute(
        "SELECT s.redaction, s.policy, s.decided_by, v.name AS revealed_by, s.revealed_at "
        "FROM reveal s JOIN reviewer v ON v.uuid = s.revealed_by WHERE s.redaction = ? ORDER BY s.revealed_at, s.uuid",
        (redaction,),
    )
    return [RevealRow(**dict(row)) for row in rows]


def _by_ids(connection: sqlite3.Connection, uuids: Iterable[Uuid]) -> list[sqlite3.Row]:
    where = Where()
    where.add_any("r.uuid", uuids)
    return connection.execute(where.statement(SELECT), where.values).fetchall()


def redactions_of_page(connection: sqlite3.Connection, page: PageId) -> list[RedactionRow]:
    """All redactions of a page in their order."""
    return [redaction_row(row) for row in connection.execute(SELECT + " WHERE r.page = ?" + ORDER, (page,))]


def conditions(connection: sqlite3.Connection, chosen: RedactionFilter) -> Where:
    """The filter as conditions on `redaction r JOIN page p`."""
    where = Where()
    if not chosen.rejected and "not a redaction" not in chosen.checks:
        where.add("r.box_checked <> 'not a redaction'")
    for column, value in (("r.page", chosen.page), ("p.file", chosen.file)):
        where.add_any(column, [] if value is None else [value])
    if chosen.release is not None:
        where.add("p.file IN (SELECT id FROM item_received WHERE release = ?)", chosen.release)
    where.add_any("r.kind", chosen.kinds)
    where.add_any("r.marking", chosen.markings)
    where.add_any("r.box_checked", chosen.checks)
    where.add_any("r.position", chosen.positions)
    for piece, wanted in (
        ("r.checked", chosen.checked),
        ("r.needs_look <> ''", chosen.needs_look),
        ("r.recoverable", chosen.recoverable),
    ):
        if wanted is not None:
            where.add(piece if wanted else f"NOT {piece}")
    if chosen.documents:
        where.add_in(
            "EXISTS (SELECT 1 FROM document d WHERE d.file = p.file AND p.number BETWEEN d.first_page AND d.last_page "
            "AND d.uuid IN ",
            chosen.documents,
            ")",
        )
    _add_codes(where, chosen)
    if chosen.query is not None:
        piece, values = compile_for_redactions(connection, chosen.query)
        where.add(piece, *values)
    return where


def _add_codes(where: Where, chosen: RedactionFilter) -> None:
    pieces = ["r.uuid IN (SELECT redaction FROM redaction_code WHERE code = ? OR (code > ? AND code < ?))"] * len(
        chosen.codes
    )
    # Sub-codes of `(b)(7)` begin with `(b)(7)(`; `)` is the character that follows `(`.
    values = [bound for code in chosen.codes for bound in (code, code + "(", code + ")")]
    if chosen.without_code:
        pieces.append("r.codes = '[]'")
    if pieces:
        where.add(" OR ".join(pieces), *values)


def redaction_row(row: sqlite3.Row) -> RedactionRow:
    """A row of SELECT as a value."""
    return RedactionRow(
        uuid=row["uuid"],
        page=PageId(row["page"]),
        file=FileId(row["file"]),
        number=row["number"],
        ordinal=row["ordinal"],
        origin=row["origin"],
        rects=unpack_rects(row["rects"]),
        kind=row["kind"],
        codes=tuple(load(row["codes"])),
        code_text=row["code_text"],
        marking=row["marking"],
        confidence=row["confidence"],
        method=row["method"],
        lines=row["lines"],
        words=row["words"],
        characters=row["characters"],
        recoverable_rects=unpack_rects(row["recoverable_rects"]),
        finding=load(row["finding"]) if row["finding"] else None,
        box_checked=row["box_checked"],
        code_checked=row["code_checked"],
        checked=bool(row["checked"]),
        checked_by=row["checked_by"],
        checked_at=row["checked_at"],
        position=row["position"],
        position_by=row["position_by"],
        position_at=row["position_at"],
        needs_look=row["needs_look"],
        before_word=row["before_word"],
        line=row["line"],
        item=row["item"],
        note=row["note"],
    )
