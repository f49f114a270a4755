"""Reads from a letter how its answer can be appealed: until when, counted how, and where to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.model.determinations import Statement
from reviewer.text.dates import iso_date
from reviewer.text.prose import Prose

_APPEAL = re.compile(r"\bappeal|\brequest for review\b|\badministrative review\b|\breview(?:ed)? (?:of|by)\b", re.I)
_PERIOD = re.compile(
    r"\b(?P<number>\d{1,3}(?!\d)|ninety|sixty|forty-five|thirty|twenty)\s*(?:\(\s*(?P<figures>\d{1,3})\s*\)\s*)?"
    r"(?P<unit>(?:calendar|business|working|work)\s+)?.{0,40}?\bdays?\b",
    re.I,
)
_WITHIN = re.compile(r"\bwithin\b|\bno (?:later|more) than\b|\bhave\b|\blater than\b|\bnot exceed", re.I)
_UNTIL = re.compile(
    r"\b(?:no later than|not later than|on or before|by|before)\s+(?P<date>[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4})"
)
_TO = re.compile(
    r"(?:\b(?:writing|write|forward(?:ed)?|address(?:ed)?|send(?:ing)?|sent|mail(?:ed|ing)?|submit(?:ted|ting)?"
    r"|directed?|appeal(?:ed)?|located|filed?|reviewed)\b"
    r"(?:\s+(?:directly|in writing(?: within [^.]{0,60}? of this letter)?|(?:your|an|any) (?:administrative )?appeal"
    r"|(?:this|our|my|the|[A-Z]+['’]s) (?:determination|decision|response|denial)"
    r"|it|a letter|by mail|a (?:written )?request for review))?\s*(?:to|at|with|by)\b"
    r"|\bto(?:\s+the following address(?:ee)?)?(?=\s?:))"
    r"\s*(?:the following address(?:ee)?)?\s*:?\s*(?:the\s+)?(?P<place>[A-Z\d].*)",
    re.S,
)
_ZIP = re.compile(r"\b[A-Z][A-Za-z.]+,?\s+(?:[A-Z]{2}|D\.?\s?C\.?|[A-Z][a-z]+)\.?,?\s+\d{5}(?:-\d{4})?\b")
# `It must be postmarked no later than 90 days from …`, behind the sentence that says where to appeal.
_RECEIVED = re.compile(r"\b(?:postmarked|received|submitted|delivered)\b.{0,80}\bdays\b")
_NEAR = 320
_LONGEST = 320
_WORDS = {"ninety": "90", "sixty": "60", "forty-five": "45", "thirty": "30", "twenty": "20"}


def appeal_terms(text: Prose) -> Iterator[Statement]:
    """Period (`90 working days`), last day and address for an appeal, as far as the letter states them."""
    period = deadline = address = None
    for place, sentence in text.sentences():
        near = text.text[max(0, place - _NEAR) : place + len(sentence)]
        if not _APPEAL.search(sentence) and not re.search(r"\bappeal\b", near, re.I):
            continue
        page, quote = text.page_at(place), text.sentence_at(place, place + 1)
        speaks = _APPEAL.search(sentence) or _RECEIVED.search(sentence)
        if period is None and speaks and (said := _period(sentence)):
            period = Statement("appeal period", said, quote, page)
        if deadline is None and (day := _deadline(sentence)):
            deadline = Statement("appeal deadline", day, quote, page)
        if address is None and _APPEAL.search(sentence) and (where := _address(text.text[place : place + 900])):
            address = Statement("appeal address", where, quote, page)
    yield from (statement for statement in (period, deadline, address) if statement is not None)


def _period(sentence: str) -> str | None:
    for match in _PERIOD.finditer(sentence):
        if not _WITHIN.search(sentence[max(0, match.start() - 40) : match.start()]):
            continue
        number = match["figures"] or _WORDS.get(match["number"].lower(), match["number"])
        working = re.search(r"\b(?:business|working|work)\b", match[0], re.I)
        return f"{number} working days" if working else f"{number} days"
    return None


def _deadline(sentence: str) -> str | None:
    match = _UNTIL.search(sentence)
    date = iso_date(match["date"]) if match else None
    return date[:10] if date else None


def _address(text: str) -> str | None:
    """From the addressee to the postal code, if one follows within the length of an address."""
    for match in _TO.finditer(text):
        code = _ZIP.search(match["place"][:_LONGEST])
        if code:
            place = " ".join(match["place"][: code.end()].split())
            return re.sub(r",? (?:who|which) is located at ", ", ", place)
    return None
