"""Redactions as lists and details show them, with the words around each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from reviewer.model.ids import PageId, Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.rows import RedactionRow as Stored
from reviewer.ui.models.rows import RedactionRow
from reviewer.ui.project.pages import Pages

Scope = Literal["page", "document", "all"]
_AROUND = 4  # words shown on each side
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the redactions in reading order, and their neighbours, if there are any."""

    before: str | None
    ids: tuple[str, ...]
    after: str | None


class Redactions:
    """Reads redactions; those looked at last are kept until something changes, for every action asks for them."""

    def __init__(self, reads: Reads, pages: Pages) -> None:
        self._reads, self._pages = reads, pages
        self._rows: OrderedDict[str, RedactionRow] = OrderedDict()
        self._requests: dict[Uuid, str] = {}  # the law of each

    def forget(self) -> None:
        """Something changed: read anew."""
        self._rows.clear()
        self._requests.clear()

    def ids(self, scope: Scope, page_id: int | None, *, only_new: bool = False) -> list[Uuid]:
        """The redactions of a page, of its document, or of the project, in reading order."""
        chosen = RedactionFilter(checked=False if only_new else None, rejected=True)
        if scope == "all":
            return self._reads.redactions.ids(chosen)
        if page_id is None:
            return []
        page = self._pages.stored(page_id)
        document = self._pages.document_of(page) if page is not None else None
        if scope == "document" and document is not None:
            return self._reads.redactions.ids(replace(chosen, documents=(Uuid(document.uuid),)))
        return self._reads.redactions.ids(replace(chosen, page=PageId(page_id)))

    def stretch(self, pages: Collection[int], *, only_new: bool = False) -> Stretch:
        """Those from the first to the last of these pages, between those that stand before and behind them."""
        chosen = RedactionFilter(checked=False if only_new else None, rejected=True)
        before, found, after = self._reads.redactions.stretch(PageId(min(pages)), PageId(max(pages)), chosen)
        return Stretch(before, tuple(found), after)

    def pages_of(self, redactions: Iterable[str]) -> set[int] | None:
        """The pages that these lie on; None where one of them is gone."""
        rows = [self.one(redaction) for redaction in redactions]
        return {row.page_id for row in rows if row is not None} if all(rows) else None

    def one(self, redaction: str | None) -> RedactionRow | None:
        """A redaction with the words around it; None if it is gone."""
        if redaction is not None and redaction in self._rows:
            return self._rows[redaction]
        found = self._one(redaction)
        if found is not None:
            self._rows[found.id] = found
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        return found

    def _one(self, redaction: str | None) -> RedactionRow | None:
        row = self._reads.redactions.one(Uuid(redaction)) if redaction is not None else None
        if row is None:
            return None
        before, after = self._around(row)
        return RedactionRow(
            id=row.uuid,
            page_id=row.page,
            page=self._pages.file_page(row.page),
            rects=row.rects,
            kind=row.kind,
            codes=row.codes,
            code_text=row.code_text,
            marking=row.marking,
            confidence=row.confidence,
            lines=row.lines,
            words=row.words,
            box_checked=row.box_checked,
            code_checked=row.code_checked,
            position=row.position,
            needs_look=row.needs_look,
            recoverable=bool(row.recoverable_rects),
            before=before,
            after=after,
            item=row.item,
            regime=self._regime(row.page),
        )

    def _regime(self, page_id: int) -> str:
        release = self._pages.release_of(page_id)
        if not self._requests:
            self._requests = {row.uuid: row.regime for row in self._reads.matter.requests()}
        return self._requests.get(release.request, "FOIA") if release is not None and release.request else "FOIA"

    def note(self, redaction: str) -> str:
        """Its note."""
        row = self._reads.redactions.one(Uuid(redaction))
        return row.note if row is not None else ""

    def crop(self, redaction: str) -> bytes:
        """Its picture over the full width of the page, as an encoded image; nothing if none was made."""
        return self._reads.redactions.crop(Uuid(redaction)) or b""

    def next_unchecked(self, redaction: str | None, page_id: int | None, *, backwards: bool = False) -> str | None:
        """The next one to check after the selected redaction, else from the page in view on; around the end once."""
        here = self._reads.redactions.one(Uuid(redaction)) if redaction is not None else None
        place: tuple[PageId, int] | None = None
        if here is not None and (page_id is None or here.page == page_id):
            place = (here.page, here.ordinal)
        elif page_id is not None:
            place = (PageId(page_id), -1)
        found = self._reads.redactions.next_unchecked(place, backwards=backwards)
        return found.uuid if found is not None else None

    def _around(self, row: Stored) -> tuple[str, str]:
        content = self._pages.content(row.page)
        if content is None:
            return "", ""
        words = content.text.words
        before = words[max(0, row.before_word - _AROUND) : row.before_word]
        after = words[row.before_word : row.before_word + _AROUND]
        return " ".join(w.text for w in before if w.text), " ".join(w.text for w in after if w.text)
