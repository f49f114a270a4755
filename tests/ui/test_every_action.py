"""Every action is reached by its keys where they work, by the mouse in its menu, and by its name in the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.actions import Context
from reviewer.ui.panels.command_palette import CommandPalette, names
from reviewer.ui.window import Window

_VIEWS: dict[Context, str] = {"board": "passages", "appeal": "appeal", "copies": "compare"}


@pytest.fixture
def done(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the actions that were done: nothing else comes of them here, and all can be done."""
    heard: list[str] = []
    window.activateWindow()
    monkeypatch.setattr(window.registry, "refresh", lambda: None)
    return heard


def free(window: Window, heard: list[str]) -> None:
    """Let every action only say that it was done."""
    for record in window.registry.records:
        action = window.registry.action(record.id)
        action.triggered.disconnect()
        action.triggered.connect(lambda *_on, name=record.id: heard.append(name))
        action.setCheckable(False)
        action.setEnabled(True)


def press(widget: QWidget, key: str) -> None:
    """Press the keys of a sequence, as `Ctrl+K` or `Ctrl+X, 1`."""
    sequence = QKeySequence(key)
    for place in range(sequence.count()):
        stroke = sequence[place]  # type: ignore[index]  # PySide6's type hints do not know it
        QTest.keyClick(widget, stroke.key(), stroke.keyboardModifiers())


def place_of(window: Window, context: Context) -> QWidget:
    """Where the keys of a context work, with the focus."""
    view = window.desk.view
    assert view is not None
    if context in _VIEWS:
        window.registry.run(f"show.{_VIEWS[context]}")
        shown = window.stack.currentWidget()
        assert shown is not None
        shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shown.setFocus()
        return shown
    view.page_view.setFocus()
    return view.page_view


@pytest.mark.parametrize("context", ["window", "review", "redactions", "board", "appeal", "copies"])
def test_every_key_reaches_its_action_and_no_other(
    window: Window, done: list[str], qtbot: QtBot, context: Context
) -> None:
    place = place_of(window, context)
    qtbot.waitUntil(place.hasFocus)
    free(window, done)
    wrong = {}
    records = [record for record in window.registry.records if record.context == context and record.keys]
    assert records
    for record in records:
        for key in record.keys:
            done.clear()
            press(place, key)
            if done != [record.id]:
                wrong[key] = (record.id, list(done))
    assert wrong == {}


def menus(window: Window) -> list[QMenu]:
    """Every menu of the menu bar, and those inside."""
    outer = [menu for action in window.menuBar().actions() if isinstance(menu := action.menu(), QMenu)]
    return [*outer, *(menu for each in outer for action in each.actions() if isinstance(menu := action.menu(), QMenu))]


def test_every_entry_of_a_menu_is_taken_by_the_mouse(window: Window, done: list[str]) -> None:
    free(window, done)
    wrong, tried = {}, set()
    for menu in menus(window):
        for action in [each for each in menu.actions() if each.menu() is None and not each.isSeparator()]:
            done.clear()
            menu.popup(window.mapToGlobal(QPoint(20, 40)))
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
            tried.add(action.objectName())
            if done != [action.objectName()]:
                wrong[action.objectName()] = list(done)
    assert wrong == {}
    assert tried == {record.id for record in window.registry.records if record.menu}


def test_what_stands_in_no_menu_has_a_key_and_all_is_in_the_palette(window: Window) -> None:
    assert [record.id for record in window.registry.records if not (record.menu or record.keys)] == []


def test_every_action_is_found_and_done_by_its_name(window: Window, done: list[str]) -> None:
    free(window, done)
    called = names(window.registry.records)
    assert len(set(called.values())) == len(called), "two actions of one name"
    wrong, tried = {}, 0
    for record in [record for record in window.registry.records if record.enabled()]:
        done.clear()
        palette = CommandPalette(window.theme, window.registry, window)
        palette.pop_up()
        field = palette.findChild(QLineEdit)
        assert field is not None
        field.setText(called[record.id])
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.sendPostedEvents()
        tried += 1
        if done != [record.id]:
            wrong[record.id] = list(done)
    assert wrong == {}
    assert tried > 80


def test_every_button_of_the_bars_does_what_it_says(window: Window, done: list[str]) -> None:
    """Tool buttons stand for actions: a click on each one that is in view does its action."""
    free(window, done)
    wrong, tried = {}, 0
    for button in window.findChildren(QToolButton):
        action = button.defaultAction()
        if not isinstance(action, QAction) or not button.isVisible() or not action.objectName():
            continue
        done.clear()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        tried += 1
        if done != [action.objectName()]:
            wrong[action.objectName()] = list(done)
    assert wrong == {}
    assert tried > 15
