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
# Characters of a line that may hold its paper's date; of the part of a longer one that is a date; and what may stand
# beside the date in a line that is hardly more.
_SHORT, _SHORT_DATE, _BESIDE_DATE = 60, 20, 6
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.I)
_DATE_WORDS = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)"
    r"(?:t|[a-z]*(?:y|r|h|l|e|ust))?\b\.?|[\d\s,./:-]|(?:st|nd|rd|th)\b",
    re.I,
)
# `DATE: 2/1/72`, on typed forms behind the addressee in one line; recognition misreads the colon.
_DATED = re.compile(r"(?:^|\s)(?:DATE|Date)\s?[:!;.]\s*(.*)$")
_OF_ANOTHER = re.compile(r"\b(?:request|received|due)$", re.I)  # `REQUEST DATE: …`, in the head of an answer
# `ReBuairtel, 12/7/71`, `(Rev. 5-22-64)`, `MAY 1962 EDITION`: dates of other papers, and of the form itself.
_NOT_ITS_OWN = re.compile(r"^\W{0,3}(?:Re\s?[A-Z]|RE\s)|\bRev\b|\bEDITION\b|\bED\.|\(Ed\b", re.M)


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


def read_letter(first: Sequence[PageLine], last: Sequence[PageLine], era: int | None = None) -> LetterHead:
    """Date, sender, addressee and subject from the first and the last page of a letter or memorandum.

    `era` is a year around which its file was written (see `iso_date`).
    """
    head = first[:_HEAD_LINES]
    date = _date(head, era)
    fields = {label.field: label.rest for line in head if (label := find_label(line.text)) and label.colon}
    salutation = next((i for i, line in enumerate(head) if DEAR.match(line.text)), None)
    subject = next((match[1].strip() for line in head if (match := _SUBJECT.match(line.text))), None)
    to = split_people(fields.get("to", "")) or _memo_for(head) or _addressee(head, salutation)
    sender = clean_person(fields["from"]) if fields.get("from") else _signature(last)
    # A letter is dated by the day; a time beside its date is a stamp of receipt.
    return LetterHead(date[:10] if date else None, sender or None, to, subject)


def standing_date(lines: Sequence[PageLine], era: int | None = None) -> str | None:
    """The date of a report or form: behind its label, else in a line at the head of the page that is hardly more.

    Without a label the month must be written out: figures alone stand in every cell of a table.
    """
    head = lines[:_HEAD_LINES]
    date = _labelled(head, era)
    if date is None:
        bare = (re.sub(r"\[redacted[^\]]*\]", "", line.text) for line in head if not _NOT_ITS_OWN.search(line.text))
        alone = (text for text in bare if _MONTH.search(text) and len(_DATE_WORDS.sub("", text)) <= _BESIDE_DATE)
        date = next((found for text in alone if (found := iso_date(text, era=era))), None)
    return date[:10] if date else None


def _date(head: Sequence[PageLine], era: int | None) -> str | None:
    """The date behind its label; without a label the first one that is no reference and no edition of a form.

    A labelled date that cannot be read is not made up for by another date of the page.
    """
    if any(_dated(line.text) for line in head):
        return _labelled(head, era)
    texts = (line.text for line in head if not _NOT_ITS_OWN.search(line.text))
    own = (text if len(text) < _SHORT else text[:_SHORT_DATE] for text in texts)
    return next((found for text in own if (found := iso_date(text, era=era))), None)


def _dated(text: str) -> re.Match[str] | None:
    match = _DATED.search(text)
    return match if match and not _OF_ANOTHER.search(text[: match.start()]) else None


def _labelled(head: Sequence[PageLine], era: int | None) -> str | None:
    """The date behind `DATE:`; one typed a little above or below its printed label stands in the line beside."""
    for i, line in enumerate(head):
        match = _dated(line.text)
        if match is None:
            continue
        beside = [] if re.search(r"\d", match[1]) else [*head[i + 1 : i + 2], *head[max(0, i - 1) : i]]
        texts = [match[1], *(other.text for other in beside if len(other.text) < _SHORT)]
        return next((found for text in texts if (found := iso_date(text, era=era))), None)
    return None


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
