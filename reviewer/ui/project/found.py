"""What a search found, and where it stands on each page."""

from __future__ import annotations

from reviewer.model.geometry import Rect
from reviewer.model.query import Query, Words
from reviewer.search.grammar import parse
from reviewer.storage.reads import Reads
from reviewer.storage.reads.pages import words_between
from reviewer.storage.reads.searching import find_places
from reviewer.ui.models.rows import HitRow
from reviewer.ui.project.pages import Pages

_BEFORE, _AFTER = 1, 14  # words shown around the first word of a hit


class Found:
    """The search of a window: one query at a time."""

    def __init__(self, reads: Reads, pages: Pages) -> None:
        self._reads, self._pages = reads, pages
        self._query: Query | None = None
        self._words: list[Words] = []

    def search(self, typed: str, limit: int) -> list[int]:
        """Ids of up to `limit` pages that fit, in order; QueryError where the query cannot be understood."""
        self._query = None
        query = parse(typed)
        hits = self._reads.search.pages(query, limit=limit)
        self._query, self._words = query, self._reads.search.words(query)
        return [hit.page for hit in hits]

    def clear(self) -> None:
        """Ask nothing."""
        self._query = None

    def boxes(self, page_id: int) -> list[tuple[Rect, ...]]:
        """Boxes of every hit on a page."""
        if self._query is None:
            return []
        content = self._pages.content(page_id)
        return [hit.rects for hit in find_places(content, self._words)] if content is not None else []

    def row(self, page_id: int) -> HitRow | None:
        """A page found, with the words around its first hit."""
        page = self._pages.stored(page_id)
        if self._query is None or page is None:
            return None
        document = self._pages.row(page_id)
        return HitRow(
            id=page_id,
            page=self._pages.number(page_id),
            cite=str(self._pages.cite(page)),
            title=document.document if document is not None else "",
            snippet=self._snippet(page_id),
            hits=len(self.boxes(page_id)),
        )

    def _snippet(self, page_id: int) -> str:
        """The words of the first hit and those after it, so that the hit itself is seen in a narrow list."""
        content = self._pages.content(page_id)
        places = find_places(content, self._words) if content is not None else []
        if content is None or not places or not places[0].words:
            return ""
        first = places[0].words[0]
        return words_between(content, first - _BEFORE, first + _AFTER)
