"""Which text of each file is used, why, and how that is chosen otherwise: dialog, tree, menu and palette."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reviewer.model.ids import FileId, PageId
from reviewer.services.importing import import_paths
from reviewer.services.operations import CorrectWords
from reviewer.services.processing import Processing
from reviewer.services.reading_choices import reading_choices
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import TextUse
from reviewer.ui.application import Application
from reviewer.ui.layers import LayerChoice, LayersDialog, layers_of
from reviewer.ui.layers.uses import reason_lines, use_words
from reviewer.ui.session import Session
from reviewer.ui.window import Window
from tests.ui.release_kit import READING, notice_with, step, write_pdf

_WORDS = "Residency records of the bureau are kept in the order in which they came, sheet"


@pytest.fixture(scope="module")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project with three files that are read."""
    folder = tmp_path_factory.mktemp("layers") / "case"
    for name, pages in (("a.pdf", 2), ("b.pdf", 1), ("c.pdf", 1)):
        write_pdf(folder / "release" / name, _WORDS, pages)
    with Workspace.create(folder / "Case.foia", reviewer="Dana Reviewer") as workspace:
        import_paths(workspace, [folder / "release"])
        processing = Processing(workspace, 1)
        processing.start()
        assert processing.wait(READING / 1000)
    return folder


@pytest.fixture
def case(read_case: Path, tmp_path: Path) -> Path:
    """The project in a fresh copy of its folder, closed."""
    return Path(shutil.copytree(read_case, tmp_path / "case")) / "Case.foia"


def opened(application: Application, case: Path, *, read: bool = False, read_only: bool = False) -> Window:
    window = application.new_window()
    window.use(Workspace.open(case, reviewer="Dana Reviewer", read_only=read_only), read=read)
    return window


def parts(window: Window) -> tuple[LayerChoice, Session]:
    layers, session = layers_of(window.desk.views), window.session
    assert layers is not None
    assert session is not None
    return layers, session


def dialog_of(layers: LayerChoice) -> LayersDialog:
    assert layers.dialog is not None
    return layers.dialog


def cells(dialog: LayersDialog, row: int) -> list[str]:
    return [str(dialog.model.index(row, column).data()) for column in range(dialog.model.columnCount())]


def choices(window: Window) -> dict[FileId, str]:
    return dict(reading_choices(parts(window)[1].workspace).text_layers or {})


def test_sources_and_reasons_are_said_in_words() -> None:
    uses = (TextUse("layer", "Plausible words throughout.", 38), TextUse("ocr", "", 1), TextUse("", "", 2))
    assert use_words(uses) == "Own text 38, not read yet 2, OCR 1"
    assert use_words(uses[:1]) == "Own text"
    assert use_words(()) == "No pages"
    assert reason_lines(uses) == ["38 pages: own text. Plausible words throughout.", "1 page: OCR."]


def test_the_dialog_tells_each_file_with_its_reason(application: Application, case: Path) -> None:
    window = opened(application, case)
    layers, _session = parts(window)
    window.registry.run("file.text")
    dialog = dialog_of(layers)
    assert [cells(dialog, row)[0] for row in range(3)] == ["a.pdf", "b.pdf", "c.pdf"]
    assert cells(dialog, 0)[1:] == ["2", "Own text", "Automatically"]
    assert dialog.files == layers.here()
    assert dialog.chosen.text() == "a.pdf"
    assert dialog.why.text().startswith("2 pages: own text. ")
    assert [choice for choice, each in dialog.choices.items() if each.isEnabled()] == ["ignore", "keep"]
    assert dialog.table.accessibleName()
    assert dialog.table.hasFocus() or not window.isActiveWindow()


def test_several_files_are_read_anew_at_once_and_undo_takes_it_back(application: Application, case: Path) -> None:
    window = opened(application, case)
    layers, session = parts(window)
    layers.open()
    dialog = dialog_of(layers)
    a, _b, c = (file.id for file in session.project.files())
    dialog.select({a, c})
    assert dialog.chosen.text() == "2 files, 3 pages"
    QTest.keyClick(dialog.choices["ignore"], Qt.Key.Key_Space)
    session.project.flush()
    assert choices(window) == {a: "ignore", c: "ignore"}
    assert cells(dialog, 0)[2:] == ["Own text · 2 to read", "OCR: chosen"]
    assert cells(dialog, 1)[3] == "Automatically"
    assert "3 pages wait to be read" in dialog.said.text()
    assert "Corrections" in dialog.said.text()
    assert dialog.files == (a, c)  # they stay marked
    assert not dialog.choices["ignore"].isEnabled()
    dialog.undo.click()
    session.project.flush()
    assert choices(window) == {}
    assert cells(dialog, 0)[3] == "Automatically"
    assert not dialog.undo.isVisibleTo(dialog)


def test_undo_of_the_dialog_leaves_what_was_done_since(application: Application, case: Path) -> None:
    window = opened(application, case)
    layers, session = parts(window)
    layers.open()
    dialog_of(layers).choices["keep"].click()
    session.commands.perform(CorrectWords(PageId(session.project.page_ids[0]), 0, 0, "Residence"))
    dialog_of(layers).undo.click()
    assert len(choices(window)) == 1
    assert session.edits.undo_title.startswith("Correct")


def test_pages_are_read_at_once_and_corrections_stay(application: Application, case: Path, qtbot: QtBot) -> None:
    window = opened(application, case, read=True)
    layers, session = parts(window)
    page = session.project.page_ids[0]
    session.commands.perform(CorrectWords(PageId(page), 0, 0, "Residence"))
    window.registry.run("text.ocr")
    told = notice_with(window, "text layer")
    assert told is not None
    assert told.title == "a.pdf: read again with OCR"
    (file,) = layers.here()
    qtbot.waitUntil(lambda: [u.source for u in session.workspace.read.pages.text_use(file)] == ["ocr"], timeout=READING)
    session.project.flush()
    assert session.project.text(page).startswith("Residence records")
    assert window.registry.action("text.ocr").isChecked()
    facts = dict(pair for _title, pairs in session.project.facts(page) for pair in pairs)
    assert facts["Text"] == "read by OCR. A person chose OCR."
    step(told, "Undo")()
    qtbot.waitUntil(
        lambda: [u.source for u in session.workspace.read.pages.text_use(file)] == ["layer"], timeout=READING
    )
    session.project.flush()
    assert session.project.text(page).startswith("Residence records")
    assert not window.registry.action("text.ocr").isChecked()


def test_the_tree_offers_a_file_a_release_and_nothing_beside(
    application: Application, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(application, case)
    layers, session = parts(window)
    documents = layers.parent().documents  # type: ignore[union-attr]  # the review view
    documents.reload()
    tree, shown = documents.view, list[QMenu]()
    monkeypatch.setattr(QMenu, "popup", lambda self, _place: shown.append(self))
    file = documents.model.find(f"file:{session.project.files()[1].id}")
    assert file.isValid()
    tree.setCurrentIndex(file)
    tree.customContextMenuRequested.emit(QPoint(5, 5_000))  # the key for menus, with nothing under the mouse
    entries = [action.text().replace("&", "") for action in shown[-1].actions() if action.text()]
    assert entries == ["Decide the text automatically", "Use the file's own text", "Read again with OCR",
                       "Text used, and why …"]  # fmt: skip
    assert [action.isChecked() for action in shown[-1].actions()[:3]] == [True, False, False]
    shown[-1].actions()[2].trigger()
    session.project.flush()
    assert choices(window) == {session.project.files()[1].id: "ignore"}
    tree.setCurrentIndex(file.parent())
    tree.customContextMenuRequested.emit(QPoint(5, 5_000))
    assert not any(action.isChecked() for action in shown[-1].actions())  # the files of the release differ
    shown[-1].actions()[-1].trigger()
    assert len(dialog_of(layers).files) == 3


def test_who_only_looks_sees_the_reason_and_chooses_nothing(application: Application, case: Path) -> None:
    window = opened(application, case, read_only=True)
    layers, _session = parts(window)
    assert window.registry.action("file.text").isEnabled()
    assert not window.registry.action("text.ocr").isEnabled()
    layers.open()
    dialog = dialog_of(layers)
    assert dialog.why.text()
    assert not any(each.isEnabled() for each in dialog.choices.values())
    assert not any(action.isEnabled() for action in layers.menu(layers.here()).actions()[:3])
