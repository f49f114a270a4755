"""The appeal in the window: suggestions, arguments, issues, the packet, all by keys and mouse."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer.export.packet.case import Group
from reviewer.services.workspace import Workspace
from reviewer.storage.reads import Reads
from reviewer.ui.application import Application
from reviewer.ui.contesting.facts import Line
from reviewer.ui.contesting.grounds_block import GroundsBlock
from reviewer.ui.contesting.view import AppealView
from reviewer.ui.contesting.wiring import appeal_of
from reviewer.ui.matter.forms import InlineForm
from reviewer.ui.window import Window
from tests.ui.test_accessibility import nameless
from tests.unit.appeal_kit import Contested, make_contested

Show = Callable[..., AppealView]
WAIT = 20_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Contested:
    return make_contested(tmp_path_factory.mktemp("matter"))


@pytest.fixture
def matter(made: Contested, tmp_path: Path) -> Contested:
    """A fresh copy of the matter; the released files stay where they are."""
    from dataclasses import replace
    from shutil import copy

    return replace(made, path=Path(copy(made.path, made.path.with_name(f"{tmp_path.name}.foia"))))


@pytest.fixture
def show(application: Application, qtbot: QtBot, matter: Contested) -> Show:
    """Opens the matter with its appeal in front."""

    def run(
        prepare: Callable[[Workspace], object] = lambda _workspace: None, path: Path | None = None, **how: bool
    ) -> AppealView:
        target = path or matter.path
        with Workspace.open(target, reviewer="Dana Reviewer") as workspace:
            prepare(workspace)
        window = application.new_window()
        window.use(Workspace.open(target, reviewer="Dana Reviewer", **how), read=False)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.registry.run("show.appeal")
        view = appeal_of(window.desk.views)
        assert view is not None
        settle(qtbot, view)
        return view

    return run


def settle(qtbot: QtBot, view: AppealView) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not view.busy, timeout=WAIT)
    QApplication.processEvents()


def window_of(view: AppealView) -> Window:
    window = view.window()
    assert isinstance(window, Window)
    return window


def reads(view: AppealView) -> Reads:
    session = window_of(view).session
    assert session is not None
    return session.workspace.read


def words(view: QWidget) -> str:
    return "\n".join(made.text() for made in view.findChildren(QLabel) if made.isVisible())


def form_of(view: AppealView) -> InlineForm | None:
    """The form that is open now."""
    return view.form


def heads(view: AppealView) -> list[str]:
    return [line.head.title for line in view.list.lines if line.entry is None]


def items(view: AppealView, title: str) -> list[Line]:
    return [line for line in view.list.lines if line.entry is not None and line.head.title == title]


def press(view: AppealView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view.list.setFocus()
    QTest.keyClick(view.list, key, modifier)


def to(qtbot: QtBot, view: AppealView, place: int) -> None:
    """Go to a tab by the keys."""
    view.tabs.setFocus()
    while view.tabs.currentIndex() != place:
        QTest.keyClick(view.tabs, Qt.Key.Key_Right if view.tabs.currentIndex() < place else Qt.Key.Key_Left)
    settle(qtbot, view)


def test_the_model_keeps_qts_rules(show: Show, qtmodeltester: Any) -> None:
    qtmodeltester.check(show().list.model_, force_py=True)


def test_the_lists_say_all_there_is(show: Show, qtbot: QtBot) -> None:
    view = show()
    assert view.facts is not None
    assert view.tabs.tabText(0) == f"Contested {len(view.facts.case.items)}"
    spoken = " | ".join(str(line.words) for line in view.list.lines)
    assert "Item 1" in spoken
    assert "Exhibit C-1" in spoken
    to(qtbot, view, 2)
    assert [line.entry.item.position for line in view.list.lines if line.entry] == ["attorney to decide"]
    to(qtbot, view, 3)
    assert "not contested" in view.list.lines[0].words


def test_what_is_not_contested_gets_a_name_and_loses_it_again(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 3)
    assert view.facts is not None
    (before,) = view.facts.case.uncontested
    assert (before.name, before.title) == ("line staff", "line staff, (b)(6)")
    field = view.details.group_name
    assert field.text() == "line staff"

    def name(text: str) -> Group:
        view.list.go_to(view.list.lines[0].id)
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle(qtbot, view)
        assert view.facts is not None
        return view.facts.case.uncontested[0]

    named = name("names of private recipients")
    assert (named.title, named.subjects) == ("names of private recipients, (b)(6)", before.subjects)
    assert "names of private recipients" in view.list.lines[0].words
    assert view.list.hasFocus()
    without = name("")
    assert (without.title, without.challenge) == ("(b)(6)", None)
    assert name("press officers").title == "press officers, (b)(6)"
    for _edit in range(3):
        window_of(view).registry.run("edit.undo")
        settle(qtbot, view)
    assert view.facts.case.uncontested == (before,)


def test_a_suggestion_is_accepted_by_key_and_taken_back(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 1)
    title = heads(view)[0]
    first = items(view, title)[0]
    assert first.entry is not None
    view.list.go_to(first.id)
    assert first.reason[1:] in words(view.details)
    before = len(items(view, title))
    press(view, Qt.Key.Key_A)
    settle(qtbot, view)
    assert len(items(view, title)) == before - 1
    subject = first.entry.item.subject
    assert first.head.ground is not None
    assert any(first.head.ground.id in row.grounds for row in reads(view).contesting.of(subject))
    window_of(view).registry.run("edit.undo")
    settle(qtbot, view)
    assert len(items(view, title)) == before


def test_all_of_a_ground_are_accepted_under_one_challenge(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 1)
    head = next(line for line in view.list.lines if line.entry is None)
    assert head.head.ground is not None
    view.list.go_to(head.id)
    press(view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, view)
    assert head.head.title not in heads(view)
    own = [row for row in reads(view).contesting.challenges() if row.grounds == (head.head.ground.id,)]
    assert len(own) == 1
    assert len(own[0].targets) >= head.head.count


def test_what_is_declined_is_not_suggested_again(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 1)
    head = next(line for line in view.list.lines if line.entry is None)
    view.list.go_to(head.id)
    press(view, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, view)
    assert head.head.title not in heads(view)
    assert len(reads(view).contesting.declined()) == head.head.count
    window_of(view).registry.run("edit.undo")
    settle(qtbot, view)
    assert head.head.title in heads(view)


def test_an_argument_is_written_and_shown_as_it_will_stand(show: Show, qtbot: QtBot) -> None:
    view = show()
    head = next(line for line in view.list.lines if line.entry is None and line.head.challenge is not None)
    view.list.go_to(head.id)
    editor = view.details.editor
    editor.argument.setFocus()
    editor.argument.setPlainText("")
    QTest.keyClicks(editor.argument, "We ask about {{ request_number }}.")
    QTest.keyClick(editor.argument, Qt.Key.Key_Escape)
    settle(qtbot, view)
    assert "We ask about 2018-ICFO-59138." in words(editor)
    assert view.list.hasFocus()


def test_an_unknown_field_is_named_and_what_was_typed_stays(show: Show, qtbot: QtBot) -> None:
    view = show()
    head = next(line for line in view.list.lines if line.entry is None and line.head.challenge is not None)
    view.list.go_to(head.id)
    editor = view.details.editor
    editor.relief.setFocus()
    editor.relief.setPlainText("release {{ itmes }}")
    editor.relief.flush()
    settle(qtbot, view)
    assert "{{ itmes }}" in editor.problem
    assert "{{ items }}" in editor.problem
    assert editor.relief.toPlainText() == "release {{ itmes }}"
    own = reads(view).contesting.challenge(head.head.challenge.uuid)  # type: ignore[union-attr]  # asserted above
    assert own is not None
    assert "itmes" not in own.relief


def test_the_text_of_the_grounds_is_a_beginning(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 1)
    head = next(line for line in view.list.lines if line.head.key == "not-segregated")
    assert head.head.ground is not None
    view.list.go_to(head.id)
    press(view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, view)
    to(qtbot, view, 0)
    made = next(line for line in view.list.lines if line.head.challenge and line.head.title == head.head.title)
    view.list.go_to(made.head.key)
    editor = view.details.editor
    QTest.mouseClick(editor.begin_button, Qt.MouseButton.LeftButton)
    settle(qtbot, view)
    assert editor.argument.toPlainText() == head.head.ground.argument


def test_an_issue_is_added_contested_and_removed(show: Show, qtbot: QtBot) -> None:
    view = show()
    window_of(view).registry.run("appeal.issue")
    form = form_of(view)
    assert form is not None
    field = form.fields["title"]
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert form_of(view) is form, "an issue needs a title"
    QTest.keyClicks(field, "The search left out shared mailboxes")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, view)
    assert form_of(view) is None
    added = next(line for line in view.list.lines if "shared mailboxes" in line.words)
    view.list.go_to(added.id)
    assert added.entry is not None
    assert added.entry.item.position == "contested"
    QTest.mouseClick(view.details.item._remove, Qt.MouseButton.LeftButton)
    settle(qtbot, view)
    assert not any("shared mailboxes" in line.words for line in view.list.lines)


def test_a_position_is_one_key_away(show: Show, qtbot: QtBot) -> None:
    from reviewer.ui.widgets.chooser import Chooser

    view = show()
    line = next(line for line in view.list.lines if line.entry and line.entry.item.kind == "redaction")
    assert line.entry is not None
    view.list.go_to(line.id)
    press(view, Qt.Key.Key_P)
    chooser = window_of(view).findChildren(Chooser)[-1]
    QTest.keyClick(chooser, Qt.Key.Key_N)
    settle(qtbot, view)
    row = reads(view).redactions.one(line.entry.item.subject)
    assert row is not None
    assert row.position == "not contested"


def test_enter_shows_an_item_on_its_page(show: Show, qtbot: QtBot) -> None:
    view = show()
    window = window_of(view)
    line = next(line for line in view.list.lines if line.entry and line.entry.item.kind == "redaction")
    view.list.go_to(line.id)
    press(view, Qt.Key.Key_Return)
    assert window.desk.shows("review")
    assert window.desk.view is not None
    assert line.entry is not None
    assert window.desk.view.page_view.current_page() == line.entry.item.page


def test_in_litigation_the_packet_is_a_challenge_list(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    view = show()
    QTest.mouseClick(view.head.litigation, Qt.MouseButton.LeftButton)
    settle(qtbot, view)
    to(qtbot, view, 4)
    assert "challenge list" in words(view.packet.warnings)
    assert view.packet.list_button.isVisible()
    assert view.packet.plan is not None
    view.packet.writer.write_list(view.packet.plan, tmp_path / "list.docx")
    qtbot.waitUntil(lambda: not view.packet.writer.busy, timeout=WAIT)
    assert (tmp_path / "list.docx").is_file()


def test_the_packet_is_previewed_approved_changed_and_withdrawn(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 4)
    packet = view.packet
    assert "DRAFT" in words(packet.approval)
    assert "Letter.pdf" in words(packet.files)
    assert "waits for the attorney" in words(packet.warnings)
    for name, text in (("addressee", "Appeals Officer"), ("signatory", "A. Lovelace"), ("contact", "ada@example.org")):
        packet.letter.fields[name].setPlainText(text)
        packet.letter.fields[name].flush()
    settle(qtbot, view)
    assert packet.plan is not None
    assert packet.plan.gaps == ()
    packet.approval.name.setFocus()
    QTest.keyClicks(packet.approval.name, "Grace Hopper")
    QTest.keyClick(packet.approval.name, Qt.Key.Key_Return)
    settle(qtbot, view)
    assert "Approved by Grace Hopper" in words(packet.approval)
    packet.letter.fields["contact"].setPlainText("ada@example.net")
    packet.letter.fields["contact"].flush()
    settle(qtbot, view)
    assert "Changed since Grace Hopper approved it" in words(packet.warnings)
    QTest.mouseClick(packet.approval.withdraw_button, Qt.MouseButton.LeftButton)
    settle(qtbot, view)
    assert reads(view).contesting.appeal(packet.plan.case.request.uuid).approver == ""


def test_a_packet_is_written_with_progress_and_told(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    view = show()
    to(qtbot, view, 4)
    steps: list[tuple[int, int]] = []
    view.packet.writer.progressed.connect(lambda done, total: steps.append((done, total)))
    view.packet.zip_button.setFocus()
    view.packet.write(tmp_path / "packet.zip")
    assert view.packet.cancel_button.isVisible()
    assert view.window().focusWidget() is view.packet.cancel_button
    qtbot.waitUntil(lambda: not view.packet.writer.busy, timeout=60_000)
    assert view.window().focusWidget() is view.packet.folder_button
    assert steps
    assert steps[-1][0] <= steps[-1][1]
    with zipfile.ZipFile(tmp_path / "packet.zip") as archive:
        assert any(name.endswith("Letter.pdf") for name in archive.namelist())
    told = window_of(view).notices.notices[0]
    assert "packet.zip is written" in told.title
    assert told.steps[0][0] == "Open"


def test_a_packet_that_is_given_up_leaves_nothing(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    view = show()
    to(qtbot, view, 4)
    view.packet.write(tmp_path / "out" / "packet")
    view.packet.writer.give_up()
    qtbot.waitUntil(lambda: not view.packet.writer.busy, timeout=60_000)
    assert not list(tmp_path.rglob("*Letter*"))


def test_a_folder_that_is_not_there_is_told(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    view = show()
    to(qtbot, view, 4)
    view.packet.write(tmp_path / "gone" / "packet")
    qtbot.waitUntil(lambda: not view.packet.writer.busy, timeout=60_000)
    told = window_of(view).notices.notices[0]
    assert "was not written" in told.title
    assert view.packet.folder_button.isEnabled()


def test_a_limit_splits_the_sendings_of_the_preview(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 4)
    assert "1 sending" in words(view.packet.files)
    view.packet.limit.setFocus()
    QTest.keyClicks(view.packet.limit, "1")
    QTest.keyClick(view.packet.limit, Qt.Key.Key_Return)
    settle(qtbot, view)
    assert "about 2 sendings" in words(view.packet.files)


def test_a_project_without_anything_says_what_to_do(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "empty.foia", reviewer="Dana Reviewer").close()
    view = show(path=tmp_path / "empty.foia")
    assert "Nothing is contested yet" in words(view.empty)
    for place in (1, 2, 3):
        to(qtbot, view, place)
        assert view.empty.isVisible()
    to(qtbot, view, 4)
    assert not view.packet.folder_button.isEnabled()
    assert "Nothing is contested" in words(view.packet.warnings)


def test_what_can_only_be_read_cannot_be_decided(show: Show, qtbot: QtBot) -> None:
    view = show(read_only=True)
    to(qtbot, view, 1)
    view.list.go_to(view.list.lines[0].id)
    assert not view.can_decide()
    before = len(view.list.lines)
    press(view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, view)
    assert len(view.list.lines) == before
    assert not view.head.litigation.isEnabled()
    to(qtbot, view, 4)
    assert not view.packet.approval.approve_button.isEnabled()


def test_grounds_stand_beside_the_redaction_and_are_accepted_there(show: Show, qtbot: QtBot) -> None:
    view = show()
    to(qtbot, view, 1)
    line = next(row for row in view.list.lines if row.entry and row.head.key == "b4-confidential")
    assert line.entry is not None
    subject = line.entry.item.subject
    window = window_of(view)
    assert window.desk.views is not None
    window.desk.views.open(subject)
    QApplication.processEvents()
    block = window.desk.views.review.redactions.details.grounds
    assert isinstance(block, GroundsBlock)
    title = "Exemption 4 without confidential treatment"
    assert f"Suggested ground: {title}, because (b)(4) is claimed." in words(block)
    step = next(made for made in block.findChildren(QAbstractButton) if made.accessibleName() == f"Accept: {title}")
    QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert any("b4-confidential" in row.grounds for row in reads(view).contesting.of(subject))
    assert f"Suggested ground: {title}" not in words(block)


def test_every_control_has_a_name(show: Show, qtbot: QtBot) -> None:
    view = show()
    for place in range(5):
        to(qtbot, view, place)
        if view.list.lines:
            view.list.go_to(view.list.lines[0].id)
        assert nameless(view) == []


def test_the_keys_come_to_the_list_and_never_to_litigation(show: Show, qtbot: QtBot) -> None:
    view = show()
    assert view.list.hasFocus() or view.tabs.hasFocus()
    view.show_section("suggested")
    assert view.list.hasFocus()
    window_of(view).registry.run("appeal.packet")
    settle(qtbot, view)
    assert view.packet.approval.name.hasFocus() or view.tabs.hasFocus()
    view.show_section("contested")
    assert view.list.hasFocus() or view.tabs.hasFocus()
