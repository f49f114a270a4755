"""Recognises by the first lines of a page that a record begins there, or that it goes on from the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from rapidfuzz import fuzz

from reviewer.model.documents import DocumentType
from reviewer.text.dates import iso_date
from reviewer.text.labels import find_label
from reviewer.text.page_lines import PageLine

_HEAD: Final = 13
_FIRST: Final = 5
_FOOT: Final = 4
_ALIKE: Final = 82.0
"""Similarity (0-100) from which a line holds a printed heading: scans of carbon copies lose a letter in five."""

# Printed on forms at their head; each of these opens a record wherever it stands among the first lines.
_FORM_HEADS: Final[tuple[tuple[str, DocumentType], ...]] = (
    ("UNITED STATES GOVERNMENT", "memo"),
    ("OPTIONAL FORM NO. 10", "memo"),
    ("TRANSMIT THE FOLLOWING IN", "memo"),
    ("TYPE IN PLAINTEXT OR CODE", "memo"),
    ("LABORATORY TRANSMITTAL FORM", "form"),
    ("REPORT OF THE LABORATORY", "report"),
    ("FEDERAL BUREAU OF INVESTIGATION", "report"),
    ("DATE OF TRANSCRIPTION", "report"),
    ("MOUNT CLIPPING IN SPACE BELOW", "other"),
    ("DELETED PAGE INFORMATION SHEET", "deleted-page-sheet"),
    ("RECORD OF DEPORTABLE", "form"),
    ("FAX CONFIRMATION", "form"),
    ("RESULT SUMMARY", "form"),
    ("FACSIMILE TRANSMITTAL", "letter"),
)
_WORD: Final = re.compile(r"[A-Za-z]{3}")
_MEMORANDUM: Final = re.compile(r"\W{0,3}\S{0,2}\s?(?:Memorand\w{1,3}|MEMORAND\w{1,3})\b.{0,12}")
_COMMERCIAL: Final = re.compile(
    r"(?:^\W*|\s)(?:Invoic\w?|INVOIC\w?|Quotation|QUOTATION|Purchase Order|PURCHASE ORDER|Requisition|Receipt)\W*$"
    r"|^\W*(?:Invoic\w?|Quotation|Purchase Order)\b.{0,20}$"
)
_FAX: Final = re.compile(
    r"\W*(?:FACSIMILE|FAX|TELEFAX)(?: (?:COVER|TRANSMITTAL|TRANSMISSION|MESSAGE))?(?: (?:SHEET|PAGE))?\W*"
)
_NUMBERED_FORM: Final = re.compile(r"\bForm\s+[A-Z]{0,3}-?\d{1,4}[A-Z]?\b\s*\(\s*(?:Rev|Ed)", re.I)
# `NR214 SF PLAIN`, then hour and precedence; or the precedence alone above the addressees.
_TELETYPE: Final = re.compile(
    r"^\W*(?:NR|N[A-Z])\s?[@\w]{1,4}\s[A-Z]{2}\s[A-Z]{4,6}\b|\b(?:NITEL|URGENT|IMMEDIATE|PRIORITY|ROUTINE)\b.{0,6}\d{1,2}[-/]\d"
)
_CARRIER: Final = re.compile(r"^\W*(?:AIRTEL|TELETYPE|NITEL|CABLE|TELEGRAM|AIR ?MAIL|PLAIN)\b[\w\s.\-]{0,30}\W*$")
_FIGURES: Final = re.compile(r"(?<![\d/])\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?(?:19|20)?\d\d\W{0,4}$")
_PAGE: Final = re.compile(
    r"^\W*page[\s:|]{1,5}(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|[1-9]\d)\b"
    r"|^\W*-\s?(?:[2-9]|[1-9]\d)\s?-\W*$",
    re.I,
)
_ATTACHED: Final = re.compile(r"^\W{0,3}(?:Attachment|Enclosure|Exhibit|Tab|Bijlage)\s+(?:[A-Z]|\d{1,2})\b(?:\W|$)")
_PAGE_ONE: Final = re.compile(r"^\W*page[\s:|]{1,5}(?:one|1)\W*$", re.I)
# The file's own number at the head of a second sheet: `SE 164-81`.
_RUNNING: Final = re.compile(r"^\W*[A-Z]{2,3}\s\d{1,3}[A-Z]?-\d{1,6}\W*\w?\W*$")
_MAILED: Final = re.compile(r"@|forwarded message|original message|\bwrote\b|^\W*Sent:", re.I)
_CAPITAL_LABEL: Final = re.compile(r"^\W{0,3}(TO|FROM|SUBJECT|SUBJ|ATTN|DATE)(?:\s?[:;.*=]|s\b|\s)")


def beginning(lines: Sequence[PageLine]) -> DocumentType | None:
    """What kind of record opens with these lines of a page; None where none is recognised.

    E-mails and letters have their own signs (headers, salutation) and are not looked for here.
    """
    printed = form_head(lines)
    if printed is not None:
        return printed
    head = _legible(lines)
    if any(_MEMORANDUM.fullmatch(text) for text in head):
        return "memo"
    if any(_COMMERCIAL.search(text) for text in head[:_FIRST]):
        return "form"
    edges = [*head, *(line.text for line in lines[-_FOOT:])]
    if any(_NUMBERED_FORM.search(text) for text in edges):
        return "form"
    if any(_PAGE_ONE.match(line.text) for line in lines[:_HEAD]):
        return "other"
    if any(_ATTACHED.match(text) for text in head[:2]):
        return "attachment"
    if any(_TELETYPE.search(text) for text in head[:_FIRST]):
        return "memo"
    return "memo" if _has_typed_head(head) else None


def form_head(lines: Sequence[PageLine]) -> DocumentType | None:
    """The kind of record whose printed form stands at the head of a page, whatever else is on it."""
    head = _legible(lines)
    kind = next((kind for text in head if (kind := _form_head(text)) is not None), None)
    return "letter" if kind is None and any(_FAX.fullmatch(text) for text in head[:_FIRST]) else kind


def _legible(lines: Sequence[PageLine]) -> list[str]:
    """The first lines of a page that hold a word; scrawls and punch holes are read as signs."""
    return list(islice((line.text for line in lines[: 3 * _HEAD] if _WORD.search(line.text)), _HEAD))


def goes_on(lines: Sequence[PageLine]) -> bool:
    """Whether the first lines say that the page is a later one of its record: `PAGE TWO`, `- 3 -`, a running head."""
    return any(_PAGE.match(line.text) or _RUNNING.match(line.text) for line in lines[:_FIRST])


@lru_cache(maxsize=4096)  # the same lines are asked for by several signs of a beginning
def _form_head(text: str) -> DocumentType | None:
    upper = text.upper()
    for phrase, kind in _FORM_HEADS:
        if len(upper) >= 0.7 * len(phrase) and len(upper) <= len(phrase) + 30:
            score = fuzz.partial_ratio(phrase, upper) if len(upper) >= len(phrase) else fuzz.ratio(phrase, upper)
            if score >= _ALIKE:
                return kind
    return None


def _has_typed_head(head: Sequence[str]) -> bool:
    """TO and FROM of a typed memorandum, or the carbon copy of one: addressee and date in the first line."""
    # The labels of a typed head are capitals, or it is a mail's, which goes on from the page before.
    fields = {match[1].lower() for text in head if (match := _CAPITAL_LABEL.match(text))}
    mixed = {label.field for text in head if (label := find_label(text)) is not None and label.colon}
    mailed = any(_MAILED.search(text) for text in head)
    fields |= {"to", "from"} if {"to", "from"} <= mixed and not mailed else set()
    dated = any(_FIGURES.search(text) or (len(text) < 90 and iso_date(text)) for text in head)
    carrier = any(_CARRIER.match(text) for text in head)
    if len(fields & {"to", "from", "subject"}) >= 2 or (fields & {"to", "from"} and (dated or carrier)):
        return True
    first = head[0] if head else ""
    capitals = sum(char.isupper() for char in first) >= 0.8 * sum(char.isalpha() for char in first)
    return bool(_FIGURES.search(first)) and capitals and len(first) < 60 and not re.search(r"\d{6}|DATE:", first)
