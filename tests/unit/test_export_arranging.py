"""The rows of a withholding log in the order and the groups that were asked for, in every format."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from pdfminer.high_level import extract_text

from reviewer.export.arranging import arranged, grouped
from reviewer.export.registry import Options, write
from reviewer.export.rows import Content
from tests.unit.export_rows import content

CODES = {17: ("(b)(6)",), 18: ("(b)(5)",), 19: (), 20: ("(b)(5)", "(b)(6)"), 21: ("(b)(5)",)}


@pytest.fixture
def made() -> Content:
    """Five items; the third has no code, the last no number, the first two change places on their page."""
    given = content("one", "two", "three", "four", "five")
    rows = [replace(row, internal=replace(row.internal, codes=CODES[row.item or 0])) for row in given.log]
    rows[0], rows[1] = rows[1], rows[0]
    rows[4] = replace(rows[4], item=None)
    return replace(given, log=tuple(rows))


def test_rows_are_ordered_and_groups_kept_together(made: Content) -> None:
    assert [row.item for row in arranged(made.log, "place", "none")] == [18, 17, 19, 20, None]
    assert [row.item for row in arranged(made.log, "item", "none")] == [17, 18, 19, 20, None]
    found = arranged(made.log, "item", "exemption")
    assert [row.item for row in found] == [18, None, 20, 17, 19]
    heads = [(name, len(rows)) for name, rows in grouped(found, "exemption")]
    assert heads == [("(b)(5)", 2), ("(b)(5), (b)(6)", 1), ("(b)(6)", 1), ("No exemption claimed", 1)]
    assert [name for name, _ in grouped(made.log, "record")] == ["two", "one", "three", "four", "five"]
    assert [name for name, _ in grouped(made.log, "file")] == ["Release_1of2.pdf"]


@pytest.mark.parametrize("name", ["log-docx", "log-pdf", "log-html", "log-xlsx", "log-csv"])
def test_every_format_is_arranged(made: Content, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"out.{name[4:]}"
    write(made, name, path, Options(order="item", group="exemption"))
    if name == "log-xlsx":
        sheet = openpyxl.load_workbook(path)["Withholding log"]
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [18, "", 20, 17, 19]
    elif name == "log-csv":
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        assert [row[0] for row in rows[1:]] == ["18", "", "20", "17", "19"]
    else:
        text = {
            "log-docx": lambda: "\n".join(line.text for line in docx.Document(str(path)).paragraphs),
            "log-pdf": lambda: extract_text(path),
            "log-html": lambda: path.read_text(encoding="utf-8"),
        }[name]()
        heads = ["(b)(5): 2 items", "(b)(5), (b)(6): 1 item", "(b)(6): 1 item", "No exemption claimed: 1 item"]
        places = [text.index(head) for head in heads]
        assert places[0] < places[1] < places[3]
