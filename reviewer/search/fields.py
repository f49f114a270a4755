"""The fields of a search: their names, what values they take, and an example of each."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from reviewer.model.documents import DocumentType
from reviewer.model.exemptions import parse_codes
from reviewer.model.page import Kind, Marking
from reviewer.model.query import And, Field, FieldName, Query

_CHECKS = ("unchecked", "right", "corrected", "not a redaction", "drawn", "checked", "needs a look")
_POSITIONS = ("undecided", "not contested", "contested", "attorney to decide", "resolved")
_COPIES = ("released", "hidden", "recoded")
_YES_NO = ("yes", "no")
_STATES = ("pending", "reading", "done", "failed")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$", re.ASCII)
_PAGE = re.compile(r"\d{1,9}$", re.ASCII)
FIRST_DATE, LAST_DATE, LAST_PAGE = "0001", "9999", "999999999"


class WrongValueError(ValueError):
    """A value that its field does not take; the text is a clause that says why."""


def _fold(value: str) -> str:
    """For comparing a typed value with known ones: `Not-Contested` is `not contested`."""
    return " ".join(re.split(r"[\s_-]+", value.lower()))


def _choice(*known: str, also: Mapping[str, str] | None = None) -> Callable[[FieldName, str], Query]:
    by_fold = {_fold(value): value for value in known} | dict(also or {})

    def build(name: FieldName, value: str) -> Query:
        chosen = by_fold.get(_fold(value))
        if chosen is None:
            raise WrongValueError(f"“{name}:” takes {', '.join(known[:-1])} or {known[-1]}, not “{value}”")
        return Field(name, chosen)

    return build


def _text(name: FieldName, value: str) -> Query:
    if not any(c.isalnum() for c in value) and not (value == "*" and name == "note"):
        raise WrongValueError(f"“{name}:{value}” holds no letter or digit")
    return Field(name, value)


def _code(name: FieldName, value: str) -> Query:
    if _fold(value) == "none":
        return Field(name, "none")
    codes = parse_codes(value)
    if not codes:
        raise WrongValueError(f"“{value}” is no exemption code")
    return Field(name, codes[0]) if len(codes) == 1 else And(tuple(Field(name, code) for code in codes))


def _day(value: str) -> str:
    match = _DATE.match(value)
    if match is None:
        raise WrongValueError(f"“{value}” is no date")
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        raise WrongValueError(f"“{value}” is no date")
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise WrongValueError(f"“{value}” is no date")
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def _date(name: FieldName, value: str) -> Query:
    first, dots, last = value.partition("..")
    if not dots:
        return Field(name, _day(value))
    start, end = _day(first) if first else FIRST_DATE, _day(last) if last else LAST_DATE
    if (not first and not last) or end < start[: len(end)]:
        raise WrongValueError(f"“{value}” ends before it begins" if first or last else "“..” has neither start nor end")
    return Field(name, start, end)


def _number(value: str) -> str:
    if not _PAGE.match(value) or int(value) < 1:
        raise WrongValueError(f"“{value}” is no page number")
    return str(int(value))


def _page(name: FieldName, value: str) -> Query:
    first, dots, last = value.partition(".." if ".." in value else "-")
    if not dots:
        return Field(name, _number(value))
    if not first and not last:
        raise WrongValueError(f"“{value}” has neither start nor end")
    start, end = _number(first) if first else "1", _number(last) if last else LAST_PAGE
    if int(end) < int(start):
        raise WrongValueError(f"“{value}” ends before it begins")
    return Field(name, start, end)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field as users know it: what makes a query of its value, an example, and what it finds."""

    build: Callable[[FieldName, str], Query]
    example: str
    finds: str


_TYPE = _choice(*get_args(DocumentType), also={"email": "e-mail"})

FIELDS: Mapping[FieldName, FieldRule] = {
    "bates": FieldRule(_text, "bates:BRR-2018-*", "a page identifier of any series; `*` ends it with any rest"),
    "check": FieldRule(_choice(*_CHECKS), 'check:"needs a look"', "redactions by the check of the detector's finding"),
    "code": FieldRule(_code, "code:b5", "redactions that claim the exemption, sub-codes included; `none`: no code"),
    "copy": FieldRule(_choice(*_COPIES), "copy:released", "redactions by what another copy has in their place"),
    "date": FieldRule(_date, "date:2018-06..2018-07", "the document's date: a year, month, day, or a span of them"),
    "document": FieldRule(_text, 'document:"site visit"', "words of the document's subject, `*` ends a beginning"),
    "entity": FieldRule(_text, 'entity:"Homeland Security Investigations"', "an entity by its name or an alias"),
    "file": FieldRule(_text, "file:Release_1of2", "a part of the source file's name"),
    "from": FieldRule(_text, "from:doyle", "words of a sender as printed, `*` ends a beginning"),
    "kind": FieldRule(_choice(*get_args(Kind)), "kind:white", "redactions by how they look"),
    "marker": FieldRule(_text, 'marker:"non-responsive"', "a marker printed on the page"),
    "marking": FieldRule(_choice(*get_args(Marking)), "marking:none", "redactions by where their code stands"),
    "note": FieldRule(_text, "note:appeal", "a part of a note; `*`: any note"),
    "page": FieldRule(_page, "page:3..8", "the page of the file, from 1, or a span"),
    "position": FieldRule(_choice(*_POSITIONS), "position:contested", "redactions by the legal position"),
    "release": FieldRule(_text, "release:interim", "a part of the release's name"),
    "seen": FieldRule(_choice(*_YES_NO), "seen:no", "pages that someone has marked as seen, or not"),
    "state": FieldRule(_choice(*_STATES), "state:failed", "pages by how far their reading is"),
    "tag": FieldRule(_text, 'tag:"public interest"', "passages with the tag"),
    "to": FieldRule(_text, "to:northwind", "words of a recipient (to or cc) as printed, `*` ends a beginning"),
    "type": FieldRule(_TYPE, "type:e-mail", "the type of document"),
}


def field_query(name: str, value: str) -> Query | None:
    """The query of a field, or None where no field has that name; raises WrongValueError for a wrong value."""
    for known, rule in FIELDS.items():
        if known == name:
            return rule.build(known, value)
    return None
