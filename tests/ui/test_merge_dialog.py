"""Another reviewer's copy merged in the window: what it brings is shown first, and one undo takes it back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reviewer.model.ids import PageId
from reviewer.services.operations import MarkSeen, SetCodes
from reviewer.services.workspace import Workspace
from reviewer.ui.merging.dialog import MergeDialog
from reviewer.ui.window import Window
from tests.unit.appeal_kit import Contested, make_contested

WAIT = 20_000


@pytest.fixture
def made(tmp_path: Path) -> Contested:
    return make_contested(tmp_path)


@pytest.fixture
def other(made: Contested) -> Path:
    """Ben's copy: he set other codes than the project has by now, and saw a page."""
    path = made.path.with_name("ben.foia")
    shutil.copy(made.path, path)
    with Workspace.open(path, "Ben") as workspace:
        workspace.perform(SetCodes((made.redactions[5],), ("(b)(6)",)))
        workspace.perform(MarkSeen((PageId(1),)))
    with Workspace.open(made.path, "Ada") as workspace:
        workspace.perform(SetCodes((made.redactions[5],), ("(b)(5)",)))
    return path


def shown(window: Window, qtbot: QtBot) -> MergeDialog:
    """The dialog, once the copies are weighed."""

    def dialogs() -> list[MergeDialog]:
        return [each for each in window.findChildren(MergeDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=WAIT)
    return dialogs()[0]


def codes(window: Window, made: Contested) -> tuple[str, ...]:
    assert window.session is not None
    row = window.session.workspace.read.redactions.one(made.redactions[5])
    assert row is not None
    return row.codes


def told(window: Window) -> list[str]:
    return [notice.title for notice in window.notices.notices]


def test_what_it_brings_is_shown_done_and_undone(window: Window, made: Contested, other: Path, qtbot: QtBot) -> None:
    window.open_path(made.path)
    window.merging.weigh(other)
    dialog = shown(window, qtbot)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert dialog.model.rowCount() == 1
    cells = [str(dialog.model.index(0, column).data()) for column in range(4)]
    assert cells[1] == "code"
    assert cells[2].startswith("(b)(5) (Ada, 20")
    assert cells[3].startswith("(b)(6) (Ben, 20")
    dialog.take.click()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "The work of Ben is merged" in told(window), timeout=WAIT)
    assert codes(window, made) == ("(b)(6)",)
    undo = window.registry.action("edit.undo")
    qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    undo.trigger()
    assert codes(window, made) == ("(b)(5)",)


def test_the_project_keeps_its_word_unless_told_otherwise(
    window: Window, made: Contested, other: Path, qtbot: QtBot
) -> None:
    window.open_path(made.path)
    window.merging.weigh(other)
    shown(window, qtbot).accept_button.click()
    qtbot.waitUntil(lambda: "The work of Ben is merged" in told(window), timeout=WAIT)
    assert codes(window, made) == ("(b)(5)",)
    assert "In 1 conflict the project kept its word." in window.notices.notices[0].text
    window.merging.weigh(other)
    dialog = shown(window, qtbot)  # nothing new in it, and the conflict as it was
    assert not dialog.accept_button.isEnabled()
    dialog.take.click()
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_copy_that_brings_nothing_and_a_file_that_is_none(window: Window, made: Contested, qtbot: QtBot) -> None:
    path = made.path.with_name("copy.foia")
    shutil.copy(made.path, path)
    window.open_path(made.path)
    window.merging.weigh(path)
    qtbot.waitUntil(lambda: "Nothing to take over from copy.foia" in told(window), timeout=WAIT)
    window.merging.weigh(made.path)
    qtbot.waitUntil(lambda: any("is the project itself" in title for title in told(window)), timeout=WAIT)
