"""Where the keys work can be seen, and Tab leads through every view and out of it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenuBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.ui.application import Application
from reviewer.ui.overview.bars import Bars
from reviewer.ui.start.card import ProjectCard
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.lead_down import lead_down
from reviewer.ui.window import Window

VIEWS = (
    "review",
    "redactions",
    "compare",
    "passages",
    "entities",
    "timeline",
    "requests",
    "appeal",
    "overview",
    "audit",
    "settings",
)
LONGEST = 120  # Tabs until the walk must have come round


def walk(window: QWidget) -> list[QWidget]:
    """What the Tab key leads to, in its order, until it comes round."""
    found: list[QWidget] = []
    for _ in range(LONGEST):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in found:
            assert focused is found[0], f"{named(focused)} keeps the keys"
            break
        if focused.isVisible():  # a list that waits for its rows may hold the keys
            found.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is found[0]
    return found


def looks_the_same(widget: QWidget, elsewhere: QWidget) -> bool:
    """Whether nothing in the picture of a widget tells that it has the focus."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if not widget.hasFocus():  # what was read meanwhile took its place, or left nothing to choose
        return False
    with_focus = widget.grab().toImage()
    elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return bool(widget.grab().toImage() == with_focus)


def named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r} in {type(widget.parent()).__name__}"


def reachable(window: QWidget) -> list[QWidget]:
    """Everything in view that takes the keys by Tab."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and not isinstance(widget, QMenuBar)
        and not isinstance(widget.parent(), QComboBox | QAbstractItemView)
        and not widget.objectName().startswith("qt_")
    ]


@pytest.mark.parametrize("name", VIEWS)
def test_tab_leads_everywhere_and_the_focus_is_seen(window: Window, qtbot: QtBot, name: str) -> None:
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.registry.run(f"show.{name}")
    QApplication.processEvents()
    found = walk(window)
    assert [named(widget) for widget in reachable(window) if widget not in found] == []
    assert [named(one) for one in found if looks_the_same(one, next(w for w in found if w is not one))] == []


def test_what_a_key_leads_to_comes_into_view(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 640)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.registry.run("review.next")
    for _ in range(3):  # the details are laid out anew as long as they grow
        QApplication.processEvents()
    for action in ("review.note", "review.codes", "review.note"):
        window.registry.run(action)
        field = QApplication.focusWidget()
        assert field is not None
        assert field.visibleRegion().boundingRect() == field.rect(), action


def test_a_choice_in_a_list_leaves_the_view_where_it_is(window: Window, qtbot: QtBot) -> None:
    """The field with the keys may be far above: when the list gives them back, nothing may scroll to it."""
    window.show()
    qtbot.waitExposed(window)
    window.resize(1000, 500)
    window.registry.run("show.settings")
    assert window.desk.views is not None
    settings = window.desk.views.known("settings")
    assert isinstance(settings, QScrollArea)
    name, policy = settings.findChildren(QLineEdit)[0], settings.findChildren(ChoiceBox)[-1]
    name.setFocus()
    QApplication.processEvents()
    bar = settings.verticalScrollBar()
    bar.setValue(bar.maximum())
    settings.ensureWidgetVisible(policy)
    place = bar.value()
    assert place > 0
    policy.showPopup()
    QApplication.processEvents()
    QTest.keyClick(policy.view(), Qt.Key.Key_Down)
    QTest.keyClick(policy.view(), Qt.Key.Key_Return)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is name)
    assert bar.value() == place


def test_a_recent_project_offers_its_removal_to_the_keys(
    application: Application, project_path: Path, qtbot: QtBot
) -> None:
    application.settings.remember_project(project_path)
    window = application.new_window()
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    (card,) = window.start.findChildren(ProjectCard)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Tab)
    forget = QApplication.focusWidget()
    assert isinstance(forget, QToolButton)
    assert forget.isVisible()
    QTest.keyClick(forget, Qt.Key.Key_Backtab)
    assert card.hasFocus()
    QTest.keyClick(card, Qt.Key.Key_Backtab)
    assert not forget.isVisible()


def test_undo_goes_through_a_field_that_nobody_typed_in(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.session is not None
    commands = window.session.commands
    window.registry.run("review.next")
    commands.set_position("contested")
    field = window.toolbar.search
    field.setFocus()
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert window.desk.can_undo(), "it took back what was typed, and nothing more"
    window.desk.view_opener("redactions")()
    window.desk.view_opener("review")()
    assert window.desk.view is not None
    codes = window.desk.view.redactions.details.codes_field
    codes.setFocus()
    QTest.keyClick(codes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.desk.can_undo()


@pytest.mark.parametrize("hidden", [0, 1])
def test_down_leads_from_a_field_into_its_list(qtbot: QtBot, hidden: int) -> None:
    inside, field, rows = QWidget(), QLineEdit(), QListWidget()
    layout = QVBoxLayout(inside)
    layout.addWidget(field)
    layout.addWidget(rows)
    qtbot.addWidget(inside)
    rows.addItems(["Doyle", "Kowalczyk"])
    for row in range(hidden):
        rows.item(row).setHidden(True)
    lead_down(field, lambda: rows)
    inside.show()
    qtbot.waitUntil(inside.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert rows.hasFocus()
    assert rows.currentRow() == hidden
    rows.setCurrentRow(1)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert rows.currentRow() == 1, "what is chosen stays so"


def test_the_overview_comes_with_its_head_in_view(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 640)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.registry.run("show.overview")
    view = window.stack.currentWidget()
    assert view is not None
    qtbot.waitUntil(lambda: any(bars.isVisible() for bars in view.findChildren(Bars)))
    (area,) = [found for found in view.findChildren(QScrollArea) if found.isVisible()]
    assert area.verticalScrollBar().value() == 0


@pytest.mark.parametrize(
    "panel", ["pages", "outline", "search", "passages", "entities", "text", "info", "comments", "history"]
)
def test_tab_leads_through_every_panel(window: Window, qtbot: QtBot, panel: str) -> None:
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.registry.run(f"view.{panel}")
    QApplication.processEvents()
    found = walk(window)
    assert [named(widget) for widget in reachable(window) if widget not in found] == []


def test_a_project_that_another_window_has_comes_to_the_front(
    application: Application, window: Window, project_path: Path, qtbot: QtBot
) -> None:
    window.show()
    second = application.new_window()
    qtbot.waitUntil(second.isActiveWindow)
    assert not second.open_path(project_path)
    qtbot.waitUntil(window.isActiveWindow)
    assert second.session is None
    assert not second.notices.isVisible()
