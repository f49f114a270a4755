"""How the pages found divide by a field: counts that follow a search, one field after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final

from reviewer.model.query import FieldName, Query
from reviewer.storage.blobs import dump
from reviewer.storage.compile import compile_for_pages
from reviewer.storage.rows.searching import Facet, FacetValue

_PAGES: Final = "WITH h AS (SELECT value AS id FROM json_each(?))"
_DOCUMENTS: Final = (
    "FROM h CROSS JOIN page p ON p.id = h.id CROSS JOIN document d ON d.uuid = (SELECT o.uuid FROM document o "
    "WHERE o.file = p.file AND o.first_page <= p.number ORDER BY o.first_page DESC LIMIT 1) AND d.last_page >= p.number"
)
_REDACTIONS: Final = "FROM h CROSS JOIN redaction r ON r.page = h.id"
_SHAPES: Final = _REDACTIONS + " WHERE r.box_checked <> 'not a redaction'"
_CODES: Final = (
    _REDACTIONS + " CROSS JOIN redaction_code c ON c.redaction = r.uuid WHERE r.box_checked <> 'not a redaction'"
)
_TAGS: Final = (
    "FROM passage_tag pt JOIN tag t ON t.uuid = pt.tag JOIN segment s ON s.passage = pt.passage "
    "WHERE s.page IN (SELECT id FROM h)"
)
_OF_PAGE: Final = "FROM h CROSS JOIN page p ON p.id = h.id CROSS JOIN item_received i ON i.id = p.file"
_COMMONEST: Final = "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 8"
_BY_YEAR: Final = "GROUP BY 1 ORDER BY 1 LIMIT 40"

_FACETS: Final[Mapping[FieldName, tuple[str, str, str]]] = {
    # field: what its values are with their counts, among which rows, in which order
    "code": ("c.code, count(DISTINCT r.page)", _CODES, _COMMONEST),
    "type": ("d.type, count(*)", _DOCUMENTS, _COMMONEST),
    "date": ("substr(d.date, 1, 4), count(*)", _DOCUMENTS + " WHERE d.date IS NOT NULL", _BY_YEAR),
    "from": ("d.sender, count(*)", _DOCUMENTS + " WHERE d.sender <> ''", _COMMONEST),
    "tag": ("t.name, count(DISTINCT s.page)", _TAGS, _COMMONEST),
    "kind": ("r.kind, count(DISTINCT r.page)", _SHAPES, _COMMONEST),
    "position": ("r.position, count(DISTINCT r.page)", _SHAPES, _COMMONEST),
    "seen": ("iif(p.seen_at IS NULL, 'no', 'yes'), count(*)", _OF_PAGE, _COMMONEST),
    "file": ("i.name, count(*)", _OF_PAGE, _COMMONEST),
}


def read_facets(connection: sqlite3.Connection, query: Query) -> Iterator[Facet]:
    """The facets of all pages that fit; fields without a value among them are left out."""
    piece, values = compile_for_pages(connection, query)
    cursor = connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(f"SELECT p.id FROM page p WHERE {piece}", values)  # noqa: S608 - constant pieces
    pages = dump([page for (page,) in found])
    for field, (values_and_counts, rows_of, order) in _FACETS.items():
        statement = f"{_PAGES} SELECT {values_and_counts} {rows_of} {order}"
        rows = cursor.execute(statement, (pages,)).fetchall()
        if rows:
            yield Facet(field, tuple(FacetValue(str(value), count) for value, count in rows))
