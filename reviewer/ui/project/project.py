"""One open project for one window: what to show, asked of the project file, and what changed, told in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reviewer.export.pincite import cite_range
from reviewer.model.changes import Changes
from reviewer.model.ids import PageId
from reviewer.model.page_sizes import PageIds, PageSizes
from reviewer.services.targets import require_apart
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import CorrectionRow, DocumentRow, FileRow, PageContent
from reviewer.storage.rows import PageRow as StoredPage
from reviewer.ui.models.rows import EntityRow, HitRow, OutlineRow, PageRow, PassageRow, RedactionRow, TagRow, TreeRow
from reviewer.ui.project.comments import Comments
from reviewer.ui.project.facts import Facts, facts_of
from reviewer.ui.project.found import Found
from reviewer.ui.project.marks import Boxes, Marks
from reviewer.ui.project.pages import Pages
from reviewer.ui.project.redactions import Redactions, Scope, Stretch
from reviewer.ui.widgets.meter import Coverage


class Project(QObject):
    """Reads for the views; `changed` follows every commit, whoever made it."""

    changed = Signal(object)  # Changes

    def __init__(
        self,
        workspace: Workspace,
        prefer: Callable[[int, int], object],
        flush: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._prefer = workspace, prefer
        self.stale: frozenset[int] | None = None  # pages that the change told last concerns; None: any
        self.flush = flush  # tells what was committed up to now at once, instead of in the next turn of the event loop
        reads = workspace.read
        self._reads = reads
        self._changed: set[int] = set()  # files that are not the ones imported any more
        self._pages = Pages(reads, self._changed)
        self._redactions = Redactions(reads, self._pages)
        self._marks = Marks(reads, self._pages)
        self._found = Found(reads, self._pages)
        self.comments = Comments(reads, self._pages)
        self._outlines: dict[int, list[tuple[int, str, int | None]]] = {}
        self._missing: dict[int, bool] = {}
        self._coverage: Coverage | None = None
        # What lists of one kind answer is handed on as it is.
        self.redaction: Callable[[str | None], RedactionRow | None] = self._redactions.one
        self.crop: Callable[[str], bytes] = self._redactions.crop
        self.tags: Callable[[], list[TagRow]] = self._marks.tags
        self.shown_passage = self._marks.shown
        self.stored_tags = reads.marks.tags
        self.passage: Callable[[str | None], PassageRow | None] = self._marks.passage
        self.passage_ids: Callable[[str | None], list[str]] = self._marks.passage_ids
        self.entity: Callable[[str | None], EntityRow | None] = self._marks.entity
        self.entity_ids: Callable[[], list[str]] = self._marks.entity_ids
        self.entities_like: Callable[[str], list[EntityRow]] = self._marks.entities_like
        self.entity_of: Callable[[str], str | None] = self._marks.entity_of
        self.mention: Callable[[str | None], PassageRow | None] = self._marks.mention
        self.mention_ids: Callable[[str], list[str]] = self._marks.mention_ids
        self.branch: Callable[[TreeRow | None], list[TreeRow]] = self._pages.branch
        self.branches_of: Callable[[int], list[str]] = self._pages.branches_of
        self.page: Callable[[int], PageRow | None] = self._pages.row
        self.counted_page: Callable[[int], PageRow | None] = self._pages.counted_row
        self.stored_page: Callable[[int], StoredPage | None] = self._pages.stored
        self.content: Callable[[int], PageContent | None] = self._pages.content
        self.place: Callable[[int], tuple[Path, int]] = self._pages.place
        self.found = self._found
        self.hit: Callable[[int], HitRow | None] = self._found.row
        self.hit_boxes: Callable[[int], list[Boxes]] = self._found.boxes

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._workspace.path

    def require_apart(self, target: Path) -> None:
        """Refuse to write on the project itself or on a file received: ExportError."""
        require_apart(self._workspace, target)

    @property
    def title(self) -> str:
        """What the project is called."""
        return self._reads.matter.project().title

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._workspace.read_only

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages.sizes)

    @property
    def page_ids(self) -> PageIds:
        """Every page in order."""
        return self._pages.sizes.ids

    def document_pages(self, page_id: int) -> range:
        """The ids of all pages of the document that a page belongs to; only its own where there is none."""
        return self._pages.document_pages(page_id)

    def document(self, page_id: int) -> DocumentRow | None:
        """The document that a page belongs to."""
        page = self._pages.stored(page_id)
        return self._pages.document_of(page) if page is not None else None

    def cite(self, page_ids: Sequence[int]) -> str:
        """Where these pages stand, as one pin cite; pages that are gone are left out."""
        pages = [self._pages.stored(page_id) for page_id in dict.fromkeys(page_ids)]
        return cite_range([self._pages.cite(page) for page in pages if page is not None])

    @property
    def page_sizes(self) -> PageSizes:
        """Every page in order, with its size."""
        return self._pages.sizes

    def coverage(self) -> Coverage:
        """How far the review is; counted once after each change, though several views say it."""
        if self._coverage is None:
            counts = self._reads.pages.coverage()
            failed = counts.pages_failed + counts.files_failed
            self._coverage = Coverage(counts.pages, counts.pages_seen, counts.detected, counts.detected_checked,
                                      counts.pages_not_read, failed)  # fmt: skip
        return self._coverage

    def is_read(self, page_id: int) -> bool:
        """Whether the page was read."""
        page = self._pages.stored(page_id)
        return page is not None and page.state == "done"

    def text(self, page_id: int) -> str:
        """The text of a page with tokens in its holes."""
        content = self._pages.content(page_id)
        return content.text.text if content is not None else ""

    def corrections(self, page_id: int) -> list[CorrectionRow]:
        """The words of a page that people corrected."""
        return self._reads.pages.corrections(PageId(page_id))

    def thumbnail(self, page_id: int) -> bytes:
        """The small picture of a page, or nothing."""
        return self._reads.pages.thumbnail(PageId(page_id)) or b""

    def redaction_ids(self, scope: Scope, page_id: int | None, *, only_new: bool = False) -> list[str]:
        """Redactions of a page, its document or the project."""
        return list[str](self._redactions.ids(scope, page_id, only_new=only_new))

    def redaction_stretch(self, redactions: Iterable[str], pages: Iterable[int], *, only_new: bool) -> Stretch | None:
        """All redactions from the first to the last of these pages and those of these; None where one is gone."""
        concerned = self._redactions.pages_of(redactions)
        return self._redactions.stretch(concerned.union(pages), only_new=only_new) if concerned is not None else None

    def next_unchecked(self, redaction: str | None, page_id: int | None, *, backwards: bool = False) -> str | None:
        """The next redaction to check, or the one before."""
        return self._redactions.next_unchecked(redaction, page_id, backwards=backwards)

    def note(self, kind: str, subject: str) -> str:
        """The note on a redaction or a passage."""
        if kind == "redaction":
            return self._redactions.note(subject)
        row = self._marks.passage(subject)
        return row.note if row is not None else ""

    def passage_marks(self, page_id: int) -> list[tuple[str, Boxes, str, str]]:
        """(id, boxes, colour, tags) of the passages of a page."""
        return self._marks.passages_on(page_id)

    def mention_marks(self, page_id: int) -> list[tuple[str, Boxes, str]]:
        """(id, boxes, entity) of the mentions of a page."""
        return self._marks.mentions_on(page_id)

    def facts(self, page_id: int) -> Facts:
        """The facts about a page, its document and its file."""
        return facts_of(self._pages, page_id)

    def is_missing(self, file_id: int) -> bool:
        """Whether the source file is not where it should be."""
        if file_id not in self._missing:
            file = self._pages.file(file_id)
            self._missing[file_id] = file is not None and not file.path.exists()
        return self._missing[file_id]

    def is_changed(self, file_id: int) -> bool:
        """Whether another file was found to lie where the source file was."""
        return file_id in self._changed

    def mark_changed(self, file_id: int) -> None:
        """The file's SHA-256 is not that of the one imported."""
        self._changed.add(file_id)
        self._pages.forget_sources()

    def forget_sources(self) -> None:
        """Source files were moved, put back or exchanged: look anew."""
        self._missing.clear()
        self._changed.clear()
        self._pages.forget_sources()

    def file(self, file_id: int) -> FileRow | None:
        """A source file."""
        return self._pages.file(file_id)

    def files(self) -> list[FileRow]:
        """Every source file."""
        return self._pages.files

    def missing_files(self) -> list[FileRow]:
        """The source files that are not where they should be."""
        return [file for file in self._pages.files if self.is_missing(file.id)]

    def failed_rows(self) -> list[StoredPage]:
        """Pages that could not be read, with the reason."""
        return self._reads.pages.failed()

    def set_outline(self, file_id: int, entries: list[tuple[int, str, int | None]]) -> None:
        """Remember the outline that a file carries: (level, title, page from 0 or None)."""
        self._outlines[file_id] = entries

    def has_outline(self, file_id: int) -> bool:
        """Whether the outline of a file was asked for already."""
        return file_id in self._outlines

    def outline(self, page_id: int) -> list[OutlineRow]:
        """The outline of the file that a page lies in."""
        page = self._pages.stored(page_id)
        if page is None:
            return []
        rows = []
        for level, title, number in self._outlines.get(page.file, []):
            target = self._reads.pages.at(page.file, number) if number is not None else None
            if target is not None:
                rows.append(OutlineRow(title, max(0, level - 1), target.id))
        return rows

    def prefer(self, page_id: int) -> None:
        """Read this page before others, if it is not read."""
        page = self._pages.stored(page_id)
        if page is not None and page.state in ("pending", "failed"):
            self._prefer(page.file, page.number)

    def take(self, changes: Changes) -> None:
        """Forget what the changes made stale, and tell the views."""
        self._coverage = None
        self.stale = self._pages.stale(changes)
        self._pages.forget(changes)
        self._marks.forget(changes)
        self._redactions.forget()
        self.comments.forget(changes)
        if "file" in changes:
            self.forget_sources()
        self.changed.emit(changes)
