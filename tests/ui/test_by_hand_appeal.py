"""The appeal by keys and menus: suggestions accepted and declined, an issue added, the packet in front."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from reviewer.ui.contesting.facts import Line
from reviewer.ui.contesting.view import AppealView
from reviewer.ui.contesting.wiring import appeal_of
from tests.ui.hands import Hands, does, write
from tests.unit.appeal_kit import make_contested

ON_SUGGESTIONS = ("appeal.accept", "appeal.decline", "appeal.accept-all", "appeal.decline-all")


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A matter that is contested, with more that is suggested."""
    return make_contested(tmp_path_factory.mktemp("matter")).path


@pytest.fixture
def view(hands: Hands) -> AppealView:
    """The appeal in front, with its suggestions."""
    hands.do("show.appeal")
    made = appeal_of(hands.window.desk.views)
    assert made is not None
    settle(hands, made)
    turn_to(hands, made, 1)
    assert made.section == "suggested"
    return made


def turn_to(hands: Hands, view: AppealView, place: int) -> None:
    """Bring a part of the appeal to the front, by the keys."""
    view.tabs.setFocus()
    while view.tabs.currentIndex() != place:
        QTest.keyClick(view.tabs, Qt.Key.Key_Right if view.tabs.currentIndex() < place else Qt.Key.Key_Left)
    settle(hands, view)


def settle(hands: Hands, view: AppealView) -> None:
    """Until the appeal is read."""
    hands.settle()
    hands.wait(lambda: not view.busy)
    hands.settle()


def listed(view: AppealView, head: Line) -> list[str]:
    """The items below the heading of a line."""
    return [line.id for line in view.list.lines if line.entry is not None and line.head.key == head.head.key]


def first(view: AppealView, *, head: bool) -> Line:
    """The first heading, or the first item below it, with the keys on it."""
    line = next(line for line in view.list.lines if (line.entry is None) == head)
    view.list.setFocus()
    view.list.go_to(line.id)
    return line


@pytest.mark.parametrize(
    ("action", "every"),
    [pytest.param(action, action.endswith("all"), marks=does(action, "edit.undo")) for action in ON_SUGGESTIONS],
)
def test_what_is_suggested_is_decided_on(hands: Hands, view: AppealView, action: str, every: bool) -> None:
    contesting = hands.session.workspace.read.contesting
    line = first(view, head=False)
    assert line.entry is not None
    assert line.head.ground is not None
    subject, ground, before = line.entry.item.subject, line.head.ground.id, listed(view, line)
    hands.do(action)
    settle(hands, view)
    assert listed(view, line) == ([] if every else before[1:])
    accepted = any(ground in row.grounds for row in contesting.of(subject))
    assert accepted == ("accept" in action)
    assert bool(contesting.declined()) == ("decline" in action)
    while hands.can("edit.undo"):
        hands.do("edit.undo")
    settle(hands, view)
    assert listed(view, line) == before
    assert not contesting.declined()


@does("appeal.issue", "edit.undo", "edit.redo")
def test_an_issue_is_added_from_any_view(hands: Hands, view: AppealView) -> None:
    hands.do("show.review")
    issues = hands.session.workspace.read.marks.issues
    before = len(issues())
    hands.do("appeal.issue")
    assert hands.window.desk.shows("appeal")
    assert view.form is not None
    field = next(field for field in view.form.findChildren(QLineEdit) if field.isVisible())
    field.setFocus()
    write(field, "חיפוש: the search was too narrow")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(hands, view)
    assert len(issues()) == before + 1
    assert "חיפוש: the search was too narrow" in str(issues())
    hands.do("edit.undo")
    settle(hands, view)
    assert len(issues()) == before
    hands.do("edit.redo")
    settle(hands, view)
    assert len(issues()) == before + 1


@does("appeal.packet")
def test_the_packet_comes_to_the_front_from_any_view(hands: Hands, view: AppealView) -> None:
    hands.do("show.review")
    hands.do("appeal.packet")
    settle(hands, view)
    assert hands.window.desk.shows("appeal")
    assert view.section is None
    assert view.packet.isVisible()


def test_nothing_is_decided_where_no_suggestion_is_in_hand(hands: Hands, view: AppealView) -> None:
    first(view, head=False)
    assert [action for action in ON_SUGGESTIONS if not hands.can(action)] == []
    turn_to(hands, view, 0)
    assert [action for action in ON_SUGGESTIONS if hands.can(action)] == []
    hands.do("show.review")
    assert [action for action in ON_SUGGESTIONS if hands.can(action)] == []
    assert [action for action in ON_SUGGESTIONS if not hands.refuses(action)] == []
    assert hands.session.edits.undo_title == ""
