"""Stores what can occur again and which of it are copies; hands out what is still to be compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer.model.changes import Changes, changed
from reviewer.model.ids import PageId, Uuid
from reviewer.storage.blobs import dump
from reviewer.storage.running import running_lines
from reviewer.text.copies.compare import FoundUnit, HoleAt, KeptUnit, PackedUnitPage, PairFound
from reviewer.text.copies.units import Run

_CHUNK: Final = 500
_UNITS_OF: Final = "SELECT id, runs, words FROM copy_unit WHERE page <= ? AND last_page >= ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """A document whose words or redactions changed: the ids of its pages from first to last, and what they say."""

    first: PageId
    last: PageId
    pages: tuple[PackedUnitPage, ...]


def waiting_documents(connection: sqlite3.Connection, after: int, limit: int) -> list[WaitingDocument]:
    """Up to `limit` documents with pages behind `after` that wait, in files whose documents are known already."""
    found: list[WaitingDocument] = []
    while len(found) < limit:
        row = connection.execute(
            "SELECT w.page, p.file, p.number FROM copy_wait w JOIN page p ON p.id = w.page "
            "JOIN source_file f ON f.id = p.file WHERE f.documents_found = 1 AND w.page > ? ORDER BY w.page LIMIT 1",
            (after,),
        ).fetchone()
        if row is None:
            break
        document = _document(connection, row)
        after = document.last
        found.append(document)
    return found


def _document(connection: sqlite3.Connection, page: sqlite3.Row) -> WaitingDocument:
    row = connection.execute(
        "SELECT uuid, first_page, last_page FROM document WHERE file = ? AND first_page <= ? AND last_page >= ? "
        "ORDER BY first_page DESC LIMIT 1",
        (page["file"], page["number"], page["number"]),
    ).fetchone()
    span = (row["first_page"], row["last_page"]) if row else (page["number"], page["number"])
    heads: dict[int, list[float]] = {}
    if row:
        for message in connection.execute("SELECT page, top FROM message WHERE document = ?", (row["uuid"],)):
            heads.setdefault(message["page"], []).append(message["top"])
    rows = connection.execute(
        "SELECT p.id, p.number, w.words FROM page p LEFT JOIN page_words w ON w.page = p.id "
        "WHERE p.file = ? AND p.number BETWEEN ? AND ? ORDER BY p.number",
        (page["file"], *span),
    ).fetchall()
    pages = tuple(
        PackedUnitPage(
            PageId(found["id"]),
            found["words"],
            running_lines(connection, found["id"]),
            tuple(sorted(heads.get(found["number"], ()))),
            _stamped(connection, found["id"]),
        )
        for found in rows
        if found["words"] is not None
    )
    return WaitingDocument(PageId(rows[0]["id"]), PageId(rows[-1]["id"]), pages)


def _stamped(connection: sqlite3.Connection, page: int) -> frozenset[str]:
    rows = connection.execute("SELECT value FROM page_identifier WHERE page = ?", (page,))
    return frozenset(row["value"] for row in rows)


def store_units(
    connection: sqlite3.Connection, found: Iterable[tuple[WaitingDocument, Sequence[FoundUnit]]]
) -> Changes:
    """Store the units of documents in place of those kept before; one that reads as before stays and is compared anew.

    The pages of these documents wait no more.
    """
    for document, units in found:
        span = (document.last, document.first)
        known = {(row["runs"], row["words"]): row["id"] for row in connection.execute(_UNITS_OF, span)}
        gone = set(known.values())
        for unit in units:
            runs = dump([list(run) for run in unit.runs])
            kept = known.get((runs, unit.words))
            if kept is not None:
                gone.discard(kept)
                connection.execute("UPDATE copy_unit SET compared = 0 WHERE id = ?", (kept,))
                continue
            connection.execute(
                "INSERT INTO copy_unit (page, last_page, runs, words, prints) VALUES (?, ?, ?, ?, ?)",
                (unit.runs[0].page, unit.runs[-1].page, runs, unit.words, unit.prints),
            )
        connection.executemany("DELETE FROM copy_unit WHERE id = ?", [(unit,) for unit in gone])
        connection.execute("DELETE FROM copy_wait WHERE page BETWEEN ? AND ?", (document.first, document.last))
    return Changes()


def all_prints(connection: sqlite3.Connection) -> Iterator[tuple[int, bool, bytes]]:
    """Every unit: its id, whether it was compared, and its prints."""
    for row in connection.execute("SELECT id, compared, prints FROM copy_unit ORDER BY id"):
        yield row["id"], bool(row["compared"]), row["prints"]


def kept_units(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, KeptUnit]:
    """Units with the redactions of their pages, as a comparison takes them; those that are gone are left out."""
    found: dict[int, KeptUnit] = {}
    holes: dict[int, tuple[HoleAt, ...]] = {}
    for unit in ids:
        row = connection.execute("SELECT runs, words FROM copy_unit WHERE id = ?", (unit,)).fetchone()
        if row is None:
            continue
        runs = unpack_runs(row["runs"])
        for page in dict.fromkeys(run.page for run in runs):
            if page not in holes:
                holes[page] = _holes(connection, page)
        every = tuple(hole for page in dict.fromkeys(run.page for run in runs) for hole in holes[page])
        found[unit] = KeptUnit(runs, row["words"], every)
    return found


def _holes(connection: sqlite3.Connection, page: PageId) -> tuple[HoleAt, ...]:
    rows = connection.execute(
        "SELECT uuid, before_word, characters FROM redaction WHERE page = ? AND box_checked <> 'not a redaction' "
        "ORDER BY ordinal",
        (page,),
    )
    return tuple(HoleAt(Uuid(row["uuid"]), page, row["before_word"], row["characters"]) for row in rows)


def store_pairs(connection: sqlite3.Connection, compared: Mapping[tuple[int, int], PairFound | None]) -> Changes:
    """Store what comparing found of pairs of units; a pair that is none (any more) is removed."""
    any_changed = False
    for (first, second), pair in compared.items():
        old = connection.execute("DELETE FROM copy_pair WHERE first = ? AND second = ?", (first, second)).rowcount
        any_changed |= bool(old) or pair is not None
        if pair is None or not _still_there(connection, first, second):
            continue
        row = connection.execute(
            "INSERT INTO copy_pair (first, second, common, likeness) VALUES (?, ?, ?, ?) RETURNING id",
            (first, second, pair.common, pair.likeness),
        ).fetchone()
        connection.executemany(
            "INSERT INTO copy_place (pair, redaction, shown, page, word, runs, holes, confidence, together) "
            "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE EXISTS (SELECT 1 FROM redaction WHERE uuid = ?2)",
            [
                (row["id"], place.redaction, place.shown, place.page, place.word, dump([list(r) for r in place.runs]),
                 dump(list(place.holes)), place.confidence, place.together)
                for place in pair.places
            ],
        )  # fmt: skip
    return changed("copy") if any_changed else Changes()


def _still_there(connection: sqlite3.Connection, first: int, second: int) -> bool:
    found = connection.execute("SELECT count(*) FROM copy_unit WHERE id IN (?, ?)", (first, second)).fetchone()
    return int(found[0]) == 2


def mark_compared(connection: sqlite3.Connection, units: Sequence[int]) -> Changes:
    """All pairs with these units are stored."""
    connection.executemany("UPDATE copy_unit SET compared = 1 WHERE id = ?", [(unit,) for unit in units])
    return Changes()


def known_pairs(connection: sqlite3.Connection, units: Sequence[int]) -> set[tuple[int, int]]:
    """The stored pairs that one of these units is part of."""
    found: set[tuple[int, int]] = set()
    for unit in units:
        rows = connection.execute("SELECT first, second FROM copy_pair WHERE first = ?1 OR second = ?1", (unit,))
        found |= {(row["first"], row["second"]) for row in rows}
    return found


def unpack_runs(text: str) -> tuple[Run, ...]:
    """`[[page, first word, count], …]`."""
    return tuple(Run(PageId(page), first, count) for page, first, count in json.loads(text))
