"""The overview: its figures are those of the project, and each of them leads to what is behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from reviewer.model.determinations import Determination, Statement, StatementName
from reviewer.model.documents import DocumentFinding
from reviewer.model.page import PageResult
from reviewer.storage.reads.overview import ItemSums
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.ui.overview import OverviewView
from reviewer.ui.overview.bars import ROW
from reviewer.ui.window import Window
from tests.ui.table_kit import listed

COUNTING = 20_000


@pytest.fixture
def overview(window: Window, qtbot: QtBot) -> OverviewView:
    """The overview of an open project, in front and counted."""
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.overview")
    assert window.desk.views is not None
    view = window.desk.views.overview
    qtbot.waitUntil(lambda: bool(view.codes.bars), timeout=COUNTING)
    return view


def test_the_figures_are_those_of_the_project(window: Window, overview: OverviewView) -> None:
    assert window.session is not None
    reads = window.session.workspace.read
    sums = reads.overview.all()
    assert sums.pages.pages == reads.pages.coverage().pages
    assert sums.pages.in_full + sums.pages.in_part + sums.pages.withheld + sums.pages.unread == sums.pages.pages
    assert sums.pages.unread == 1
    counts = reads.redactions.count_by_code()
    assert {found.code: found.redactions for found in sums.codes} == counts
    assert [bar.key for bar in overview.codes.bars] == [found.code for found in sums.codes]
    assert all(0 < found.area < sums.pages.pages for found in sums.codes)
    assert sum(found.redactions for found in sums.documents) <= reads.redactions.count()
    assert "BRR-2018-000101" in overview.notes.text()


def test_a_bar_leads_to_its_redactions(window: Window, overview: OverviewView) -> None:
    assert window.session is not None
    assert window.desk.views is not None
    place = 1
    code = str(overview.codes.bars[place].key)
    QTest.mouseClick(overview.codes, Qt.MouseButton.LeftButton, pos=QPoint(40, place * ROW + ROW // 2))
    QApplication.processEvents()
    assert window.desk.shows("redactions")
    reads, table = window.session.workspace.read, window.desk.views.table
    assert len(listed(table)) == reads.redactions.count(RedactionFilter(codes=(code,), without_code=not code))


def test_a_document_leads_to_its_redactions_by_key(window: Window, overview: OverviewView) -> None:
    assert window.desk.views is not None
    overview.documents.setFocus()
    QTest.keyClick(overview.documents, Qt.Key.Key_Down)
    second = overview.documents.bars[1]
    assert second.name in overview.documents.accessibleName()
    QTest.keyClick(overview.documents, Qt.Key.Key_Return)
    QApplication.processEvents()
    table = window.desk.views.table
    assert window.desk.shows("redactions")
    assert table.filters.chosen().documents == (second.key,)
    assert len(listed(table)) > 0
    table.filters.clear()
    assert not table.filters.chosen().documents


def test_files_without_pages_are_counted(window: Window, qtbot: QtBot) -> None:
    assert window.session is not None
    found = window.session.workspace.read.overview.all()
    assert found.items == ItemSums(received=len(window.session.project.files()))
    items = ItemSums(received=16, failed=1, catalogued=2)
    view = OverviewView(lambda: replace(found, items=items), window.session.run, window.theme)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: bool(view.codes.bars), timeout=COUNTING)
    told = "16 files received, 2 catalogued only, because they cannot be shown here, 1 could not be read."
    assert view.notes.text().startswith(told)
    assert view.unopened.isVisible()
    assert not view.beneath.isVisible()
    with qtbot.waitSignal(view.failures_wanted):
        view.unopened.click()


def test_a_bar_leads_to_the_head_of_the_table(window: Window, overview: OverviewView) -> None:
    assert window.desk.views is not None
    window.registry.run("show.redactions")
    table, bar = window.desk.views.table, window.desk.views.table.table.verticalScrollBar()
    listed(table)
    window.resize(1000, 420)
    QApplication.processEvents()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.registry.run("show.overview")
    overview.code_chosen.emit(overview.codes.bars[0].key)
    assert len(listed(table)) > 5
    assert bar.value() == 0


def test_the_figures_follow_an_edit(window: Window, overview: OverviewView, qtbot: QtBot) -> None:
    assert window.session is not None
    assert window.desk.views is not None
    before = overview.codes.bars
    for row_id in window.session.workspace.read.redactions.ids()[:3]:
        window.session.edits.reject(row_id, drawn=False)
    qtbot.waitUntil(lambda: overview.codes.bars != before, timeout=COUNTING)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_is_saved_as_a_picture(window: Window, overview: OverviewView, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"chart.{ending}"
    window.exporting.write_chart(overview.codes, path)
    if ending == "svg":
        words = "".join(ElementTree.parse(path).getroot().itertext())  # written a line above
        assert "(b)(6)" in words
    else:
        assert QImage(str(path)).width() == 1800
    assert window.notices.notices[0].title == f"chart.{ending} is written"


def test_a_chart_that_cannot_be_saved_says_so(window: Window, overview: OverviewView, tmp_path: Path) -> None:
    window.exporting.write_chart(overview.codes, tmp_path / "gone" / "chart.png")
    assert "was not written" in window.notices.notices[0].title


def test_the_button_of_the_view_in_front_stays_down(window: Window, overview: OverviewView) -> None:
    assert overview.isVisible()
    for _ in range(2):
        window.registry.action("show.overview").trigger()
        assert window.registry.action("show.overview").isChecked()
        assert not window.registry.action("show.review").isChecked()


def test_the_view_comes_with_its_head_in_view(window: Window, overview: OverviewView) -> None:
    bar = overview.findChildren(QScrollArea)[0].verticalScrollBar()
    window.resize(1000, 420)
    QApplication.processEvents()
    assert bar.value() == 0
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    window.registry.run("show.review")
    window.registry.run("show.overview")
    QApplication.processEvents()
    assert bar.value() == 0
    assert window.focusWidget() is overview.codes


def test_counts_of_a_letter_stand_beside_those_found(window: Window, overview: OverviewView, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace = window.session.workspace
    assert overview._stated_card.isHidden(), "no letter was read yet"
    counts: tuple[tuple[StatementName, str], ...] = (
        ("pages released", "13"),
        ("pages released in part", "2"),
        ("pages withheld", "0"),
    )
    said = tuple(Statement(name, value, f"{value} {name}", 0) for name, value in counts)
    file = workspace.read.sources.files()[0].id
    letter = DocumentFinding(0, 0, "letter", determination=Determination("final determination", said))
    workspace.intake.store_documents(file, [letter]).result()
    window.session.project.flush()
    qtbot.waitUntil(lambda: bool(overview.stated.text()), timeout=COUNTING)
    stated = {count.name: count for count in workspace.read.overview.all().stated}
    pages = workspace.read.pages.coverage().pages
    assert stated["pages released"].found == pages - 1, "the letter is no record"
    assert stated["pages released"].unread == 1
    assert "1 page not yet read" in overview.stated.text()
    for page in workspace.read.pages.of_file(file):
        if page.state != "done":
            workspace.intake.store_page_result(page.id, PageResult(page.number, page.width, page.height)).result()
    window.session.project.flush()
    qtbot.waitUntil(lambda: "agrees" in overview.stated.text(), timeout=COUNTING)
    words = overview.stated.text()
    assert "pages withheld: 0 · found: 0 listed on deleted-page sheets · agrees ✓" in words
    assert "more found" in words
