"""Every item model keeps Qt's rules, and resets only when its ids change."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

import reviewer.ui
from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, IdListModel
from reviewer.ui.models.rows import OutlineRow, TreeRow
from reviewer.ui.models.tree import DocumentTree
from reviewer.ui.panels.command_palette import CommandPalette
from reviewer.ui.window import Window


@pytest.mark.parametrize("name", ["redactions", "pages", "passages", "entities", "mentions", "hits", "outline"])
def test_list_models(window: Window, qtbot: QtBot, qtmodeltester: Any, name: str) -> None:
    view = window.desk.view
    assert view is not None
    assert window.session is not None
    view.search.search("redwood")
    qtbot.waitUntil(lambda: not view.search.busy)
    view.outline.show_outline([OutlineRow("Letter", 0, window.session.project.page_ids[0])])
    models = {
        "redactions": view.redactions.list.model,
        "pages": view.pages.model,
        "passages": view.passages.list.model,
        "entities": view.entities.list.model,
        "mentions": view.entities.mentions.model,
        "hits": view.search.list.model,
        "outline": view.outline.model,
    }
    model = models[name]
    assert model.rowCount() > 0 or name in ("passages", "entities", "mentions")
    qtmodeltester.check(model, force_py=True)


def test_document_tree(window: Window, qtmodeltester: Any) -> None:
    view = window.desk.view
    assert view is not None
    tree = view.documents.model
    release = tree.index(0, 0)
    tree.fetchMore(release)
    file = tree.index(0, 0, release)
    tree.fetchMore(file)
    assert tree.rowCount(file) > 3
    assert tree.parent(tree.index(0, 0, file)) == file
    qtmodeltester.check(tree, force_py=True)


def test_no_model_of_the_window_is_left_out(window: Window) -> None:
    """Every model of our own that stands behind a view, whatever it is called; a fault is a Qt warning, which fails."""
    window.show()
    for record in window.registry.records:
        if record.id.startswith("show."):
            window.registry.run(record.id)
            QApplication.processEvents()
    ours = {
        view.model()
        for view in window.findChildren(QAbstractItemView)
        if view.model() is not None and type(view.model()).__module__.startswith("reviewer.")
    }
    assert len(ours) >= 16
    testers = [QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning) for model in ours]
    assert len(testers) == len(ours)


def test_a_thumbnail_says_how_many_redactions_are_new(window: Window) -> None:
    assert window.session is not None
    assert window.desk.view is not None
    project, model = window.session.project, window.desk.view.pages.model
    redaction = project.redaction_ids("all", None)[0]
    row = project.redaction(redaction)
    assert row is not None
    place = model.place(row.page_id)
    assert place is not None
    before = model.row(place)
    assert before is not None
    assert before.new == before.redactions > 0
    window.session.edits.box_right(redaction)
    window.session.edits.code_right(redaction)
    project.flush()
    after = model.row(place)
    assert after is not None
    assert after.new == before.new - 1


def test_reloading_the_tree_keeps_its_rows(window: Window, qtbot: QtBot) -> None:
    view = window.desk.view
    assert view is not None
    tree = view.documents.model
    with qtbot.assertNotEmitted(tree.modelReset):
        tree.reload()


def test_a_list_resets_only_for_other_ids(qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(row: int) -> str | None:
        asked.append(row)
        return f"row {row}" if row != 3 else None

    model: IdListModel[str] = IdListModel(fetch, str.upper)
    model.set_ids([1, 2, 3])
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_ids([1, 2, 3])
    assert asked == []
    assert model.index(0).data() == "ROW 1"
    assert model.index(0).data(ID_ROLE) == 1
    assert model.index(2).data(ROW_ROLE) is None
    model.index(0).data()
    assert asked == [1, 3]
    with qtbot.waitSignal(model.dataChanged):
        model.refresh([1])
    model.index(0).data()
    assert asked == [1, 3, 1]
    assert model.data(QModelIndex()) is None


def test_a_file_without_pages_has_no_arrow_that_opens_nothing() -> None:
    rows = [TreeRow("file:1", "file", "broken.pdf", 0), TreeRow("file:2", "file", "sound.pdf", 3)]
    tree = DocumentTree(lambda above: rows if above is None else [])
    tree.reload()
    assert [tree.hasChildren(tree.index(row, 0)) for row in (0, 1)] == [False, True]


def _all_models() -> set[type[QAbstractItemModel]]:
    """Every item model that the window's own modules define, found by loading all of them."""
    for module in pkgutil.walk_packages(reviewer.ui.__path__, "reviewer.ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[QAbstractItemModel]] = set()
    waiting: list[type[QAbstractItemModel]] = [QAbstractItemModel]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("reviewer.ui"):
                found.add(kind)
    return found


# Where a model is tested that no view of an ordinary project shows at once.
_ELSEWHERE = {
    "HeadedTable": "what others inherit",
    "DifferenceModel": "tests/ui/test_returning.py",
    "ConflictsModel": "tests/ui/test_merge_dialog.py",
    "_Matching": "test_the_commands_found",
    "LinesModel": "tests/ui/test_contesting.py",
}


def test_every_model_there_is_is_tested(window: Window) -> None:
    """A new model fails here until a view of the window shows it, or a test of its own is named."""
    window.show()
    for record in window.registry.records:
        if record.id.startswith("show."):
            window.registry.run(record.id)
            QApplication.processEvents()
    shown = {type(view.model()) for view in window.findChildren(QAbstractItemView) if view.model() is not None}
    inherited = {kind for each in shown for kind in each.__mro__}
    missing = {kind.__name__ for kind in _all_models() if kind not in inherited}
    assert missing <= set(_ELSEWHERE), missing - set(_ELSEWHERE)
    for place in _ELSEWHERE.values():
        if place.startswith("tests/"):
            text = Path(__file__).parents[2].joinpath(place).read_text(encoding="utf-8")
            assert "QAbstractItemModelTester" in text or "qtmodeltester" in text, place


def test_the_commands_found(window: Window) -> None:
    palette = CommandPalette(window.theme, window.registry, window)
    palette.pop_up()
    (view,) = palette.findChildren(QListView)
    tester = QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    (field,) = palette.findChildren(QLineEdit)
    for typed, many in (("redactions", True), ("no such command", False), ("", True)):
        field.setText(typed)
        assert (view.model().rowCount() > 1) == many
    assert tester.model() is view.model()
    palette.close()
