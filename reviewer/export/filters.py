"""What an export keeps: filters as a user gives them, and what they mean for redactions and for passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.export.rows import Filters
from reviewer.model.errors import ExportError
from reviewer.model.ids import PageId
from reviewer.model.query import And, Field, Or, Query
from reviewer.model.review import POSITIONS
from reviewer.storage.reads import Reads
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.rows import DocumentRow, PassageRow, SegmentRow

_NO_CODE = "none"
_PORTION = 1_000


@dataclass(frozen=True, slots=True)
class Selection:
    """The filters, resolved against one project: what to ask of redactions, and which passages to keep."""

    redactions: RedactionFilter
    tags: frozenset[str]
    documents: tuple[DocumentRow, ...] | None
    pages: frozenset[PageId] | None

    def keeps(self, passage: PassageRow) -> bool:
        """Whether a passage bears one of the tags and stands in the documents and on the pages that were chosen."""
        if self.tags and not self.tags.intersection(passage.tags):
            return False
        return any(self._keeps_place(segment) for segment in passage.segments)

    def _keeps_place(self, segment: SegmentRow) -> bool:
        if self.pages is not None and segment.page not in self.pages:
            return False
        return self.documents is None or any(
            found.file == segment.file and found.first_page <= segment.number <= found.last_page
            for found in self.documents
        )


def select(read: Reads, filters: Filters) -> Selection:
    """The filters for one project. Raises ExportError for a tag, document or position that it does not have."""
    documents = _documents(read, filters.documents) if filters.documents else None
    tagged = [Field("tag", name) for name in filters.tags]
    asked: list[Query] = [*([Or(tuple(tagged))] if tagged else []), *([filters.query] if filters.query else [])]
    positions = tuple(position for position in POSITIONS if position in filters.positions)
    if len(positions) != len(set(filters.positions)):
        raise ExportError("A position to filter by is not known.", f"Positions: {', '.join(POSITIONS)}.", code="filter")
    return Selection(
        redactions=RedactionFilter(
            documents=tuple(found.uuid for found in documents or ()),
            codes=tuple(code for code in filters.codes if code != _NO_CODE),
            without_code=_NO_CODE in filters.codes,
            positions=positions,
            query=And(tuple(asked)) if asked else None,
        ),
        tags=_tags(read, filters.tags),
        documents=documents,
        pages=_pages(read, filters),
    )


def _tags(read: Reads, names: Sequence[str]) -> frozenset[str]:
    known = {tag.name.casefold(): tag.uuid for tag in read.marks.tags()}
    for name in names:
        if name.casefold() not in known:
            there = ", ".join(tag.name for tag in read.marks.tags()) or "none yet"
            raise ExportError(f"There is no tag “{name}” in this project.", f"Tags: {there}.", code="filter")
    return frozenset(known[name.casefold()] for name in names)


def _documents(read: Reads, wanted: Sequence[str]) -> tuple[DocumentRow, ...]:
    """Documents by a part of their subject or by an identifier stamped on one of their pages."""
    every = read.sources.documents()
    found: dict[str, DocumentRow] = {}
    for text in wanted:
        of_page = [read.sources.document_of(hit.page) for hit in read.search.pages(Field("bates", text))]
        chosen = [row for row in of_page if row] + [
            row for row in every if row.subject and text.casefold() in row.subject.casefold()
        ]
        if not chosen:
            raise ExportError(
                f"There is no document “{text}” in this project.",
                "Give a part of its subject, or an identifier that is stamped on one of its pages.",
                code="filter",
            )
        found |= {row.uuid: row for row in chosen}
    return tuple(found.values())


def _pages(read: Reads, filters: Filters) -> frozenset[PageId] | None:
    """The pages on which passages are kept; None: all. Codes, positions and searches speak of pages here."""
    asked: list[Query] = []
    of_redaction: list[Query] = []
    if filters.codes:
        of_redaction.append(_any("code", filters.codes))
    if filters.positions:
        of_redaction.append(_any("position", filters.positions))
    if of_redaction:
        asked.append(And(tuple(of_redaction)))
    if filters.query is not None:
        asked.append(filters.query)
    if not asked:
        return None
    found: list[PageId] = []
    while True:
        portion = read.search.pages(And(tuple(asked)), after=found[-1] if found else None, limit=_PORTION)
        found += [hit.page for hit in portion]
        if len(portion) < _PORTION:
            return frozenset(found)


def _any(name: str, values: Sequence[str]) -> Query:
    fields = tuple(Field("code" if name == "code" else "position", value) for value in values)
    return fields[0] if len(fields) == 1 else Or(fields)
