"""Every format, opened by another library: what was put in comes out as text, and nothing else does."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx
import jsonschema
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt
from pdfminer.high_level import extract_text

from reviewer.appeal.deadlines import Determination, appeal_deadline
from reviewer.export.cells import one_line, unguard, visible
from reviewer.export.columns import ENTITIES, EXCERPTS, EXCERPTS_INTERNAL, INTERNAL, SERVED, WORK_PRODUCT
from reviewer.export.registry import FORMATS, PACKETS, Options, write
from reviewer.export.rows import Content, DeadlineRow, Filters
from tests.unit.export_rows import CITE, SECRET_NOTE, content, png, webp

NASTY = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '"; drop table redaction; --',
    "&lt;b&gt; &amp; &#x41;",
    "\x00\x01\x1b[31mred\x7f\x85",
    "שלום עולם \u202eevil\u202c",
    "_x0041_ _x005F_",
    "# head\n> quote\n- item\n1. one\n| a | b |\n\n    code",
    "[link](javascript:alert(1)) ![x](http://host/p.png) **b** `c` ~~d~~ $e$ <http://host>",
    "lone \udc80 surrogate",
    "\ufffe\uffff",
    "line one\r\nline two\rline three",
]
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=()), max_size=60))


def _written(folder: Path, given: Content, name: str, *, internal: bool = False, crops: bool = False) -> bytes:
    path = folder / f"out{FORMATS[name].suffix}"
    write(given, name, path, Options(internal, crops), overwrite=True)
    return path.read_bytes()


def _csv_rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_the_contract_names_every_format() -> None:
    assert len({*FORMATS, *PACKETS}) == 23


def test_what_is_made_from_sources_is_not_made_from_rows(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="source files"):
        write(content(), "annotated-pdf", tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_csv_gives_the_text_back_and_no_formula(tmp_path: Path, text: str) -> None:
    rows = _csv_rows(_written(tmp_path, content(text), "log-csv"))
    assert rows[0] == [column.heading for column in SERVED]
    assert rows[1][0] == "17"
    assert unguard(rows[1][1]) == visible(text)
    assert rows[1][2] == str(CITE)
    assert all(cell.lstrip()[:1] not in ("=", "+", "-", "@") for cell in rows[1])
    assert len(rows) == 2
    rows = _csv_rows(_written(tmp_path, content(text), "excerpts-csv"))
    assert unguard(rows[1][0]) == visible(text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_xlsx_gives_the_text_back_and_no_formula(tmp_path: Path, text: str) -> None:
    data = _written(tmp_path, content(text), "log-xlsx", internal=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Withholding log", "About", "Internal"]
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    served = book["Withholding log"]
    assert [cell.value for cell in served[1]] == [column.heading for column in SERVED]
    assert served["A2"].value == 17
    assert served["A2"].data_type == "n"
    shared = zipfile.ZipFile(io.BytesIO(data)).read("xl/sharedStrings.xml").decode()
    assert "<f>" not in shared
    cell = served["B2"].value
    assert (cell or "") == visible(text) if "_x" not in text else isinstance(cell, str)


def test_the_workbook_is_set_up_for_reading_and_printing(tmp_path: Path) -> None:
    data = _written(tmp_path, content("one", "two", picture=webp()), "log-xlsx", crops=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Withholding log"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:J3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert any(name.startswith("xl/media/") for name in names)
    assert "xl/drawings/drawing1.xml" in names
    assert "Internal" not in book.sheetnames


def test_a_cell_of_a_hundred_thousand_characters_is_cut_and_says_so(tmp_path: Path) -> None:
    long = "wort " * 20_000
    book = openpyxl.load_workbook(io.BytesIO(_written(tmp_path, content(long), "log-xlsx")))
    cell = book["Withholding log"]["B2"].value
    assert isinstance(cell, str)
    assert len(cell) <= 32_767
    assert "[cut here: 100,000 characters in the project]" in cell
    rows = _csv_rows(_written(tmp_path, content(long), "log-csv"))  # CSV itself has no such limit
    assert rows[1][1] == long
    assert long.split()[0] in _written(tmp_path, content(long), "excerpts-html").decode()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts.setdefault(self.inside[-1], []).append(data)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_html_shows_the_text_and_runs_nothing(tmp_path: Path, text: str) -> None:
    page = _Page()
    page.feed(_written(tmp_path, content(text, picture=png()), "excerpts-html", crops=True, internal=True).decode())
    page.close()
    assert page.inside == []
    names = {tag for tag, _ in page.tags}
    assert names <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "article",
        "blockquote",
        "bdi",
        "img",
    }
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("href", "srcset", "action") for name in attributes)
        if tag == "img":
            assert (attributes["src"] or "").startswith("data:image/png;base64,")
    if text.strip():
        assert "".join(page.texts.get("blockquote", [])) == visible(text)


def _markdown_text(source: str) -> tuple[list[str], str]:
    """Kinds of blocks, and the text that a reader sees in quotations."""
    kinds, shown, depth = [], [], 0
    for token in MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(source):
        kinds.append(token.type)
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        for child in token.children or []:
            kinds.append(child.type)
            if depth:
                shown.append("\n" if child.type in ("hardbreak", "softbreak") else child.content)
    return kinds, "".join(shown)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_markdown_shows_the_text_as_it_stands(tmp_path: Path, text: str) -> None:
    kinds, shown = _markdown_text(_written(tmp_path, content(text), "excerpts-md").decode())
    assert {"link_open", "image", "html_block", "html_inline", "code_block", "fence", "table_open", "hr"}.isdisjoint(
        kinds
    )
    assert {"bullet_list_open", "ordered_list_open", "em_open", "strong_open", "code_inline", "s_open"}.isdisjoint(
        kinds
    )
    assert kinds.count("heading_open") == 2
    lines = [one_line(line) for line in visible(text).split("\n") if line.strip()]
    assert shown == ("\n".join(lines) or "[region without words]")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_json_gives_the_text_back_exactly(tmp_path: Path, text: str) -> None:
    whole = json.loads(_written(tmp_path, content(text), "project-json"))
    assert whole["format"] == "foia-reviewer project"
    assert whole["version"] == 1
    assert whole["log"][0]["record"] == text
    assert whole["log"][0]["cite"]["text"] == str(CITE)
    assert whole["excerpts"][0]["quote"] == text
    assert whole["coverage"]["pages"] == 10


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if known.selective and known.write])
def test_what_is_internal_comes_out_only_when_asked_for(tmp_path: Path, name: str) -> None:
    def text_of(data: bytes) -> str:
        if name.endswith("pdf"):
            return " ".join(extract_text(io.BytesIO(data)).split())
        if not name.endswith(("xlsx", "docx")):
            return data.decode()
        archive = zipfile.ZipFile(io.BytesIO(data))
        return "".join(archive.read(part).decode() for part in archive.namelist() if part.endswith(".xml"))

    filtered = replace(content(), filters=Filters(("weak spot",)))
    served = text_of(_written(tmp_path, filtered, name))
    assert SECRET_NOTE not in served
    if name.startswith("log"):
        assert "weak spot" not in served
        assert "contested" not in served
        assert "Ada" not in served
        assert "Sample matter" not in served
    whole = text_of(_written(tmp_path, content(), name, internal=True))
    assert SECRET_NOTE in whole
    assert WORK_PRODUCT.lower() in whole.lower()


def test_internal_columns_stand_after_the_served_ones_and_every_row_is_marked(tmp_path: Path) -> None:
    rows = _csv_rows(_written(tmp_path, content("a", "b"), "log-csv", internal=True))
    assert rows[0] == ["confidential", *(c.heading for c in SERVED), *(c.heading for c in INTERNAL)]
    assert [row[0] for row in rows[1:]] == [WORK_PRODUCT, WORK_PRODUCT]
    rows = _csv_rows(_written(tmp_path, content("a"), "excerpts-csv", internal=True))
    assert rows[0] == ["confidential", *(c.heading for c in EXCERPTS), *(c.heading for c in EXCERPTS_INTERNAL)]


def test_the_agencys_reason_is_never_invented(tmp_path: Path) -> None:
    rows = _csv_rows(_written(tmp_path, content(), "log-csv"))
    assert rows[1][rows[0].index("agency's reason")] == "None stated for this item"


def test_damaged_pictures_cost_the_picture_only(tmp_path: Path) -> None:
    given_content = content("one", picture=b"\x89PNG\r\n\x1a\nbroken")
    assert b"<img" not in _written(tmp_path, given_content, "excerpts-html", crops=True)
    book = openpyxl.load_workbook(io.BytesIO(_written(tmp_path, given_content, "log-xlsx", crops=True)))
    assert book["Withholding log"]["B2"].value == "one"


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if known.write])
def test_an_empty_project_still_gives_a_file(tmp_path: Path, name: str) -> None:
    assert _written(tmp_path, Content("Empty", "2026-01-02T03:04:05"), name)


def test_a_calendar_holds_both_dates_with_their_working_and_replaces_them_next_time(tmp_path: Path) -> None:
    case = Determination("FOIA", "DHS", "ICE", requested_on=date(2018, 3, 1), printed_on=date(2018, 6, 15))
    nasty = "ICE; 2018,\nBEGIN:VALARM \x07 =1+1"
    rows = (DeadlineRow("event-1", nasty, appeal_deadline(case, date(2018, 7, 1))),)
    given_content = replace(content(), deadlines=rows)
    data = _written(tmp_path, given_content, "deadlines-ics")
    assert data == _written(tmp_path, given_content, "deadlines-ics")
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2018, 9, 13), date(2018, 10, 24)]
    assert [str(event["uid"]) for event in events] == ["event-1-safe@foia-reviewer", "event-1-last@foia-reviewer"]
    assert all(one_line(visible(nasty)) in str(event["summary"]) for event in events)
    assert str(events[0]["summary"]).startswith("Send appeal by 13 Sep 2018 (safe date): ")  # shown days before, too
    assert str(events[1]["summary"]).startswith("Last day under the rule, 24 Oct 2018: ")
    assert "within 90 working days" in str(events[0]["description"])
    assert "no legal advice" in str(events[0]["description"])
    assert len(calendar.walk("VALARM")) == 4
    unknown = appeal_deadline(Determination("FOIA", "Bureau", printed_on=date(2018, 6, 15)), date(2018, 7, 1))
    empty = _written(tmp_path, replace(given_content, deadlines=(DeadlineRow("e", "x", unknown),)), "deadlines-ics")
    assert not Calendar.from_ical(empty).walk("VEVENT")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_the_log_as_a_page_shows_the_text_and_runs_nothing(tmp_path: Path, text: str) -> None:
    page = _Page()
    page.feed(_written(tmp_path, content(text, picture=png()), "log-html", crops=True).decode())
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "p", "table", "thead", "tbody", "tr", "th", "td", "img",
    }  # fmt: skip
    assert all(not name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert next(attributes["src"] or "" for tag, attributes in page.tags if tag == "img").startswith("data:image/")
    assert sum(tag == "th" for tag, _ in page.tags) == len(SERVED) + 1
    page.close()
    shown = "".join(page.texts["td"])
    assert "".join(visible(text).split()) in "".join(shown.split())


def test_the_log_as_json_names_its_columns_and_keeps_what_is_internal_in(tmp_path: Path) -> None:
    served = json.loads(_written(tmp_path, content("one", "two"), "log-json"))
    assert [item["item"] for item in served["items"]] == [17, 18]
    assert served["items"][0]["cite"]["text"] == str(CITE)
    assert "internal" not in served["items"][0]
    assert "coverage" not in served
    whole = json.loads(_written(tmp_path, content("one"), "log-json", internal=True))
    assert whole["confidential"] == WORK_PRODUCT
    assert whole["items"][0]["internal"]["position"] == "contested"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_workbooks_of_excerpts_and_entities_give_the_text_back(tmp_path: Path, text: str) -> None:
    for name, sheets, column in (
        ("excerpts-xlsx", ["Excerpts", "About"], EXCERPTS),
        ("entities-xlsx", ["Entities", "About"], ENTITIES),
    ):
        book = openpyxl.load_workbook(io.BytesIO(_written(tmp_path, content(text), name)))
        assert book.sheetnames == sheets
        sheet = book[sheets[0]]
        assert [cell.value for cell in sheet[1]] == [known.heading for known in column]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        cell = sheet["A2"].value
        assert (cell or "") == visible(text) if "_x" not in text else isinstance(cell, str)
    rows = _csv_rows(_written(tmp_path, content(text), "entities-csv"))
    assert unguard(rows[1][0]) == visible(text)
    assert rows[1][3] == "1"


# What the Web Annotation Data Model (W3C, 2017) asks of what is written here.
_BODY = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {"type": {"const": "TextualBody"}, "purpose": {"enum": ["tagging", "describing", "commenting"]}},
}
_SELECTOR = {
    "type": "object",
    "required": ["type"],
    "oneOf": [
        {"properties": {"type": {"const": "FragmentSelector"}}, "required": ["value", "conformsTo"]},
        {"properties": {"type": {"const": "TextQuoteSelector"}}, "required": ["exact"]},
    ],
}
_TARGET = {
    "required": ["type", "source", "selector"],
    "properties": {"selector": {"type": "array", "minItems": 1, "items": _SELECTOR}},
}
_ANNOTATION = {
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:uuid:"},
        "type": {"const": "Annotation"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
        "body": {"type": "array", "items": _BODY},
        "target": {"type": "array", "minItems": 1, "items": _TARGET},
    },
}
ANNOTATIONS = {
    "type": "object",
    "required": ["@context", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationCollection"},
        "first": {
            "required": ["type", "items"],
            "properties": {"type": {"const": "AnnotationPage"}, "items": {"type": "array", "items": _ANNOTATION}},
        },
    },
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_web_annotations_hold_to_the_model_and_give_the_words_back(tmp_path: Path, text: str) -> None:
    collection = json.loads(_written(tmp_path, content(text), "excerpts-json"))
    jsonschema.validate(collection, ANNOTATIONS)
    (annotation,) = collection["first"]["items"]
    (target,) = annotation["target"]
    places = [part["value"] for part in target["selector"] if part["type"] == "FragmentSelector"]
    assert places == ["page=114&viewrect=72.00,100.00,228.00,12.00", "page=114&viewrect=72.00,114.00,128.00,12.00"]
    assert [part["exact"] for part in target["selector"] if part["type"] == "TextQuoteSelector"] == [text] * bool(text)
    assert target["source"]["id"] == "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"
    assert [body["value"] for body in annotation["body"] if body["purpose"] == "tagging"] == ["public interest"]
    assert "creator" not in annotation


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_documents_give_the_text_back(tmp_path: Path, text: str) -> None:
    log = docx.Document(io.BytesIO(_written(tmp_path, content(text), "log-docx")))
    (table,) = log.tables
    assert [cell.text for cell in table.rows[0].cells] == [column.heading for column in SERVED]
    assert len(table.rows) == 2
    assert _plain(table.rows[1].cells[1].text) == _plain(visible(text))
    excerpts = docx.Document(io.BytesIO(_written(tmp_path, content(text, picture=png()), "excerpts-docx", crops=True)))
    words = "\n".join(paragraph.text for paragraph in excerpts.paragraphs)
    assert _plain(visible(text)) in _plain(words)
    assert len(excerpts.inline_shapes) == 1


def _plain(text: str) -> str:
    """Without blanks: a document breaks lines of its own."""
    return "".join(text.split())


def test_the_log_as_a_document_is_set_up_for_print(tmp_path: Path) -> None:
    log = docx.Document(io.BytesIO(_written(tmp_path, content("a", "b"), "log-docx", internal=True)))
    section = log.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    served, inside = log.tables
    assert "w:tblHeader" in served._tbl.xml
    assert served._tbl.xml.count("w:cantSplit") == 2
    assert [row.cells[0].text for row in inside.rows] == ["confidential", WORK_PRODUCT, WORK_PRODUCT]
    assert [child.tag.rpartition("}")[2] for child in served._tbl.tblPr][-2:] == ["tblCellMar", "tblLook"]
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Made 2 Jan 2026, 3:04 AM")
    assert 'w:instr="NUMPAGES"' in foot._p.xml


def test_times_are_written_as_people_write_them(tmp_path: Path) -> None:
    for name in ("excerpts-md", "excerpts-html"):
        text = _written(tmp_path, content(), name, internal=True).decode()
        assert "2 Jan 2026, 3:04 AM UTC" in text
        assert "T03:04" not in text
    book = openpyxl.load_workbook(io.BytesIO(_written(tmp_path, content(), "log-xlsx", internal=True)))
    heads = [cell.value for cell in book["Internal"][1]]
    assert "T" not in str(book["Internal"].cell(2, heads.index("decided (UTC)") + 1).value or "")
    assert ("made", "2 Jan 2026, 3:04 AM") in [tuple(cell.value for cell in row) for row in book["About"].rows]
