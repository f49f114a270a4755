"""Reads the fields of documents: Concordance DAT (þ and ¶, or others of its kind) or CSV, in whatever encoding."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NEWLINE: Final = "®"
_LONGEST_ROW: Final = 60  # lines that a row may go over: a field that is never closed must not swallow the file
_MOST_BYTES: Final = 500_000_000
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "first": ("BEGBATES", "BEGDOC", "BEGINBATES", "BATESBEGIN", "BATESBEG", "PRODBEG", "PRODBEGBATES", "BEGINDOC",
              "FIRSTBATES", "BEGNO", "BEGPROD", "STARTBATES", "DOCID", "DOCUMENTID", "CONTROLNUMBER"),
    "last": ("ENDBATES", "ENDDOC", "BATESEND", "PRODEND", "PRODENDBATES", "LASTBATES", "ENDNO", "ENDPROD", "STOPBATES"),
    "family_first": ("BEGATTACH", "BEGATT", "BATESBEGATTACH", "PRODBEGATTACH", "BEGFAMILY", "ATTACHBEG"),
    "family_last": ("ENDATTACH", "ENDATT", "BATESENDATTACH", "PRODENDATTACH", "ENDFAMILY", "ATTACHEND"),
    "parent": ("PARENTID", "PARENTDOCID", "PARENTBATES", "PARENT"),
    "date": ("DOCDATE", "DATESENT", "SENTDATE", "EMAILSENTDATE", "DATE", "MASTERDATE", "DATECREATED", "CREATEDATE",
             "SENTON", "DATETIMESENT"),
    "from": ("FROM", "EMAILFROM", "SENDER", "AUTHOR"),
    "to": ("TO", "EMAILTO", "RECIPIENT", "RECIPIENTS"),
    "cc": ("CC", "EMAILCC"),
    "subject": ("SUBJECT", "EMAILSUBJECT", "TITLE", "DOCTITLE", "FILENAME"),
    "type": ("DOCTYPE", "DOCUMENTTYPE", "RECORDTYPE", "TYPE"),
    "attachments": ("ATTACHMENTS", "ATTACHMENTNAMES", "ATTACHNAMES", "ATTACHMENTNAME"),
    "text": ("TEXTPATH", "EXTRACTEDTEXT", "TEXTLINK", "TEXTFILE", "OCRPATH", "FULLTEXT"),
    "file": ("PDFPATH", "PDFLINK", "NATIVELINK", "NATIVEPATH", "NATIVEFILE", "FILEPATH", "ITEMPATH", "DOCLINK"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One document's fields by our names (`first`, `last`, `date`, `from` …), and the line it begins on, from 1."""

    line: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dat:
    """The rows of a file, the headings it has, and a sentence for each row that could not be read."""

    rows: tuple[Row, ...]
    headings: tuple[str, ...]
    problems: tuple[str, ...]


def read_dat(data: bytes, name: str) -> Dat:
    """Read the bytes of a DAT or CSV file; ValueError where it has no headings that name a first page or document."""
    if len(data) > _MOST_BYTES:
        raise ValueError("it is larger than 500 MB")
    text = decode(data)
    head = text.split("\n", 1)[0].rstrip("\r")
    signs = _signs(head)
    problems: list[str] = []
    lines = list(_delimited(text, *signs, name, problems) if signs is not None else _comma(text, name, problems))
    if not lines:
        raise ValueError("it is empty")
    headings = tuple(cell.strip() for cell in lines[0][1])
    places = _places(headings)
    if "first" not in places:
        raise ValueError(f"no heading names the first page of a document; there are {', '.join(headings[:12])}")
    rows = [
        Row(line, {field: cells[at].replace(NEWLINE, "\n").strip() for field, at in places.items()})
        for line, cells in lines[1:]
    ]
    return Dat(tuple(row for row in rows if row.fields["first"]), headings, tuple(problems))


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 (with or without a mark) or, where it is neither, Windows' Western letters."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    sample = data[:2000]
    if sample.count(0) > len(sample) // 4:
        little = sample[1::2].count(0) > sample[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _signs(head: str) -> tuple[str, str] | None:
    """Delimiter and quote of a Concordance file: its own 0x14 and þ, or a pair such as | and ^; None: a CSV file."""
    if "\x14" in head:
        return "\x14", head[:1] if head[:1] and not head[:1].isalnum() else "\xfe"
    if len(head) > 2 and not head[0].isalnum() and head[0] not in "\"'" and head.count(head[0]) >= 4:
        end = head.find(head[0], 1)
        if head[end + 1 : end + 2] and head[end + 2 : end + 3] == head[0]:
            return head[end + 1], head[0]
    return None


def _delimited(
    text: str, delimiter: str, quote: str, name: str, problems: list[str]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows of fields between quotes; a row may go over several lines, but one that is broken ends with its line."""
    width = 0
    begun, buffer = 0, ""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        whole = _fields(line, delimiter, quote)
        if width and len(whole) == width and line.startswith(quote) and line.endswith(quote):
            if buffer:
                problems.append(_broken(name, begun))
            begun, buffer = 0, ""
            yield number, whole
            continue
        if not line.strip() and not buffer:
            continue
        begun, buffer = (begun, f"{buffer}\n{line}") if buffer else (number, line)
        cells = _fields(buffer, delimiter, quote)
        if not width:
            width = len(cells)
        if len(cells) == width and buffer.rstrip().endswith(quote):
            yield begun, cells
            buffer = ""
        elif len(cells) > width or number - begun >= _LONGEST_ROW:
            problems.append(_broken(name, begun))
            buffer = ""
    if buffer:
        problems.append(_broken(name, begun))


def _fields(line: str, delimiter: str, quote: str) -> list[str]:
    return [cell.strip().removeprefix(quote).removesuffix(quote) for cell in line.strip().split(delimiter)]


def _comma(text: str, name: str, problems: list[str]) -> Iterator[tuple[int, Sequence[str]]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    width, before = 0, 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            width = width or len(cells)
            if len(cells) == width:
                yield line, cells
            else:
                problems.append(_broken(name, line))
    except csv.Error as error:
        problems.append(f"{name}, row {reader.line_num}: {error}; what follows was not read.")


def _broken(name: str, line: int) -> str:
    return f"{name}, row {line}: it does not have the fields that the headings name; the row was left out."


def _places(headings: Sequence[str]) -> dict[str, int]:
    plain = ["".join(char for char in heading.upper() if char.isalnum()) for heading in headings]
    found: dict[str, int] = {}
    for field, names in _NAMES.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None:
            found[field] = at
    return found
