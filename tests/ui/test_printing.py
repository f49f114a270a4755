"""Printing: which pages are asked for, what the sheets show, and that nothing beneath a box comes out with them."""

from __future__ import annotations

from array import array
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model.page_sizes import PageIds
from reviewer.ui.dialogs.print_pages import PrintDialog, PrintOrder, page_numbers
from reviewer.ui.printing import Printing
from reviewer.ui.window import Window

PRINTING = 30_000


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", [1]),
        ("1-3, 7", [1, 2, 3, 7]),
        ("7, 2–3,2", [7, 2, 3]),
        (" 10 ", [10]),
        ("11", None),
        ("0", None),
        ("3-1", None),
        ("", None),
        ("1,,2", None),
        ("one", None),
        ("99999999999", None),
    ],
)
def test_page_numbers_are_read_as_people_type_them(text: str, numbers: list[int] | None) -> None:
    assert page_numbers(text, 10) == numbers


def test_the_dialog_says_what_is_wrong_and_gives_what_was_chosen(window: Window, qtbot: QtBot) -> None:
    dialog = PrintDialog(PageIds(array("q", [5, 6, 7, 8])), 6, [6, 7], window)
    assert dialog.order() == PrintOrder((6,), marks=True)
    dialog._choices[1].click()
    assert dialog.order().pages == (6, 7)
    dialog._choices[2].click()
    assert dialog.order().pages == (5, 6, 7, 8)
    QTest.keyClicks(dialog._range, "2-9")
    assert dialog._choices[3].isChecked()
    dialog.accept_button.click()
    assert dialog.result() != dialog.DialogCode.Accepted
    assert "from 1 to 4" in dialog.problem()
    dialog._range.clear()
    QTest.keyClicks(dialog._range, "4, 1")
    dialog._marks.click()
    dialog.accept_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert dialog.order() == PrintOrder((8, 5), marks=False)


def _is_printing(window: Window) -> bool:
    return window.printing.busy


def _print(window: Window, qtbot: QtBot, path: Path, *, marks: bool, pages: int) -> pypdfium2.PdfDocument:
    session = window.session
    assert session is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    window.printing.run(PrintOrder(tuple(session.project.page_ids)[:pages], marks), printer)
    qtbot.waitUntil(lambda: not window.printing.busy, timeout=PRINTING)
    return pypdfium2.PdfDocument(path)


def test_sheets_show_the_pages_as_pictures_with_their_marks(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    document = _print(window, qtbot, tmp_path / "marked.pdf", marks=True, pages=3)
    assert len(document) == 3
    assert window.notices.notices[0].title == "3 pages are printed"
    for page in document:
        assert page.get_textpage().get_text_range().strip() == ""  # pictures only: nothing beneath a box comes along
    marked = document[0].render(scale=1).to_numpy()
    assert (marked < 128).mean() > 0.005
    plain = _print(window, qtbot, tmp_path / "plain.pdf", marks=False, pages=1)[0].render(scale=1).to_numpy()
    right = slice(int(plain.shape[1] * 0.9), None)
    assert (plain[:, right] < 200).mean() != pytest.approx((marked[:, right] < 200).mean(), abs=1e-4)


def test_nobody_but_the_job_holds_the_printer(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """As in the program, where the printer was asked for in a dialog that is gone: the sheets must be whole."""

    def begin(path: Path) -> None:
        assert window.session is not None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        window.printing.run(PrintOrder(tuple(window.session.project.page_ids)[:2], marks=True), printer)

    begin(tmp_path / "alone.pdf")
    qtbot.waitUntil(lambda: not window.printing.busy, timeout=PRINTING)
    assert len(pypdfium2.PdfDocument(tmp_path / "alone.pdf")) == 2
    begin(tmp_path / "given-up.pdf")
    window.printing.end()
    assert not _is_printing(window)


def test_printing_can_be_given_up(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "given-up.pdf"))
    window.printing.run(PrintOrder(tuple(session.project.page_ids), marks=True), printer)
    assert _is_printing(window)
    assert not window.registry.action("file.print").isEnabled()
    steps = dict(window.notices.notices[0].steps)
    steps["Cancel"]()
    assert not _is_printing(window)
    assert "cancelled" in window.notices.notices[0].title


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_named(window: Window, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "a.pdf"))
    window.printing.run(PrintOrder((session.project.page_ids[0],), marks=True), printer)
    assert not window.printing.busy
    assert "does not take anything" in window.notices.notices[0].title


def test_nothing_is_printed_without_a_project(qtbot: QtBot, window: Window) -> None:
    printing = Printing(lambda: None, window)
    printing.ask()
    assert not printing.busy
