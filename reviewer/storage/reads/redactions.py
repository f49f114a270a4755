"""Reads redactions: of a page, or of the project with filters, paged by place, counted and summed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Kind, Marking
from reviewer.model.query import Query
from reviewer.model.review import BoxCheck, Position
from reviewer.storage.blobs import load, unpack_rects
from reviewer.storage.compile import compile_for_redactions
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.sql import Where, plain
from reviewer.storage.reads.stopping import Stop, stoppable
from reviewer.storage.rows import RedactionRow, RevealRow

# CROSS: redactions first, in the order of their index; SQLite may else begin with the pages, and sort all that follows.
SELECT = """
SELECT r.*, p.file, p.number, n.number AS item, coalesce(t.text, '') AS note
FROM redaction r CROSS JOIN page p ON p.id = r.page
LEFT JOIN item_number n ON n.subject = r.uuid
LEFT JOIN note t ON t.kind = 'redaction' AND t.subject = r.uuid
"""
_ALONE = "FROM redaction r"
_IDS = "SELECT r.uuid "
_COUNT = "SELECT count(*) "
_JOINED = "FROM redaction r JOIN page p ON p.id = r.page"
ORDER = " ORDER BY r.page, r.ordinal"
_BACKWARDS = " ORDER BY r.page DESC, r.ordinal DESC"
_TOTALS = (
    "SELECT count(*) AS redactions, count(DISTINCT r.page) AS pages, coalesce(sum(r.words), 0) AS words, "
    "count(*) FILTER (WHERE NOT r.checked) AS unchecked "
)
_BY_CODE = "SELECT coalesce(c.code, '') AS code, count(*) AS n "
_WITH_CODES = " LEFT JOIN redaction_code c ON c.redaction = r.uuid"
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

    def pages_of(self, uuids: Sequence[Uuid]) -> dict[Uuid, PageId]:
        """The pages on which these redactions lie; those that are gone are left out."""
        found: dict[Uuid, PageId] = {}
        with self._project.reader() as connection:
            for start in range(0, len(uuids), _CHUNK):
                where = Where()
                where.add_any("r.uuid", uuids[start : start + _CHUNK])
                statement = where.statement("SELECT r.uuid, r.page " + _ALONE)
                found.update(plain(connection).execute(statement, where.values))
        return found

    def ids(self, chosen: RedactionFilter = EVERY) -> list[Uuid]:
        """The ids of all that fit, in order."""
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            cursor = plain(connection)
            return [uuid for (uuid,) in cursor.execute(where.statement(_IDS + joined(chosen), ORDER), where.values)]

    def stretch(
        self, first: PageId, last: PageId, chosen: RedactionFilter = EVERY
    ) -> tuple[Uuid | None, list[Uuid], Uuid | None]:
        """Of all that fit, in order: the ids from a page to a page, with the one before them and the one behind."""

        def ask(piece: str, values: Sequence[int], end: str) -> list[Uuid]:
            where = conditions(connection, chosen)
            where.add(piece, *values)
            return [
                uuid for (uuid,) in plain(connection).execute(where.statement(_IDS + joined(chosen), end), where.values)
            ]

        with self._project.reader() as connection:
            before = ask("r.page < ?", [first], _BACKWARDS + " LIMIT 1")
            found = ask("r.page BETWEEN ? AND ?", [first, last], ORDER)
            after = ask("r.page > ?", [last], ORDER + " LIMIT 1")
            return next(iter(before), None), found, next(iter(after), None)

    def totals(self, chosen: RedactionFilter = EVERY, *, stop: Stop | None = None) -> RedactionTotals:
        """What those that fit add up to."""
        with stoppable(self._project, stop) as connection:
            where = conditions(connection, chosen)
            statement = where.statement(_TOTALS + joined(chosen))
            return RedactionTotals(**dict(connection.execute(statement, where.values).fetchone()))

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
            rows = connection.execute(where.statement(_IDS + _ALONE, ORDER), where.values)
            return [Uuid(row["uuid"]) for row in rows]

    def numbered(self) -> bool:
        """Whether any item has its number, which it keeps for good."""
        with self._project.reader() as connection:
            return connection.execute("SELECT 1 FROM item_number LIMIT 1").fetchone() is not None

    def count(self, chosen: RedactionFilter = EVERY) -> int:
        """How many fit."""
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            return int(connection.execute(where.statement(_COUNT + joined(chosen)), where.values).fetchone()[0])

    def next_unchecked(
        self, after: tuple[PageId, int] | None = None, *, backwards: bool = False
    ) -> RedactionRow | None:
        """The next redaction that no one has finished checking, from a place on, or the one before; around once."""
        with self._project.reader() as connection:
            for place in (after, None) if after is not None else (None,):
                where = conditions(connection, RedactionFilter(checked=False))
                if place is not None:
                    where.add(f"(r.page, r.ordinal) {'<' if backwards else '>'} (?, ?)", *place)
                statement = where.statement(SELECT, (_BACKWARDS if backwards else ORDER) + " LIMIT 1")
                row = connection.execute(statement, where.values).fetchone()
                if row is not None:
                    return redaction_row(row)
        return None

    def count_by_code(self, chosen: RedactionFilter = EVERY, *, stop: Stop | None = None) -> dict[str, int]:
        """How many redactions claim each code (one may claim several); key `` counts those without code."""
        with stoppable(self._project, stop) as connection:
            where = conditions(connection, chosen)
            statement = where.statement(_BY_CODE + joined(chosen) + _WITH_CODES, " GROUP BY 1 ORDER BY 1")
            rows = connection.execute(statement, where.values)
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


def joined(chosen: RedactionFilter, *, pages: bool = False) -> str:
    """What the filter is asked of: redactions alone where it says nothing of their pages, which is much quicker."""
    about_pages = chosen.file is not None or chosen.release is not None or chosen.documents or chosen.query is not None
    return _JOINED if pages or about_pages else _ALONE


def conditions(connection: sqlite3.Connection, chosen: RedactionFilter) -> Where:
    """The filter as conditions on what `joined` names."""
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
