"""Reads agencies' indexes, and what their entries are matched with: numbers of pages, codes of deletions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from reviewer.model.ids import Uuid
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.rows.indexes import AgencyIndexRow, Cited, IndexEntryRow, NumberedPage
from reviewer.text.agency_index.entries import Entry
from reviewer.text.agency_index.matching import Claim, Deletion, speaking
from reviewer.text.agency_index.spans import Span, key_of
from reviewer.text.agency_index.subcodes import meanings

FILE_SERIES = "FILE:"
"""Begins the series of a file's own page numbers, counted from 1; the UUID of the file follows."""
_LONGEST_RUN = 20  # pages without a readable number whose numbers their neighbours tell

_INDEXES = """
SELECT a.*, coalesce(r.name, '') AS importer,
  (SELECT count(*) FROM index_entry e WHERE e.agency_index = a.uuid) AS entries
FROM agency_index a LEFT JOIN reviewer r ON r.uuid = a.imported_by ORDER BY a.imported_at, a.uuid
"""
_ENTRIES = "SELECT * FROM index_entry WHERE :index IS NULL OR agency_index = :index ORDER BY agency_index, ordinal"
_PAGES = """
SELECT p.id, p.number, p.bates, p.state, i.uuid AS file,
  (SELECT json_group_array(value) FROM page_identifier n WHERE n.page = p.id) AS stamped
FROM page p JOIN item_received i ON i.id = p.file
"""
_SAME_NUMBER = """
WHERE p.id IN (
  SELECT b.page FROM page_identifier a JOIN page_identifier b ON b.value = a.value WHERE a.page = ?
) ORDER BY p.id
"""
_DELETIONS = """
SELECT uuid, page, codes, code_text FROM redaction WHERE box_checked <> 'not a redaction' ORDER BY page, ordinal
"""
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

    def pages(self) -> list[NumberedPage]:
        """Every page in the order of the project with its numbers."""
        with self._project.reader() as connection:
            return _numbered(connection.execute(_PAGES + " ORDER BY p.id").fetchall())

    def deletions(self) -> list[Deletion]:
        """Every deletion with its codes, in the order of the project; what is no redaction is not among them."""
        with self._project.reader() as connection:
            return [Deletion(row["uuid"], row["page"], tuple(load(row["codes"]))) for row in
                    connection.execute(_DELETIONS)]  # fmt: skip

    def cited(self, redaction: Uuid) -> Cited:
        """What the indexes say of one deletion; nothing where there is no index, or none that names its page."""
        with self._project.reader() as connection:
            rows = [_index(row) for row in connection.execute(_INDEXES)]
            found = connection.execute(
                "SELECT page, codes, code_text FROM redaction WHERE uuid = ?", (redaction,)
            ).fetchone()
            if not rows or found is None:
                return Cited()
            names = {row.uuid: row.name for row in rows}
            key = {code: meaning for row in reversed(rows) for code, meaning in row.key.items()}
            near = (found["page"] - _LONGEST_RUN - 1, found["page"] + _LONGEST_RUN + 1)
            pages = _numbered(connection.execute(_PAGES + " WHERE p.id BETWEEN ? AND ? ORDER BY p.id", near).fetchall())
            there = _entries_at(connection, next(page for page in pages if page.page == found["page"]))
            codes = tuple(load(found["codes"]))
            claims = [Claim(row.uuid, row.entry.spans, row.entry.codes) for row in there]
            agreeing = {claim.entry for claim in speaking(claims, codes)}
            spoken = tuple(row for row in there if row.uuid in agreeing) or tuple(there)
            return Cited(spoken, bool(agreeing) or not there, names, meanings(found["code_text"], key))


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
    rows = connection.execute(_PAGES + _SAME_NUMBER, (page,))
    of_document = [row["id"] for row in rows if (key, number) in _stamped(row)]
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


def _numbered(rows: Sequence[sqlite3.Row]) -> list[NumberedPage]:
    """Pages with their numbers, in the order of the project.

    Pages without a readable number between two whose numbers leave room for just as many bear the numbers between: a
    whole page that is blacked out often hides its own.
    """
    found = [_stamped(row) for row in rows]
    inferred: dict[int, tuple[str, int]] = {}
    last = -1
    for at, numbers in enumerate(found):
        if not numbers:
            continue
        missing = at - last - 1
        if last >= 0 and 0 < missing <= _LONGEST_RUN and rows[last]["file"] == rows[at]["file"]:
            for key, number in found[last]:
                if (key, number + missing + 1) in numbers:
                    inferred |= {last + step: (key, number + step) for step in range(1, missing + 1)}
                    break
        last = at
    return [_page(row, found[at], inferred.get(at)) for at, row in enumerate(rows)]


def _stamped(row: sqlite3.Row) -> tuple[tuple[str, int], ...]:
    stamped = [text for text in (row["bates"], *load(row["stamped"])) if text]
    return tuple(dict.fromkeys(key for text in stamped if (key := key_of(text)) is not None))


def _page(row: sqlite3.Row, stamped: tuple[tuple[str, int], ...], between: tuple[str, int] | None) -> NumberedPage:
    numbers = (*stamped, *((between,) if between is not None else ()), (FILE_SERIES + row["file"], row["number"] + 1))
    printed = row["bates"] or next(iter(load(row["stamped"])), "")
    return NumberedPage(row["id"], numbers, printed, row["state"] == "done")


def pack_spans(spans: Sequence[Span]) -> list[list[Any]]:
    """Spans as the column `spans` holds them: series, first, last, and the pages of a document or nothing."""
    return [[span.key, span.first, span.last, *(span.pages or ())] for span in spans]


def unpack_spans(packed: Sequence[Sequence[Any]]) -> tuple[Span, ...]:
    """The spans of a column `spans`."""
    return tuple(
        Span(str(part[0]), int(part[1]), int(part[2]), (int(part[3]), int(part[4])) if len(part) > 3 else None)
        for part in packed
    )
