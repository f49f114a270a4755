"""Where exports break their pages: rows stay whole, headings stay with what they head, pictures fit."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from docx import Document
from docx.shared import Inches
from openpyxl import load_workbook

from reviewer.export.paper.flow import Block, Grid, Paper, Picture, plain, write_flow
from reviewer.export.registry import Options, write
from tests.unit.export_rows import content, png

LOG = Paper("Log", "Sans", 10.0, landscape=True, margin=36.0)
LETTER = Paper("Letter")


def pages(path: Path) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def rows(count: int, words: int) -> list[tuple[str, str]]:
    return [(f"row{number}", f"{'word ' * words}end{number}") for number in range(count)]


def test_a_row_stays_on_one_page_and_the_head_stands_once_on_each(tmp_path: Path) -> None:
    for words in range(150, 300, 40):  # what is left at the foot of a page differs
        write_flow(tmp_path / "log.pdf", [Grid(("number", "content"), rows(30, words), (1.0, 3.0))], LOG)
        found = pages(tmp_path / "log.pdf")
        assert len(found) > 2
        for page in found:
            assert page.count("number") == 1
            assert [f"row{n}" in page.split() for n in range(30)] == [f"end{n}" in page.split() for n in range(30)]


def test_only_a_row_that_would_leave_a_page_half_empty_is_broken(tmp_path: Path) -> None:
    write_flow(tmp_path / "log.pdf", [Grid(("number", "content"), rows(1, 1150), (1.0, 1.0))], LOG)
    assert "row0" in pages(tmp_path / "log.pdf")[0]
    assert "end0" in pages(tmp_path / "log.pdf")[1]


def test_a_heading_stays_with_the_first_row_of_its_table(tmp_path: Path) -> None:
    grids = [
        (plain(f"Group{n}", level=2), Grid(("number", "content"), rows(2, 120 + 30 * (n % 7)), (1.0, 3.0)))
        for n in range(30)
    ]
    write_flow(tmp_path / "log.pdf", [block for pair in grids for block in pair], LOG)
    for page in pages(tmp_path / "log.pdf"):
        assert "end0" in page.rpartition("Group")[2]


def test_a_heading_stays_with_its_picture(tmp_path: Path) -> None:
    blocks: list[Block] = []
    for number in range(12):
        blocks += [plain(f"Cite{number}", level=3), plain("facts", small=True)]
        blocks += [Picture(png(400, 150 + 20 * number), 468), plain("words of the quote")]
    write_flow(tmp_path / "excerpts.pdf", blocks, LETTER)
    document = pypdfium2.PdfDocument(tmp_path / "excerpts.pdf")
    for page in document:
        drawn = sum(found.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for found in page.get_objects())
        assert page.get_textpage().get_text_range().count("Cite") == drawn
    document.close()


def test_a_picture_higher_than_paper_is_made_to_fit(tmp_path: Path) -> None:
    write_flow(tmp_path / "tall.pdf", [plain("Cite", level=3), Picture(png(100, 400), 468), plain("quote")], LETTER)
    assert len(pages(tmp_path / "tall.pdf")) == 1
    write(content(picture=png(100, 400)), "excerpts-docx", tmp_path / "tall.docx", Options(crops=True))
    made = Document(str(tmp_path / "tall.docx"))
    assert made.inline_shapes[0].height <= Inches(6.5)
    (quote,) = (found for found in made.paragraphs if found.style is not None and found.style.name == "Quote")
    assert quote.paragraph_format.keep_with_next


def test_a_printed_workbook_has_rules_between_its_cells(tmp_path: Path) -> None:
    write(content(), "log-xlsx", tmp_path / "log.xlsx")
    assert load_workbook(tmp_path / "log.xlsx").worksheets[0].print_options.gridLines


def test_pages_keep_pictures_in_shape_and_headings_with_their_rows(tmp_path: Path) -> None:
    write(content(picture=png(1200, 90)), "log-html", tmp_path / "log.html", Options(crops=True, group="record"))
    page = (tmp_path / "log.html").read_text(encoding="utf-8")
    style = dict(re.findall(r"^([^{@]+?) \{ ([^}]*) \}$", page, re.MULTILINE))
    assert 'width="1200" height="90"' in page  # room is kept for it; made narrower, it must become lower, too
    assert "height: auto" in style["img"]
    assert "break-after: avoid" in style["tr.group"]
    assert '<tr class="group"><th scope="rowgroup"' in page
    assert "anywhere" not in style["th"]  # a heading is not broken letter by letter
