"""Does the actions of a window as a person does: by their keys, and by the mouse in the menus for those without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.ui.actions import Action
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.widgets.chooser import Chooser
from reviewer.ui.window import Window

Asked = TypeVar("Asked", bound=QWidget)

WAIT = 20_000  # milliseconds for an answer on a busy machine
_ON_PAGES = ("review", "redactions")  # contexts whose keys work while the pages have the focus

declared: dict[str, int] = {}
"""How many tests say that they do an action by hand; `test_by_hand_all` compares them with the catalogue."""


def does(*actions: str) -> pytest.MarkDecorator:
    """Say of a test, or of one of its cases, which actions it does by hand; the fixture `hands` holds it to that."""
    for action in actions:
        declared[action] = declared.get(action, 0) + 1
    return pytest.mark.does(*actions)


class MenuHands:
    """Keys and mouse on one window; `done` are the actions that they led to."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.done: set[str] = set()
        self._heard: list[str] = []
        self._listening = [
            (action, action.triggered.connect(lambda *_on, name=record.id: self._heard.append(name)))
            for record in window.registry.records
            for action in [window.registry.action(record.id)]
        ]

    def let_go(self) -> None:
        """Hear of no action any more."""
        for action, connection in self._listening:
            action.triggered.disconnect(connection)

    @property
    def session(self) -> Session:
        """The open project."""
        assert self.window.session is not None
        return self.window.session

    @property
    def view(self) -> ReviewView:
        """The pages of the open project."""
        assert self.window.desk.view is not None
        return self.window.desk.view

    def record(self, action: str) -> Action:
        """An action as the catalogue has it."""
        return next(record for record in self.window.registry.records if record.id == action)

    def do(self, action: str) -> None:
        """Do an action, by its key if it has one, else in its menu; fails where anything else comes of it."""
        record = self.record(action)
        if not record.keys:
            self.take(action)
            return
        if record.context in _ON_PAGES and self.window.desk.shows("review"):
            self.view.page_view.setFocus()
        with self._expecting(action):
            self.press(record.keys[0])

    def take(self, action: str) -> None:
        """Do an action with the mouse in the menu bar, through the menu inside the menu where it stands in one."""
        with self._expecting(action):
            menu = self._opened(action)
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=self._entry(menu, action))
            self.come_back()

    def come_back(self) -> None:
        """Without a screen no window is active where a menu or a dialog closed: let it be ours again."""
        self.settle()
        active = QApplication.activeWindow()
        if self.window.isVisible() and (active is None or not active.isVisible() or isinstance(active, QMenu)):
            self.wait(self._is_in_front)

    def _is_in_front(self) -> bool:
        """Whether the window is active, which it is asked to be again and again: a dialog may come and go meanwhile."""
        if QApplication.activeModalWidget() is not None:
            return True
        self.window.activateWindow()
        return self.window.isActiveWindow()

    def can(self, action: str) -> bool:
        """Whether the menu offers it now, as it stands there; nothing is asked anew."""
        return self.window.registry.action(action).isEnabled()

    def is_on(self, action: str) -> bool:
        """Whether the menu shows it with a tick."""
        return self.window.registry.action(action).isChecked()

    def label(self, action: str) -> str:
        """What the menu calls it now."""
        return self.window.registry.action(action).text().replace("&", "")

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press the keys of a sequence, as `Ctrl+K`, on what has the focus."""
        sequence = QKeySequence(keys)
        for place in range(sequence.count()):
            stroke = sequence[place]  # type: ignore[index]  # PySide6's type hints do not know it
            QTest.keyClick(on or self._focus(), stroke.key(), stroke.keyboardModifiers())
        self.settle()

    def enter(self, text: str, end: str = "Return") -> None:
        """Type into the field that has the focus, in place of what stands there, and end with a key."""
        field = self._focus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        write(field, text)
        if end:
            QTest.keyClick(field, QKeySequence(end)[0].key())  # type: ignore[index]  # as above
        self.settle()

    def choose(self, key: str) -> None:
        """Press the key of a choice in the list that has just opened."""
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, Chooser)
        self.press(key, popup)

    def refuses(self, action: str) -> bool:
        """Whether neither the menu nor any of its keys does it now."""
        self._heard.clear()
        for key in self.record(action).keys:
            self.press(key)
        if self.record(action).menu:
            menu = self._opened(action)
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=self._entry(menu, action))
            self.close_popups()
        return action not in self._heard

    @contextmanager
    def asked(self, kind: type[Asked], answer: Callable[[Asked], object]) -> Iterator[None]:
        """What is done inside asks with a window of this kind: answer it there, and fail if nobody asked."""
        met: list[Asked] = []
        timer = QTimer(interval=10)

        def look() -> None:
            shown = next((one for one in QApplication.topLevelWidgets() if _is_asking(one, kind)), None)
            if shown is None or met:
                return
            asking = cast(Asked, shown)
            met.append(asking)
            timer.stop()
            try:
                answer(asking)
            finally:
                if isinstance(shown, QDialog) and shown.isVisible():
                    shown.reject()  # or it would wait for ever

        timer.timeout.connect(look)
        timer.start()
        try:
            yield
            self.qtbot.waitUntil(lambda: bool(met), timeout=WAIT)
        finally:
            timer.stop()
        self.come_back()

    def answer_path(self, path: Path) -> Callable[[QFileDialog], None]:
        """Pastes a path into a dialog that asks for a file or a folder, and takes it."""

        def answer(dialog: QFileDialog) -> None:
            (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
            QGuiApplication.clipboard().setText(str(path))
            QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(field, Qt.Key.Key_Return)

        return answer

    def click(self, widget: QWidget) -> None:
        """Click on a widget."""
        assert widget.isVisible()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def click_row(self, view: QAbstractItemView, *rows: int) -> None:
        """Click on rows of a list, table or tree, by their places in its upper part; the further ones with Ctrl."""
        for place, row in enumerate(rows):
            index = view.model().index(row, 0)
            view.scrollTo(index)
            held = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
            spot = view.visualRect(index).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, spot)
            self.settle()

    def press_button(self, dialog: QWidget, words: str) -> None:
        """Press a button of a dialog, found by its words."""
        found = [one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == words]
        assert found, [one.text() for one in dialog.findChildren(QPushButton)]
        assert found[0].isEnabled(), words
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def accept(self, dialog: QDialog) -> None:
        """Press the first button of a dialog that says yes."""
        (box,) = dialog.findChildren(QDialogButtonBox)
        yes = next(one for one in box.buttons() if box.buttonRole(one) == QDialogButtonBox.ButtonRole.AcceptRole)
        assert yes.isEnabled(), yes.text()
        QTest.mouseClick(yes, Qt.MouseButton.LeftButton)

    def settle(self) -> None:
        """Let everything that was posted arrive."""
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def wait(self, until: Callable[[], bool]) -> None:
        """Until something has come true."""
        self.qtbot.waitUntil(until, timeout=WAIT)

    def close_popups(self) -> None:
        """Close menus and lists that are open."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.come_back()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @contextmanager
    def _expecting(self, action: str) -> Iterator[None]:
        assert self.can(action), f"{action} cannot be done now"
        self._heard.clear()
        yield
        assert self._heard[:1] == [action], f"{self._heard} instead of {action}"
        self.done.add(action)

    def _opened(self, action: str) -> QMenu:
        """The menu in which an action stands, opened with the mouse."""
        bar = self.window.menuBar()
        for outer in bar.actions():
            menu = outer.menu()
            assert isinstance(menu, QMenu)
            inner = next((one for one in menu.actions() if _holds(one.menu(), action)), None)
            if inner is None and not _holds(menu, action):
                continue
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(outer).center())
            assert menu.isVisible()
            if inner is None:
                return menu
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(inner).center())
            below = inner.menu()
            assert isinstance(below, QMenu)
            self.wait(below.isVisible)
            return below
        raise AssertionError(f"{action} stands in no menu")

    def _entry(self, menu: QMenu, action: str) -> QPoint:
        return menu.actionGeometry(self.window.registry.action(action)).center()


def write(field: QWidget | None, text: str) -> None:
    """Type a text; letters that are on no Latin keyboard come as the input methods of their scripts send them."""
    assert field is not None
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    letters = QInputMethodEvent()
    letters.setCommitString(text)
    QApplication.sendEvent(field, letters)


def _is_asking(window: QWidget, kind: type[QWidget]) -> bool:
    return isinstance(window, kind) and window.isVisible()


def _holds(menu: object, action: str) -> bool:
    return isinstance(menu, QMenu) and any(one.objectName() == action for one in menu.actions())
