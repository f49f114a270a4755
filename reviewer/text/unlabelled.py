"""Reads mail headers whose sender and date stand without labels: prints of Gmail, and mail that lost all its labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reviewer.text.dates import iso_date
from reviewer.text.labels import find_label
from reviewer.text.page_lines import PageLine
from reviewer.text.spacing import Spacing

_WEEKDAY = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[,.]?"
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?)\s+(?:19|20)\d\d"
_WHEN = rf"{_WEEKDAY}\s+{_DAY},?\s+(?:at\s+)?{_TIME}"
_TIMED = re.compile(r"\d[:.]\d\d")  # looked for first, for hardly a line has it
_HOLE = r"\[redacted[^\]]*\]"
_ADDRESS = rf"(?:<\S+@\S+>|\S+@\S+|<?{_HOLE}>?)"
_SENT_BY = re.compile(rf"^\W?(?P<who>[^<\d]{{0,60}}{_ADDRESS})\s+(?P<when>{_WHEN})\W*$")
_DATE_ALONE = re.compile(rf"^{_WHEN}\W*$")
_SENDER = re.compile(rf"^(?:[^<\d:]{{0,60}}{_ADDRESS}|[A-Z][\w'’\-]+, [A-Z][\w.'’\- ()/]{{0,40}})$")
_NAMED = re.compile(r"^[A-Z][\w'’\-]+, [A-Z]|^[A-Z]$")
# Lotus Notes: `Jane Doe/DC/AGENCY/US` above `06/12/2018 09:14 AM`, and labels without colons in a column beside them.
_NOTES_NAME = re.compile(
    rf"^(?P<left>(?:[A-Z][\w.'’\- ]{{1,40}}?|{_HOLE})(?:/[\w.\-]+){{2,5}}(?:@\w+)?)(?:\s+(?P<right>To\b.*))?$"
)
_NOTES_DATE = re.compile(
    r"^(?P<left>\d{1,2}/\d{1,2}/\d{2,4}\s+\d{1,2}:\d\d(?::\d\d)?\s?[AP]M(?:\s[A-Z]{3})?)(?:\s+(?P<right>(?:To|[Cc]c)\b.*))?$"
)
_NOTES_LABEL = re.compile(r"^(?P<label>To|[Cc]c|CC|[Bb]cc|BCC|Subject)\b:?\s*(?P<rest>.*)$")
_NOTES_LINES = 8
_REPLY = re.compile(r"^(?:re|fw|fwd)\s?[:;]", re.I)
_LONGEST = 240  # letters of a line that can be one of a header
_NEAR = 1.6
"""Line pitches between lines of one header."""


class Unlabelled(NamedTuple):
    """What is printed of a message: sender, date, recipients as one string each; `length` counts its lines."""

    sender: str
    date: str
    to: str
    cc: str
    subject: str
    length: int


def read_unlabelled(lines: Sequence[PageLine], at: int, spacings: dict[int, Spacing]) -> Unlabelled | None:
    """The header without labels for sender and date that begins with line `at`; None if none does."""
    if len(lines[at].text) > _LONGEST:
        return None
    return _gmail_print(lines, at) or _notes_print(lines, at) or _bare(lines, at, spacings)


def _gmail_print(lines: Sequence[PageLine], at: int) -> Unlabelled | None:
    """`Jane Doe <…>   Tue, Jun 12, 2018 at 9:14 AM` above `To:`."""
    match = _SENT_BY.match(lines[at].text) if _TIMED.search(lines[at].text) else None
    if match is None or iso_date(match["when"]) is None:
        return None
    values = {"to": "", "cc": "", "bcc": ""}
    length = 1
    for line in lines[at + 1 : at + 4]:
        label = find_label(line.text, within=True)
        if label is None or label.field not in values or line.page != lines[at].page:
            break
        values[label.field] = label.rest
        length += 1
    if length == 1:
        return None
    return Unlabelled(match["who"], match["when"], values["to"], values["cc"], "", length)


def _notes_print(lines: Sequence[PageLine], at: int) -> Unlabelled | None:
    """A Notes name with its path above a date in figures; recipients and subject in the lines beside or below."""
    name = _NOTES_NAME.match(lines[at].text)
    date = _NOTES_DATE.match(lines[at + 1].text) if name is not None and at + 1 < len(lines) else None
    if name is None or date is None or iso_date(date["left"]) is None:
        return None
    values = {"to": "", "cc": "", "bcc": "", "subject": ""}
    beside = [match["right"] for match in (name, date) if match["right"]]
    below = [line.text for line in lines[at + 2 : at + 2 + _NOTES_LINES] if line.page == lines[at].page]
    length = 2
    for n, text in enumerate([*beside, *below]):
        label = _NOTES_LABEL.match(text)
        if label is None or values[label["label"].lower()]:
            break
        values[label["label"].lower()] = label["rest"]
        length += n >= len(beside)
    if not values["to"] and not values["subject"]:
        return None
    return Unlabelled(name["left"], date["left"], values["to"], values["cc"], values["subject"], length)


def _bare(lines: Sequence[PageLine], at: int, spacings: dict[int, Spacing]) -> Unlabelled | None:
    """Sender, date with weekday and time, recipients and subject below each other, each a line of its own."""
    header = lines[at : at + 4]
    if len(header) < 3 or not _SENDER.match(header[0].text) or not _DATE_ALONE.match(header[1].text):
        return None
    if not _may_be_recipients(header[2].text) or not _below_each_other(header[:3], spacings):
        return None
    has_subject = len(header) == 4 and _below_each_other(header[2:], spacings)
    if not has_subject and "@" not in header[0].text + header[2].text:
        return None
    subject = header[3].text if has_subject else ""
    # A line in the same distance is the subject if it looks like one, or if the body stands further off.
    behind = lines[at + 3 : at + 5]
    if has_subject and not _REPLY.match(subject) and len(behind) == 2 and _below_each_other(behind, spacings):
        return None
    return Unlabelled(header[0].text, header[1].text, header[2].text, "", subject, 4 if has_subject else 3)


def _may_be_recipients(text: str) -> bool:
    named = "@" in text or "[redacted" in text or _NAMED.match(text) is not None
    return named and ":" not in text and len(text) <= _LONGEST


def _below_each_other(lines: Sequence[PageLine], spacings: dict[int, Spacing]) -> bool:
    return all(
        above.page == below.page
        and abs(above.rect.x0 - below.rect.x0) < 4 * below.rect.height
        and below.rect.y0 - above.rect.y0 < _NEAR * spacings[below.page].pitch
        for above, below in pairwise(lines)
    )
