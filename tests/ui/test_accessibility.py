"""A screen reader gets a name for every control that takes the focus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
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


def test_every_control_of_the_window_has_a_name(window: Window) -> None:
    assert nameless(window) == []


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
