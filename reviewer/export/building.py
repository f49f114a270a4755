"""Makes the rows of exports from those of the project file: what the file knows, in the words that are served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reviewer.appeal.deadlines import Determination, appeal_deadline
from reviewer.appeal.stated import stated_last_day
from reviewer.export.pincite import PinCite
from reviewer.export.rows import Coverage, DeadlineRow, DocumentRow, Excerpt, Internal, LogRow, Target
from reviewer.export.wording import (
    NO_REASON,
    description_words,
    extent_words,
    marking_words,
    record_words,
    where_words,
)
from reviewer.model.page import token_text
from reviewer.storage import rows as stored

_FIELD = "{{"
_DOCUMENTS = "Doc No."  # what the State Department and others stamp on each page of a record


def identifier(identifiers: Mapping[str, str], cite_series: str, bates: str | None) -> str:
    """The page's identifier in the series by which its release is cited; else its Bates number; else the number of its
    document; else none."""
    return identifiers.get(cite_series) or bates or identifiers.get(_DOCUMENTS, "")


def place_in_document(document: stored.DocumentRow | None, page: int) -> tuple[int | None, int | None]:
    """(n, of m), counted from 1, of page `page` (of the file, from 0); nothing where no document is known."""
    if document is None:
        return None, None
    return page - document.first_page + 1, document.last_page - document.first_page + 1


def document_at(documents: Iterable[stored.DocumentRow], page: int) -> stored.DocumentRow | None:
    """The document of one file that holds page `page` (from 0)."""
    return next((found for found in documents if found.first_page <= page <= found.last_page), None)


def record_of(document: stored.DocumentRow | None, page: int = 0, y: float = 0.0) -> tuple[str, str]:
    """The record in words (`E-mail, 15 Jun 2018, 2:22 PM`) and its description as released.

    In a chain of e-mails it is the message in which height `y` (displayed points) of page `page` (of the file, from 0)
    stands; above the first header it is the document itself.
    """
    if document is None:
        return record_words("", None), ""
    above = [message for message in document.messages if (message.page, message.top) <= (page, y)]
    if above:
        message = max(above, key=lambda found: (found.page, found.top))
        described = description_words(message.sender, message.to, message.subject or document.subject)
        return record_words(document.type, message.date), described
    return record_words(document.type, document.date), description_words(document.sender, document.to, document.subject)


def basis_words(position: str, challenges: Sequence[stored.ChallengeRow]) -> str:
    """What an attorney wrote for an item: the arguments of its challenges, each with the relief behind its word.

    A text with a field that a letter fills stays out: in a log it would stand unfilled.
    """
    if position == "not contested":
        return "Not contested"
    if position != "contested":
        return ""
    found = [
        "\n".join(filter(None, (row.argument, f"Relief: {row.relief}" if row.relief else ""))) for row in challenges
    ]
    return "\n".join(filter(None, found))


def log_row(facts: stored.LogRow, picture: bytes = b"", challenges: Sequence[stored.ChallengeRow] = ()) -> LogRow:
    """One item of the log. Basis and relief are those of its challenges: an attorney's, never the program's."""
    redaction = facts.redaction
    record, description = record_of(facts.document, redaction.number, redaction.rects[0].center[1])
    return LogRow(
        item=redaction.item,
        record=record,
        cite=PinCite(
            facts.file_name,
            redaction.number + 1,
            identifier(facts.identifiers, facts.cite_series, facts.bates),
            *place_in_document(facts.document, redaction.number),
        ),
        description=description,
        where=where_words(redaction.kind, facts.before, facts.after, first=redaction.before_word == 0),
        extent=extent_words(redaction.kind, redaction.lines, redaction.words),
        marking=marking_words(
            redaction.marking, redaction.code_text, facts.markers, redaction.codes, facts.codes_on_page
        ),
        reason=NO_REASON,
        basis=basis_words(redaction.position, challenges),
        exhibit="",
        internal=_internal(facts),
        picture=picture,
    )


def _internal(facts: stored.LogRow) -> Internal:
    redaction = facts.redaction
    people = dict.fromkeys(name for name in (facts.checked_by, facts.position_by) if name)
    times = [time for time in (redaction.checked_at, redaction.position_at) if time]
    return Internal(
        redaction=redaction.uuid,
        sha256=facts.sha256,
        kind=redaction.kind,
        codes=redaction.codes,
        marking=redaction.marking,
        confidence=redaction.confidence,
        recoverable=bool(redaction.recoverable_rects),
        check=f"box {redaction.box_checked}, code {redaction.code_checked}",
        position=redaction.position,
        reviewer=", ".join(people),
        decided=max(times, default=""),
        notes=(redaction.note,) if redaction.note else (),
        needs_look=redaction.needs_look,
    )


def quote(content: stored.PageContent, first: int, last: int) -> str:
    """Words `first` to `last` of a page with a token for each redaction between them."""
    parts: list[str] = []
    for number in range(first, last + 1):
        if number > first:
            parts += [
                token_text(content.redactions[token.redaction].codes)
                for token in content.text.tokens
                if token.before == number
            ]
        parts.append(content.text.words[number].text)
    return " ".join(part for part in parts if part)  # a word that is dirt was corrected to nothing


def excerpt(
    passage: stored.PassageRow,
    words: str,
    cites: Sequence[PinCite],
    document: stored.DocumentRow | None,
    tags: Mapping[str, str],
    reviewers: Mapping[str, str],
    picture: bytes = b"",
    targets: Sequence[Target] = (),
) -> Excerpt:
    """One passage, its words as released and the cites of its segments; `tags` and `reviewers` are names by UUID."""
    first = passage.segments[0]
    record, description = record_of(document, first.number, first.boxes[0].center[1] if first.boxes else 0.0)
    return Excerpt(
        passage=passage.uuid,
        quote=words,
        cites=tuple(cites),
        record=record,
        description=description,
        tags=tuple(sorted((tags[tag] for tag in passage.tags), key=str.casefold)),
        notes=(passage.note,) if passage.note else (),
        reviewer=reviewers.get(passage.created_by, ""),
        created=passage.created_at,
        needs_look=passage.needs_look,
        picture=picture,
        targets=tuple(targets),
    )


def document_row(document: stored.DocumentRow, first: PinCite, last: PinCite) -> DocumentRow:
    """One document with the cites of its first and last page."""
    return DocumentRow(
        type=document.type,
        first=first,
        last=last,
        date=document.date or "",
        sender=document.sender or "",
        to=document.to,
        cc=document.cc,
        subject=document.subject or "",
        attachments=document.attachments,
    )


def deadline_row(
    request: stored.RequestRow, event: stored.EventRow, today: date, letter: stored.LetterRow | None = None
) -> DeadlineRow:
    """When to send the appeal of one determination, as of `today`; `letter` is the one the event was accepted from."""
    stated = stated_last_day(letter.determination, _date(event.printed_on)) if letter is not None else None
    case = Determination(
        request.regime,
        request.agency,
        request.component,
        requested_on=_date(request.requested_on),
        printed_on=_date(event.printed_on),
        received_on=_date(event.received_on),
        litigation=request.litigation,
    )
    if stated is not None:
        case = replace(case, stated_until=stated.day, stated_working=stated.working)
    name = " ".join(part for part in (request.agency, request.number, event.title or event.kind) if part)
    return DeadlineRow(event.uuid, name, appeal_deadline(case, today))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def coverage(of: stored.Coverage) -> Coverage:
    """What was read, seen and checked of the whole project."""
    return Coverage(
        pages=of.pages,
        pages_read=of.pages - of.pages_not_read - of.pages_failed,
        pages_failed=of.pages_failed,
        pages_seen=of.pages_seen,
        redactions=of.detected,
        redactions_checked=of.detected_checked,
        files_failed=of.files_failed,
    )
