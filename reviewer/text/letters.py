"""Recognises letters and memoranda by their heads and reads date, sender, addressee and subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.text.dates import iso_date
from reviewer.text.labels import find_label
from reviewer.text.page_lines import PageLine
from reviewer.text.people import clean_person, split_people

DEAR = re.compile(r"^\W?Dear\s+.{2,60}[:,;.]?$|^(?:To Whom It May Concern|Geachte\b.*)[:,]?$", re.I)
_MEMO = re.compile(
    r"^(?:.{0,40}\b)?(?:(?:MEMORANDUM|MEMO|INFORMATION MEMO|ACTION MEMO)\b(?:\s+(?:FOR|TO)\b.*)?"
    r"|(?:BRIEFING )?NOTE (?:FOR|TO) THE \w+.{0,30})$"
)
_MEMO_FOR = re.compile(r"^MEMORANDUM\s+(?:FOR|TO)\s*:?\s*(.+)$")
_SUBJECT = re.compile(r"^\W?(?:RE|Re|SUBJECT|Subject|SUBJ|Betreft)\s*[:;]\s*(.+)$")
_CLOSING = re.compile(
    r"^\W?(?:Sincerely|Very truly yours|Yours truly|Respectfully|Regards|Best regards|Hoogachtend)\b", re.I
)
_HEAD_LINES = 30


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What a letter or memorandum says of itself; `date` is ISO 8601."""

    date: str | None
    sender: str | None
    to: tuple[str, ...]
    subject: str | None


def is_letter(lines: Sequence[PageLine]) -> bool:
    """Whether a page has a salutation in its upper part, below a date or an address."""
    return any(DEAR.match(line.text) for line in lines[:_HEAD_LINES]) and len(lines) > 3


def is_memo(lines: Sequence[PageLine]) -> bool:
    """Whether `MEMORANDUM` stands as a heading at the head of a page."""
    return any(_MEMO.match(line.text) for line in lines[:8])


def read_letter(first: Sequence[PageLine], last: Sequence[PageLine]) -> LetterHead:
    """Date, sender, addressee and subject from the first and the last page of a letter or memorandum."""
    head = first[:_HEAD_LINES]
    date = next((found for line in head if len(line.text) < 60 and (found := iso_date(line.text))), None)
    fields = {label.field: label.rest for line in head if (label := find_label(line.text)) and label.colon}
    salutation = next((i for i, line in enumerate(head) if DEAR.match(line.text)), None)
    subject = next((match[1].strip() for line in head if (match := _SUBJECT.match(line.text))), None)
    to = split_people(fields.get("to", "")) or _memo_for(head) or _addressee(head, salutation)
    sender = clean_person(fields["from"]) if fields.get("from") else _signature(last)
    # A letter is dated by the day; a time beside its date is a stamp of receipt.
    return LetterHead(date[:10] if date else None, sender or None, to, subject)


def _memo_for(head: Sequence[PageLine]) -> tuple[str, ...]:
    return next((split_people(match[1]) for line in head if (match := _MEMO_FOR.match(line.text))), ())


def _addressee(head: Sequence[PageLine], salutation: int | None) -> tuple[str, ...]:
    """The first line of the address above the salutation, else the name in the salutation."""
    if salutation is None:
        return ()
    for line in reversed(head[:salutation]):
        if re.match(r"^(?:Mr|Mrs|Ms|Dr|Hon|The Honorable)\b\.?\s+\w+", line.text):
            return (clean_person(line.text),)
    name = re.sub(r"^\W?(?:Dear|Geachte)\s+", "", head[salutation].text, flags=re.I)
    return (clean_person(name),) if name else ()


def _signature(last: Sequence[PageLine]) -> str | None:
    """The first line below the closing that looks like a name."""
    for i, line in enumerate(last):
        if _CLOSING.match(line.text):
            for below in last[i + 1 : i + 6]:
                if re.fullmatch(r"(?:[A-Z][\w.'\-]*,?\s*){2,5}", below.text) or below.text.startswith("[redacted"):
                    return clean_person(below.text)
    return None
