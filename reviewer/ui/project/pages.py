"""Pages in their order, with what the window says of each: pin cite, document, state."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from reviewer.export.building import identifier
from reviewer.export.pincite import PinCite
from reviewer.model.changes import Changes, Id
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import naming_subject
from reviewer.model.page_sizes import PageSizes
from reviewer.storage.reads import Reads
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.rows import DocumentRow, FileRow, PageContent, ReleaseRow
from reviewer.storage.rows import PageRow as StoredPage
from reviewer.ui.models.rows import PageRow, TreeRow

_KEPT = 64
_ALONE = 2_000
_LOOKED_UP = 500  # redactions that changed at once: of more, any page may be concerned
_TYPE_ICONS = {"e-mail": "mail", "letter": "letter", "memo": "letter", "deleted-page-sheet": "sheet"}


class Pages:
    """Reads pages, files and documents; keeps the order of the pages and the contents of the last ones looked at."""

    def __init__(self, reads: Reads, changed: AbstractSet[int]) -> None:
        """`changed` are the files that are not the ones imported any more, as far as that is known by now."""
        self._reads, self._changed = reads, changed
        self._sizes = PageSizes()
        self._files: dict[int, FileRow] = {}
        self._rows: OrderedDict[int, StoredPage] = OrderedDict()
        self._contents: OrderedDict[int, PageContent] = OrderedDict()
        self._documents: dict[int, list[DocumentRow]] = {}
        self._alone: dict[int, DocumentRow | None] = {}  # by page, where the documents of its file were not read
        self._rows_below: dict[int, list[TreeRow]] = {}  # the documents of a file as the tree shows them
        self._file_rows: dict[int, TreeRow] = {}  # files as the tree shows them
        self._starts: dict[int, int] = {}
        self._releases: list[ReleaseRow] = []
        self._recount = False
        self.load()

    def load(self) -> None:
        """Read order and files anew."""
        self._sizes = self._reads.pages.sizes()
        self._releases = self._reads.sources.releases()
        self._files = {file.id: file for file in self._reads.sources.files()}
        self._recount = False
        self._forget_documents()
        self._starts.clear()
        self._file_rows.clear()
        start = 0
        for file in sorted(self._files.values(), key=lambda file: file.id):  # the order of the pages
            self._starts[file.id] = start
            start += file.page_count

    def forget(self, changes: Changes) -> None:
        """Drop what the changes made stale."""
        self._recount = True
        if "file" in changes or "release" in changes:
            self.load()
        if "document" in changes or "file" in changes:
            self._forget_documents()
        stale = self.stale(changes)
        if "redaction" in changes:
            self._count_again(changes)
        told_anew = changes.of("page") | changes.of("text")
        for page in list(self._contents) if stale is None else stale:
            content = self._contents.pop(page, None)
            if content is not None and stale is not None and page not in told_anew:  # its words are as they were
                redactions = tuple(self._reads.redactions.of_page(PageId(page)))
                self._contents[page] = replace(content, redactions=redactions)
        for page in list(self._rows) if stale is None else stale:
            self._rows.pop(page, None)

    def stale(self, changes: Changes) -> frozenset[int] | None:
        """The pages that the changes concern; None: any page may look different now."""
        pages: set[int] = set()
        if any(kind in changes for kind in ("file", "release", "project", "passage", "tag", "mention", "entity")):
            return None
        for kind in ("page", "text"):
            if kind in changes and not changes.of(kind):
                return None
            pages |= {int(page) for page in changes.of(kind)}
        if "redaction" in changes:
            concerned = self._pages_of(changes.of("redaction"), bool(pages))
            if concerned is None:
                return None
            pages |= concerned
        return frozenset(pages)

    @property
    def sizes(self) -> PageSizes:
        """Every page in order, with its size."""
        return self._sizes

    def forget_sources(self) -> None:
        """Source files were moved, put back or exchanged: look for them anew."""
        self._file_rows.clear()

    def number(self, page_id: int) -> int:
        """Place of the page in the run of all pages, from 1; 0 if it is none of them."""
        place = self._sizes.ids.place(page_id)
        return place + 1 if place is not None else 0

    def file_page(self, page_id: int) -> int:
        """Number of the page in its file, from 1, as pin cites and the history have it; 0 if there is none."""
        page = self.stored(page_id)
        return page.number + 1 if page is not None else 0

    def release_of(self, page_id: int) -> ReleaseRow | None:
        """The release that the page came with."""
        page = self.stored(page_id)
        file = self._files.get(page.file) if page is not None else None
        return next((row for row in self._releases if file is not None and row.uuid == file.release), None)

    def stored(self, page_id: int) -> StoredPage | None:
        """The page as the project has it."""
        if page_id not in self._rows:
            row = self._reads.pages.one(PageId(page_id))
            if row is None:
                return None
            self._rows[page_id] = row
            if len(self._rows) > 4 * _KEPT:
                self._rows.popitem(last=False)
        return self._rows[page_id]

    def content(self, page_id: int) -> PageContent | None:
        """Words and redactions of a page that was read."""
        if page_id in self._contents:
            self._contents.move_to_end(page_id)
            return self._contents[page_id]
        stored = self.stored(page_id)
        if stored is None:
            return None
        content = self._reads.pages.content(PageId(page_id))
        self._contents[page_id] = content
        if len(self._contents) > _KEPT:
            self._contents.popitem(last=False)
        return content

    def file(self, file_id: int) -> FileRow | None:
        """A source file."""
        return self._files.get(file_id)

    @property
    def files(self) -> list[FileRow]:
        """Every source file."""
        return list(self._files.values())

    def document_of(self, page: StoredPage) -> DocumentRow | None:
        """The document that a page belongs to."""
        if page.file not in self._documents and len(self._alone) < _ALONE:
            # Hits lie in many files: to read all documents of each for one page would take longer than the search.
            if page.id not in self._alone:
                self._alone[page.id] = self._reads.sources.document_of(page.id)
            return self._alone[page.id]
        place = self._document_at(page)
        return self._documents[page.file][place] if place is not None else None

    def document_pages(self, page_id: int) -> range:
        """The ids of all pages of the document that a page belongs to; only its own where there is none."""
        page = self.stored(page_id)
        document = self.document_of(page) if page is not None else None
        if page is None or document is None:
            return range(page_id, page_id + 1)
        first = page.id - page.number + document.first_page  # ids of the pages of a file have no gap
        return range(first, first + document.last_page - document.first_page + 1)

    def cite(self, page: StoredPage) -> PinCite:
        """Where the page stands, as exports cite it: by the series that was chosen for its release, if one was."""
        file, document = self._files.get(page.file), self.document_of(page)
        chosen = next((row.cite_series for row in self._releases if file is not None and row.uuid == file.release), "")
        number = identifier(page.identifiers, chosen, page.bates)
        name = file.name if file is not None else ""
        if document is None:
            return PinCite(name, page.number + 1, number)
        pages = document.last_page - document.first_page + 1
        return PinCite(name, page.number + 1, number, page.number - document.first_page + 1, pages)

    def row(self, page_id: int) -> PageRow | None:
        """A page as thumbnails and the pin cite bar show it."""
        page = self.stored(page_id)
        if page is None:
            return None
        file, document = self._files.get(page.file), self.document_of(page)
        return PageRow(
            id=page.id,
            number=self.number(page.id),
            file_id=page.file,
            file_name=file.name if file is not None else "",
            file_page=page.number + 1,
            state=page.state,
            cite=str(self.cite(page)),
            document=document_title(document) if document is not None else "",
            message=page.error.message if page.error is not None else "",
            seen=page.seen_at is not None,
        )

    def counted_row(self, page_id: int) -> PageRow | None:
        """A page as its thumbnail shows it: with how many redactions there are, and how many no one has checked."""
        row = self.row(page_id)
        if row is None:
            return None
        redactions, page = self._reads.redactions, PageId(page_id)
        new = redactions.count(RedactionFilter(page=page, checked=False))
        return replace(row, redactions=redactions.count(RedactionFilter(page=page)), new=new)

    def place(self, page_id: int) -> tuple[Path, int]:
        """Where the page's file should lie, and the page in it from 0."""
        page = self.stored(page_id)
        file = self._files.get(page.file) if page is not None else None
        return (file.path, page.number) if page is not None and file is not None else (Path(), 0)

    def branch(self, above: TreeRow | None) -> list[TreeRow]:
        """What the tree of documents shows below a row; None is its root."""
        if above is None:
            return [self._release(row) for row in self._releases]
        if above.level == "release":
            return [self._file_row(file) for file in self._counted() if file.release == above.id]
        file_id = int(above.id.removeprefix("file:"))
        if file_id not in self._rows_below:
            self._rows_below[file_id] = [self._document_row(row) for row in self._in_file(file_id)]
        return self._rows_below[file_id]

    def branches_of(self, page_id: int) -> list[str]:
        """Ids of the tree rows that a page lies in, the innermost first."""
        page = self.stored(page_id)
        if page is None:
            return []
        document, file = self.document_of(page), self._files.get(page.file)
        ids = [document.uuid] if document is not None else []
        return [*ids, f"file:{page.file}", *([file.release] if file is not None else [])]

    def _in_file(self, file_id: int) -> list[DocumentRow]:
        if file_id not in self._documents:
            self._documents[file_id] = self._reads.sources.documents(FileId(file_id), messages=False)
        return self._documents[file_id]

    def _document_at(self, page: StoredPage) -> int | None:
        """Where the document of a page stands among those of its file, which lie one behind the other."""
        documents = self._in_file(page.file)
        place = bisect_right(documents, page.number, key=lambda document: document.first_page) - 1
        return place if place >= 0 and page.number <= documents[place].last_page else None

    def _forget_documents(self) -> None:
        self._documents.clear()
        self._alone.clear()
        self._rows_below.clear()

    def _pages_of(self, redactions: Collection[Id], told: bool) -> set[int] | None:
        """The pages of redactions that changed; None: any. `told`: the change names the pages of those that are gone.

        A page that was read names its new redactions, of which nobody knew: that makes no other page stale.
        """
        known = self._known_redactions()
        others = [Uuid(str(one)) for one in redactions if one not in known]
        if not redactions or len(others) > _LOOKED_UP:
            return None
        found = self._reads.redactions.pages_of(others)
        if len(found) < len(others) and not told:
            return None
        return {known[str(one)] for one in redactions if one in known} | set(found.values())

    def _known_redactions(self) -> dict[str, int]:
        return {row.uuid: page for page, kept in self._contents.items() for row in kept.redactions}

    def _count_again(self, changes: Changes) -> None:
        """Documents count the redactions to check: read again only those concerned, for a file may hold many."""
        changed, known = changes.of("redaction"), self._known_redactions()
        pages = {int(page) for page in changes.of("page")} | {known[str(uuid)] for uuid in changed if uuid in known}
        if not changed or not (changes.of("page") or changed <= known.keys()):
            self._forget_documents()
        for page_id in pages:
            page = self.stored(page_id)
            place = self._document_at(page) if page is not None and page.file in self._documents else None
            if page is not None and place is not None:
                fresh = self._reads.sources.document(self._documents[page.file][place].uuid)
                if fresh is None:
                    self._forget_documents()
                    return
                self._documents[page.file][place] = fresh
                if page.file in self._rows_below:
                    self._rows_below[page.file][place] = self._document_row(fresh)

    def _first_page(self, file_id: int, number: int = 0) -> int | None:
        place = self._starts.get(file_id, len(self._sizes)) + number
        return self._sizes.ids[place] if place < len(self._sizes) else None

    def _counted(self) -> list[FileRow]:
        """The files with their counts as they are now; counts are read once after each change."""
        if self._recount:
            self._recount = False
            for file_id, counts in self._reads.sources.counts().items():
                known = self._files.get(file_id)
                if known is not None and known.counts != counts:
                    self._files[file_id] = replace(known, counts=counts)
                    self._file_rows.pop(file_id, None)
        return list(self._files.values())

    def _release(self, row: ReleaseRow) -> TreeRow:
        files = [file for file in self._counted() if file.release == row.uuid]
        first = next((self._first_page(file.id) for file in files if file.page_count), None)
        counts = [file.counts for file in files]
        return TreeRow(row.uuid, "release", row.name, sum(c.pages for c in counts), first, "release",
                       sum(c.unchecked for c in counts), sum(c.pending for c in counts),
                       sum(c.failed for c in counts), sum(c.seen for c in counts))  # fmt: skip

    def _file_row(self, file: FileRow) -> TreeRow:
        """A file as the tree shows it; kept until it changes: hundreds of files are not looked for each time."""
        if file.id not in self._file_rows:
            self._file_rows[file.id] = self._made_file_row(file)
        return self._file_rows[file.id]

    def _made_file_row(self, file: FileRow) -> TreeRow:
        problem = file.error.message if file.error is not None else ""
        if not problem and not file.path.exists():
            problem = f"{file.name} is not where it was ({file.path})."
        elif not problem and file.id in self._changed:
            problem = f"{file.name} is not the file that was imported ({file.path})."
        return TreeRow(f"file:{file.id}", "file", file.name, file.page_count, self._first_page(file.id), "file",
                       file.counts.unchecked, file.counts.pending, file.counts.failed, file.counts.seen,
                       str(file.path), problem)  # fmt: skip

    def _document_row(self, row: DocumentRow) -> TreeRow:
        return TreeRow(row.uuid, "document", document_title(row), row.last_page - row.first_page + 1,
                       self._first_page(row.file, row.first_page), _TYPE_ICONS.get(row.type, "file"), row.unchecked,
                       detail=" · ".join(part for part in (row.type, row.date, row.sender) if part))  # fmt: skip


def document_title(row: DocumentRow) -> str:
    """What a document is called: its subject, else its kind and date."""
    if subject := naming_subject(row.subject):
        return subject
    kind = "Deleted page sheet" if row.type == "deleted-page-sheet" else row.type.capitalize()
    return f"{kind}, {row.date}" if row.date else f"{kind}, p. {row.first_page + 1}"
