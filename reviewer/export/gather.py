"""The one place that reads a project for an export: everything comes out as plain rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, TypeVar

from reviewer.export import building
from reviewer.export.filters import Selection, select
from reviewer.export.index_reasons import IndexReasons
from reviewer.export.pincite import PinCite
from reviewer.export.rows import (
    Content,
    DeadlineRow,
    DocumentRow,
    EntityRow,
    Excerpt,
    FileRow,
    Filters,
    LogRow,
    RequestRow,
    Target,
)
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.review import DETERMINATIONS
from reviewer.storage import rows as stored
from reviewer.storage.reads import Reads
from reviewer.storage.reads.copies import CopyRef

Row = TypeVar("Row")
Part = Literal["log", "excerpts", "entities", "deadlines", "project", "pages", "copy"]
PassagePicture = Callable[[stored.PassageRow], bytes]
Watch = Callable[[], None]
"""Told after each row that was gathered; whoever gives up raises."""


class Places:
    """Pin cites of pages and passages of one project; what is shared is read once."""

    def __init__(self, read: Reads) -> None:
        self._read = read
        self._files = {row.id: row for row in read.sources.files()}
        self._series = {row.uuid: row.cite_series for row in read.sources.releases()}
        self._documents: dict[FileId, list[stored.DocumentRow]] = {}

    def file(self, file: FileId) -> stored.FileRow:
        """The source file with this id."""
        return self._files[file]

    def document(self, file: FileId, number: int) -> stored.DocumentRow | None:
        """The document that holds page `number` (from 0) of a file."""
        if file not in self._documents:
            self._documents[file] = self._read.sources.documents(file)
        return building.document_at(self._documents[file], number)

    def cite(self, page: stored.PageRow) -> PinCite:
        """The pin cite of a page."""
        file = self._files[page.file]
        return PinCite(
            file.name,
            page.number + 1,
            building.identifier(page.identifiers, self._series.get(file.release, ""), page.bates),
            *building.place_in_document(self.document(page.file, page.number), page.number),
        )

    def cite_at(self, file: FileId, number: int) -> PinCite:
        """The pin cite of page `number` (from 0) of a file."""
        page = self._read.pages.at(file, number)
        return self.cite(page) if page else PinCite(self._files[file].name, number + 1)

    def cites(self, segments: tuple[stored.SegmentRow, ...]) -> tuple[PinCite, ...]:
        """The pin cites of consecutive segments."""
        return tuple(self.cite_at(segment.file, segment.number) for segment in segments)


def gather(
    read: Reads,
    part: Part,
    *,
    made: str,
    filters: Filters | None = None,
    crops: bool = False,
    passage_picture: PassagePicture | None = None,
    watch: Watch = lambda: None,
) -> Content:
    """Everything an export of `part` holds; `made` is its local ISO time. `crops` adds pictures of redactions.

    `passage_picture` makes the picture of a passage. Raises ExportError for filters that the project cannot answer.
    """
    filters = filters or Filters()
    chosen = select(read, filters)
    places = Places(read)
    whole = part == "project"
    return Content(
        project=read.matter.project().title,
        made=made,
        filters=filters,
        coverage=building.coverage(read.pages.coverage()),
        requests=tuple(
            RequestRow(
                row.number, " ".join(filter(None, (row.agency, row.component))), row.regime, row.requested_on or ""
            )
            for row in read.matter.requests()
        ),
        files=tuple(_files(read)) if whole else (),
        documents=tuple(_documents(read, places)) if whole else (),
        log=tuple(_watched(_log(read, chosen, crops), watch)) if part in ("log", "project") else (),
        excerpts=tuple(_watched(_excerpts(read, places, chosen, passage_picture), watch))
        if part in ("excerpts", "project")
        else (),
        entities=tuple(_entities(read, places)) if part in ("entities", "project") else (),
        tags=tuple(row.name for row in read.marks.tags()) if whole else (),
        deadlines=tuple(_deadlines(read, date.fromisoformat(made[:10]))) if part == "deadlines" else (),
    )


def _watched(rows: Iterator[Row], watch: Watch) -> Iterator[Row]:
    for row in rows:
        yield row
        watch()


def _files(read: Reads) -> Iterator[FileRow]:
    releases = {row.uuid: row.name for row in read.sources.releases()}
    for row in read.sources.files():
        yield FileRow(row.name, row.sha256, row.page_count, releases.get(row.release, ""), row.counts.failed)
    for item in read.sources.items():
        yield FileRow(item.name, item.sha256, 0, releases.get(item.release, ""))


def _documents(read: Reads, places: Places) -> Iterator[DocumentRow]:
    for row in read.sources.documents():
        first, last = places.cite_at(row.file, row.first_page), places.cite_at(row.file, row.last_page)
        yield building.document_row(row, first, last)


def _deadlines(read: Reads, today: date) -> Iterator[DeadlineRow]:
    requests = {row.uuid: row for row in read.matter.requests()}
    letters = {row.event: row for row in read.matter.letters("accepted")}
    for event in read.matter.events():
        if event.kind in DETERMINATIONS:
            yield building.deadline_row(requests[event.request], event, today, letters.get(event.uuid))


def _log(read: Reads, chosen: Selection, crops: bool) -> Iterator[LogRow]:
    bound: dict[Uuid, list[stored.ChallengeRow]] = {}
    for challenge in read.contesting.challenges():
        for target in challenge.targets:
            bound.setdefault(target.subject, []).append(challenge)
    reasons = IndexReasons(read)
    places, copies = Places(read), read.copies.elsewhere()
    for facts in read.log.rows(chosen.redactions):
        picture = read.redactions.crop(facts.redaction.uuid) if crops else None
        row = building.log_row(facts, picture or b"", bound.get(facts.redaction.uuid, ()))
        if found := copies.get(facts.redaction.uuid):
            row = replace(row, internal=replace(row.internal, other_copies=tuple(_copies(read, places, found))))
        reason = reasons.of(facts.redaction.uuid, facts.redaction.codes, facts.redaction.code_text)
        yield replace(row, reason=reason) if reason else row


def _copies(read: Reads, places: Places, found: Sequence[CopyRef]) -> Iterator[str]:
    """`inconsistent: BRR-2018-000115; Release_2of3.pdf p. 1` for each other copy of a redaction's place."""
    for ref in found:
        page = read.pages.one(ref.there)
        if page is not None:
            yield f"{ref.kind}: {places.cite(page)}"


def _excerpts(
    read: Reads, places: Places, chosen: Selection, passage_picture: PassagePicture | None
) -> Iterator[Excerpt]:
    tags: Mapping[str, str] = {row.uuid: row.name for row in read.marks.tags()}
    reviewers: Mapping[str, str] = {row.uuid: row.name for row in read.matter.reviewers()}
    for passage in read.marks.passages():
        if not chosen.keeps(passage):
            continue
        first = passage.segments[0]
        quotes = [_quote(read, segment) for segment in passage.segments]
        targets = [
            Target(places.file(segment.file).sha256, segment.number + 1, segment.boxes, quote)
            for segment, quote in zip(passage.segments, quotes, strict=True)
        ]
        yield building.excerpt(
            passage,
            " ".join(quotes),
            places.cites(passage.segments),
            places.document(first.file, first.number),
            tags,
            reviewers,
            passage_picture(passage) if passage_picture else b"",
            targets,
        )


def _quote(read: Reads, segment: stored.SegmentRow) -> str:
    """The words of a segment with its holes; as they were tagged, where they were not found again."""
    if segment.needs_look or segment.first_word is None or segment.last_word is None:
        return segment.quote
    return building.quote(read.pages.content(PageId(segment.page)), segment.first_word, segment.last_word)


def _entities(read: Reads, places: Places) -> Iterator[EntityRow]:
    for row in read.marks.entities():
        cites = tuple(places.cite_at(file, number) for file, number in read.names.pages_of(row.uuid))
        yield EntityRow(row.uuid, row.name, row.kind, row.aliases, tuple(dict.fromkeys(cites)), row.role, row.mentions)
