"""Tells on which pages of a file a document begins, by what stands on a page and on those before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from reviewer.model.documents import Message
from reviewer.model.page import PageResult
from reviewer.text.beginnings import beginning, form_head, goes_on
from reviewer.text.deleted_pages import is_sheet
from reviewer.text.letters import is_letter, is_memo
from reviewer.text.page_lines import PageLine
from reviewer.text.titles import is_same_title, printed_number, title_of

_PAGE_OF = re.compile(r"\bpage\s+(\d{1,4})\s+of\s+(\d{1,4})\b", re.I)
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|aw|antw|doorst)\s*[:;]\s*)+", re.I)
# A header that opens a document stands within the first lines of its page, below stamps and the mailbox's name.
_OPENING_LINES = 3
_SAME_NAME = 85.0
# Shares of a page's height: below the first stand page numbers and stamps; what ends above the second ends there.
_FOOT, _EARLY = 0.91, 0.55
# Letter and A4, legal and tabloid differ by less than this in one direction or the other.
_SMALLER = 0.8


@dataclass(frozen=True, slots=True)
class FilePage:
    """A page with all its lines, those of them that are its record's own, and the messages on it."""

    result: PageResult
    lines: tuple[PageLine, ...]
    own: tuple[PageLine, ...]
    messages: tuple[Message, ...]

    @property
    def opening(self) -> Message | None:
        """The message whose header opens the page."""
        if not self.messages or not self.own:
            return None
        head = self.own[min(len(self.own), _OPENING_LINES) - 1]
        return self.messages[0] if self.messages[0].top <= head.rect.y0 + 1 else None


@dataclass(slots=True)
class _Before:
    """What of the pages before one tells whether a document begins on it; kept along, for a file has thousands."""

    page: FilePage
    message: Message | None = None
    mailboxes: set[str] = field(default_factory=set)
    pages: int = 0  # of the document that the last page belongs to
    mailed: bool = False  # whether that document holds messages

    def add(self, page: FilePage, *, begins: bool) -> None:
        self.page = page
        self.pages = 1 if begins else self.pages + 1
        self.mailed = bool(page.messages) or (self.mailed and not begins)
        self.message = page.messages[-1] if page.messages else self.message
        self.mailboxes.add(_above_header(page))


def first_pages(pages: Sequence[FilePage]) -> list[int]:
    """Places of the pages, from 0, on which documents begin; the first one always does. None for no pages."""
    if not pages:
        return []
    before = _Before(pages[0])
    before.add(pages[0], begins=True)
    starts = [0]
    for i, page in enumerate(pages[1:], 1):
        begins = _begins(page, before)
        if begins:
            starts.append(i)
        before.add(page, begins=begins)
    return starts


def _begins(page: FilePage, before: _Before) -> bool:
    number, last = _number(page), _number(before.page)
    if number and last:
        return number != last
    if is_sheet(page.result.text.text) or is_sheet(before.page.result.text.text):
        return True
    counted = _PAGE_OF.search(page.result.text.text)
    if counted and int(counted[2]) >= int(counted[1]):
        return int(counted[1]) == 1
    if form_head(page.lines) is not None:
        return True
    if page.opening is not None:
        ended = _ends_early(before.page) or _printed_anew(page, before.mailboxes)
        return ended or not _goes_on(page.opening, before.message)
    if goes_on(page.lines):
        return False
    last_page = before.page
    if before.mailed and (_turned(last_page, page) or (_ends_early(last_page) and _has_content(page))):
        return True
    if _other_paper(last_page, page):
        return True
    if not _counts_on(last_page, page) and (
        (before.pages == 1 and _turned(last_page, page)) or _titled(last_page, page)
    ):
        return True
    return is_letter(page.lines) or is_memo(page.lines) or beginning(page.lines) is not None


def _printed_anew(page: FilePage, mailboxes: Collection[str]) -> bool:
    """Whether the line above the header is the owner of the mailbox, which heads the first page of each print."""
    above = _above_header(page)
    return bool(above) and any(fuzz.ratio(above, other) >= _SAME_NAME for other in mailboxes)


def _above_header(page: FilePage) -> str:
    if page.opening is None or not page.own or page.own[0].rect.y0 >= page.opening.top - 1:
        return ""
    return page.own[0].text


def _ends_early(page: FilePage) -> bool:
    """Whether the lower half of a page with text is empty: mails and what is attached to them begin on new pages."""
    height = page.result.height
    bottoms = [line.rect.y1 for line in page.own if line.rect.y1 < _FOOT * height]
    bottoms += [rect.y1 for redaction in page.result.redactions for rect in redaction.rects if rect.y0 < _FOOT * height]
    return bool(page.own) and bool(bottoms) and max(bottoms) < _EARLY * height


def _has_content(page: FilePage) -> bool:
    return bool(page.result.redactions) or any(line.rect.y1 < _FOOT * page.result.height for line in page.own)


def _turned(before: FilePage, page: FilePage) -> bool:
    """Whether paper turns from upright to across or back: an attachment of another kind."""
    return (before.result.width > before.result.height) != (page.result.width > page.result.height)


def _titled(before: FilePage, page: FilePage) -> bool:
    """Whether a page opens with a title that the page before does not bear."""
    title = () if page.messages else title_of(page.lines, page.result.width, page.result.height)
    earlier = title_of(before.lines, before.result.width, before.result.height) if title else ()
    return bool(title) and not is_same_title(title, earlier)


def _counts_on(before: FilePage, page: FilePage) -> bool:
    """Whether the number printed on a page is the next one after that of the page before."""
    numbers = [printed_number(one.lines, one.result.height) for one in (before, page)]
    return None not in numbers and numbers[1] == (numbers[0] or 0) + 1


def _other_paper(before: FilePage, page: FilePage) -> bool:
    """Whether a page is smaller or larger than the one before it in both directions: a slip, a card, a photograph."""
    (w0, h0), (w1, h1) = ((one.result.width, one.result.height) for one in (before, page))
    return (w1 < _SMALLER * w0 and h1 < _SMALLER * h0) or (w0 < _SMALLER * w1 and h0 < _SMALLER * h1)


def _number(page: FilePage) -> str | None:
    return page.result.identifiers.get("Doc No.")


def _goes_on(message: Message, last: Message | None) -> bool:
    """Whether a message at the head of a page is the next older one of the chain, `last` the one before it."""
    if last is None:
        return False
    if message.subject is None or last.subject is None:
        return message.to == () and message.sender is not None
    same = _topic(message.subject) == _topic(last.subject)
    older = message.date is None or last.date is None or message.date <= last.date
    return same and older


def _topic(subject: str) -> str:
    return re.sub(r"\W+", "", _REPLY.sub("", subject)).lower()
