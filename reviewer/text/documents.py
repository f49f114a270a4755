"""Finds the documents inside a file: where each begins, what it is, from whom to whom, when, about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from reviewer.model.documents import DocumentFinding, DocumentType, Message
from reviewer.model.page import PageResult
from reviewer.text.beginnings import beginning, form_head, goes_on
from reviewer.text.deleted_pages import is_sheet
from reviewer.text.determinations import read_determination
from reviewer.text.emails import find_messages
from reviewer.text.letters import is_letter, is_memo, read_letter
from reviewer.text.page_lines import PageLine, page_lines
from reviewer.text.series import settle_numbers

_PAGE_OF = re.compile(r"\bpage\s+(\d{1,4})\s+of\s+(\d{1,4})\b", re.I)
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|aw|antw|doorst)\s*[:;]\s*)+", re.I)
# A header that opens a document stands within the first lines of its page, below stamps and the mailbox's name.
_OPENING_LINES = 3
_SAME_NAME = 85.0
# Shares of a page's height: below the first stand page numbers and stamps; what ends above the second ends there.
_FOOT, _EARLY = 0.91, 0.55


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

    @property
    def text(self) -> str:
        """The page's lines without stamps."""
        return "\n".join(line.text for line in self.lines)


def find_documents(pages: Sequence[PageResult]) -> list[DocumentFinding]:
    """The documents of one file in page order; together they cover every page of `pages`.

    Signs of a beginning, the surest first: another document number, a deleted-page sheet, `Page 1 of N`, the head of
    a printed form, an e-mail header at the head of a page that does not go on with the chain above it or that heads
    another print of the mailbox, a letter's or memorandum's head; after a mail also the next page, if the mail ended.
    """
    pages = settle_numbers(pages)
    messages = find_messages(pages)
    read = [_read(page, messages) for page in pages]
    if not read:
        return []
    starts = [i for i in range(len(read)) if i == 0 or _begins(read[i], read[:i])]
    ends = [*starts[1:], len(read)]
    return [_document(read[a:b]) for a, b in zip(starts, ends, strict=True)]


def _read(page: PageResult, messages: Sequence[Message]) -> _Page:
    lines = tuple(page_lines(page))
    # A printed form has fields of its own; its TO and FROM are no mail's.
    mails = () if form_head(lines) is not None else tuple(m for m in messages if m.page == page.page)
    return _Page(page, lines, mails)


def _begins(page: _Page, before: Sequence[_Page]) -> bool:
    number, last = _number(page), _number(before[-1])
    if number and last:
        return number != last
    if is_sheet(page.result.text.text) or is_sheet(before[-1].result.text.text):
        return True
    counted = _PAGE_OF.search(page.result.text.text)
    if counted and int(counted[2]) >= int(counted[1]):
        return int(counted[1]) == 1
    if form_head(page.lines) is not None:
        return True
    if page.opening is not None:
        ended = _ends_early(before[-1]) or _printed_anew(page, before)
        return ended or not _goes_on(page.opening, before)
    if goes_on(page.lines):
        return False
    if before[-1].messages and (_turned(before[-1], page) or (_ends_early(before[-1]) and _has_content(page))):
        return True
    return is_letter(page.lines) or is_memo(page.lines) or beginning(page.lines) is not None


def _printed_anew(page: _Page, before: Sequence[_Page]) -> bool:
    """Whether the line above the header is the owner of the mailbox, which heads the first page of each print."""
    above = _above_header(page)
    return bool(above) and any(fuzz.ratio(above, _above_header(other)) >= _SAME_NAME for other in before)


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


def _number(page: _Page) -> str | None:
    return page.result.identifiers.get("Doc No.")


def _goes_on(message: Message, before: Sequence[_Page]) -> bool:
    """Whether a message at the head of a page is the next older one of the chain on the pages before."""
    earlier = [m for page in before for m in page.messages]
    if not earlier:
        return False
    last = earlier[-1]
    if message.subject is None or last.subject is None:
        return message.to == () and message.sender is not None
    same = _topic(message.subject) == _topic(last.subject)
    older = message.date is None or last.date is None or message.date <= last.date
    return same and older


def _topic(subject: str) -> str:
    return re.sub(r"\W+", "", _REPLY.sub("", subject)).lower()


def _document(pages: Sequence[_Page]) -> DocumentFinding:
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
    letter = read_letter(pages[0].lines, pages[-1].lines) if kind in ("letter", "memo") else None
    determination = read_determination([line for page in pages for line in page.lines]) if kind == "letter" else None
    return DocumentFinding(
        first,
        last,
        kind,
        date=letter.date if letter else None,
        sender=letter.sender if letter else None,
        to=letter.to if letter else (),
        subject=letter.subject if letter else None,
        bates_first=found_first,
        bates_last=found_last,
        messages=messages,
        determination=determination,
    )


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
