"""Finds what is not a page: notes, passages, entities and documents that say the words of a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.model.query import And, Field, Fuzzy, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term, Words
from reviewer.storage.blobs import unpack_rects
from reviewer.storage.compile import Compiled, compile_for_pages, grouped
from reviewer.storage.expressions import Expressions
from reviewer.storage.rows.searching import ItemHit
from reviewer.text.tokens import terms

_PASSAGES: Final = """
SELECT s.passage AS subject, s.page, s.boxes,
  (SELECT group_concat(a.quote, ' ') FROM segment a WHERE a.passage = s.passage) AS text
FROM segment s WHERE s.passage IS NOT NULL AND s.ordinal = 0 ORDER BY s.page, s.first_word
"""
_ENTITIES: Final = """
SELECT e.uuid AS subject, e.name AS text,
  coalesce((SELECT group_concat(a.alias, char(10)) FROM entity_alias a WHERE a.entity = e.uuid), '') AS aliases
FROM entity e ORDER BY folded(e.name), e.uuid
"""
_MENTION: Final = """
SELECT s.page, s.boxes FROM mention m JOIN segment s ON s.mention = m.uuid AND s.ordinal = 0
WHERE m.entity = ? AND m.accepted ORDER BY s.page, s.first_word LIMIT 1
"""
_NOTES: Final = """
SELECT n.kind, n.subject, n.text,
  CASE n.kind WHEN 'page' THEN CAST(n.subject AS INTEGER) WHEN 'redaction' THEN r.page WHEN 'passage' THEN s.page
    WHEN 'document' THEN f.id END AS page,
  CASE n.kind WHEN 'redaction' THEN r.rects WHEN 'passage' THEN s.boxes ELSE '[]' END AS boxes
FROM note n LEFT JOIN redaction r ON n.kind = 'redaction' AND r.uuid = n.subject
LEFT JOIN segment s ON n.kind = 'passage' AND s.passage = n.subject AND s.ordinal = 0
LEFT JOIN document d ON n.kind = 'document' AND d.uuid = n.subject
LEFT JOIN page f ON f.file = d.file AND f.number = d.first_page
ORDER BY n.written_at, n.uuid
"""
_DOCUMENTS: Final = """
SELECT d.uuid AS subject, p.id AS page, coalesce(d.subject, '') AS text, coalesce(d.sender, '') AS sender,
  coalesce(d.date, '') AS date
FROM document_index x CROSS JOIN page p ON p.id = x.rowid
CROSS JOIN document d ON d.file = p.file AND d.first_page = p.number
WHERE document_index MATCH ? AND
"""


def find_items(connection: sqlite3.Connection, query: Query, limit: int) -> list[ItemHit]:
    """Up to `limit` of each kind: notes, passages, entities, documents; none for a query without words."""
    expressions = Expressions(connection, listed=True)
    words, together, rest = grouped(query, expressions)
    if not words:
        return []
    wanted = And(tuple(words))
    finder = _Finder(connection, wanted, compile_for_pages(connection, And((*together, *rest))))
    found: list[ItemHit] = []
    for kind in (finder.notes, finder.passages, finder.entities):
        found += islice(kind(), limit)
    return found + list(finder.documents(expressions.of(wanted) or "", limit))


@dataclass(frozen=True, slots=True)
class _Finder:
    connection: sqlite3.Connection
    wanted: Query
    condition: Compiled

    def notes(self) -> Iterator[ItemHit]:
        for row in self.connection.execute(_NOTES):
            if says(row["text"], self.wanted) and self._fits(row["page"]):
                boxes = unpack_rects(row["boxes"] or "[]")
                yield ItemHit("note", row["subject"], row["text"], _page(row["page"]), boxes, row["kind"])

    def passages(self) -> Iterator[ItemHit]:
        for row in self.connection.execute(_PASSAGES):
            if says(row["text"], self.wanted) and self._fits(row["page"]):
                yield ItemHit("passage", row["subject"], row["text"], _page(row["page"]), unpack_rects(row["boxes"]))

    def entities(self) -> Iterator[ItemHit]:
        for row in self.connection.execute(_ENTITIES):
            names = [row["text"], *filter(None, row["aliases"].split("\n"))]
            if not any(says(name, self.wanted) for name in names):
                continue
            place = self.connection.execute(_MENTION, (row["subject"],)).fetchone()
            page: int | None = place["page"] if place else None
            boxes: tuple[Rect, ...] = unpack_rects(place["boxes"]) if place else ()
            if self._fits(page):
                yield ItemHit("entity", row["subject"], row["text"], _page(page), boxes)

    def documents(self, expression: str, limit: int) -> Iterator[ItemHit]:
        piece, values = self.condition
        statement = f"{_DOCUMENTS} ({piece}) ORDER BY x.rowid LIMIT ?"  # constant pieces
        for row in self.connection.execute(statement, (expression, *values, limit)):
            told = (row["text"], row["sender"], row["date"].replace("T", " "))
            yield ItemHit("document", row["subject"], ", ".join(filter(None, told)), _page(row["page"]))

    def _fits(self, page: int | None) -> bool:
        """Whether the fields of the query are true of the page where something stands."""
        piece, values = self.condition
        if piece == "TRUE":
            return True
        if page is None:
            return False
        statement = f"SELECT 1 FROM page p WHERE p.id = ? AND ({piece})"  # noqa: S608 - constant pieces
        return self.connection.execute(statement, (page, *values)).fetchone() is not None


def says(text: str, query: Query) -> bool:
    """Whether a short text says the words of a query; a redaction is never beside them."""
    return _Said(text).answers(query)


class _Said:
    def __init__(self, text: str) -> None:
        self._terms = terms(text)

    def answers(self, query: Query) -> bool:
        match query:
            case Term() | Phrase() | Prefix() | Fuzzy():
                return bool(self._places(query))
            case Near(parts, distance):
                return self._near([self._places(part) for part in parts], distance)
            case And(parts):
                return all(self.answers(part) for part in parts)
            case Or(parts):
                return any(self.answers(part) for part in parts)
            case Not(inner):
                return not self.answers(inner)
            case NearRedaction() | Field():
                return False

    def _places(self, words: Words) -> list[tuple[int, int]]:
        """First and last term of every place where the words stand."""
        texts = words.words if isinstance(words, Phrase) else (words.text,)
        wanted = [term for text in texts for term in terms(text)]
        last: Callable[[str, str], bool] = str.startswith if isinstance(words, Prefix) else str.__eq__
        size = len(wanted)
        return [
            (at, at + size - 1)
            for at in range(len(self._terms) - size + 1)
            if wanted
            and list(self._terms[at : at + size - 1]) == wanted[:-1]
            and last(self._terms[at + size - 1], wanted[-1])
        ]

    def _near(self, places: list[list[tuple[int, int]]], distance: int) -> bool:
        """Whether one place of each stands within `distance` terms of the others."""
        starts = sorted({first for found in places for first, _ in found})
        return any(all(_within(found, start, distance) for found in places) for start in starts)


def _within(found: list[tuple[int, int]], start: int, distance: int) -> bool:
    """Whether one of these places begins at or behind a term and within `distance` of it."""
    return any(start <= first <= start + distance for first, _ in found)


def _page(page: int | None) -> PageId | None:
    return None if page is None else PageId(page)
