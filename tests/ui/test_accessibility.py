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
    QToolButton,
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


def test_no_view_and_no_panel_is_left_out(window: Window) -> None:
    """What the tests below walk through is all that the window has: a new view fails here until it is named above."""
    known = {record.id for record in window.registry.records}
    assert {f"show.{view}" for view in VIEWS} == {action for action in known if action.startswith("show.")}
    assert window.desk.view is not None
    sides = (window.desk.view.left, window.desk.view.right)
    assert {*PANELS, "redactions"} == {name for side in sides for name in side._titles}


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


def pictures(root: QWidget) -> list[QAbstractButton]:
    """The buttons in view that show a picture alone."""
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return [
        button
        for button in root.findChildren(QAbstractButton)
        if button.isVisible()
        and not button.icon().isNull()
        and not button.objectName().startswith("qt_")
        and (not button.text() or (isinstance(button, QToolButton) and button.toolButtonStyle() == only))
    ]


def mute(button: QAbstractButton) -> list[str]:
    """What a button of a picture alone does not tell a screen reader, or who rests the mouse on it."""
    told = QAccessible.queryAccessibleInterface(button)
    state = told.state()
    wrong = {
        "name": not told.text(QAccessible.Text.Name),
        "role": told.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client),
        "tool tip": not button.toolTip(),
        "on": state.checked != button.isChecked(),
        "disabled": state.disabled == button.isEnabled(),
    }
    return [f"{type(button).__name__} {button.accessibleName()!r}: {what}" for what, is_so in wrong.items() if is_so]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_tells_a_screen_reader_names_and_roles(window: Window, qtbot: QtBot, view: str) -> None:
    window.show()
    window.registry.run(f"show.{view}")
    QApplication.processEvents()
    assert window.desk.shows(view)
    assert nameless(window) == []
    assert unspoken(window.stack.currentWidget()) == []
    buttons = pictures(window)
    assert len(buttons) > 5
    assert [words for button in buttons for words in mute(button)] == []


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
