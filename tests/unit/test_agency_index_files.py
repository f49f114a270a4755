"""Indexes as agencies send them: workbooks, CSV files, Word documents and PDFs, read, planned, taken in, quoted."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from reviewer.export.gather import gather
from reviewer.export.index_reasons import IndexReasons
from reviewer.model.errors import UserError
from reviewer.services.indexes.plan import IndexChoice, plan_index
from reviewer.services.indexes.reading import read_index_file
from reviewer.services.indexes.results import index_results
from reviewer.services.operations import RemoveIndex, SetCodes
from reviewer.services.workspace import Workspace
from reviewer.text.agency_index.entries import IndexTable
from reviewer.text.agency_index.spans import Span
from reviewer.workers.pool import WorkerPool
from tests.storage.material import AT_END, black, box, made_project, read_pages, redactions_on, result

ROWS: Sequence[Sequence[str]] = (
    ("Vaughn No.", "Bates Range", "Date", "Description", "Exemption(s)", "Basis for Withholding"),
    ("1", "BRR-2018-000001–000002", "6/15/2018", "E-mail about detention beds", "(b)(6)", "Names of line staff."),
    ("2", "BRR-2018-000003", "6/16/2018", "Memo", "(b)(5)", "Deliberative."),
    ("3", "BRR-2018-000010-12", "6/17/2018", "Draft", "(b)(5)", "Withheld in full: deliberative in its entirety."),
)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as workers:
        yield workers


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with made_project(tmp_path / "case.foia") as made:
        yield made


def xlsx(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Index"
    sheet.append(["Vaughn Index, Doyle v. Bureau, No. 18-cv-1234"])
    sheet.append([])
    for row in ROWS:
        sheet.append(list(row))
    key = book.create_sheet("Key")
    key.append(["(b)(6)-4", "Names of third parties"])
    book.save(folder / "index.xlsx")
    return folder / "index.xlsx"


def csv_utf16(folder: Path) -> Path:
    path = folder / "index.csv"
    with path.open("w", encoding="utf-16", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerows(ROWS)
    return path


def docx(folder: Path) -> Path:
    made = Document()
    made.add_paragraph("DECLARATION")
    made.add_paragraph("(b)(6)-4: Names of third parties")
    first = made.add_table(rows=0, cols=6)
    second = made.add_table(rows=0, cols=6)  # the index goes on in a table of its own
    for number, row in enumerate(ROWS):
        cells = (first if number < 3 else second).add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    made.save(str(folder / "index.docx"))
    return folder / "index.docx"


def pdf_ruled(folder: Path) -> Path:
    path = folder / "index.pdf"
    table = Table([list(row) for row in ROWS], colWidths=[50, 130, 60, 100, 60, 110], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 7)]))
    SimpleDocTemplate(str(path), pagesize=letter).build([table])
    return path


def pdf_in_columns(folder: Path) -> Path:
    """No lines are drawn, and the second page has no headings."""
    path = folder / "columns.pdf"
    page = Canvas(str(path), pagesize=letter)
    page.setFont("Helvetica", 7)
    for number, row in enumerate(ROWS):
        if number == 3:
            page.showPage()
            page.setFont("Helvetica", 7)
        for x, text in zip((60, 110, 230, 290, 400, 450), row, strict=True):
            page.drawString(x, 700 - 24 * number, text)
    page.save()
    return path


@pytest.mark.parametrize("make", [xlsx, csv_utf16, docx, pdf_ruled, pdf_in_columns])
def test_every_kind_of_file_says_the_same(make: object, tmp_path: Path, workspace: Workspace, pool: WorkerPool) -> None:
    assert callable(make)
    plan = plan_index(workspace.read, read_index_file(make(tmp_path), pool))
    assert [(entry.number, entry.spans, entry.codes) for entry in plan.entries] == [
        ("1", (Span("BRR2018", 1, 2),), ("(b)(6)",)),
        ("2", (Span("BRR2018", 3, 3),), ("(b)(5)",)),
        ("3", (Span("BRR2018", 10, 12),), ("(b)(5)",)),
    ]
    assert plan.entries[0].reason == "Names of line staff."
    assert (plan.matched, plan.problem()) == (2, "")
    assert plan.columns["pages"] == "Bates Range"
    if make in (xlsx, docx):
        assert plan.key == {"(b)(6)-4": "Names of third parties"}


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("repeated", [0, 1])
def test_cells_of_many_lines_over_many_pages(
    ruled: bool, repeated: int, tmp_path: Path, workspace: Workspace, pool: WorkerPool
) -> None:
    style = getSampleStyleSheet()["BodyText"]
    reason = "The withheld portion holds advice given before a decision was taken. " * 3
    rows = [("No.", "Bates Range", "Date", "Description", "Exemption(s)", "Justification")]
    for number in range(1, 25):
        pages = f"BRR-2018-{number * 3:06} – BRR-2018-{number * 3 + 2:06}"
        rows.append((str(number), pages, "6/15/2018", "E-mail chain about the threshold", "(b)(5), (b)(6)", reason))
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    table = Table(cells, colWidths=[32, 100, 62, 110, 70, 160], repeatRows=repeated, splitInRow=1 - repeated)
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *lines]))
    SimpleDocTemplate(str(tmp_path / "long.pdf"), pagesize=letter).build([table])
    entries = plan_index(workspace.read, read_index_file(tmp_path / "long.pdf", pool)).entries
    assert [entry.spans for entry in entries] == [(Span("BRR2018", n * 3, n * 3 + 2),) for n in range(1, 25)]
    assert {entry.codes for entry in entries} == {("(b)(5)", "(b)(6)")}
    assert {" ".join(entry.reason.split()) for entry in entries} == {reason.strip()}


def test_it_comes_in_is_quoted_and_undone(tmp_path: Path, workspace: Workspace) -> None:
    plan = plan_index(workspace.read, read_index_file(xlsx(tmp_path)))
    deed = workspace.perform(plan.operation())
    assert deed is not None
    assert deed.title == "Import index index.xlsx, 3 entries"
    found = index_results(workspace.read)
    assert [entry.state for entry in found.entries] == ["matched", "other codes", "not released"]
    assert [(place.place, codes) for place, codes in found.differing] == [
        ("BRR-2018-000003, Release_1of1.pdf p. 3", ("(b)(5)",))
    ]
    assert (found.not_indexed, found.unnumbered, found.unread) == ((), (), 0)
    reasons = [row.reason for row in gather(workspace.read, "log", made="2026-01-02T03:04:05").log]
    assert reasons == [
        "“Names of line staff.” (index.xlsx, entry 1)",
        "“Names of line staff.” (index.xlsx, entry 1)",
        "index.xlsx, entry 2 claims (b)(5) for this page: “Deliberative.”",
    ]
    workspace.undo()
    assert (workspace.read.indexes.indexes(), workspace.read.indexes.entries()) == ([], [])
    workspace.redo()
    assert workspace.read.indexes.indexes()[0].entries == 3


def test_what_is_said_beside_one_deletion_is_what_the_log_says(tmp_path: Path, workspace: Workspace) -> None:
    workspace.perform(plan_index(workspace.read, read_index_file(xlsx(tmp_path))).operation())
    reasons = IndexReasons(workspace.read)
    for page in workspace.read.indexes.pages():
        for row in workspace.read.redactions.of_page(page.page):  # type: ignore[arg-type]  # ids are small numbers
            cited = workspace.read.indexes.cited(row.uuid)
            assert [
                entry.entry.number in reasons.of(row.uuid, row.codes, row.code_text) for entry in cited.entries
            ] == [True]
            assert cited.agrees == ("claims" not in reasons.of(row.uuid, row.codes, row.code_text))


def test_matches_follow_the_project(tmp_path: Path, workspace: Workspace) -> None:
    """Codes that a person corrects, pages read later: nothing of a match is stored that could be out of date."""
    workspace.perform(plan_index(workspace.read, read_index_file(xlsx(tmp_path))).operation())
    third = workspace.read.indexes.pages()[2].page
    uuid = workspace.read.redactions.of_page(third)[0].uuid  # type: ignore[arg-type]  # ids are small numbers
    assert not workspace.read.indexes.cited(uuid).agrees
    workspace.perform(SetCodes((uuid,), ("(b)(5)",)))
    assert workspace.read.indexes.cited(uuid).agrees
    assert index_results(workspace.read).differing == ()


def test_sub_codes_are_looked_up_in_the_key(tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.storage.material import add_file

    with Workspace.create(tmp_path / "fbi.foia") as workspace:
        add_file(workspace, 1)
        printed = replace(black(AT_END), code_text="(b)(6) -4")
        (page,) = read_pages(workspace, result(0, (printed, black(box(50, 300)))))
        workspace.perform(plan_index(workspace.read, read_index_file(xlsx(tmp_path))).operation())
        first, second = redactions_on(workspace, page)
        assert workspace.read.indexes.cited(first).sub_codes == (("(b)(6)-4", "Names of third parties"),)
        assert workspace.read.indexes.cited(second).sub_codes == ()
        row = workspace.read.redactions.one(first)
        assert row is not None
        assert "(b)(6)-4: “Names of third parties” (key of index.xlsx)" in IndexReasons(workspace.read).of(
            row.uuid, row.codes, row.code_text
        )


def test_a_page_whose_number_is_hidden_bears_the_one_between(tmp_path: Path) -> None:
    from tests.storage.material import add_file

    with Workspace.create(tmp_path / "gap.foia") as workspace:
        add_file(workspace, 3)
        hidden = result(1, bates=None, identifiers={})
        pages = read_pages(workspace, result(0), hidden, result(2))
        workspace.perform(plan_index(workspace.read, read_index_file(xlsx(tmp_path))).operation())
        (row,) = workspace.read.indexes.cited(redactions_on(workspace, pages[1])[0]).entries
        assert row.entry.number == "1"
        assert index_results(workspace.read).unnumbered == ()


def test_an_earlier_import_is_replaced_knowingly(tmp_path: Path, workspace: Workspace) -> None:
    file = read_index_file(xlsx(tmp_path))
    workspace.perform(plan_index(workspace.read, file).operation())
    plan = plan_index(workspace.read, file)
    assert plan.earlier is not None
    workspace.perform(plan.operation(replace=True))
    (only,) = workspace.read.indexes.indexes()
    assert only.uuid != plan.earlier.uuid
    workspace.undo()
    assert [row.uuid for row in workspace.read.indexes.indexes()] == [plan.earlier.uuid]
    workspace.perform(RemoveIndex(plan.earlier.uuid))
    assert workspace.read.indexes.entries() == []


def test_an_index_of_other_records_says_what_stands_on_either_side(tmp_path: Path, workspace: Workspace) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Bates,Exemption\nDEA-000001-3,(b)(6)\nDEA-000009,(b)(5)\n", encoding="utf-8")
    said = plan_index(workspace.read, read_index_file(path)).problem()
    assert "The index names DEA-000001-3, DEA-000009." in said
    assert "BRR-2018-000001 to BRR-2018-000003" in said


def test_columns_nobody_can_guess_are_named_by_a_person(tmp_path: Path, workspace: Workspace) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Alpha,Beta\nBRR-2018-000001,(b)(6)\n", encoding="utf-8")
    plan = plan_index(workspace.read, read_index_file(path))
    assert plan.entries == ()
    assert "Its headings: “Alpha”, “Beta”." in plan.problem()
    chosen = plan_index(workspace.read, plan.file, IndexChoice({"pages": 0, "codes": 1}))
    assert [entry.codes for entry in chosen.entries] == [("(b)(6)",)]
    assert chosen.matched == 1


def test_files_that_hold_no_index(tmp_path: Path, pool: WorkerPool) -> None:
    gone = tmp_path / "gone.pdf"
    scan, empty, broken = tmp_path / "scan.pdf", tmp_path / "empty.xlsx", tmp_path / "broken.xlsx"
    page = Canvas(str(scan))
    page.rect(100, 100, 200, 200, fill=1)
    page.save()
    Workbook().save(empty)
    broken.write_bytes(b"no workbook")
    for path, code in (
        (scan, "no-text"),
        (empty, "empty"),
        (broken, "not-a-table"),
        (gone, "missing"),
    ):
        with pytest.raises(UserError) as caught:
            read_index_file(path, pool)
        assert caught.value.code == code


def test_ten_thousand_entries(tmp_path: Path, workspace: Workspace) -> None:
    """Read, matched, stored and taken back in seconds of work, on one core."""
    path = tmp_path / "long.csv"
    lines = (f"BRR-2018-{number:06}-{number + 2:06},(b)(6),Reason {number}" for number in range(1, 10_001))
    path.write_text("\n".join(["Bates,Exemption,Justification", *lines]), encoding="utf-8")
    started = time.process_time()
    plan = plan_index(workspace.read, read_index_file(path))
    assert len(plan.entries) == 10_000
    workspace.perform(plan.operation())
    assert index_results(workspace.read).count("matched") == 3
    workspace.undo()
    assert time.process_time() - started < 30


def test_a_table_of_words_alone_is_no_index() -> None:
    from reviewer.text.agency_index.entries import read_index

    assert read_index([IndexTable("", [("Dear Sir", "we write"), ("about", "records")])]).entries == ()
