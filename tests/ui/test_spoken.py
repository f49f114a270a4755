"""Widgets that paint themselves tell a screen reader role, name and state of all they show."""

from __future__ import annotations

import gc
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.overview.bars import Bar, Bars
from reviewer.ui.theme.theme import Theme
from reviewer.ui.timeline.axis import TimeAxis
from reviewer.ui.timeline.scale import julian_of
from reviewer.ui.widgets.chips import Chip
from reviewer.ui.window import Window
from tests.ui.test_accessibility import VIEWS

Role = QAccessible.Role
_SAYS_NOTHING = {Role.NoRole, Role.Client, Role.Pane, Role.Border}


def told(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def parts(widget: QWidget) -> list[QAccessibleInterface]:
    """What a widget paints, as a screen reader is told of it."""
    whole = told(widget)
    children = [whole.child(place) for place in range(whole.childCount())]
    return [child for child in children if child.object() is None]


def names(widget: QWidget) -> list[str]:
    return [part.text(QAccessible.Text.Name) for part in parts(widget)]


@pytest.fixture
def chart(theme: Theme, qtbot: QtBot) -> Bars:
    made = Bars(theme, "Hidden by exemption")
    qtbot.addWidget(made)
    made.show_bars(
        [Bar("b6", "(b)(6)", "12 deletions", 1.0, "#000000"), Bar("b5", "(b)(5)", "1 deletion", 0.1, "#00f")]
    )
    made.show()
    return made


def test_a_chart_is_a_list_of_its_bars(chart: Bars) -> None:
    assert told(chart).role() == Role.List
    assert names(chart) == ["(b)(6): 12 deletions", "(b)(5): 1 deletion"]
    assert {part.role() for part in parts(chart)} == {Role.ListItem}
    first, second = parts(chart)
    assert first.rect().bottom() < second.rect().top() + 1
    assert told(chart).indexOfChild(second) == told(chart).childCount() - 1
    middle = second.rect().center()
    assert told(chart).childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == "(b)(5): 1 deletion"


def test_the_bar_that_the_keys_are_on_has_the_focus(chart: Bars, qtbot: QtBot) -> None:
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    QAccessible.setActive(True)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert [part.state().focused for part in parts(chart)] == [False, True]
    assert told(chart).focusChild().text(QAccessible.Text.Name) == "(b)(5): 1 deletion"
    QAccessible.setActive(False)


def test_what_is_not_shown_any_more_is_not_valid(chart: Bars) -> None:
    kept = parts(chart)
    chart.show_bars([Bar("b4", "(b)(4)", "2 deletions", 1.0, "#000000")])
    assert [part.isValid() for part in kept] == [True, False]
    assert kept[1].state().invalid
    assert names(chart) == ["(b)(4): 2 deletions"]


def test_the_axis_of_time_tells_what_is_dated_when(theme: Theme, qtbot: QtBot) -> None:
    axis = TimeAxis(theme)
    qtbot.addWidget(axis)
    axis.resize(600, 150)
    axis.set_days([julian_of(date(2018, 6, day)) for day in (1, 1, 20)])
    axis.show()
    assert told(axis).role() == Role.List
    assert [name.rsplit(": ", 1)[1] for name in names(axis)] == ["2 documents", "1 document"]
    axis.select((julian_of(date(2018, 6, 20)), julian_of(date(2018, 6, 20))))
    assert [part.state().selected for part in parts(axis)] == [False, True]


def test_a_page_tells_its_redactions(window: Window, qtbot: QtBot) -> None:
    window.show()
    view = window.desk.view
    assert view is not None
    assert window.session is not None
    page = view.page_view
    redaction = window.session.project.redaction_ids("all", None)[0]
    window.session.commands.redaction_wanted.emit(redaction)
    QApplication.processEvents()
    assert told(page).role() == Role.Document
    shown = parts(page)
    pages = [part.text(QAccessible.Text.Name) for part in shown if part.role() == Role.Section]
    assert any(name.startswith(f"Page {(page.finder.current() or 0) + 1} of ") for name in pages)
    (chosen,) = [part for part in shown if part.state().selected]
    assert chosen.text(QAccessible.Text.Name).startswith("Redaction: ")
    assert "suggested" in chosen.text(QAccessible.Text.Name)
    assert chosen.role() == Role.Button
    assert not chosen.state().offscreen
    window.registry.run("review.confirm")
    window.registry.run("review.confirm")
    QApplication.processEvents()
    assert any("Redaction: " in name and " · checked" in name for name in names(page))


def test_the_redaction_that_is_selected_is_told(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    page = window.desk.view.page_view
    page.setFocus()
    heard: list[tuple[QAccessible.Event, str]] = []

    def hear(event: QAccessibleEvent) -> None:
        if event.object() is page and event.child() >= 0:
            part = told(page).child(event.child())
            heard.append((event.type(), part.text(QAccessible.Text.Name)))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    window.registry.run("review.next")
    (chosen,) = [part for part in parts(page) if part.state().selected]
    name = chosen.text(QAccessible.Text.Name)
    assert chosen.state().focused
    assert chosen.state().focusable
    assert (QAccessible.Event.Selection, name) in heard
    assert (QAccessible.Event.Focus, name) in heard


@pytest.mark.parametrize("view", VIEWS)
def test_no_widget_that_paints_itself_is_left_out(window: Window, view: str) -> None:
    """Whatever of our own has a paintEvent is more than an area to a screen reader, and has a name while it shows."""
    window.show()
    window.registry.run(f"show.{view}")
    QApplication.processEvents()
    painted = [
        widget
        for widget in window.findChildren(QWidget)
        if any("paintEvent" in vars(kind) for kind in type(widget).__mro__ if kind.__module__.startswith("reviewer."))
    ]
    assert painted
    dumb = [
        f"{type(widget).__name__}: {told(widget).role()}"
        for widget in painted
        if told(widget).role() in _SAYS_NOTHING or (widget.isVisible() and not _words(widget))
    ]
    assert dumb == []


def _words(widget: QWidget) -> str:
    """Its name, or the words that it shows; a label may be empty."""
    name = told(widget).text(QAccessible.Text.Name)
    return name or ("(empty)" if isinstance(widget, QLabel) else "")


def test_what_is_spoken_of_goes_with_its_widget(theme: Theme) -> None:
    """Hundreds of widgets and their parts, listed by Qt as a screen reader makes it list them, come and go."""
    for number in range(300):
        chart = Bars(theme, "Gone soon")
        chart.show_bars([Bar("a", "A", "1", 1.0, "#000000")])
        listed = [QAccessible.uniqueId(part) for part in parts(chart)]
        chip = Chip("(b)(6)", QColor("#000000"))
        assert told(chip).role() == Role.StaticText
        chart.deleteLater()
        chip.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert all(QAccessible.accessibleInterface(each) is None for each in listed)
        if number % 50 == 0:
            gc.collect()


def test_parts_that_change_are_told_while_somebody_listens(chart: Bars) -> None:
    QAccessible.setActive(True)
    chart.show_bars([])
    QAccessible.updateAccessibility(QAccessibleEvent(chart, QAccessible.Event.ObjectReorder))
    QAccessible.setActive(False)
    assert names(chart) == []
