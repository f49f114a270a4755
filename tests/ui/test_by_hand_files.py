"""Projects made, opened and closed, releases imported and read, files written and taken back, by keys and menus."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from reviewer.export.registry import Options
from reviewer.export.rows import Filters
from reviewer.model.ids import Uuid
from reviewer.sample.place import PROJECT_NAME
from reviewer.services.importing import import_paths
from reviewer.services.operations import SetCodes
from reviewer.services.reading_choices import reading_choices
from reviewer.services.workspace import Workspace
from reviewer.ui import printing
from reviewer.ui.application import Application
from reviewer.ui.dialogs.export import ExportDialog, ExportOrder
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.dialogs.print_pages import PrintDialog
from reviewer.ui.layers import LayersDialog
from reviewer.ui.merging.dialog import MergeDialog
from reviewer.ui.preferences import SettingsView
from reviewer.ui.returning.dialog import ReturnedLogDialog
from reviewer.ui.window import Window
from tests.ui.hands import Hands, does, write
from tests.ui.release_kit import MATTER, write_pdf

TakeHands = Callable[[Window], Hands]


@pytest.fixture
def start(application: Application, take_hands: TakeHands) -> Hands:
    """Hands on a window without a project."""
    return take_hands(application.new_window())


@pytest.fixture
def new(application: Application, take_hands: TakeHands, tmp_path: Path) -> Hands:
    """Hands on a window with a new project, which reads nothing by itself."""
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "New.foia", reviewer="Dana Reviewer"), read=False)
    return take_hands(window)


@does("file.new")
def test_a_project_is_made(start: Hands, tmp_path: Path) -> None:
    target = tmp_path / "Ombudsperson 2018.foia"

    def answer(dialog: NewProjectDialog) -> None:
        write(dialog.focusWidget(), "Dana Reviewer")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write(dialog.focusWidget(), str(target))
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    with start.asked(NewProjectDialog, answer):
        start.do("file.new")
    assert target.is_file()
    assert start.session.workspace.path == target
    assert start.window.settings.reviewer == "Dana Reviewer"


@does("file.open", "file.close")
def test_a_project_is_opened_and_closed(start: Hands, project_path: Path) -> None:
    with start.asked(QFileDialog, start.answer_path(project_path)):
        start.do("file.open")
    assert start.session.project.page_count == 14
    start.do("file.close")
    assert start.window.session is None
    assert start.window.stack.currentWidget() is start.window.start
    Workspace.open(project_path).close()  # nobody holds it any more


@does("file.window", "file.quit")
def test_another_window_is_opened_and_all_are_closed(start: Hands, application: Application) -> None:
    start.do("file.window")
    assert len(application.windows) == 2
    start.window.activateWindow()
    start.wait(start.window.isActiveWindow)
    start.do("file.quit")
    assert application.windows == []


@does("help.sample")
def test_the_sample_is_opened_that_was_made_before(
    start: Hands, application: Application, made_project: Path, tmp_path: Path
) -> None:
    application.sample_folder = tmp_path / "sample"
    shutil.copytree(made_project, tmp_path / "sample")
    (tmp_path / "sample" / "Review.foia").rename(tmp_path / "sample" / PROJECT_NAME)
    start.do("help.sample")
    assert start.session.workspace.path == tmp_path / "sample" / PROJECT_NAME


@does("show.settings")
def test_without_a_project_the_settings_are_a_dialog(start: Hands) -> None:
    def answer(dialog: QDialog) -> None:
        (settings,) = dialog.findChildren(SettingsView)
        settings.reviewer.setFocus()
        write(settings.reviewer, "Ada Other")
        QTest.keyClick(settings.reviewer, Qt.Key.Key_Return)

    with start.asked(QDialog, answer):
        start.do("show.settings")
    assert start.window.settings.reviewer == "Ada Other"


@pytest.mark.parametrize("name", [pytest.param(name, marks=does(f"view.theme-{name}")) for name in ("light", "dark")])
def test_a_theme_is_chosen_and_kept(start: Hands, name: str) -> None:
    start.do(f"view.theme-{name}")
    assert start.window.theme.tokens.dark == (name == "dark")
    assert start.window.settings.theme == name
    assert start.is_on(f"view.theme-{name}")
    start.window.theme.choose("light")


@does("view.theme-system", "view.theme-dark")
def test_the_theme_of_the_system_is_chosen_again(start: Hands) -> None:
    start.do("view.theme-dark")
    start.do("view.theme-system")
    assert start.window.settings.theme == "system"
    assert start.is_on("view.theme-system")
    assert not start.is_on("view.theme-dark")


@does("file.import")
def test_files_are_chosen_and_imported(new: Hands, tmp_path: Path) -> None:
    released = write_pdf(tmp_path / "released" / "letter.pdf", "Determination", 2)

    def answer(dialog: ImportDialog) -> None:
        with new.asked(QFileDialog, new.answer_path(released)):
            new.press_button(dialog, "Files …")
        new.accept(dialog)

    with new.asked(ImportDialog, answer):
        new.do("file.import")
    new.wait(lambda: new.session.project.page_count == 2 and not new.window.importing.busy)
    assert [file.name for file in new.session.project.files()] == ["letter.pdf"]
    assert new.window.notices.notices[0].title == "1 file imported (2 pages)"


@does("file.cancel-import")
def test_an_import_is_given_up(new: Hands, tmp_path: Path) -> None:
    assert not new.can("file.cancel-import")
    files = [write_pdf(tmp_path / "many" / f"{number:03}.pdf", f"File {number}") for number in range(60)]
    new.window.importing.run(files, MATTER)
    new.wait(lambda: new.can("file.cancel-import"))
    new.do("file.cancel-import")
    new.wait(lambda: not new.window.importing.busy)
    assert new.window.notices.notices[0].title.startswith("Import cancelled: ")
    assert new.session.project.page_count < 60
    new.wait(lambda: not new.can("file.cancel-import"))


@does("file.pause", "file.stop")
def test_reading_pauses_goes_on_and_stops(application: Application, take_hands: TakeHands, tmp_path: Path) -> None:
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "New.foia", reviewer="Dana Reviewer"))
    hands = take_hands(window)
    assert not hands.can("file.stop"), "there is nothing to read"
    window.importing.run([write_pdf(tmp_path / "long.pdf", pages=60)], MATTER)
    hands.wait(lambda: hands.can("file.pause") and window.progress.is_reading())
    processing = hands.session.processing
    assert processing is not None
    hands.do("file.pause")
    hands.wait(lambda: processing.state.paused)
    hands.wait(lambda: hands.label("file.pause") == "Go on reading")
    hands.do("file.pause")
    hands.wait(lambda: not processing.state.paused)
    hands.wait(lambda: hands.label("file.pause") == "Pause reading")
    hands.do("file.stop")
    hands.wait(lambda: not processing.state.running)
    assert hands.session.project.coverage().unread > 0
    hands.wait(lambda: not hands.can("file.stop"))


@does("file.locate")
def test_a_missing_file_is_located(application: Application, take_hands: TakeHands, tmp_path: Path) -> None:
    released = write_pdf(tmp_path / "released" / "letter.pdf")
    with Workspace.create(tmp_path / "Case.foia", reviewer="Dana Reviewer") as workspace:
        import_paths(workspace, [released])
    moved = released.rename(tmp_path / "moved.pdf")
    window = application.new_window()
    window.use(Workspace.open(tmp_path / "Case.foia", reviewer="Dana Reviewer"), read=False)
    hands = take_hands(window)
    hands.wait(lambda: hands.can("file.locate"))
    assert len(hands.session.project.missing_files()) == 1
    with hands.asked(QFileDialog, hands.answer_path(moved)):
        hands.do("file.locate")
    hands.wait(lambda: not hands.session.project.missing_files())
    hands.wait(lambda: not hands.can("file.locate"))


@does("file.export", "file.take-log", "edit.undo", "edit.redo")
def test_a_log_is_written_edited_and_taken_back(hands: Hands, tmp_path: Path) -> None:
    log = tmp_path / "log.xlsx"

    def place(dialog: ExportDialog) -> None:
        dialog.place.setFocus()
        QTest.keyClick(dialog.place, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write(dialog.place, str(log))
        (internal,) = [tick for tick in dialog.ticks if "internal" in tick.text()]
        QTest.keyClick(internal, Qt.Key.Key_Space)
        QTest.keyClick(dialog.place, Qt.Key.Key_Return)

    with hands.asked(ExportDialog, place):
        hands.do("file.export")
    hands.wait(lambda: not hands.window.exporting.busy)
    assert hands.window.notices.notices[0].title == "log.xlsx is written: 93 rows"
    book = openpyxl.load_workbook(log)
    sheet = book["Internal"]
    heads = {cell.value: place for place, cell in enumerate(sheet[1], start=1)}
    sheet.cell(2, heads["codes"]).value = "(b)(5)"
    book.save(log)

    one = hands.session.project.redaction_ids("all", None)[0]
    with hands.asked(ReturnedLogDialog, hands.accept), hands.asked(QFileDialog, hands.answer_path(log)):
        hands.do("file.take-log")
    hands.wait(lambda: hands.redaction(one).codes == ("(b)(5)",))
    hands.wait(lambda: hands.can("edit.undo"))
    hands.do("edit.undo")
    assert hands.redaction(one).codes == ("(b)(6)",)
    hands.do("edit.redo")
    assert hands.redaction(one).codes == ("(b)(5)",)


@does("file.merge", "edit.undo")
def test_another_reviewers_copy_is_merged(hands: Hands, tmp_path: Path) -> None:
    one = hands.session.project.redaction_ids("all", None)[0]
    before, other = hands.redaction(one).codes, tmp_path / "Ben.foia"
    hands.session.workspace.save_copy(other)
    with Workspace.open(other, "Ben") as workspace:
        workspace.perform(SetCodes((Uuid(one),), ("(b)(7)(E)",)))
    with hands.asked(MergeDialog, hands.accept), hands.asked(QFileDialog, hands.answer_path(other)):
        hands.do("file.merge")
    hands.wait(lambda: hands.redaction(one).codes == ("(b)(7)(E)",))
    hands.wait(lambda: hands.can("edit.undo"))
    hands.do("edit.undo")
    assert hands.redaction(one).codes == before


@does("file.cancel-export")
def test_an_export_is_given_up_and_leaves_nothing(hands: Hands, tmp_path: Path) -> None:
    assert not hands.can("file.cancel-export")
    hands.window.exporting.run(ExportOrder("load-file", tmp_path / "set", False, Options(), Filters()))
    assert not hands.can("file.export"), "one at a time"
    hands.do("file.cancel-export")
    hands.wait(lambda: not hands.window.exporting.busy)
    assert list(tmp_path.iterdir()) == []
    assert hands.can("file.export")
    assert not hands.can("file.cancel-export")


class ToFile:
    """In place of the system's own choice of a printer, which no test can answer: prints into a file."""

    PrintDialogOption = QPrintDialog.PrintDialogOption
    path = ""

    def __init__(self, printer: QPrinter, _parent: object) -> None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
        printer.setResolution(72)
        printer.setOutputFileName(self.path)

    def setOption(self, *_option: object) -> None: ...

    def exec(self) -> int:
        return 1

    def deleteLater(self) -> None: ...


@does("file.print")
def test_pages_are_printed(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ToFile.path = str(tmp_path / "printed.pdf")
    monkeypatch.setattr(printing, "QPrintDialog", ToFile)
    hands.go_to(3)

    def choose(dialog: PrintDialog) -> None:
        assert dialog.order().pages == (hands.session.project.page_ids[2],)
        QTest.keyClicks(dialog._range, "2, 4")
        QTest.keyClick(dialog._range, Qt.Key.Key_Return)

    with hands.asked(PrintDialog, choose):
        hands.do("file.print")
    hands.wait(lambda: not hands.window.printing.busy)
    assert len(pypdfium2.PdfDocument(tmp_path / "printed.pdf")) == 2
    assert hands.window.notices.notices[0].title == "2 pages are printed"
    hands.wait(lambda: hands.can("file.print"))


@does("text.ocr", "text.keep", "text.auto", "file.text", "edit.undo")
def test_the_text_of_a_file_is_chosen(hands: Hands) -> None:
    (file,) = hands.session.project.files()

    def chosen() -> str:
        return dict(reading_choices(hands.session.workspace).text_layers or {}).get(file.id, "auto")

    assert hands.is_on("text.auto")
    for name, stored in (("ocr", "ignore"), ("keep", "keep"), ("auto", "auto")):
        hands.do(f"text.{name}")
        hands.wait(lambda stored=stored: chosen() == stored)  # type: ignore[misc]  # mypy infers no lambda of a default
        hands.wait(lambda name=name: hands.is_on(f"text.{name}"))  # type: ignore[misc]  # as above
    hands.do("edit.undo")
    hands.wait(lambda: chosen() == "keep")

    def look(dialog: LayersDialog) -> None:
        assert dialog.files == (file.id,)
        assert [words.text().replace("&", "") for words in dialog.findChildren(QPushButton) if words.isVisible()]
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    with hands.asked(LayersDialog, look):
        hands.do("file.text")


@does("edit.find", "edit.find-next", "edit.find-previous")
def test_words_are_found_and_gone_through(hands: Hands) -> None:
    hands.do("edit.find")
    assert hands.window.toolbar.search.hasFocus()
    hands.enter("northwind")
    search = hands.view.search
    hands.wait(lambda: not search.busy and len(search.list.model.ids) > 1)
    pages = list(search.list.model.ids)
    hands.wait(lambda: hands.view.page_view.current_page() == pages[0])
    hands.do("show.overview")
    hands.do("edit.find-next")
    assert hands.window.desk.shows("review"), "what was found is on the pages"
    assert search.list.current == pages[1]
    hands.do("edit.find-previous")
    assert search.list.current == pages[0]
    hands.do("edit.find")
    hands.enter("")
    hands.view.page_view.setFocus()
    hands.do("edit.find-next")
    assert hands.window.toolbar.search.hasFocus(), "nothing was searched: here it is typed"


@does("edit.saved", "edit.find", "edit.undo")
def test_a_search_is_kept_and_asked_again(hands: Hands) -> None:
    hands.do("edit.find")
    hands.enter("northwind")
    hands.wait(lambda: not hands.view.search.busy)
    hands.do("edit.saved")
    menu = hands.view.search.saved.choices
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    hands.settle()
    hands.enter("חברה 🔍")
    kept = hands.session.project.found.saved
    assert [(row.name, row.query) for row in kept()] == [("חברה 🔍", "northwind")]
    hands.come_back()
    hands.do("edit.find")
    hands.enter("")
    hands.view.page_view.setFocus()
    hands.do("edit.saved")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[2]).center())
    hands.come_back()
    hands.wait(lambda: hands.view.search.query == "northwind")
    hands.do("edit.undo")
    assert kept() == []


@does("edit.find")
@pytest.mark.parametrize("typed", ["מסמך סודי", "🔍 👩‍⚖️", "وثيقة AND", 'tag:"אישי"'])
def test_searches_in_other_scripts_find_nothing_and_say_so(hands: Hands, typed: str) -> None:
    hands.do("edit.find")
    hands.enter(typed)
    assert hands.window.toolbar.search.text() == typed
    hands.wait(lambda: not hands.view.search.busy)
    assert hands.view.search.query == typed
    assert hands.view.search.list.empty.isVisible()
    hands.do("edit.find")
    hands.enter("")
