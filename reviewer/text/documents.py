"""Finds the documents inside a file: where each begins, what it is, from whom to whom, when, about what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.model.documents import DocumentFinding, DocumentType, Message
from reviewer.model.page import PageResult
from reviewer.text.beginnings import beginning, form_head
from reviewer.text.dates import era_of
from reviewer.text.deleted_pages import is_sheet
from reviewer.text.determinations import read_determination
from reviewer.text.emails import messages_in
from reviewer.text.letters import is_letter, is_memo, read_letter, standing_date
from reviewer.text.page_lines import PageLine, page_lines
from reviewer.text.running_lines import EdgeLine, edge_lines, running_lines
from reviewer.text.series import settle_numbers
from reviewer.text.starts import FilePage, first_pages

# The owner of a mailbox above each print of it: `Little, Patricia A.`
_OWNER = re.compile(r"^\W?[A-Z][\w'’-]+, [A-Z][\w.'’-]*(?:\s[A-Z]\.?)?\W*$")


@dataclass(frozen=True, slots=True)
class LinedPage:
    """A page with the lines of `page_lines`, after which the words in their places are no longer asked for."""

    page: PageResult
    lines: tuple[PageLine, ...]


def find_documents(pages: Sequence[PageResult]) -> list[DocumentFinding]:
    """The documents of one file in page order; together they cover every page of `pages`.

    Signs of a beginning, the surest first: another document number, a deleted-page sheet, `Page 1 of N`, the head of
    a printed form, an e-mail header at the head of a page that does not go on with the chain above it or that heads
    another print of the mailbox, paper of another size, paper turned after a single sheet, a title of its own, the head
    of a letter or memorandum; after a mail also the next page, if the mail ended.
    """
    edges = [line for page in pages for line in edge_lines(page)]
    return read_file([LinedPage(page, tuple(page_lines(page))) for page in settle_numbers(pages)], edges)[0]


def read_file(
    pages: Sequence[LinedPage], edges: Sequence[EdgeLine]
) -> tuple[list[DocumentFinding], Mapping[int, frozenset[int]]]:
    """As `find_documents`, of pages whose numbers are settled and whose lines are made; and the running lines.

    `edges` are the lines at head and foot of all pages. Only where documents begin tells which lines run on over their
    pages, and such a line may part a header from the head of its page; so beginnings are looked for twice.
    """
    read, starts = _begun(pages, {})
    running = running_lines(edges, len(pages), {read[start].result.page for start in starts})
    if running:
        read, starts = _begun(pages, running)
    era = era_of(line.text for page in pages for line in page.lines)
    return [_document(read[a:b], era) for a, b in pairwise([*starts, len(read)])], running


def _own_lines(page: LinedPage, running: frozenset[int]) -> tuple[PageLine, ...]:
    """The lines of a page without its running lines; the owner of a mailbox, above each print of it, is none."""
    return tuple(line for line in page.lines if line.number not in running or _OWNER.match(line.text))


def _begun(pages: Sequence[LinedPage], running: Mapping[int, frozenset[int]]) -> tuple[list[FilePage], list[int]]:
    """The pages with their messages, and the places of those on which a document begins."""
    own = [_own_lines(page, running.get(page.page.page, frozenset())) for page in pages]
    messages: dict[int, list[Message]] = {}
    for message in messages_in([line for lines in own for line in lines]):
        messages.setdefault(message.page, []).append(message)
    read = [_read(page, lines, messages.get(page.page.page, ())) for page, lines in zip(pages, own, strict=True)]
    return read, first_pages(read)


def _read(page: LinedPage, own: tuple[PageLine, ...], messages: Sequence[Message]) -> FilePage:
    # A printed form has fields of its own; its TO and FROM are no mail's.
    return FilePage(page.page, page.lines, own, () if form_head(page.lines) is not None else tuple(messages))


def _document(pages: Sequence[FilePage], era: int | None) -> DocumentFinding:
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


def _standing_date(first: FilePage, kind: DocumentType, era: int | None) -> str | None:
    """The date of a record that is neither mail nor letter; a sheet of deleted pages has none."""
    return None if kind in ("e-mail", "deleted-page-sheet") else standing_date(first.lines, era)


def _type(pages: Sequence[FilePage]) -> DocumentType:
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
