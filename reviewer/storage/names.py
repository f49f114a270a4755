"""Stores the names found on pages, compactly: a row for each distinct name, and one for each page that holds it."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewer.model.changes import Changes, changed
from reviewer.model.documents import Message
from reviewer.model.ids import PageId
from reviewer.storage.blobs import load
from reviewer.storage.running import running_lines
from reviewer.text.names.citations import may_cite
from reviewer.text.names.found import FoundName
from reviewer.text.names.wanted import NamesWanted

Places = list[tuple[int, int, int]]
"""First word, last word, and the name of the address printed with it (0: none), for each mention on a page."""


def pack_places(places: Iterable[tuple[int, int, int]]) -> str:
    """`12-14 30-30:77`: words, both included, and behind a colon the name of the address printed with it."""
    return " ".join(f"{first}-{last}:{pair}" if pair else f"{first}-{last}" for first, last, pair in places)


def unpack_places(text: str) -> Places:
    """The places of `pack_places`."""
    found: Places = []
    for piece in text.split():
        run, _, pair = piece.partition(":")
        first, _, last = run.partition("-")
        found.append((int(first), int(last), int(pair or 0)))
    return found


def waiting_pages(connection: sqlite3.Connection, after: int, limit: int) -> list[tuple[PageId, NamesWanted]]:
    """Up to `limit` pages behind `after` whose names wait to be found, in files whose documents are known already."""
    rows = connection.execute(
        "SELECT w.page, p.file, p.number, t.words, x.text FROM name_wait w JOIN page p ON p.id = w.page "
        "JOIN source_file f ON f.id = p.file JOIN page_words t ON t.page = w.page "
        "LEFT JOIN page_text x ON x.page = w.page "
        "WHERE f.documents_found = 1 AND w.page > ? ORDER BY w.page LIMIT ?",
        (after, limit),
    ).fetchall()
    return [(PageId(row["page"]), _wanted(connection, row)) for row in rows]


def _wanted(connection: sqlite3.Connection, page: sqlite3.Row) -> NamesWanted:
    stamped = connection.execute("SELECT value FROM page_identifier WHERE page = ?", (page["page"],)).fetchall()
    return NamesWanted(
        words=page["words"],
        holes=_holes(connection, page["page"]),
        messages=_messages(connection, page),
        identifiers=frozenset(row["value"].upper() for row in stamped),
        running=running_lines(connection, page["page"]),
        cites=may_cite(page["text"] or ""),
    )


def _holes(connection: sqlite3.Connection, page: int) -> tuple[int, ...]:
    rows = connection.execute(
        "SELECT before_word FROM redaction WHERE page = ? AND box_checked <> 'not a redaction'", (page,)
    )
    return tuple(row["before_word"] for row in rows)


def _messages(connection: sqlite3.Connection, page: sqlite3.Row) -> tuple[Message, ...]:
    rows = connection.execute(
        "SELECT m.* FROM document d JOIN message m ON m.document = d.uuid "
        "WHERE d.file = ?1 AND d.first_page <= ?2 AND d.last_page >= ?2 AND m.page = ?2",
        (page["file"], page["number"]),
    )
    return tuple(
        Message(
            page=row["page"],
            top=row["top"],
            sender=row["sender"],
            to=tuple(load(row["recipients"])),
            cc=tuple(load(row["copies"])),
        )
        for row in rows
    )


def store_names(connection: sqlite3.Connection, found: Mapping[PageId, Sequence[FoundName]]) -> Changes:
    """Store the names of pages in place of those found there before; the pages wait no more."""
    for page, names in found.items():
        _remove(connection, page)
        _add(connection, page, names)
        connection.execute("DELETE FROM name_wait WHERE page = ?", (page,))
    return changed("name") if found else Changes()


def _remove(connection: sqlite3.Connection, page: PageId) -> None:
    pairs: Counter[tuple[int, int]] = Counter()
    for row in connection.execute("SELECT name, mentions, places FROM name_place WHERE page = ?", (page,)).fetchall():
        connection.execute(
            "UPDATE name SET mentions = mentions - ?, pages = pages - 1 WHERE id = ?", (row["mentions"], row["name"])
        )
        pairs.update((row["name"], pair) for _, _, pair in unpack_places(row["places"]) if pair)
    connection.execute("DELETE FROM name_place WHERE page = ?", (page,))
    connection.executemany(
        "UPDATE name_pair SET mentions = mentions - ? WHERE name = ? AND address = ?",
        [(count, name, address) for (name, address), count in pairs.items()],
    )


def _add(connection: sqlite3.Connection, page: PageId, names: Sequence[FoundName]) -> None:
    places: dict[int, Places] = defaultdict(list)
    pairs: Counter[tuple[int, int]] = Counter()
    for name in names:
        row = _name(connection, name.kind, name.key, name.form, name.source, name.confidence)
        pair = 0
        if name.address:
            pair = _name(connection, "e-mail address", name.address, name.address, name.source, name.confidence)
            pairs[row, pair] += 1
        places[row].append((name.first, name.last, pair))
    connection.executemany(
        "INSERT INTO name_place (name, page, mentions, places) VALUES (?, ?, ?, ?)",
        [(row, page, len(found), pack_places(found)) for row, found in places.items()],
    )
    connection.executemany(
        "UPDATE name SET mentions = mentions + ?, pages = pages + 1 WHERE id = ?",
        [(len(found), row) for row, found in places.items()],
    )
    connection.executemany(
        "INSERT INTO name_pair (name, address, mentions) VALUES (?, ?, ?) "
        "ON CONFLICT (name, address) DO UPDATE SET mentions = mentions + excluded.mentions",
        [(name, address, count) for (name, address), count in pairs.items()],
    )


def _name(connection: sqlite3.Connection, kind: str, key: str, form: str, source: str, confidence: float) -> int:
    """The id of a name, added if new; a surer finding says from now on where it is from."""
    row = connection.execute("SELECT id, confidence FROM name WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    if row is None:
        values = (kind, key, form, source, confidence)
        cursor = connection.execute(
            "INSERT INTO name (kind, key, form, source, confidence) VALUES (?, ?, ?, ?, ?)", values
        )
        return int(cursor.lastrowid or 0)
    if row["confidence"] < confidence:
        connection.execute(
            "UPDATE name SET form = ?, source = ?, confidence = ? WHERE id = ?", (form, source, confidence, row["id"])
        )
    return int(row["id"])


@dataclass(frozen=True, slots=True)
class Grouped:
    """The place of a name in its group: which name leads it, why the name belongs there, how sure that is (0-1)."""

    name: int
    leader: int
    reason: str
    alike: float


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Persons and addresses by id with key, form and count, and how often which were printed together."""

    names: Mapping[int, tuple[str, str, int]]
    addresses: Mapping[int, tuple[str, str, int]]
    pairs: Sequence[tuple[int, int, int]]


def people_found(connection: sqlite3.Connection) -> PeopleFound:
    """All persons and addresses found, for grouping."""

    def of_kind(kind: str) -> dict[int, tuple[str, str, int]]:
        rows = connection.execute("SELECT id, key, form, mentions FROM name WHERE kind = ?", (kind,))
        return {row["id"]: (row["key"], row["form"], row["mentions"]) for row in rows}

    pairs = connection.execute("SELECT name, address, mentions FROM name_pair WHERE mentions > 0").fetchall()
    return PeopleFound(of_kind("person"), of_kind("e-mail address"), [tuple(row) for row in pairs])


def store_groups(connection: sqlite3.Connection, groups: Iterable[Grouped], *, last: bool = True) -> Changes:
    """Store how persons and addresses are grouped; with the `last` part, every other name as a group of its own."""
    rows = [(entry.leader, entry.reason, entry.alike, entry.name) for entry in groups]
    connection.executemany(
        "UPDATE name SET leader = ?1, reason = ?2, alike = ?3 "
        "WHERE id = ?4 AND (leader, reason, alike) IS NOT (?1, ?2, ?3)",
        rows,
    )
    if not last:
        return Changes()
    connection.execute("UPDATE name SET leader = id WHERE leader = 0")
    connection.execute(
        "UPDATE name SET group_mentions = g.total FROM ("
        "SELECT leader, sum(mentions) AS total FROM name GROUP BY leader) g "
        "WHERE name.id = g.leader AND name.group_mentions IS NOT g.total"
    )
    connection.execute("UPDATE name SET group_mentions = 0 WHERE leader <> id AND group_mentions <> 0")
    return changed("name")
