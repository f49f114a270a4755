"""A screen reader gets a name for every control that takes the focus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.ui.dialogs.about import AboutDialog
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.dialogs.keys import KeysDialog
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.dialogs.tags import TagsDialog
from reviewer.ui.window import Window

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractScrollArea, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)


def nameless(root: QWidget) -> list[str]:
    """Controls that can have the focus and have neither an accessible name nor words of their own."""
    found = []
    for control in root.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or control.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if control.objectName().startswith("qt_"):
            continue
        if isinstance(control.parent(), QComboBox | QTabBar | QLineEdit) or control.window().windowType() == (
            Qt.WindowType.Popup
        ):
            continue
        words = control.text() if isinstance(control, QAbstractButton) else ""
        if not (control.accessibleName() or words):
            found.append(f"{type(control).__name__} in {type(control.parent()).__name__}")
    return found


VIEWS = ("review", "redactions", "compare", "index", "passages", "entities", "timeline", "requests", "appeal",
         "overview", "audit", "settings")  # fmt: skip
PANELS = ("documents", "pages", "outline", "search", "passages", "entities", "text", "info", "comments", "history")


def test_every_control_of_the_window_has_a_name(window: Window) -> None:
    assert nameless(window) == []


def unspoken(root: QWidget | None) -> list[str]:
    """What a screen reader would meet without name or role, in the tree that Qt tells it."""
    found: list[str] = []
    assert root is not None
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        told = waiting.pop()
        if told is None or not told.isValid():
            continue
        state, control = told.state(), told.object()
        inner = isinstance(control, QWidget) and (
            control.objectName().startswith("qt_") or isinstance(control.parent(), QComboBox | QLineEdit)
        )
        if state.focusable and not state.invisible and not inner:
            named = told.text(QAccessible.Text.Name) or told.text(QAccessible.Text.Value)
            if told.role() == QAccessible.Role.NoRole or not named:
                found.append(f"{type(control).__name__}: {told.role()}, {named!r}")
        if not isinstance(control, QAbstractItemView):  # its rows are the model's, and tested there
            waiting += [told.child(place) for place in range(told.childCount())]
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_tells_a_screen_reader_names_and_roles(window: Window, qtbot: QtBot, view: str) -> None:
    window.show()
    window.registry.run(f"show.{view}")
    QApplication.processEvents()
    assert window.desk.shows(view)
    assert nameless(window) == []
    assert unspoken(window.stack.currentWidget()) == []


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_tells_a_screen_reader_names_and_roles(window: Window, panel: str) -> None:
    window.show()
    window.registry.run(f"view.{panel}")
    QApplication.processEvents()
    assert unspoken(window.stack.currentWidget()) == []


@pytest.mark.parametrize("name", ["new", "import", "keys", "about", "new tag", "tags"])
def test_every_control_of_the_dialogs_has_a_name(window: Window, qtbot: QtBot, name: str) -> None:
    assert window.session is not None
    project, commands = window.session.project, window.session.commands
    dialogs: dict[str, QDialog] = {
        "new": NewProjectDialog(Path.home(), "", [], window),
        "import": ImportDialog([], Matter(), Path.home(), window),
        "keys": KeysDialog(window.registry, window),
        "about": AboutDialog(window),
        "new tag": NewTagDialog(project.tags(), window),
        "tags": TagsDialog(project, commands, window.theme, window),
    }
    assert nameless(dialogs[name]) == []
