"""No key means two things, and everything can be found and named."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.actions import Action, ActionRegistry, key_clashes
from reviewer.ui.theme.theme import Theme
from reviewer.ui.window import Window


def nothing() -> None:
    """Do nothing."""


def test_no_two_actions_share_a_key(window: Window) -> None:
    assert key_clashes(window.registry.records) == []


def test_a_shared_key_is_refused(qtbot: QtBot, theme: Theme) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    registry = ActionRegistry(theme, owner)
    registry.add([Action("one", "One", "First.", nothing, ("N",))])
    with pytest.raises(ValueError, match="share a key"):
        registry.add([Action("two", "Two", "Second.", nothing, ("N",), context="review")])


def test_a_key_that_begins_another_clashes() -> None:
    first = Action("one", "One", "First.", nothing, ("T",))
    second = Action("two", "Two", "Second.", nothing, ("T, 1",))
    assert [clash[:2] for clash in key_clashes([first, second])] == [("one", "two")]


def test_every_action_says_what_it_does_and_has_its_icon(window: Window) -> None:
    for record in window.registry.records:
        assert record.label, record.id
        assert record.help.endswith("."), record.id
        if record.icon:
            assert not window.theme.icon(record.icon).isNull()


def test_single_letters_work_only_while_reviewing(window: Window) -> None:
    letters = [record for record in window.registry.records if any(len(key) == 1 for key in record.keys)]
    assert letters
    assert all(record.context != "window" for record in letters)
