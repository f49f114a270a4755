"""Finds the documents inside a file: where each begins, what it is, from whom to whom, when, about what."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from reviewer.model.documents import DocumentFinding, DocumentType, Message
from reviewer.model.page import PageResult
from reviewer.text.beginnings import beginning, form_head, goes_on
from reviewer.text.dates import era_of
from reviewer.text.deleted_pages import is_sheet
from reviewer.text.determinations import read_determination
from reviewer.text.emails import messages_in
from reviewer.text.letters import is_letter, is_memo, read_letter, standing_date
from reviewer.text.page_lines import PageLine, page_lines
from reviewer.text.series import settle_numbers
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
class LinedPage:
    """A page with the lines of `page_lines`, after which the words in their places are no longer asked for."""

    page: PageResult
    lines: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    result: PageResult
    lines: tuple[PageLine, ...]
    messages: tuple[Message, ...]

    @property
    def opening(self) -> Message | None:
        """The message whose header opens the page."""
        if not self.messages or not self.lines:
            return None
        head = self.lines[min(len(self.lines), _OPENING_LINES) - 1]
        return self.messages[0] if self.messages[0].top <= head.rect.y0 + 1 else None


def find_documents(pages: Sequence[PageResult]) -> list[DocumentFinding]:
    """The documents of one file in page order; together they cover every page of `pages`.

    Signs of a beginning, the surest first: another document number, a deleted-page sheet, `Page 1 of N`, the head of
    a printed form, an e-mail header at the head of a page that does not go on with the chain above it or that heads
    another print of the mailbox, paper of another size, paper turned after a single sheet, a title of its own, the head
    of a letter or memorandum; after a mail also the next page, if the mail ended.
    """
    return documents_of([LinedPage(page, tuple(page_lines(page))) for page in settle_numbers(pages)])


def documents_of(pages: Sequence[LinedPage]) -> list[DocumentFinding]:
    """As `find_documents`, of pages whose numbers are settled and whose lines are made."""
    messages: dict[int, list[Message]] = {}
    for message in messages_in([line for page in pages for line in page.lines]):
        messages.setdefault(message.page, []).append(message)
    read = [_read(page, messages.get(page.page.page, ())) for page in pages]
    if not read:
        return []
    starts = _starts(read)
    ends = [*starts[1:], len(read)]
    era = era_of(line.text for page in pages for line in page.lines)
    return [_document(read[a:b], era) for a, b in zip(starts, ends, strict=True)]


def _read(page: LinedPage, messages: Sequence[Message]) -> _Page:
    # A printed form has fields of its own; its TO and FROM are no mail's.
    return _Page(page.page, page.lines, () if form_head(page.lines) is not None else tuple(messages))


@dataclass(slots=True)
class _Before:
    """What of the pages before one tells whether a document begins on it; kept along, for a file has thousands."""

    page: _Page
    message: Message | None = None
    mailboxes: set[str] = field(default_factory=set)
    pages: int = 0  # of the document that the last page belongs to

    def add(self, page: _Page, *, begins: bool) -> None:
        self.page = page
        self.pages = 1 if begins else self.pages + 1
        self.message = page.messages[-1] if page.messages else self.message
        self.mailboxes.add(_above_header(page))


def _starts(pages: Sequence[_Page]) -> list[int]:
    before = _Before(pages[0])
    before.add(pages[0], begins=True)
    starts = [0]
    for i, page in enumerate(pages[1:], 1):
        begins = _begins(page, before)
        if begins:
            starts.append(i)
        before.add(page, begins=begins)
    return starts


def _begins(page: _Page, before: _Before) -> bool:
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
    if last_page.messages and (_turned(last_page, page) or (_ends_early(last_page) and _has_content(page))):
        return True
    if _other_paper(last_page, page):
        return True
    if not _counts_on(last_page, page) and (
        (before.pages == 1 and _turned(last_page, page)) or _titled(last_page, page)
    ):
        return True
    return is_letter(page.lines) or is_memo(page.lines) or beginning(page.lines) is not None


def _printed_anew(page: _Page, mailboxes: Collection[str]) -> bool:
    """Whether the line above the header is the owner of the mailbox, which heads the first page of each print."""
    above = _above_header(page)
    return bool(above) and any(fuzz.ratio(above, other) >= _SAME_NAME for other in mailboxes)


def _above_header(page: _Page) -> str:
    if page.opening is None or not page.lines or page.lines[0].rect.y0 >= page.opening.top - 1:
        return ""
    return page.lines[0].text


def _ends_early(page: _Page) -> bool:
    """Whether the lower half of a page with text is empty: mails and what is attached to them begin on new pages."""
    height = page.result.height
    bottoms = [line.rect.y1 for line in page.lines if line.rect.y1 < _FOOT * height]
    bottoms += [rect.y1 for redaction in page.result.redactions for rect in redaction.rects if rect.y0 < _FOOT * height]
    return bool(page.lines) and bool(bottoms) and max(bottoms) < _EARLY * height


def _has_content(page: _Page) -> bool:
    return bool(page.result.redactions) or any(line.rect.y1 < _FOOT * page.result.height for line in page.lines)


def _turned(before: _Page, page: _Page) -> bool:
    """Whether paper turns from upright to across or back: an attachment of another kind."""
    return (before.result.width > before.result.height) != (page.result.width > page.result.height)


def _titled(before: _Page, page: _Page) -> bool:
    """Whether a page opens with a title that the page before does not bear."""
    title = () if page.messages else title_of(page.lines, page.result.width, page.result.height)
    earlier = title_of(before.lines, before.result.width, before.result.height) if title else ()
    return bool(title) and not is_same_title(title, earlier)


def _counts_on(before: _Page, page: _Page) -> bool:
    """Whether the number printed on a page is the next one after that of the page before."""
    numbers = [printed_number(one.lines, one.result.height) for one in (before, page)]
    return None not in numbers and numbers[1] == (numbers[0] or 0) + 1


def _other_paper(before: _Page, page: _Page) -> bool:
    """Whether a page is smaller or larger than the one before it in both directions: a slip, a card, a photograph."""
    (w0, h0), (w1, h1) = ((one.result.width, one.result.height) for one in (before, page))
    return (w1 < _SMALLER * w0 and h1 < _SMALLER * h0) or (w0 < _SMALLER * w1 and h0 < _SMALLER * h1)


def _number(page: _Page) -> str | None:
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


def _document(pages: Sequence[_Page], era: int | None) -> DocumentFinding:
    messages = tuple(m for page in pages for m in page.messages)
    bates = [page.result.bates for page in pages if page.result.bates]
    first, last = pages[0].result.page, pages[-1].result.page
    found_first, found_last = (bates[0], bates[-1]) if bates else (None, None)
    kind = _type(pages)
    if kind == "e-mail" and messages:
        head = messages[0]
        return DocumentFinding(
            first, last, kind, head.date, head.sender, head.to, head.cc, head.subject, head.attachments, found_first,
            found_last, messages,
        )  # fmt: skip
    letter = read_letter(pages[0].lines, pages[-1].lines, era) if kind in ("letter", "memo") else None
    determination = read_determination([line for page in pages for line in page.lines]) if kind == "letter" else None
    return DocumentFinding(
        first,
        last,
        kind,
        date=letter.date if letter else _standing_date(pages[0], kind, era),
        sender=letter.sender if letter else None,
        to=letter.to if letter else (),
        subject=letter.subject if letter else None,
        bates_first=found_first,
        bates_last=found_last,
        messages=messages,
        determination=determination,
    )


def _standing_date(first: _Page, kind: DocumentType, era: int | None) -> str | None:
    """The date of a record that is neither mail nor letter; a sheet of deleted pages has none."""
    return None if kind in ("e-mail", "deleted-page-sheet") else standing_date(first.lines, era)


def _type(pages: Sequence[_Page]) -> DocumentType:
    first = pages[0]
    if is_sheet(first.result.text.text):
        return "deleted-page-sheet"
    if is_memo(first.lines):
        return "memo"
    begun = beginning(first.lines)
    if begun is not None and first.opening is None and not is_letter(first.lines):
        return begun
    if first.opening is not None:
        return "e-mail"
    if is_letter(first.lines):
        return "letter"
    if first.messages:
        return "e-mail"
    labelled = sum(bool(re.match(r"[\w .()/#]{2,30}:", line.text)) for line in first.lines)
    if len(first.lines) >= 8 and labelled >= 0.35 * len(first.lines):
        return "form"
    return "report" if len(pages) >= 5 else "other"
