"""The comments that came with the files, as the window shows them."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.export.pincite import cite_range
from reviewer.model.changes import Changes
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.rows import CommentRow as StoredComment
from reviewer.ui.models.rows import CommentRow
from reviewer.ui.project.pages import Pages


class Comments:
    """Reads comments; keeps which pages have any, since every page turned asks."""

    def __init__(self, reads: Reads, pages: Pages) -> None:
        self._reads, self._pages = reads, pages
        self._commented: frozenset[int] | None = None
        self._count: tuple[int, int] | None = None

    def forget(self, changes: Changes) -> None:
        """Drop what the changes made stale."""
        if any(kind in changes for kind in ("page", "file", "project")):
            self._commented = self._count = None
        if "passage" in changes:
            self._count = None

    def count(self) -> int:
        """How many there are."""
        return self._counted()[0]

    def waiting(self) -> int:
        """Of how many no passage was made."""
        return self._counted()[1]

    def authors(self) -> list[str]:
        """Who wrote any, by name; an empty name for those that name no author."""
        return self._reads.comments.authors()

    def ids(self, author: str | None = None) -> list[str]:
        """All comments in the order of the pages, or those of one author."""
        return [str(uuid) for uuid in self._reads.comments.ids(author=author)]

    def one(self, comment: str | None) -> CommentRow | None:
        """One comment."""
        stored = self.stored(comment)
        return self._shown(stored) if stored is not None else None

    def stored(self, comment: str | None) -> StoredComment | None:
        """One comment as the project has it, which an import takes."""
        return self._reads.comments.one(Uuid(comment)) if comment is not None else None

    def to_import(self, comments: Sequence[str]) -> tuple[StoredComment, ...]:
        """Those of the comments that are no passages yet."""
        found = (self.stored(comment) for comment in comments)
        return tuple(row for row in found if row is not None and not row.imported)

    def on_page(self, page_id: int) -> list[tuple[str, tuple[Rect, ...], str]]:
        """(id, boxes, words) of the comments of a page that are no passages yet."""
        if self._commented is None:
            self._commented = frozenset(self._reads.comments.pages())
        if page_id not in self._commented:
            return []
        rows = (self.one(str(uuid)) for uuid in self._reads.comments.ids(PageId(page_id)))
        return [
            (row.id, row.rects, "\n".join(part for part in (row.by, row.text) if part))
            for row in rows
            if row is not None and not row.imported
        ]

    def _counted(self) -> tuple[int, int]:
        if self._count is None:
            self._count = self._reads.comments.count()
        return self._count

    def _shown(self, stored: StoredComment) -> CommentRow:
        page = self._pages.stored(stored.page)
        return CommentRow(
            id=stored.uuid,
            page_id=stored.page,
            rects=stored.rects,
            cite=cite_range([self._pages.cite(page)]) if page is not None else "",
            kind=stored.kind,
            author=stored.author,
            written=stored.written,
            text=stored.text,
            withheld=stored.withheld,
            imported=stored.imported,
        )
