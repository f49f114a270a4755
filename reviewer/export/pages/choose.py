"""Which released pages a copy holds, with what is marked on them and where they are found in its bookmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.export.building import record_of
from reviewer.export.cells import one_line
from reviewer.export.filters import Selection, select
from reviewer.export.gather import Places
from reviewer.export.paper.leaves import Bookmark
from reviewer.export.rows import Filters
from reviewer.model.errors import ExportError
from reviewer.model.ids import PageId, Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.rows import FileRow, PageRow, PassageRow, SegmentRow, TagRow

_LONGEST = 120  # characters of a bookmark


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """The chosen pages in the order of the project, their files, and the passages that stand on them."""

    title: str
    filters: Filters
    pages: tuple[PageRow, ...]
    files: tuple[FileRow, ...]
    passages: Mapping[PageId, Sequence[tuple[PassageRow, SegmentRow]]]
    tags: Mapping[Uuid, TagRow]
    places: Places = field(repr=False)

    def bookmarks(self, *, tags: bool) -> list[Bookmark]:
        """Documents, and with `tags` the tagged passages below their tags; both lead to pages of the copy."""
        number = {page.id: place for place, page in enumerate(self.pages)}
        made = [Bookmark("Documents", 0, tuple(self._documents()))]
        if tags and self.tags:
            made.append(Bookmark("Tags", None, tuple(self._tagged(number))))
        return [entry for entry in made if entry.below]

    def _documents(self) -> list[Bookmark]:
        found: dict[str, Bookmark] = {}
        for place, page in enumerate(self.pages):
            document = self.places.document(page.file, page.number)
            if document is None:
                name = self.places.file(page.file).name
                found.setdefault(f"file {page.file}", Bookmark(_title(name), place))
            elif document.uuid not in found:
                record, described = record_of(document)
                cite = self.places.cite(page).identifier
                found[document.uuid] = Bookmark(_title(", ".join(filter(None, (cite, record, described)))), place)
        return list(found.values())

    def _tagged(self, number: Mapping[PageId, int]) -> list[Bookmark]:
        below: dict[Uuid, list[Bookmark]] = {uuid: [] for uuid in self.tags}
        for page in self.pages:
            for passage, segment in self.passages.get(page.id, ()):
                if segment.uuid == passage.segments[0].uuid:
                    words = segment.quote or "region without words"
                    entry = Bookmark(_title(f"{self.places.cite(page).identifier} {words}"), number[page.id])
                    for tag in passage.tags:
                        below[tag].append(entry)
        return [
            Bookmark(_title(self.tags[uuid].name), entries[0].page, tuple(entries))
            for uuid, entries in below.items()
            if entries
        ]


def plan_copy(read: Reads, filters: Filters) -> CopyPlan:
    """The pages that the filters keep: of tags those with such a passage, of codes those with such a redaction.

    Raises ExportError for filters that the project cannot answer, and `nothing-chosen` where no page is left.
    """
    chosen = select(read, filters)
    passages = _passages(read, chosen)
    pages = tuple(page for page in read.pages.of_file() if _kept(page, chosen, filters, passages))
    if not pages:
        raise ExportError(
            "No page fits what was asked for.", "Choose other pages, tags or words.", code="nothing-chosen"
        )
    wanted = {page.file for page in pages}
    requests = [" ".join(filter(None, (row.agency, row.number))) for row in read.matter.requests()]
    return CopyPlan(
        title="; ".join(["Released pages", *filter(None, requests)]),
        filters=filters,
        pages=pages,
        files=tuple(row for row in read.sources.files() if row.id in wanted),
        passages=passages,
        tags={tag.uuid: tag for tag in read.marks.tags()},
        places=Places(read),
    )


def _passages(read: Reads, chosen: Selection) -> dict[PageId, list[tuple[PassageRow, SegmentRow]]]:
    found: dict[PageId, list[tuple[PassageRow, SegmentRow]]] = {}
    for passage in read.marks.passages():
        if not chosen.tags or chosen.tags.intersection(passage.tags):
            for segment in passage.segments:
                found.setdefault(segment.page, []).append((passage, segment))
    return found


def _kept(page: PageRow, chosen: Selection, filters: Filters, passages: Mapping[PageId, Sequence[object]]) -> bool:
    if filters.tags and page.id not in passages:
        return False
    if chosen.pages is not None and page.id not in chosen.pages:
        return False
    return chosen.documents is None or any(
        found.file == page.file and found.first_page <= page.number <= found.last_page for found in chosen.documents
    )


def _title(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
