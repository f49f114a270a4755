"""Makes the agency's own index for a sample release: a workbook that leaves out a record and claims another code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from reviewer.sample.cast import texts

NAME: Final = "Vaughn_Index.xlsx"
_WIDTHS: Final = (9, 22, 12, 26, 26, 16, 36, 18, 16, 60)
_MADE: Final = datetime(2019, 3, 4, 9, 0)  # noqa: DTZ001 - equal releases give equal bytes; files say no zone
_HEAD_ROW: Final = 3


def write_index(folder: Path, truth: Path) -> Path:
    """Write the index of the release that `truth` tells of into `folder`; equal truths give equal bytes."""
    import xlsxwriter  # not needed to make the release itself

    told = json.loads(truth.read_text(encoding="utf-8"))
    said = texts("index")
    path = folder / NAME
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": said["title"], "created": _MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#dddddd", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet("Index")
        sheet.set_landscape()
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, said["title"], book.add_format({"bold": True}))
        sheet.write_string(1, 0, said["caption"].format(request=told["request_number"], agency=told["agency"]))
        sheet.write_row(_HEAD_ROW, 0, said["headings"], head)
        for place, row in enumerate(_rows(told["files"], said), start=1):
            sheet.write_row(_HEAD_ROW + place, 0, [str(place), *row], plain)
        key = book.add_worksheet("Key")
        key.set_column(0, 0, 26)
        key.set_column(1, 1, 70)
        key.write_string(0, 0, said["key_title"], book.add_format({"bold": True}))
        key.write_row(1, 0, said["key_headings"], head)
        for place, row in enumerate(said["key"], start=2):
            key.write_row(place, 0, row, plain)
    return path


def _rows(files: Sequence[Mapping[str, Any]], said: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    prefix = ""
    told = False
    for file in files:
        for document in file["documents"]:
            if document["bates_first"] is None:
                continue
            prefix, number = _parts(document["bates_first"])
            if number > said["withheld"]["bates"][1] and not told:
                told = True
                yield _withheld(prefix, said["withheld"])
            pages = file["pages"][document["first_page"] : document["last_page"] + 1]
            codes = dict.fromkeys(code for page in pages for row in page["redactions"] for code in row["codes"])
            if codes and document["subject"] not in said["not_indexed"]:
                claimed = said["other_codes"].get(document["subject"], list(codes))
                yield _row(document, claimed, said)


def _row(document: Mapping[str, Any], codes: Sequence[str], said: Mapping[str, Any]) -> tuple[str, ...]:
    known = [code for code in codes if code in said["reasons"]]
    return (
        _range(document["bates_first"], document["bates_last"]),
        (document["date"] or "undated")[:10],
        document["from"] or "",
        "; ".join(document["to"]),
        str(document["type"]),
        document["subject"] or "",
        "; ".join(codes),
        "Released in part",
        "\n".join(f"{code}: {said['reasons'][code]}" for code in known),
    )


def _withheld(prefix: str, said: Mapping[str, Any]) -> tuple[str, ...]:
    first, last = said["bates"]
    pages = f"{prefix}{first:06d}–{last:06d}"
    return (pages, said["date"], "", "", said["kind"], said["description"], said["code"], "Withheld in full",
            said["reason"])  # fmt: skip


def _range(first: str, last: str) -> str:
    """As agencies write it: the end without its prefix."""
    return first if first == last else f"{first}–{_parts(last)[1]:06d}"


def _parts(bates: str) -> tuple[str, int]:
    match = re.fullmatch(r"(.*?)(\d+)", bates)
    if match is None:
        raise ValueError(f"{bates} ends in no number")
    return match[1], int(match[2])
