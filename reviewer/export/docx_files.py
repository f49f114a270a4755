"""The withholding log and the excerpts as Word documents: landscape, the table's head repeated on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Pt
from docx.table import Table, _Cell, _Row

from reviewer.export.arranging import LogGroup, grouped, heading
from reviewer.export.cells import visible
from reviewer.export.columns import INTERNAL, SERVED, WORK_PRODUCT, Column, Row
from reviewer.export.html_pages import NEEDS_LOOK
from reviewer.export.pictures import as_png, picture
from reviewer.export.rows import Content, Excerpt, LogRow
from reviewer.export.wording import date_words, utc_words

_WIDE, _HIGH = Inches(11), Inches(8.5)  # Letter, landscape
_MARGIN, _FOOT = Inches(0.5), Inches(0.7)
_SMALL, _SMALLEST = Pt(8), Pt(6)  # of a table, and of one with more columns than are served
_ABOVE, _BELOW = Pt(1), Pt(2)  # between the words of a cell and its rules
_TWIPS_BESIDE = "50"
_SHADE = "EBEBEB"
_PICTURE, _PICTURE_HIGH = Inches(6), Inches(6.5)  # the height leaves room for the heading and the words
_LEAST, _LEAST_OF_MANY = 14, 18  # characters: a narrower column breaks its own heading


def write_log(content: Content, path: Path, *, internal: bool = False, group: LogGroup = "none") -> None:
    """The served columns as a table for each `group`; `internal` adds one marked as work product in every row."""
    made = _document(content.title or "Withholding log", content)
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _WIDE, _HIGH
    section.left_margin = section.right_margin = section.top_margin = _MARGIN
    section.bottom_margin, section.footer_distance = _FOOT, _MARGIN // 2
    made.add_paragraph("Extents are estimates.")
    for name, rows in grouped(content.log, group):
        if name:
            made.add_heading(visible(heading(name, rows)), 2)
        _table(made, SERVED, rows)
    if internal:
        made.add_section(WD_SECTION.NEW_PAGE)
        made.add_heading(f"{WORK_PRODUCT}: do not serve", 2)
        for sentence in content.coverage.gaps:
            made.add_paragraph(visible(sentence))
        marked: Column[LogRow] = Column("confidential", lambda _row: WORK_PRODUCT, 12)
        _table(made, (marked, SERVED[0], *INTERNAL[:-2]), content.log)
    _save(made, path)


def append_log(made: DocumentType, rows: Sequence[LogRow]) -> None:
    """Put the served columns of `rows` behind what `made` holds, on landscape pages of their own."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _WIDE, _HIGH
    section.left_margin = section.right_margin = _MARGIN
    made.add_paragraph("Extents are estimates.")
    _table(made, SERVED, rows, len(made.sections) - 1)


def write_excerpts(content: Content, path: Path, *, internal: bool = False, crops: bool = False) -> None:
    """Each passage with pin cite, words, tags; `crops` puts the picture as released below, `internal` adds notes."""
    made = _document(f"Excerpts: {content.project}", content)
    if internal:
        made.add_paragraph(WORK_PRODUCT.upper()).runs[0].bold = True
    for sentence in content.coverage.gaps:
        made.add_paragraph(visible(sentence))
    for excerpt in content.excerpts:
        _excerpt(made, excerpt, internal, crops)
    _save(made, path)


def _document(title: str, content: Content) -> DocumentType:
    made = Document()
    facts = made.core_properties
    facts.title, facts.author, facts.comments = visible(title)[:255], "", ""
    facts.created = facts.modified = datetime.fromisoformat(content.made).replace(microsecond=0)
    made.styles["Normal"].font.size = Pt(10)
    made.styles["Normal"].font.name = "Arial"  # or Liberation Sans, of the same widths, which the columns are made for
    if content.banner:
        made.sections[0].header.paragraphs[0].add_run(visible(content.banner)).bold = True
    _number_pages(made, f"Made {date_words(content.made)}")
    made.add_heading(visible(title), 1)
    for request in content.requests:
        named = " ".join(part for part in (request.agency, request.regime, request.number, request.date) if part)
        made.add_paragraph(visible(named))
    return made


def _table(made: DocumentType, columns: Sequence[Column[Row]], rows: Sequence[Row], section: int = 0) -> None:
    table = made.add_table(rows=2, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    _narrow_margins(table)
    room = (made.sections[section].page_width or _WIDE) - 2 * _MARGIN
    many = len(columns) > len(SERVED)
    shares = [max(_LEAST_OF_MANY if many else _LEAST, column.width) for column in columns]
    head, pattern = table.rows
    for place, column in enumerate(columns):
        width = Emu(int(room * shares[place] / sum(shares)))
        table.columns[place].width = width  # LibreOffice reads the width of the column, Word that of each cell
        for row in (head, pattern):
            row.cells[place].width = width
            paragraph = row.cells[place].paragraphs[0]
            paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = _ABOVE, _BELOW
            run = paragraph.add_run(visible(column.heading))
            run.font.size, run.bold = _SMALLEST if many else _SMALL, row is head
        _shade(head.cells[place])
    _property(head, "w:tblHeader")
    _property(pattern, "w:cantSplit")
    for row in rows:
        table._tbl.append(_copy(pattern, [str(column.cell(row)) for column in columns]))
    table._tbl.remove(pattern._tr)


def _copy(pattern: _Row, cells: Sequence[str]) -> Any:
    """A row like `pattern` with other words: the library's own way of adding rows takes a minute for some thousands."""
    made = deepcopy(pattern._tr)
    for cell, text in zip(made.tc_lst, cells, strict=True):
        cell.p_lst[0].r_lst[0].text = visible(text)
    return made


def _narrow_margins(table: Table) -> None:
    """Leaves the words of a cell more of its width than programs do by themselves."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), _TWIPS_BESIDE)
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)  # programs hold to the order of the schema
    else:
        table._tbl.tblPr.append(margins)


def _shade(cell: _Cell) -> None:
    element = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADE)):
        element.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(element)


def _number_pages(made: DocumentType, said: str) -> None:
    """`said`, and the number of the page, at the foot of each."""
    foot = made.sections[0].footer.paragraphs[0]
    foot.add_run(f"{visible(said)} · Page ").font.size = _SMALL
    for word in ("PAGE", "NUMPAGES"):
        run = foot.add_run(" of " if word == "NUMPAGES" else "")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), word)
        number = foot.add_run("1")
        number.font.size = run.font.size = _SMALL
        field.append(number._r)
        foot._p.append(field)


def _property(row: _Row, name: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)  # the library has no name for it


def _excerpt(made: DocumentType, excerpt: Excerpt, internal: bool, crops: bool) -> None:
    made.add_heading(visible(excerpt.cite), 3)
    facts = " · ".join(part for part in (excerpt.record, excerpt.description) if part)
    if facts:
        made.add_paragraph(visible(facts)).paragraph_format.keep_with_next = True
    found = picture(excerpt.picture) if crops else None
    if excerpt.quote.strip():
        quoted = made.add_paragraph(visible(excerpt.quote), style="Quote")
        quoted.paragraph_format.keep_with_next = found is not None
    if found is not None:
        shown = as_png(found)
        share = min(_PICTURE / shown.width, _PICTURE_HIGH / shown.height)
        made.add_picture(io.BytesIO(shown.data), width=Emu(int(shown.width * share)))
    if excerpt.needs_look:
        made.add_paragraph(NEEDS_LOOK)
    if excerpt.tags:
        made.add_paragraph(visible("Tags: " + ", ".join(excerpt.tags)))
    if internal:
        for note in excerpt.notes:
            made.add_paragraph(visible(f"Note: {note}"))
        made.add_paragraph(visible(f"{excerpt.reviewer}, {utc_words(excerpt.created)}"))


def _save(made: DocumentType, path: Path) -> None:
    stream = io.BytesIO()
    made.save(stream)
    path.write_bytes(stream.getvalue())
