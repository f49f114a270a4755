"""Reads what people marked: tags, passages, entities with their mentions, notes, issues."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.review import NoteSubject
from reviewer.storage.blobs import unpack_rects
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.sql import Where
from reviewer.storage.rows import EntityRow, IssueRow, MentionRow, NoteRow, PassageRow, SegmentRow, TagRow

_SEGMENTS = "SELECT s.*, p.file, p.number FROM segment s JOIN page p ON p.id = s.page"
_TAGS = (
    "SELECT t.*, (SELECT count(*) FROM passage_tag pt WHERE pt.tag = t.uuid) AS passages FROM tag t "
    "ORDER BY t.ordinal, t.name"
)
_PASSAGE_IDS = "SELECT s.passage FROM segment s"
PASSAGES = """
SELECT g.*, coalesce(t.text, '') AS note FROM passage g
JOIN segment s ON s.passage = g.uuid AND s.ordinal = 0
LEFT JOIN note t ON t.kind = 'passage' AND t.subject = g.uuid
"""
_ENTITIES = """
SELECT e.*, coalesce(t.text, '') AS note,
  (SELECT count(*) FROM mention m WHERE m.entity = e.uuid AND m.accepted)
    + (SELECT coalesce(sum(n.mentions), 0) FROM entity_name d JOIN name n ON n.kind = d.kind AND n.key = d.key
       WHERE d.entity = e.uuid)
    - (SELECT count(*) FROM entity_name d JOIN entity_place x ON x.kind = d.kind AND x.key = d.key
       WHERE d.entity = e.uuid)
    + (SELECT count(*) FROM entity_place x WHERE x.entity = e.uuid) AS mentions,
  (SELECT count(*) FROM mention m WHERE m.entity = e.uuid AND NOT m.accepted) AS suggested
FROM entity e LEFT JOIN note t ON t.kind = 'entity' AND t.subject = e.uuid
"""
_MENTIONS = "SELECT m.* FROM mention m JOIN segment s ON s.mention = m.uuid AND s.ordinal = 0"
_MOST_ALIASES = 50  # names accepted as an entity's that its row names
_ISSUES = "SELECT s.*, n.number AS item FROM issue s LEFT JOIN item_number n ON n.subject = s.uuid"


class MarkReads:
    """Tags, passages, entities, mentions, notes and issues of a project."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def tags(self) -> list[TagRow]:
        """All tags in the order of their tree: each before those below it."""
        with self._project.reader() as connection:
            return in_tree_order([TagRow(**dict(row)) for row in connection.execute(_TAGS)])

    def pages_tagged(self, name: str) -> frozenset[PageId]:
        """The pages with a passage that bears the tag of this name, whatever its case."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT DISTINCT s.page FROM tag t JOIN passage_tag g ON g.tag = t.uuid "
                "JOIN segment s ON s.passage = g.passage WHERE t.name = ?",
                (name,),
            )
            return frozenset(PageId(row["page"]) for row in rows)

    def passage_ids(self, tag: Uuid | None = None) -> list[Uuid]:
        """The ids of all passages in reading order, or of those that bear a tag."""
        where = Where()
        if tag is not None:
            where.add("s.passage IN (SELECT passage FROM passage_tag WHERE tag = ?)", tag)
        where.add("s.passage IS NOT NULL AND s.ordinal = 0")
        with self._project.reader() as connection:
            rows = connection.execute(where.statement(_PASSAGE_IDS, " ORDER BY s.page, s.first_word"), where.values)
            return [Uuid(row["passage"]) for row in rows]

    def passages(
        self, *, tags: Sequence[Uuid] = (), page: PageId | None = None, file: FileId | None = None
    ) -> list[PassageRow]:
        """Passages in reading order; with `tags`, those that bear at least one of them."""
        where = Where()
        if tags:
            where.add_in("g.uuid IN (SELECT passage FROM passage_tag WHERE tag IN ", tags, ")")
        if page is not None:
            where.add("g.uuid IN (SELECT passage FROM segment WHERE page = ?)", page)
        if file is not None:
            where.add("s.page IN (SELECT id FROM page WHERE file = ?)", file)
        with self._project.reader() as connection:
            rows = connection.execute(where.statement(PASSAGES, " ORDER BY s.page, s.first_word"), where.values)
            return [passage_row(connection, row) for row in rows.fetchall()]

    def passage(self, uuid: Uuid) -> PassageRow | None:
        """One passage."""
        with self._project.reader() as connection:
            row = connection.execute(PASSAGES + " WHERE g.uuid = ?", (uuid,)).fetchone()
            return passage_row(connection, row) if row else None

    def entities(self) -> list[EntityRow]:
        """All entities by name."""
        with self._project.reader() as connection:
            rows = connection.execute(_ENTITIES + " ORDER BY folded(e.name), e.uuid").fetchall()
            return [_entity(connection, row) for row in rows]

    def entity(self, uuid: Uuid) -> EntityRow | None:
        """One entity."""
        with self._project.reader() as connection:
            row = connection.execute(_ENTITIES + " WHERE e.uuid = ?", (uuid,)).fetchone()
            return _entity(connection, row) if row else None

    def mentions(self, entity: Uuid | None = None, page: PageId | None = None) -> list[MentionRow]:
        """Mentions in reading order, of an entity, of a page, or all."""
        where = Where()
        where.add_any("m.entity", [] if entity is None else [entity])
        where.add_any("s.page", [] if page is None else [page])
        with self._project.reader() as connection:
            rows = connection.execute(
                where.statement(_MENTIONS, " ORDER BY s.page, s.first_word"), where.values
            ).fetchall()
            return [_mention(connection, row) for row in rows]

    def mention(self, uuid: Uuid) -> MentionRow | None:
        """One mention."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT * FROM mention WHERE uuid = ?", (uuid,)).fetchone()
            return _mention(connection, row) if row else None

    def issues(self) -> list[IssueRow]:
        """All issues in the order they were written."""
        with self._project.reader() as connection:
            rows = connection.execute(_ISSUES + " ORDER BY s.created_at, s.uuid")
            return [IssueRow(**dict(row)) for row in rows]

    def notes(self, kind: NoteSubject | None = None) -> list[NoteRow]:
        """All notes, or those on one kind of thing."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT * FROM note WHERE :kind IS NULL OR kind = :kind ORDER BY written_at, uuid", {"kind": kind}
            )
            return [NoteRow(**dict(row)) for row in rows]

    def note(self, kind: NoteSubject, subject: str | int) -> NoteRow | None:
        """The note on one thing."""
        with self._project.reader() as connection:
            row = connection.execute(
                "SELECT * FROM note WHERE kind = ? AND subject = ?", (kind, str(subject))
            ).fetchone()
            return NoteRow(**dict(row)) if row else None


def in_tree_order(tags: Sequence[TagRow]) -> list[TagRow]:
    """The tags, each followed by those below it, with their depth; one whose parent is not there stands at the top."""
    known = {tag.uuid for tag in tags}
    below: dict[Uuid | None, list[TagRow]] = {}
    for tag in tags:
        below.setdefault(tag.parent if tag.parent in known else None, []).append(tag)
    found: list[TagRow] = []
    waiting = [(tag, 0) for tag in reversed(below.get(None, []))]
    while waiting:
        tag, depth = waiting.pop()
        found.append(replace(tag, depth=depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(tag.uuid, []))]
    return found


def _segments(rows: Iterable[sqlite3.Row]) -> tuple[SegmentRow, ...]:
    return tuple(
        SegmentRow(
            uuid=row["uuid"],
            page=PageId(row["page"]),
            file=FileId(row["file"]),
            number=row["number"],
            first_word=row["first_word"],
            last_word=row["last_word"],
            quote=row["quote"],
            boxes=unpack_rects(row["boxes"]),
            needs_look=bool(row["needs_look"]),
        )
        for row in rows
    )


def passage_row(connection: sqlite3.Connection, row: sqlite3.Row) -> PassageRow:
    """The passage of a row of `PASSAGES`, with its segments and tags."""
    tags = connection.execute(
        "SELECT pt.tag FROM passage_tag pt JOIN tag t ON t.uuid = pt.tag WHERE pt.passage = ? "
        "ORDER BY t.ordinal, t.name",
        (row["uuid"],),
    )
    return PassageRow(
        uuid=row["uuid"],
        segments=_segments(connection.execute(_SEGMENTS + " WHERE s.passage = ? ORDER BY s.ordinal", (row["uuid"],))),
        tags=tuple(Uuid(tag["tag"]) for tag in tags),
        note=row["note"],
        created_by=row["created_by"],
        created_at=row["created_at"],
    )


def _mention(connection: sqlite3.Connection, row: sqlite3.Row) -> MentionRow:
    return MentionRow(
        uuid=row["uuid"],
        entity=row["entity"],
        origin=row["origin"],
        accepted=bool(row["accepted"]),
        confidence=row["confidence"],
        segments=_segments(connection.execute(_SEGMENTS + " WHERE s.mention = ? ORDER BY s.ordinal", (row["uuid"],))),
    )


def _entity(connection: sqlite3.Connection, row: sqlite3.Row) -> EntityRow:
    typed = connection.execute("SELECT alias FROM entity_alias WHERE entity = ? ORDER BY uuid", (row["uuid"],))
    found = connection.execute(
        "SELECT d.form FROM entity_name d LEFT JOIN name n ON n.kind = d.kind AND n.key = d.key WHERE d.entity = ? "
        "ORDER BY n.mentions DESC, d.form LIMIT ?",
        (row["uuid"], _MOST_ALIASES),
    )
    aliases = {text.casefold(): text for text in (row["name"], *(r[0] for r in typed), *(r[0] for r in found))}
    return EntityRow(
        uuid=row["uuid"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(aliases.values())[1:],
        role=row["role"],
        note=row["note"],
        mentions=row["mentions"],
        suggested=row["suggested"],
    )
