"""Reads names that the program found: suggestions in groups, and the places of a name or an entity in context."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Word
from reviewer.storage.blobs import unpack_rects
from reviewer.storage.names import PeopleFound, people_found, unpack_places, waiting_pages
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.pages import read_content, words_between
from reviewer.storage.reads.sql import Where
from reviewer.storage.rows import PageContent
from reviewer.storage.rows.names import FindingState, NamePlaceRow, NameRow, SuggestionRow
from reviewer.text.names.wanted import NamesWanted

_AROUND: Final = 8  # words of context on each side
_FEW: Final = 12  # names of a group that a list shows
_NAMES: Final = (
    "SELECT n.*, d.uuid IS NOT NULL AS decided, d.entity FROM name n "
    "LEFT JOIN entity_name d ON d.kind = n.kind AND d.key = n.key"
)
_GROUPS: Final = "SELECT g.* FROM name g"
_UNDECIDED: Final = (
    "EXISTS (SELECT 1 FROM name m WHERE m.leader = g.id AND m.mentions > 0 "
    "AND NOT EXISTS (SELECT 1 FROM entity_name d WHERE d.kind = m.kind AND d.key = m.key))"
)
_BY_NAMES: Final = "SELECT DISTINCT page FROM name_place WHERE page > ? AND name IN "
_BY_ENTITY: Final = "SELECT DISTINCT page FROM entity_page WHERE entity = ? AND page > ? ORDER BY page LIMIT ?"


class NameReads:
    """Suggested names of a project, and where names and entities stand."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def state(self) -> FindingState:
        """How far finding names is."""
        with self._project.reader() as connection:
            waiting = connection.execute("SELECT count(*) FROM name_wait").fetchone()[0]
            pages = connection.execute("SELECT count(*) FROM page_words").fetchone()[0]
            names = connection.execute("SELECT count(*) FROM name").fetchone()[0]
        return FindingState(waiting, pages - waiting, names)

    def waiting(self, after: int, limit: int) -> list[tuple[PageId, NamesWanted]]:
        """Up to `limit` pages behind page `after` whose names wait to be found, as a worker takes them."""
        with self._project.reader() as connection:
            return waiting_pages(connection, after, limit)

    def people(self) -> PeopleFound:
        """All persons and addresses found, for grouping."""
        with self._project.reader() as connection:
            return people_found(connection)

    def suggestions(
        self, *, kinds: Sequence[str] = (), like: str = "", least: int = 1, offset: int = 0, limit: int = 200
    ) -> list[SuggestionRow]:
        """Groups about which something is still to be decided, the most frequent first.

        `kinds` to keep (none: all), `like` a part of a name, `least` mentions of a group.
        """
        where = Where()
        where.add("g.group_mentions >= ?", max(1, least))
        where.add_any("g.kind", list(kinds))
        where.add(_UNDECIDED)
        if like:
            where.add("EXISTS (SELECT 1 FROM name m WHERE m.leader = g.id AND instr(folded(m.form), folded(?)))", like)
        with self._project.reader() as connection:
            rows = connection.execute(
                where.statement(_GROUPS, " ORDER BY g.group_mentions DESC, g.id LIMIT ? OFFSET ?"),
                [*where.values, limit, offset],
            ).fetchall()
            return [_suggestion(connection, row) for row in rows]

    def suggestion(self, leader: int) -> SuggestionRow | None:
        """The group that a name leads, decided or not."""
        with self._project.reader() as connection:
            row = connection.execute(f"{_GROUPS} WHERE g.id = ?", (leader,)).fetchone()
            return _suggestion(connection, row) if row else None

    def group(self, leader: int) -> list[NameRow]:
        """All names of a group, the best first."""
        with self._project.reader() as connection:
            return _group(connection, leader, -1)

    def of_entity(self, entity: Uuid) -> list[NameRow]:
        """The names that a person accepted as an entity's, the most frequent first."""
        with self._project.reader() as connection:
            rows = connection.execute(f"{_NAMES} WHERE d.entity = ? ORDER BY n.mentions DESC, n.id", (entity,))
            return [_name(row) for row in rows]

    def rejected(self) -> list[NameRow]:
        """Names of which a person said that they are none."""
        with self._project.reader() as connection:
            rows = connection.execute(
                f"{_NAMES} WHERE d.uuid IS NOT NULL AND d.entity IS NULL ORDER BY n.mentions DESC, n.id"
            )
            return [_name(row) for row in rows]

    def on_page(self, page: PageId) -> list[NamePlaceRow]:
        """Every name found on a page, in reading order, whatever was decided; `entity_on_page` tells whose."""
        with self._project.reader() as connection:
            return list(_places_on(connection, page, None))

    def places(self, names: Sequence[int], *, after: PageId | None = None, pages: int = 50) -> list[NamePlaceRow]:
        """Where names stand, in reading order, on up to `pages` pages behind page `after`."""
        if not names:
            return []
        with self._project.reader() as connection:
            marks = ", ".join("?" * len(names))
            found = connection.execute(
                f"{_BY_NAMES}({marks}) ORDER BY page LIMIT ?",
                [after or 0, *names, pages],
            ).fetchall()
            chosen = frozenset(names)
            return [row for (page,) in map(tuple, found) for row in _places_on(connection, PageId(page), chosen)]

    def pages_of(self, entity: Uuid) -> list[tuple[FileId, int]]:
        """The pages on which an entity is mentioned, as file and page number (from 0), in the order of the project."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT DISTINCT p.file, p.number, p.id FROM entity_page e JOIN page p ON p.id = e.page "
                "WHERE e.entity = ? ORDER BY p.id",
                (entity,),
            )
            return [(FileId(row["file"]), row["number"]) for row in rows]

    def places_of(self, entity: Uuid, *, after: PageId | None = None, pages: int = 50) -> list[NamePlaceRow]:
        """Where an entity is mentioned: accepted names and places, and mentions marked by hand; as `places`."""
        with self._project.reader() as connection:
            found = connection.execute(_BY_ENTITY, (entity, after or 0, pages)).fetchall()
            return [row for (page,) in map(tuple, found) for row in entity_places(connection, entity, PageId(page))]


def entity_places(connection: sqlite3.Connection, entity: Uuid, page: PageId) -> list[NamePlaceRow]:
    """The mentions of an entity on one page, in reading order."""
    names = {
        row["id"]
        for row in connection.execute(
            "SELECT n.id FROM entity_name d JOIN name n ON n.kind = d.kind AND n.key = d.key WHERE d.entity = ?",
            (entity,),
        )
    }
    single = {
        (row["kind"], row["key"], row["nth"]): row["entity"]
        for row in connection.execute("SELECT kind, key, nth, entity FROM entity_place WHERE page = ?", (page,))
    }
    found = [
        row
        for row in _places_on(connection, page, None)
        if single.get((row.kind, row.key, row.nth), entity if row.name in names else None) == entity
    ]
    return sorted([*found, *_by_hand(connection, entity, page)], key=lambda row: (row.first, row.last))


def _by_hand(connection: sqlite3.Connection, entity: Uuid, page: PageId) -> Iterator[NamePlaceRow]:
    content: PageContent | None = None
    for row in connection.execute(
        "SELECT m.uuid, s.*, p.file, p.number FROM mention m JOIN segment s ON s.mention = m.uuid "
        "JOIN page p ON p.id = s.page WHERE m.entity = ? AND m.accepted AND s.page = ? AND s.ordinal = 0",
        (entity, page),
    ).fetchall():
        content = content or read_content(connection, page)
        first, last = row["first_word"], row["last_word"]
        before, quote, after = ("", row["quote"], "") if first is None else _context(content, first, last)
        yield NamePlaceRow(
            page=page,
            file=FileId(row["file"]),
            number=row["number"],
            first=first or 0,
            last=last or 0,
            before=before,
            quote=quote,
            after=after,
            boxes=unpack_rects(row["boxes"]),
            mention=Uuid(row["mention"]),
        )


def _places_on(connection: sqlite3.Connection, page: PageId, names: frozenset[int] | None) -> Iterator[NamePlaceRow]:
    rows = connection.execute(
        "SELECT x.name, x.places, n.kind, n.key, p.file, p.number FROM name_place x JOIN name n ON n.id = x.name "
        "JOIN page p ON p.id = x.page WHERE x.page = ?",
        (page,),
    ).fetchall()
    wanted = [row for row in rows if names is None or row["name"] in names]
    if not wanted:
        return
    content = read_content(connection, page)
    places = [(*run, nth, row) for row in wanted for nth, run in enumerate(unpack_places(row["places"]))]
    for first, last, _, nth, row in sorted(places, key=lambda place: place[:2]):
        if last >= len(content.text.words):  # the page was read anew, and its names wait to be found again
            continue
        before, quote, after = _context(content, first, last)
        yield NamePlaceRow(
            page=page,
            file=FileId(row["file"]),
            number=row["number"],
            first=first,
            last=last,
            before=before,
            quote=quote,
            after=after,
            boxes=_boxes(content.text.words[first : last + 1]),
            name=row["name"],
            kind=row["kind"],
            key=row["key"],
            nth=nth,
        )


def _context(content: PageContent, first: int, last: int) -> tuple[str, str, str]:
    return (
        words_between(content, max(0, first - _AROUND), first),
        words_between(content, first, last + 1),
        words_between(content, last + 1, last + 1 + _AROUND),
    )


def _boxes(words: Iterable[Word]) -> tuple[Rect, ...]:
    lines: dict[int, list[Rect]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word.rect)
    return tuple(bounds(rects) for rects in lines.values())


def _suggestion(connection: sqlite3.Connection, row: sqlite3.Row) -> SuggestionRow:
    names = _group(connection, row["id"], _FEW)
    size = connection.execute("SELECT count(*) FROM name WHERE leader = ? AND mentions > 0", (row["id"],)).fetchone()[0]
    known = connection.execute(
        "SELECT d.entity FROM name n JOIN entity_name d ON d.kind = n.kind AND d.key = n.key "
        "WHERE n.leader = ? AND d.entity IS NOT NULL GROUP BY d.entity ORDER BY sum(n.mentions) DESC LIMIT 1",
        (row["id"],),
    ).fetchone()
    return SuggestionRow(
        leader=row["id"],
        kind=row["kind"],
        form=row["form"],
        mentions=row["group_mentions"],
        size=size,
        confidence=row["confidence"],
        names=tuple(names),
        entity=Uuid(known["entity"]) if known else None,
    )


def _group(connection: sqlite3.Connection, leader: int, limit: int) -> list[NameRow]:
    rows = connection.execute(
        f"{_NAMES} WHERE n.leader = ? AND n.mentions > 0 ORDER BY n.id <> n.leader, n.mentions DESC, n.id LIMIT ?",
        (leader, limit),
    )
    return [_name(row) for row in rows]


def _name(row: sqlite3.Row) -> NameRow:
    return NameRow(
        id=row["id"],
        kind=row["kind"],
        key=row["key"],
        form=row["form"],
        source=row["source"],
        confidence=row["confidence"],
        mentions=row["mentions"],
        pages=row["pages"],
        reason=row["reason"],
        alike=row["alike"],
        decided=bool(row["decided"]),
        entity=Uuid(row["entity"]) if row["entity"] else None,
    )
