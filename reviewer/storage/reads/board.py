"""Reads the board of passages: which stand on it in which order and groups, and what it shows of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reviewer.model.ids import Uuid
from reviewer.storage.blobs import dump
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.marks import PASSAGES, in_tree_order, passage_row
from reviewer.storage.reads.sql import Where, plain
from reviewer.storage.rows import BoardPlace, BoardRow, ReviewerRow, TagRow

Grouping = Literal["none", "tag", "document"]
BoardOrder = Literal["place", "arranged", "newest"]

_ORDERS: Mapping[BoardOrder, str] = {
    "place": " ORDER BY s.page, s.first_word, g.uuid",
    "arranged": " ORDER BY g.ordinal, g.uuid",
    "newest": " ORDER BY g.created_at DESC, g.uuid DESC",
}
_DOCUMENT_OF = (
    "(SELECT d.uuid FROM document d WHERE d.file = p.file AND d.first_page <= p.number AND d.last_page >= p.number "
    "ORDER BY d.first_page DESC LIMIT 1)"
)
_FROM = (
    "FROM passage g JOIN segment s ON s.passage = g.uuid AND s.ordinal = 0 JOIN page p ON p.id = s.page "
    "LEFT JOIN note t ON t.kind = 'passage' AND t.subject = g.uuid"
)
_IDS = f"SELECT g.uuid, '' AS heading {_FROM}"
_BY_DOCUMENT = f"SELECT g.uuid, coalesce({_DOCUMENT_OF}, 'file:' || p.file) AS heading {_FROM}"
_BONDS = "SELECT passage, tag FROM passage_tag"
_FACTS = f"""
SELECT g.uuid, v.name AS reviewer, i.name AS file_name, p.width, p.height,
  coalesce((SELECT d.subject FROM document d WHERE d.uuid = {_DOCUMENT_OF}), '') AS document
{_FROM} JOIN reviewer v ON v.uuid = g.created_by JOIN item_received i ON i.id = p.file
"""  # noqa: S608 - constant pieces
_DOCUMENTS = f"""
SELECT DISTINCT {_DOCUMENT_OF} AS uuid FROM segment s JOIN page p ON p.id = s.page
WHERE s.passage IS NOT NULL AND s.ordinal = 0
"""  # noqa: S608 - constant pieces
_TAGS = "SELECT t.*, 0 AS passages FROM tag t ORDER BY t.ordinal, t.name"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What to keep; every part that is given must fit. A tag keeps what bears it or a tag below it.

    `text` is part of the words or of the note, whatever its case; `untagged` keeps what bears no tag.
    """

    tag: Uuid | None = None
    untagged: bool = False
    document: Uuid | None = None
    reviewer: Uuid | None = None
    text: str = ""
    needs_look: bool = False


EVERY = BoardFilter()


class BoardReads:
    """Passages of the whole project, filtered, grouped and ordered."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def places(
        self, chosen: BoardFilter = EVERY, *, grouping: Grouping = "none", order: BoardOrder = "place"
    ) -> list[BoardPlace]:
        """The lines of the board: headings, and below each its passages. By tag, one stands below each of its tags."""
        with self._project.reader() as connection:
            about_tags = grouping == "tag" or chosen.tag is not None
            rows = connection.execute(_TAGS) if about_tags else ()
            tags = in_tree_order([TagRow(**dict(row)) for row in rows])
            where = _conditions(chosen, tags)
            select = _BY_DOCUMENT if grouping == "document" else _IDS
            found = plain(connection).execute(where.statement(select, _ORDERS[order]), where.values).fetchall()
            ids = [uuid for uuid, _heading in found]
            if grouping == "none":
                return [BoardPlace("", uuid) for uuid in ids]
            if grouping == "document":
                return _grouped([(heading, uuid) for uuid, heading in found])
            return _by_tag(connection, ids, tags, chosen)

    def rows(self, uuids: Sequence[Uuid]) -> dict[Uuid, BoardRow]:
        """What the board shows of these passages; those that are gone are left out."""
        if not uuids:
            return {}
        with self._project.reader() as connection:
            where = Where()
            where.add_any("g.uuid", uuids)
            passages = {
                row["uuid"]: passage_row(connection, row)
                for row in connection.execute(where.statement(PASSAGES), where.values).fetchall()
            }
            facts = connection.execute(where.statement(_FACTS), where.values)
            return {
                row["uuid"]: BoardRow(passages[row["uuid"]], row["reviewer"], row["file_name"], row["document"],
                                      row["width"], row["height"])
                for row in facts
            }  # fmt: skip

    def documents(self) -> list[Uuid]:
        """The documents in which passages stand."""
        with self._project.reader() as connection:
            return [Uuid(row["uuid"]) for row in connection.execute(_DOCUMENTS) if row["uuid"] is not None]

    def titles(self, documents: Sequence[Uuid]) -> dict[Uuid, tuple[str, str, str]]:
        """Subject, kind and date of these documents, empty where there is none."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT uuid, subject, type, date FROM document WHERE uuid IN (SELECT value FROM json_each(?))",
                (dump(documents),),
            )
            return {Uuid(row["uuid"]): (row["subject"] or "", row["type"], row["date"] or "") for row in rows}

    def reviewers(self) -> list[ReviewerRow]:
        """Everyone who worked on the project, by name."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT uuid, name FROM reviewer ORDER BY name")
            return [ReviewerRow(row["uuid"], row["name"]) for row in rows]

    def without_tag(self) -> int:
        """How many passages bear no tag."""
        with self._project.reader() as connection:
            statement = "SELECT count(*) FROM passage WHERE uuid NOT IN (SELECT passage FROM passage_tag)"
            return int(connection.execute(statement).fetchone()[0])


def with_those_below(tag: Uuid, tags: Iterable[TagRow]) -> set[Uuid]:
    """A tag and every tag below it; `tags` in the order of the tree."""
    found = {tag}
    for row in tags:
        if row.parent in found:
            found.add(row.uuid)
    return found


def _conditions(chosen: BoardFilter, tags: Sequence[TagRow]) -> Where:
    where = Where()
    if chosen.tag is not None:
        wanted = sorted(with_those_below(chosen.tag, tags))
        # one value, whatever their number: a statement takes only so many
        piece = "g.uuid IN (SELECT passage FROM passage_tag WHERE tag IN (SELECT value FROM json_each(?)))"
        where.add(piece, "[" + ",".join(f'"{uuid}"' for uuid in wanted) + "]")
    if chosen.untagged:
        where.add("g.uuid NOT IN (SELECT passage FROM passage_tag)")
    if chosen.document is not None:
        where.add(f"{_DOCUMENT_OF} = ?", chosen.document)
    if chosen.reviewer is not None:
        where.add("g.created_by = ?", chosen.reviewer)
    if chosen.text:
        words = "EXISTS (SELECT 1 FROM segment w WHERE w.passage = g.uuid AND instr(folded(w.quote), folded(?)))"
        where.add(f"{words} OR instr(folded(coalesce(t.text, '')), folded(?))", chosen.text, chosen.text)
    if chosen.needs_look:
        where.add("EXISTS (SELECT 1 FROM segment w WHERE w.passage = g.uuid AND w.needs_look)")
    return where


def _by_tag(
    connection: sqlite3.Connection, ids: Sequence[Uuid], tags: Sequence[TagRow], chosen: BoardFilter
) -> list[BoardPlace]:
    borne: dict[Uuid, list[str]] = {}
    for passage, tag in plain(connection).execute(_BONDS):
        borne.setdefault(passage, []).append(tag)
    shown = None if chosen.tag is None else with_those_below(chosen.tag, tags)
    below: dict[str, list[Uuid]] = {}
    for uuid in ids:
        for tag in borne.get(uuid, [""]):  # no tag: a heading of its own
            if shown is None or tag in shown:
                below.setdefault(tag, []).append(uuid)
    order = [*(tag.uuid for tag in tags), ""]
    return [
        place
        for tag in order
        if tag in below
        for place in (BoardPlace(tag, None, len(below[tag])), *(BoardPlace(tag, uuid) for uuid in below[tag]))
    ]


def _grouped(rows: Iterable[tuple[str, Uuid]]) -> list[BoardPlace]:
    """Groups in the order in which they occur first."""
    below: dict[str, list[Uuid]] = {}
    for heading, uuid in rows:
        below.setdefault(heading, []).append(uuid)
    return [
        place
        for heading, uuids in below.items()
        for place in (BoardPlace(heading, None, len(uuids)), *(BoardPlace(heading, uuid) for uuid in uuids))
    ]
