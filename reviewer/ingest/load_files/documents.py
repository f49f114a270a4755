"""Makes documents of a production from the fields of its load file: dates, names, families, numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from reviewer.ingest.load_files.volume import VolumeDocument, VolumePage
from reviewer.model.documents import DocumentFinding, DocumentType
from reviewer.text.agency_index.spans import key_of
from reviewer.text.dates import iso_date

_FIGURES: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_TYPES: Final[Mapping[str, DocumentType]] = {
    "email": "e-mail", "message": "e-mail", "letter": "letter", "memo": "memo", "memorandum": "memo", "form": "form",
    "report": "report", "attachment": "attachment", "deletedpagesheet": "deleted-page-sheet",
}  # fmt: skip


def finding(
    document: VolumeDocument, first: int, pages: Sequence[VolumePage], families: Mapping[str, tuple[str, ...]]
) -> DocumentFinding:
    """A document whose `pages` stand in a file from page `first` (from 0), with the fields of the load file.

    `families` are those of `families_of`.
    """
    fields = document.fields
    names = _names(fields.get("attachments", "")) or families.get(document.first.casefold(), ())
    begins = fields.get("family_first") or fields.get("parent") or document.first
    kind = _TYPES.get("".join(filter(str.isalpha, fields.get("type", "").lower())), "other")
    if kind == "other" and begins.casefold() != document.first.casefold():
        kind = "attachment"
    return DocumentFinding(
        first,
        first + len(pages) - 1,
        kind,
        _date(fields.get("date", "")),
        fields.get("from") or None,
        _names(fields.get("to", "")),
        _names(fields.get("cc", "")),
        fields.get("subject") or None,
        names,
        document.first,
        document.last or pages[-1].key,
    )


def families_of(documents: Sequence[VolumeDocument]) -> dict[str, tuple[str, ...]]:
    """What is attached to each document, by its first number: subjects or file names, else first numbers."""
    found: dict[str, tuple[str, ...]] = {}
    for document in documents:
        parent = document.fields.get("parent") or document.fields.get("family_first", "")
        if parent and parent.casefold() != document.first.casefold():
            name = document.fields.get("subject") or document.first
            found[parent.casefold()] = (*found.get(parent.casefold(), ()), name)
    return found


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in (" ".join(name.split()) for name in re.split(r"[;\n]", text)) if part)


def _date(text: str) -> str | None:
    """A date as load files write it (`20180620`, `2018-06-20T08:31`, `06/20/2018 8:31 AM`) in ISO form."""
    plain = " ".join(text.split())
    figures = _FIGURES.fullmatch(plain)
    if figures:
        plain = "-".join(figures.groups())
    exact = re.fullmatch(r"\d{4}(?:-\d\d){1,2}(?:[T ]\d\d:\d\d)?(?::\d\d)?", plain)
    if exact:
        return plain.replace(" ", "T")[:16]
    return iso_date(plain)


def running_numbers(first: str, last: str, count: int) -> list[str]:
    """The numbers of pages of which only the first one is named; empty where it does not end in figures."""
    match = re.fullmatch(r"(.*?)(\d+)", first)
    if match is None or (last and last != first and (key_of(last) or ("", 0))[1] < int(match[2])):
        return [first if number == 0 else "" for number in range(count)]
    return [f"{match[1]}{int(match[2]) + number:0{len(match[2])}d}" for number in range(count)]


def series_of(number: str) -> str:
    """The series of a page's number: what stands before its last figures."""
    return re.sub(r"\d+$", "", number).rstrip("-_. ") or "number"
