"""What a search found, and where it stands on each page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.model.query import REDACTION_FIELDS, And, Field, Or, Query, Words
from reviewer.services.operations import WordRun
from reviewer.storage.reads import Reads
from reviewer.storage.reads.pages import words_between
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.reads.searching import SearchReads, find_places
from reviewer.storage.rows import ItemHit, PageContent, RedactionRow, SavedSearchRow
from reviewer.text.tokens import Hit
from reviewer.ui.models.rows import HitRow
from reviewer.ui.project.pages import Pages
from reviewer.ui.words import counted

_CODES = 4  # exemptions named in a row
_BEFORE, _AFTER = 1, 14  # words shown around the first word of a hit
_ICONS: Mapping[str, str] = {"note": "note", "passage": "tag", "entity": "person", "document": "file"}


class Found:
    """The search of a window: the words whose hits are shown, and how pages and other things found are listed."""

    def __init__(self, reads: Reads, pages: Pages) -> None:
        self._reads, self._pages = reads, pages
        self._words: tuple[Words, ...] = ()
        self._query: Query | None = None  # only one that asks for redactions
        self._misread: frozenset[int] = frozenset()
        self._last: tuple[PageContent, list[Hit]] | None = None

    @property
    def reads(self) -> SearchReads:
        """What answers queries; may be asked from any thread."""
        return self._reads.search

    def take(self, words: Sequence[Words], query: Query | None = None) -> None:
        """Show hits of these words from now on; none: of nothing. `query` asked for them, or for redactions."""
        self._words, self._misread, self._last = tuple(words), frozenset(), None
        self._query = query if query is not None and _asks_for_redactions(query) else None

    def take_misread(self, pages: Sequence[int]) -> None:
        """These pages were found only because a word on them may be misread."""
        self._misread = frozenset(pages)

    def saved(self) -> list[SavedSearchRow]:
        """The searches that were kept."""
        return self._reads.search.saved()

    def boxes(self, page_id: int) -> list[tuple[Rect, ...]]:
        """Boxes of every hit on a page."""
        return [hit.rects for hit in self._places(page_id)]

    @property
    def has_words(self) -> bool:
        """Whether words were searched for, which stand somewhere on the pages found."""
        return bool(self._words)

    def runs(self, page_id: int) -> list[WordRun]:
        """The words of every hit on a page, in reading order."""
        hits = [hit.words for hit in self._places(page_id) if hit.words]
        return [WordRun(PageId(page_id), words[0], words[-1]) for words in hits]

    def row(self, page_id: int) -> HitRow | None:
        """A page found, with the words around its first hit."""
        page = self._pages.stored(page_id)
        if page is None:
            return None
        document = self._pages.row(page_id)
        places = self.boxes(page_id)
        redactions = self._redactions(page_id) if not places else []
        return HitRow(
            id=page_id,
            page=self._pages.number(page_id),
            cite=str(self._pages.cite(page)),
            title=document.document if document is not None else "",
            snippet=_claims(redactions) if redactions else self._snippet(page_id),
            hits=len(places) or len(redactions),
            misread=page_id in self._misread,
            boxes=redactions[0].rects if redactions else next(iter(places), ()),
        )

    def item(self, item: ItemHit) -> HitRow:
        """A note, passage, entity or document that was found, with where it stands."""
        page = self._pages.stored(item.page) if item.page is not None else None
        return HitRow(
            id=item.page or 0,
            page=self._pages.number(item.page) if item.page is not None else 0,
            cite=str(self._pages.cite(page)) if page is not None else "",
            title="",
            snippet=item.text,
            icon=_ICONS[item.kind],
            boxes=tuple(item.boxes),
        )

    def _snippet(self, page_id: int) -> str:
        """The words of the first hit and those after it, so that the hit itself is seen in a narrow list."""
        places = self._places(page_id)
        content = self._pages.content(page_id) if places and places[0].words else None
        if content is None:
            return ""
        first = places[0].words[0]
        return words_between(content, first - _BEFORE, first + _AFTER)

    def _redactions(self, page_id: int) -> list[RedactionRow]:
        """The redactions of a page that the query asks for, in the order of the text."""
        if self._query is None:
            return []
        reads = self._reads.redactions
        return reads.rows(reads.ids(RedactionFilter(page=PageId(page_id), query=self._query, rejected=True)))

    def _places(self, page_id: int) -> list[Hit]:
        """Where the words stand on a page; kept for the page asked last, of which several things are shown."""
        if not self._words:
            return []
        content = self._pages.content(page_id)
        if content is None:
            return []
        if self._last is None or self._last[0] is not content:
            self._last = content, find_places(content, self._words)
        return self._last[1]


def _asks_for_redactions(query: Query) -> bool:
    match query:
        case Field(name):
            return name in REDACTION_FIELDS
        case And(parts) | Or(parts):
            return any(map(_asks_for_redactions, parts))
    return False


def _claims(redactions: Sequence[RedactionRow]) -> str:
    """`3 redactions: (b)(5), (b)(6)`."""
    count = counted(len(redactions), _tr("1 redaction"), _tr("{0} redactions"))
    codes = list(dict.fromkeys(code for row in redactions for code in row.codes))
    more = " …" if len(codes) > _CODES else ""
    return f"{count}: {', '.join(codes[:_CODES])}{more}" if codes else count


def _tr(text: str) -> str:
    return QCoreApplication.translate("Found", text)
