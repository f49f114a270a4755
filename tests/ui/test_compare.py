"""The comparison: what is listed, both pages turned to the place, verdicts, and the ways there and back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.compare.view import CompareView
from reviewer.ui.window import Window


@pytest.fixture
def window(application: Application, compared_project: Path, tmp_path: Path) -> Window:
    shutil.copytree(compared_project, tmp_path / "case")
    made = application.new_window()
    made.use(Workspace.open(tmp_path / "case" / "Copies.foia", reviewer="Dana Reviewer"), read=False)
    return made


@pytest.fixture
def view(window: Window, qtbot: QtBot) -> CompareView:
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.compare")
    assert window.desk.views is not None
    made = window.desk.views.further("compare")
    assert isinstance(made, CompareView)
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def read(window: Window) -> Any:
    assert window.session is not None
    return window.session.workspace.read


def test_differences_are_listed_and_both_pages_turned_to_the_place(view: CompareView, qtmodeltester: Any) -> None:
    qtmodeltester.check(view.model, force_py=True)
    row = view.current
    assert row is not None
    assert row.kind == "inconsistent"
    assert view.here.view.current_page() == row.here.page
    assert view.here.view.shows(row.here.page, row.here.boxes[0])
    assert view.there.view.shows(row.there.page, row.there.boxes[0])
    marks = view.there.pages.marks(row.there.page)
    assert [mark.rects for mark in marks.hits if mark.current] == [row.there.boxes]
    assert "Release_2of3.pdf" in view.there.where
    assert view.bar.kinds[0] == "inconsistent"


def test_keys_go_through_the_differences(window: Window, view: CompareView) -> None:
    first = view.current
    window.registry.run("copies.next")
    second = view.current
    assert first != second
    window.registry.run("copies.previous")
    assert view.current == first
    window.registry.run("copies.previous")  # there is none before the first
    assert view.current == first


def test_a_verdict_is_an_edit_and_can_be_taken_back(window: Window, view: CompareView, qtbot: QtBot) -> None:
    count = view.model.rowCount()
    row = view.current
    assert row is not None
    window.registry.run("copies.reject")
    qtbot.waitUntil(lambda: view.model.rowCount() == count - 1)
    assert view.current is not None
    assert view.current.redaction != row.redaction
    window.registry.run("edit.undo")
    qtbot.waitUntil(lambda: view.model.rowCount() == count)
    view.show_redaction(row.redaction)
    qtbot.waitUntil(lambda: view.current is not None and view.current.redaction == row.redaction)
    window.registry.run("copies.accept")
    qtbot.waitUntil(lambda: view.current is not None and view.current.verdict == "accepted")


def test_contesting_binds_the_ground(window: Window, view: CompareView, qtbot: QtBot) -> None:
    row = view.current
    assert row is not None
    window.registry.run("copies.contest")
    (challenge,) = read(window).contesting.challenges()
    assert challenge.grounds == ("inconsistent",)
    assert [target.subject for target in challenge.targets] == [row.redaction]
    assert read(window).redactions.one(row.redaction).position == "contested"
    qtbot.waitUntil(lambda: not view.can_contest())
    assert read(window).copies.of(row.redaction)[0].verdict == "accepted"
    window.registry.run("edit.undo")  # one press did both: one takes both back
    assert not read(window).contesting.challenges()
    assert read(window).copies.of(row.redaction)[0].verdict is None


def test_ways_lead_to_the_page_and_back(window: Window, view: CompareView, qtbot: QtBot) -> None:
    row = view.current
    assert row is not None
    window.registry.run("copies.next")
    window.registry.run("copies.previous")
    window.registry.run("copies.open")
    review = window.desk.view
    assert review is not None
    assert window.desk.views is not None
    assert window.desk.views.in_front == "review"
    assert review.redactions.selected == row.redaction
    from reviewer.ui.compare.beside import CopyLine

    line = review.redactions.details.findChild(CopyLine)
    assert line is not None
    assert row.words in line.words
    window.registry.run("copies.here")
    assert window.desk.views.in_front == "compare"
    qtbot.waitUntil(lambda: view.current is not None and view.current.redaction == row.redaction)


def test_other_kinds_can_be_listed(view: CompareView, qtbot: QtBot) -> None:
    view.bar.choose("hidden")
    qtbot.waitUntil(lambda: view.current is not None and view.current.kind == "hidden too")
    view.bar.choose("grounds")
    qtbot.waitUntil(lambda: view.current is not None and view.current.kind == "inconsistent")


def test_a_project_without_copies_says_so(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    made = application.new_window()
    made.use(Workspace.create(tmp_path / "empty.foia", reviewer="Dana Reviewer"), read=False)
    made.show()
    qtbot.waitExposed(made)
    made.registry.run("show.compare")
    assert made.desk.views is not None
    view = made.desk.views.further("compare")
    assert isinstance(view, CompareView)
    qtbot.waitUntil(lambda: "No copies" in view._state.accessibleName())
    assert view.current is None
    assert not made.registry.action("copies.accept").isEnabled()
