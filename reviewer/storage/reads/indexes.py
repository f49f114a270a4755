"""Reads agencies' indexes, and what their entries are matched with: numbers of pages, codes of deletions."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.model.ids import Uuid
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.index_places import LONGEST_RUN, PAGES, IndexPlaces, numbered, read_places, stamped
from reviewer.storage.rows.indexes import AgencyIndexRow, Cited, IndexEntryRow, NumberedPage
from reviewer.text.agency_index.decided import Decided, EntryName, name_of, verdicts
from reviewer.text.agency_index.entries import Entry
from reviewer.text.agency_index.matching import Claim, Deletion, hear
from reviewer.text.agency_index.spans import Span
from reviewer.text.agency_index.subcodes import meanings

_INDEXES = """
SELECT a.*, coalesce(r.name, '') AS importer,
  (SELECT count(*) FROM index_entry e WHERE e.agency_index = a.uuid) AS entries
FROM agency_index a LEFT JOIN reviewer r ON r.uuid = a.imported_by ORDER BY a.imported_at, a.uuid
"""
_ENTRIES = "SELECT * FROM index_entry WHERE :index IS NULL OR agency_index = :index ORDER BY agency_index, ordinal"
_SAME_NUMBER = """
WHERE p.id IN (
  SELECT b.page FROM page_identifier a JOIN page_identifier b ON b.value = a.value WHERE a.page = ?
) ORDER BY p.id
"""
_VERDICTS = "SELECT * FROM index_verdict WHERE :deletion IS NULL OR deletion = :deletion ORDER BY decided_at, uuid"
_AT = """
SELECT DISTINCT e.* FROM index_span s JOIN index_entry e ON e.uuid = s.entry
WHERE s.series = ? AND s.first <= ? AND s.last >= ? ORDER BY e.agency_index, e.ordinal
"""


class IndexReads:
    """The indexes of a project."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def indexes(self) -> list[AgencyIndexRow]:
        """All indexes, in the order in which they were imported."""
        with self._project.reader() as connection:
            return [_index(row) for row in connection.execute(_INDEXES)]

    def entries(self, index: Uuid | None = None) -> list[IndexEntryRow]:
        """The entries of one index, or of all."""
        with self._project.reader() as connection:
            return [_entry(row) for row in connection.execute(_ENTRIES, {"index": index})]

    def places(self) -> IndexPlaces:
        """All that an index can name, with the numbers it may name it by."""
        with self._project.reader() as connection:
            return read_places(connection)

    def pages(self) -> list[NumberedPage]:
        """Every page in the order of the project with its numbers."""
        return list(self.places().pages)

    def deletions(self) -> list[Deletion]:
        """Every redaction, then every page withheld in full, with its codes, in the order of the project."""
        return list(self.places().deletions)

    def decided(self, deletion: Uuid | None = None) -> list[Decided]:
        """What people said of entries and one deletion, or all."""
        with self._project.reader() as connection:
            return _decided(connection, deletion)

    def cited(self, redaction: Uuid) -> Cited:
        """What the indexes say of one deletion; nothing where there is no index, or none that names its page."""
        with self._project.reader() as connection:
            rows = [_index(row) for row in connection.execute(_INDEXES)]
            found = connection.execute(
                "SELECT page, codes, code_text FROM redaction WHERE uuid = ?", (redaction,)
            ).fetchone()
            if not rows or found is None:
                return Cited()
            key = {code: meaning for row in reversed(rows) for code, meaning in row.key.items()}
            there = _entries_on(connection, found["page"], {row.uuid: row.request for row in rows})
            return _cited(connection, rows, there, redaction, tuple(load(found["codes"])), found["code_text"], key)


def _entries_on(connection: sqlite3.Connection, page: int, requests: Mapping[Uuid, Uuid | None]) -> list[IndexEntryRow]:
    """The entries that name a page and may: their index answers the request that the page does, or any."""
    near = (page - LONGEST_RUN - 1, page + LONGEST_RUN + 1)
    pages = numbered(connection.execute(PAGES + " WHERE p.id BETWEEN ? AND ? ORDER BY p.id", near).fetchall())
    here = next(each for each in pages if each.page == page)
    allowed = {None, here.request}
    return [row for row in _entries_at(connection, here) if here.request is None or requests.get(row.index) in allowed]


def _cited(
    connection: sqlite3.Connection,
    indexes: Sequence[AgencyIndexRow],
    there: Sequence[IndexEntryRow],
    redaction: Uuid,
    codes: tuple[str, ...],
    code_text: str,
    key: Mapping[str, str],
) -> Cited:
    names = {row.uuid: row.name for row in indexes}
    decided = _decided(connection, redaction)
    # Entries given by hand may name any page, or none: only then are all of them read.
    known = [_entry(row) for row in connection.execute(_ENTRIES, {"index": None})] if decided else list(there)
    by_uuid = {row.uuid: row for row in known}
    judged = verdicts(((row.uuid, name_of(names[row.index], row.entry)) for row in known), decided).get(redaction, {})
    claims = {row.uuid: Claim(row.uuid, row.entry.spans, row.entry.codes) for row in known}
    heard, agrees = hear([claims[row.uuid] for row in there], claims, judged, codes)
    return Cited(
        tuple(by_uuid[claim.entry] for claim in heard),
        agrees or not heard,
        names,
        meanings(code_text, key),
        frozenset(uuid for uuid, speaks in judged.items() if speaks),
        tuple(by_uuid[uuid] for uuid, speaks in judged.items() if not speaks),
    )


def _decided(connection: sqlite3.Connection, deletion: Uuid | None) -> list[Decided]:
    return [
        Decided(
            EntryName(row["agency_index"], row["number"], row["pages"], row["codes"]),
            row["deletion"],
            row["verdict"] == "speaks",
        )
        for row in connection.execute(_VERDICTS, {"deletion": deletion})
    ]


def _entries_at(connection: sqlite3.Connection, page: NumberedPage) -> list[IndexEntryRow]:
    found: dict[Uuid, IndexEntryRow] = {}
    for key, number in page.numbers:
        for row in connection.execute(_AT, (key, number, number)):
            entry = _entry(row)
            if any(_names(connection, span, key, number, page.page) for span in entry.entry.spans):
                found[entry.uuid] = entry
    return list(found.values())


def _names(connection: sqlite3.Connection, span: Span, key: str, number: int, page: int) -> bool:
    """Whether a span names a page that bears this number; of a document's number only some pages may be meant."""
    if span.key != key or not span.first <= number <= span.last:
        return False
    if span.pages is None:
        return True
    rows = connection.execute(PAGES + _SAME_NUMBER, (page,))
    of_document = [row["id"] for row in rows if (key, number) in stamped(row)]
    return page in of_document[span.pages[0] - 1 : span.pages[1]]


def _index(row: sqlite3.Row) -> AgencyIndexRow:
    return AgencyIndexRow(
        uuid=row["uuid"],
        name=row["name"],
        sha256=row["sha256"],
        bytes=row["bytes"],
        request=row["request"],
        columns=load(row["columns"]),
        bare_series=row["bare_series"],
        key=load(row["key"]),
        imported_by=row["importer"],
        imported_at=row["imported_at"],
        entries=row["entries"],
    )


def _entry(row: sqlite3.Row) -> IndexEntryRow:
    entry = Entry(
        place=row["place"],
        number=row["number"],
        pages=row["pages"],
        spans=unpack_spans(load(row["spans"])),
        date=row["date"],
        author=row["author"],
        recipient=row["recipient"],
        kind=row["kind"],
        description=row["description"],
        codes=tuple(load(row["codes"])),
        code_text=row["code_text"],
        reason=row["reason"],
        withheld=row["withheld"],
    )
    return IndexEntryRow(row["uuid"], row["agency_index"], row["ordinal"], entry)


def pack_spans(spans: Sequence[Span]) -> list[list[Any]]:
    """Spans as the column `spans` holds them: series, first, last, and the pages of a document or nothing."""
    return [[span.key, span.first, span.last, *(span.pages or ())] for span in spans]


def unpack_spans(packed: Sequence[Sequence[Any]]) -> tuple[Span, ...]:
    """The spans of a column `spans`."""
    return tuple(
        Span(str(part[0]), int(part[1]), int(part[2]), (int(part[3]), int(part[4])) if len(part) > 3 else None)
        for part in packed
    )
