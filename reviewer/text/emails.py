"""Finds the messages of e-mail chains: every header that is visible on the pages of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.model.documents import Message
from reviewer.model.page import PageResult
from reviewer.text.dates import is_sure, iso_date, printed_zone
from reviewer.text.headers import HeaderBlock, read_header
from reviewer.text.page_lines import PageLine, page_lines
from reviewer.text.people import clean_person, split_people
from reviewer.text.spacing import page_spacings
from reviewer.text.unlabelled import Unlabelled, read_unlabelled

_WROTE = re.compile(
    r"^\W{0,5}On\s+(?P<when>.{6,60}?\d{4}.{0,24}?),?\s+(?P<who>[^,\d].{0,120}?)\s*(?:wrote|schreef)\s*[:;.]?\s*$", re.I
)
_WROTE_TIMED = re.compile(
    r"^\W{0,5}On\s+(?P<when>.{6,60}?\d{4}\b.{0,8}?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s+(?:[A-Z]{3,4}|[+-]\d{4})(?=,))?),?"
    r"\s+(?P<who>\S.{0,120}?)\s*(?:wrote|schreef)\s*[:;.]?\s*$"
)
_WROTE_FIGURES = re.compile(
    r"^\W{0,5}On\s+(?P<when>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[AaPp]\.?[Mm]\.?)?)?),?"
    r"\s+(?P<who>\S.{0,120}?)\s*(?:wrote|schreef)\s*[:;.]?\s*$"
)
# Lotus Notes: `Jane Doe/DC/AGENCY wrote on 06/15/2018 02:22:31 PM:`, others with the date in words.
_WROTE_ON = re.compile(
    r"^\W{0,5}(?P<who>[A-Z\[\"][^:]{2,90}?)\s+wrote on\s+"
    r"(?P<when>.{0,12}?\d{1,2}/\d{1,2}/\d{2,4}.{0,20}?|.{6,40}?\d{4}.{0,20}?)\s*[:;]\s*$"
)
# GroupWise: `>>> Jane Doe 6/15/2018 2:22 PM >>>`, on some prints with an address in between.
_BETWEEN_ARROWS = re.compile(
    r"^\W{0,3}>{2,3}\s*(?P<who>[A-Z\[\"][^>]{1,60}?(?:\s?<[^>]+>)?)\s+"
    r"(?P<when>(?:\d{1,2}/\d{1,2}/\d{2,4}|[A-Za-z, ]{3,24}\d{1,2}, \d{4})[,\s].{0,14}?)\s*>{2,3}\s*$"
)
# The last word of an attribution, letters misread: `vvrote:`, `ftirote:`, `wrcte:`.
_WROTE_MISREAD = re.compile(r"\s\S{0,4}r[o0c][tl]e\s*[:;]\s*$")
_FILE_NAME = re.compile(
    r"\.\s?(?:docx?|pdf|xlsx?|pptx?|msg|jpe?g|png|gif|tiff?|txt|rtf|zip|htm|html|csv|wpd|eml|vcf|ics)\b", re.I
)
# How far off in a chain a message may stand and still tell the year.
_NEIGHBOURS = 3


def find_messages(pages: Sequence[PageResult]) -> list[Message]:
    """Every message whose header is visible, in the order of the pages; redacted parts stand as tokens."""
    return messages_in([line for page in pages for line in page_lines(page)])


def messages_in(lines: Sequence[PageLine]) -> list[Message]:
    """As `find_messages`, from the lines of a file in the order of its pages."""
    spacings = page_spacings(lines)
    found: list[Message] = []
    printed: list[str] = []
    at = 0
    while at < len(lines):
        block = read_header(lines, at, spacings)
        if block is not None:
            found.append(_message(block))
            printed.append(block.value("date"))
            at += max(1, block.length)
            continue
        bare = read_unlabelled(lines, at, spacings)
        if bare is not None:
            found.append(_unlabelled_message(lines[at], bare))
            printed.append(bare.date)
            at += bare.length
            continue
        attributed = _attribution(lines, at)
        if attributed is not None:
            found.append(attributed[0])
            printed.append("")
            at += attributed[1]
            continue
        at += 1
    return _mended_by_chain(found, printed)


def _mended_by_chain(messages: Sequence[Message], printed: Sequence[str]) -> list[Message]:
    """The messages with dates that cannot be right as printed read once more, beside those of their neighbours."""
    mended: list[Message] = []
    for n, (message, text) in enumerate(zip(messages, printed, strict=True)):
        if not text or is_sure(text, message.date):
            mended.append(message)
            continue
        around = range(max(0, n - _NEIGHBOURS), min(len(messages), n + _NEIGHBOURS + 1))
        near = [date for k in around if (date := messages[k].date) and is_sure(printed[k], date)]
        mended.append(replace(message, date=iso_date(text, near)) if near else message)
    return mended


def _message(block: HeaderBlock) -> Message:
    sender = clean_person(block.value("from"))
    return Message(
        page=block.first.page,
        top=round(block.first.rect.y0, 1),
        sender=sender or None,
        to=split_people(block.value("to")),
        cc=split_people(block.value("cc")),
        date=iso_date(block.value("date")),
        subject=_subject(block.value("subject")) or None,
        attachments=tuple(_attachments(block.value("attachments"))),
        zone=printed_zone(block.value("date")),
    )


def _unlabelled_message(first: PageLine, header: Unlabelled) -> Message:
    return Message(
        page=first.page,
        top=round(first.rect.y0, 1),
        sender=clean_person(header.sender) or None,
        to=split_people(header.to),
        cc=split_people(header.cc),
        date=iso_date(header.date),
        subject=_subject(header.subject) or None,
        zone=printed_zone(header.date),
    )


def _subject(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" |•·_~=—")
    # Misread heads of replies, met on scans: FVV:, FVV;, RE;
    text = re.sub(r"^(?:FVV|FW|F\W)\s?[:;]", "FW:", text)
    return re.sub(r"^(Re|RE|Fw|Fwd|FWD)\s?;", r"\1:", text)


def _attachments(text: str) -> Iterator[str]:
    """File names parted by semicolons, or by commas where each part ends like a file name."""
    for part in re.split(r"\s*;\s*", text):
        pieces = re.split(r"\s*,\s*", part)
        several = len(pieces) > 1 and all(_FILE_NAME.search(piece) for piece in pieces)
        for piece in pieces if several else [part]:
            if re.search(r"\w", piece):
                yield piece.strip(" ,|")


def _attribution(lines: Sequence[PageLine], at: int) -> tuple[Message, int] | None:
    """A message announced as `On Mon, Sep 3, 2012 at 9:10 PM, Jane Doe <…> wrote:`, over up to three lines."""
    first = lines[at]
    wrote_on = _WROTE_ON.match(first.text) or _BETWEEN_ARROWS.match(first.text)
    if wrote_on is not None and (date := iso_date(wrote_on["when"])):
        sender = clean_person(wrote_on["who"])
        return _attributed(first, sender, date, wrote_on["when"]), 1
    if not re.match(r"\W{0,5}On\s", first.text):
        return None
    text = ""
    for count in range(1, 4):
        if at + count > len(lines):
            return None
        text = _WROTE_MISREAD.sub(" wrote:", f"{text} {lines[at + count - 1].text}".strip())
        match = _WROTE_FIGURES.match(text) or _WROTE_TIMED.match(text) or _WROTE.match(text)
        date = iso_date(match["when"]) if match else None
        if match and date:
            sender = clean_person(match["who"])
            return _attributed(first, sender, date, match["when"]), count
    return None


def _attributed(first: PageLine, sender: str, date: str, when: str) -> Message:
    return Message(first.page, round(first.rect.y0, 1), sender or None, date=date, zone=printed_zone(when))
