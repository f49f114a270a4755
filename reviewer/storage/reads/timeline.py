"""Reads what is dated: documents and the messages quoted in them, in order of time, with filters."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from reviewer.model.documents import DocumentType
from reviewer.model.ids import PageId, Uuid
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.sql import Where

# The day of `2018`, `2018-06`, `2018-06-15T14:22` as a whole number; what has no month stands on the first of January.
_DAY: Final = (
    "CAST(julianday(substr({0}.date || substr('-01-01', 1 + (length({0}.date) >= 7) * 3), 1, 10)) + 0.5 AS INTEGER)"
)
_DOCUMENT: Final = "FROM document d"
_MESSAGE: Final = "FROM message m JOIN document d ON d.uuid = m.document"
_DOCUMENTS: Final = f"SELECT d.uuid, -1 AS ordinal, d.date, d.subject, {_DAY.format('d')} AS day {_DOCUMENT}"
_MESSAGES: Final = f"SELECT d.uuid, m.ordinal, m.date, m.subject, {_DAY.format('m')} AS day {_MESSAGE}"
_PAGES: Final = "p.file = d.file AND p.number BETWEEN d.first_page AND d.last_page"
_DELETIONS: Final = "FROM page p JOIN redaction r ON r.page = p.id AND r.box_checked <> 'not a redaction'"
_PASSAGES: Final = "FROM page p JOIN segment s ON s.page = p.id JOIN passage_tag t ON t.passage = s.passage"
_CODES: Final = "JOIN redaction_code c ON c.redaction = r.uuid"
_FIRST: Final = "FROM page p WHERE p.file = d.file AND p.number = d.first_page"
_ROW: Final = (
    f"SELECT d.*, i.name AS file_name, (SELECT p.id {_FIRST}) AS page, "
    f"(SELECT count(*) {_DELETIONS} WHERE {_PAGES}) AS redactions "
    f"{_DOCUMENT} JOIN item_received i ON i.id = d.file"
)
_TAGGED: Final = f"EXISTS (SELECT 1 {_PASSAGES} WHERE {_PAGES} AND t.tag = ?)"
_CLAIMED: Final = (
    f"EXISTS (SELECT 1 {_DELETIONS} {_CODES} WHERE {_PAGES} AND (c.code = ? OR (c.code > ? AND c.code < ?)))"
)
_NAMED: Final = (
    "folded(coalesce({0}.sender, '') || ' ' || {0}.recipients || ' ' || {0}.copies) "
    "LIKE '%' || folded(?) || '%' ESCAPE '\\'"
)
_QUOTED: Final = "SELECT * FROM message WHERE document = ? AND ordinal > 0"
_CHUNK: Final = 400


class Dated(NamedTuple):
    """A document (`ordinal` -1) or a message quoted in it; `day` counts Julian days."""

    document: Uuid
    ordinal: int
    day: int
    subject: str | None


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What to keep: records that any of `people` (as printed, without case) sent or received, of documents with a
    passage of `tag`, with a deletion that claims `code` or a part of it, of one `type`. `quoted` adds quoted messages.
    """

    people: tuple[str, ...] = ()
    tag: Uuid | None = None
    code: str = ""
    type: DocumentType | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class DatedRow:
    """What a list shows of a document or of a message in it; `page` is where it begins."""

    document: Uuid
    ordinal: int
    date: str
    type: DocumentType
    sender: str
    to: tuple[str, ...]
    subject: str
    file_name: str
    page: PageId
    file_page: int
    pages: int
    redactions: int


class TimelineReads:
    """What of a project is dated."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def dated(self, chosen: TimelineFilter) -> list[Dated]:
        """Every record that fits, in order of time; of equal times, that of the release."""
        with self._project.reader() as connection:
            statement, values = _chosen(_DOCUMENTS, "d", chosen)
            if chosen.quoted:
                messages, more = _chosen(_MESSAGES, "m", chosen)
                statement, values = f"{statement} UNION ALL {messages} AND m.ordinal > 0", [*values, *more]
            rows = connection.execute(f"{statement} ORDER BY date, uuid, ordinal", values)
            return [
                Dated(Uuid(row["uuid"]), row["ordinal"], row["day"], row["subject"])
                for row in rows
                if row["day"] is not None
            ]

    def undated(self) -> int:
        """How many documents say no date."""
        with self._project.reader() as connection:
            return int(connection.execute("SELECT count(*) FROM document WHERE date IS NULL").fetchone()[0])

    def people(self, limit: int = 200) -> list[str]:
        """Who sent most, the most frequent first."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT sender FROM document WHERE sender IS NOT NULL AND sender NOT LIKE '[redacted%' "
                "GROUP BY sender ORDER BY count(*) DESC, sender LIMIT ?",
                (limit,),
            )
            return [row["sender"] for row in rows]

    def rows(self, wanted: Sequence[tuple[Uuid, int]]) -> dict[tuple[Uuid, int], DatedRow]:
        """What is to be shown of these documents (ordinal -1) and messages; those that are gone are left out."""
        found: dict[tuple[Uuid, int], DatedRow] = {}
        documents = list(dict.fromkeys(uuid for uuid, _ordinal in wanted))
        quoting = {uuid for uuid, ordinal in wanted if ordinal >= 0}
        with self._project.reader() as connection:
            for start in range(0, len(documents), _CHUNK):
                where = Where()
                where.add_any("d.uuid", documents[start : start + _CHUNK])
                for row in connection.execute(where.statement(_ROW), where.values).fetchall():
                    shown = _row(row)
                    found[shown.document, -1] = shown
                    if shown.document in quoting:
                        for message in connection.execute(_QUOTED, (shown.document,)):
                            found[shown.document, message["ordinal"]] = _message_row(message, shown)
        return {key: found[key] for key in wanted if key in found}


def _row(row: sqlite3.Row) -> DatedRow:
    return DatedRow(
        document=Uuid(row["uuid"]),
        ordinal=-1,
        date=row["date"] or "",
        type=row["type"],
        sender=row["sender"] or "",
        to=tuple(load(row["recipients"])),
        subject=row["subject"] or "",
        file_name=row["file_name"],
        page=PageId(row["page"]),
        file_page=row["first_page"],
        pages=row["last_page"] - row["first_page"] + 1,
        redactions=row["redactions"],
    )


def _message_row(row: sqlite3.Row, of: DatedRow) -> DatedRow:
    return replace(
        of,
        ordinal=row["ordinal"],
        date=row["date"] or "",
        sender=row["sender"] or "",
        to=tuple(load(row["recipients"])),
        subject=row["subject"] or of.subject,
        page=PageId(of.page + row["page"] - of.file_page),  # ids of the pages of a file have no gap
        file_page=row["page"],
    )


def _chosen(select: str, record: str, chosen: TimelineFilter) -> tuple[str, list[str | int | float | bytes | None]]:
    where = Where()
    where.add(f"{record}.date IS NOT NULL")
    if chosen.people:
        named = _NAMED.format(record)
        where.add(" OR ".join([named] * len(chosen.people)), *(_escaped(name) for name in chosen.people))
    if chosen.tag is not None:
        where.add(_TAGGED, chosen.tag)
    if chosen.code:
        where.add(_CLAIMED, chosen.code, chosen.code + "(", chosen.code + ")")
    if chosen.type is not None:
        where.add("d.type = ?", chosen.type)
    return where.statement(select), where.values


def _escaped(name: str) -> str:
    for sign in ("\\", "%", "_"):
        name = name.replace(sign, f"\\{sign}")
    return name
