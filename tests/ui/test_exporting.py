"""Exporting from the window: what is asked, what is written behind, what is said, what is never overwritten."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from reviewer.export.registry import FORMATS
from reviewer.model.query import Term
from reviewer.services.operations.matter import AddEvent
from reviewer.services.workspace import Workspace
from reviewer.ui.dialogs.export import ExportDialog, ExportFacts
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.window import Window

WRITING = 30_000


def dialog_on(
    window: Window,
    folder: Path,
    *,
    query_text: str = "",
    format_name: str = "log-xlsx",
    codes: tuple[str, ...] = ("(b)(5)", "none"),
) -> ExportDialog:
    """The dialog as the window would show it."""
    facts = ExportFacts(
        folder,
        "Review",
        format_name,
        tags=["public interest"],
        codes=codes,
        positions=["undecided", "contested"],
        query=Term(query_text) if query_text else None,
        query_text=query_text,
        gaps=["3 of 10 pages are not yet read."],
    )
    return ExportDialog(facts, window)


def pick(dialog: ExportDialog, field: str, value: str) -> None:
    """Choose a value of one of the dialog's lists."""
    box = next(box for box in dialog.lists if box.accessibleName() == field)
    box.setCurrentIndex(box.findData(value))


def written(window: Window, qtbot: QtBot) -> Notice:
    """The notice that says the export is there."""
    qtbot.waitUntil(lambda: not window.exporting.busy and bool(window.notices.notices), timeout=WRITING)
    return window.notices.notices[0]


def test_the_log_is_written_while_the_window_stays_open(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_on(window, tmp_path)
    dialog.accept_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    window.exporting.run(dialog.order())
    notice = written(window, qtbot)
    assert notice.title.startswith("Review.xlsx is written: ")
    assert "not yet read" in notice.text
    assert window.registry.action("file.export").isEnabled()
    assert [text for text, _step in notice.steps] == ["Open", "Show folder"]
    sheet = openpyxl.load_workbook(tmp_path / "Review.xlsx")["Withholding log"]
    session = window.session
    assert session is not None
    assert sheet.max_row - 1 == session.workspace.read.redactions.count()
    assert sheet["A2"].value == 1


def test_filters_of_the_dialog_reach_the_file(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    counts = session.workspace.read.redactions.count_by_code()
    code = next(name for name in counts if name)
    dialog = dialog_on(window, tmp_path, format_name="log-csv", codes=(code, "none"))
    pick(dialog, "Exemption", code)
    window.exporting.run(dialog.order())
    written(window, qtbot)
    text = (tmp_path / "Review.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) - 1 == counts[code]


def test_a_file_that_is_there_is_left_unless_its_replacement_is_ticked(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    there = tmp_path / "Review.xlsx"
    there.write_bytes(b"mine")
    dialog = dialog_on(window, tmp_path)
    dialog.accept_button.click()
    assert dialog.result() != dialog.DialogCode.Accepted
    assert "is there already" in dialog.problem()
    replace = next(box for box in dialog.ticks if box.text().startswith("Replace"))
    assert replace.isVisibleTo(dialog)
    replace.click()
    assert dialog.problem() == ""
    window.exporting.run(dialog.order())
    written(window, qtbot)
    assert there.read_bytes()[:2] == b"PK"


def test_the_dialog_offers_only_what_the_format_can_hold(window: Window, tmp_path: Path) -> None:
    dialog = dialog_on(window, tmp_path, query_text="search")
    shown = {box.text(): box for box in dialog.ticks}
    assert any("“search”" in text for text in shown)
    for name, known in FORMATS.items():
        pick(dialog, "What", name)
        assert dialog.path.suffix == known.suffix
        assert dialog.path.parent == tmp_path
        visible = [box.text() for box in dialog.ticks if box.isVisibleTo(dialog)]
        assert any("picture" in text for text in visible) == known.pictures
        assert any("work product" in text for text in visible) == known.selective
        assert str(dialog.order().filters) == ""
    for tick in dialog.ticks:
        tick.setChecked(True)
    pick(dialog, "What", "deadlines-ics")
    assert not dialog.order().options.internal
    assert str(dialog.order().filters) == ""
    pick(dialog, "What", "log-html")
    assert dialog.order().options.crops
    assert "search" in str(dialog.order().filters)


@pytest.mark.parametrize(("typed", "said"), [("", "Say where"), ("nowhere/log.xlsx", "does not exist")])
def test_a_place_that_cannot_be_written_is_said_before(window: Window, tmp_path: Path, typed: str, said: str) -> None:
    dialog = dialog_on(window, tmp_path)
    dialog.place.setText(str(tmp_path / typed) if typed else "")
    assert said in dialog.problem()


def test_an_export_that_fails_says_so_and_leaves_nothing(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    dialog = dialog_on(window, folder)
    folder.rmdir()
    window.exporting.run(dialog.order())
    notice = written(window, qtbot)
    assert "was not written" in notice.title
    assert not folder.exists()


def test_closing_the_project_gives_up_an_export_and_leaves_nothing(window: Window, tmp_path: Path) -> None:
    dialog = dialog_on(window, tmp_path)
    window.exporting.run(dialog.order())
    window.close_project()
    assert not window.exporting.busy
    assert not list(tmp_path.glob("*.part"))


def test_deadlines_of_the_letter_go_into_a_calendar(
    window: Window, project_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    request = session.workspace.read.matter.requests()[0]
    session.workspace.perform(AddEvent(request.uuid, "final determination", printed_on="2018-10-29"))
    window.exporting.run(dialog_on(window, tmp_path, format_name="deadlines-ics").order())
    notice = written(window, qtbot)
    assert "No rule known" in notice.text
    assert not Calendar.from_ical((tmp_path / "Review.ics").read_bytes()).walk("VEVENT")


def test_a_calendar_counts_days_and_not_letters(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    request = session.workspace.read.matter.requests()[0]
    session.workspace.perform(AddEvent(request.uuid, "final determination", printed_on="2018-10-29"))
    window.exporting.run(dialog_on(window, tmp_path, format_name="deadlines-ics").order())
    notice = written(window, qtbot)
    assert notice.title == "Review.ics is written: 0 deadlines"
    assert notice.text.startswith("1 letter is not in the calendar")


def test_leave_to_replace_a_file_holds_for_that_file_alone(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Review.xlsx", "Other.xlsx", "Review.csv"):
        (tmp_path / name).write_text("dear")
    dialog = dialog_on(window, tmp_path)
    dialog.show()
    QTest.keyClick(dialog.place, Qt.Key.Key_Return)
    assert "there already" in dialog.problem()
    assert dialog.focusWidget() is dialog._replace
    QTest.keyClick(dialog._replace, Qt.Key.Key_Space)
    assert dialog.order().overwrite
    dialog.place.setText(str(tmp_path / "Other.xlsx"))
    assert not dialog.order().overwrite
    dialog._replace.setChecked(True)
    pick(dialog, "What", "log-csv")
    assert not dialog.order().overwrite
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "Review"), ""))
    dialog._browse()  # the system's dialog saw no file of that name; with its ending there is one
    assert dialog.path == tmp_path / "Review.csv"
    assert not dialog.order().overwrite
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "Review.csv"), ""))
    dialog._browse()
    assert dialog.order().overwrite


def test_an_export_is_given_up_by_its_command(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    assert not window.registry.action("file.cancel-export").isEnabled()
    window.exporting.run(dialog_on(window, tmp_path, format_name="searchable-pdf").order())
    window.registry.run("file.cancel-export")
    notice = written(window, qtbot)
    assert "given up" in notice.title
    assert not list(tmp_path.glob("Review.pdf"))


def test_a_project_that_is_open_to_read_can_be_exported(
    window: Window, project_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.use(Workspace.open(project_path, read_only=True), read=False)
    window.exporting.run(dialog_on(window, tmp_path).order())
    assert "not recorded" in written(window, qtbot).text
    assert (tmp_path / "Review.xlsx").exists()


def test_places_are_cited_as_chosen_and_load_files_made_as_wanted(window: Window, tmp_path: Path) -> None:
    dialog = dialog_on(window, tmp_path, format_name="excerpts-docx")
    pick(dialog, "Places cited", "bluebook")
    assert dialog.order().options.cite == "bluebook"
    pick(dialog, "What", "log-xlsx")
    assert dialog.order().options.cite == "full"
    pick(dialog, "Order", "item")
    pick(dialog, "Grouped", "exemption")
    assert (dialog.order().options.order, dialog.order().options.group) == ("item", "exemption")
    pick(dialog, "What", "load-file")
    assert dialog.order().options.group == "none"
    pdf, mark = (box for box in dialog.ticks if "as one PDF" in box.text() or "byte order" in box.text())
    pdf.click()
    mark.click()
    options = dialog.order().options
    assert (options.pdf, options.bom) == (True, False)
    pick(dialog, "What", "excerpts-docx")
    options = dialog.order().options
    assert (options.pdf, options.bom) == (False, True)
