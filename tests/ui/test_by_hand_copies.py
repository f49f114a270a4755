"""Differences between copies gone through and judged by keys and menu."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox

from reviewer.ui.compare.view import CompareView
from tests.ui.hands import Hands, does
from tests.ui.test_by_hand_checking import undo_and_redo

ON_A_DIFFERENCE = ("copies.accept", "copies.reject", "copies.contest", "copies.open")


@pytest.fixture(scope="module")
def shared_project(compared_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of the sample release, whose copies are compared."""
    target = tmp_path_factory.mktemp("shared") / "case"
    shutil.copytree(compared_project, target)
    return target / "Copies.foia"


@pytest.fixture
def view(hands: Hands) -> CompareView:
    """The comparison in front, with a difference in hand."""
    hands.do("show.compare")
    assert hands.window.desk.views is not None
    made = hands.window.desk.views.further("compare")
    assert isinstance(made, CompareView)
    made.bar.choose("grounds")
    (rejected,) = made.bar.findChildren(QCheckBox)
    rejected.setChecked(False)
    hands.wait(lambda: not (made._pause.isActive() or made._asked) and made.model.rowCount() > 1)
    made.list.setCurrentIndex(made.model.index(0, 0))
    hands.settle()
    return made


@does("copies.next", "copies.previous")
def test_keys_go_through_the_differences(hands: Hands, view: CompareView) -> None:
    first = view.current
    hands.do("copies.next")
    second = view.current
    assert first != second
    hands.do("copies.previous")
    assert view.current == first


@does("copies.accept", "edit.undo", "edit.redo")
def test_the_same_words_are_accepted(hands: Hands, view: CompareView) -> None:
    assert view.current is not None
    one = view.current.redaction

    def verdict() -> str | None:
        view.show_redaction(one)
        hands.wait(lambda: view.current is not None and view.current.redaction == one)
        assert view.current is not None
        return view.current.verdict

    before = verdict()
    hands.do("copies.accept")
    hands.wait(lambda: verdict() == "accepted")
    hands.do("edit.undo")
    hands.wait(lambda: verdict() == before)
    hands.do("edit.redo")
    hands.wait(lambda: verdict() == "accepted")
    hands.do("copies.accept")
    hands.wait(lambda: verdict() == before)


@does("copies.reject", "edit.undo")
def test_what_is_not_the_same_is_listed_no_more(hands: Hands, view: CompareView) -> None:
    count = view.model.rowCount()
    hands.do("copies.reject")
    hands.wait(lambda: view.model.rowCount() == count - 1)
    hands.do("edit.undo")
    hands.wait(lambda: view.model.rowCount() == count)


@does("copies.contest", "edit.undo", "edit.redo")
def test_a_redaction_is_contested_because_of_its_copy(hands: Hands, view: CompareView) -> None:
    assert view.current is not None
    one = view.current.redaction
    hands.do("copies.contest")
    undo_and_redo(hands, lambda: hands.redaction(one).position, "undecided", "contested")
    hands.wait(lambda: not hands.can("copies.contest"))


@does("copies.open", "copies.here")
def test_ways_lead_to_the_page_and_back(hands: Hands, view: CompareView) -> None:
    assert view.current is not None
    one = view.current.redaction
    hands.do("copies.open")
    assert hands.window.desk.shows("review")
    assert hands.session.commands.redaction == one
    hands.do("copies.here")
    assert hands.window.desk.shows("compare")
    hands.wait(lambda: view.current is not None and view.current.redaction == one)


def test_nothing_is_judged_while_the_copies_are_not_in_front(hands: Hands, view: CompareView) -> None:
    hands.do("show.review")
    actions = (*ON_A_DIFFERENCE, "copies.next", "copies.previous", "copies.here")
    assert [action for action in actions if hands.can(action)] == []
    assert [action for action in actions if not hands.refuses(action)] == []
    assert hands.session.edits.undo_title == ""
