"""Another reviewer's copy merged in the window: what it brings is shown first, and one undo takes it back."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.services.merging.plan import Conflict, Opinion, Plan
from reviewer.services.merging.spots import Spot
from reviewer.services.operations import MarkSeen, SetCodes
from reviewer.services.workspace import Workspace
from reviewer.ui.bridge import Bridge
from reviewer.ui.merging.dialog import MergeDialog
from reviewer.ui.merging.picture import ConflictPicture
from reviewer.ui.strips import PageStrips
from reviewer.ui.theme.theme import Theme
from reviewer.ui.window import Window
from reviewer.workers.requests import MakeCrops
from tests.unit.appeal_kit import Contested, make_contested
from tests.unit.merge_kit import rows_of

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


def dialogs(window: Window) -> list[MergeDialog]:
    return [each for each in window.findChildren(MergeDialog) if each.isVisible()]


def shown(window: Window, qtbot: QtBot) -> MergeDialog:
    """The dialog, once the copies are weighed."""
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=WAIT)
    return dialogs(window)[0]


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
    cells = [str(dialog.model.index(0, column).data()) for column in range(5)]
    assert cells[1:] == ["exemption code", "(b)(5)", "(b)(6)", "Mine"]
    assert dialog.detail.mine.accessibleName().startswith("Mine: (b)(5). Ada, 20")
    assert dialog.detail.theirs.accessibleName().startswith("Theirs: (b)(6). Ben, 20")
    assert "page" in dialog.detail.picture.accessibleDescription()
    dialog.detail.theirs.click()
    assert str(dialog.model.index(0, 4).data()) == "Theirs"
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "The work of Ben is merged" in told(window), timeout=WAIT)
    assert codes(window, made) == ("(b)(6)",)
    undo = window.registry.action("edit.undo")
    qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    undo.trigger()
    assert codes(window, made) == ("(b)(5)",)


def test_a_choice_for_mine_counts_and_is_not_asked_again(
    window: Window, made: Contested, other: Path, qtbot: QtBot
) -> None:
    window.open_path(made.path)
    window.merging.weigh(other)
    shown(window, qtbot).accept_button.click()
    qtbot.waitUntil(lambda: "The work of Ben is merged" in told(window), timeout=WAIT)
    assert codes(window, made) == ("(b)(5)",)
    assert "1 conflict: 1 mine, 0 theirs." in window.notices.notices[0].text
    window.merging.weigh(other)
    qtbot.waitUntil(lambda: "Nothing to take over from ben.foia" in told(window), timeout=WAIT)


def test_keys_choose_and_cancelling_remembers_nothing(
    window: Window, made: Contested, other: Path, qtbot: QtBot
) -> None:
    window.open_path(made.path)
    before = rows_of(made.path)
    window.merging.weigh(other)
    dialog = shown(window, qtbot)
    for key, chosen in ((Qt.Key.Key_T, 1), (Qt.Key.Key_M, 0), (Qt.Key.Key_Space, 1), (Qt.Key.Key_Space, 0)):
        QTest.keyClick(dialog.table, key)
        assert dialog.model.theirs == chosen
    dialog.all_theirs.click()
    assert dialog.detail.theirs.isChecked()
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(window), timeout=WAIT)
    assert rows_of(made.path) == before
    window.merging.weigh(other)
    again = shown(window, qtbot)
    assert again.model.theirs == 0
    again.reject()


@pytest.mark.parametrize("number", [0, 1, 200, 5_000])
def test_any_number_of_conflicts(number: int, qtbot: QtBot, theme: Theme) -> None:
    strips = PageStrips(Nothing(), Bridge(), lambda _page: (Path("none.pdf"), 0), lambda _path: None)
    plan = Plan(conflicts=[conflict(n) for n in range(number)], people="Ben")
    dialog = MergeDialog("ben.foia", plan, ConflictPicture(theme, strips, lambda _page: (612.0, 792.0)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.table.isVisible() == bool(number)
    assert dialog.height() <= 800
    if number:
        dialog.all_theirs.click()
        possible = sum(found.possible for found in plan.conflicts)
        assert dialog.model.theirs == sum(dialog.choices.decided.values()) == possible
        dialog.model.choose(number - 1, False)
        assert not dialog.choices.takes(plan.conflicts[-1].asked)
    if number > 1:
        dialog.kinds.setCurrentIndex(1)
        assert 0 < dialog.model.rowCount() < number
        dialog.all_mine.click()
        assert 0 < dialog.model.theirs < number
    strips.close()


def conflict(number: int) -> Conflict:
    """Every other one is about a code; one in ten cannot be taken over."""
    fact = "code" if number % 2 else "position"
    key = (f"{number:08}",)
    mine, theirs = Opinion("(b)(5)", "Ada", "2026-11-23T14:22:00Z"), Opinion("(b)(6)", "Ben", "no time at all")
    place = Spot(1, (Rect(100, 100, 200, 120),))
    return Conflict(f"redaction {number}", fact, mine, theirs, False, "redaction", key, number % 10 != 1, here=place)


class Nothing:
    """Makes no pictures."""

    def submit(self, request: MakeCrops, priority: int = 0) -> Future[tuple[bytes, ...]]:
        return Future()


def test_a_copy_that_brings_nothing_and_a_file_that_is_none(window: Window, made: Contested, qtbot: QtBot) -> None:
    path = made.path.with_name("copy.foia")
    shutil.copy(made.path, path)
    window.open_path(made.path)
    window.merging.weigh(path)
    qtbot.waitUntil(lambda: "Nothing to take over from copy.foia" in told(window), timeout=WAIT)
    window.merging.weigh(made.path)
    qtbot.waitUntil(lambda: any("is the project itself" in title for title in told(window)), timeout=WAIT)
