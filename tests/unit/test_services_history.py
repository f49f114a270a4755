"""Undo, redo, the audit trail and news of changes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.changes import Changes, changed
from reviewer.model.errors import ProjectError
from reviewer.model.ids import PageId
from reviewer.services.events import Events
from reviewer.services.operations import (
    AddPassage,
    AddTag,
    CheckBox,
    DeleteTag,
    DrawRedaction,
    EditError,
    EditPassage,
    EditTag,
    MarkSeen,
    SetCodes,
    SetPosition,
    WordRun,
)
from reviewer.services.operations.redactions import SaidOfBox
from reviewer.services.workspace import UNNAMED, Workspace
from tests.storage.material import box, made_project, redactions_on, result


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = made_project(tmp_path / "matter.foia", 12)
    yield made
    made.close()


def test_titles_read_well_in_a_menu(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, PageId(12))
    every = tuple(workspace.read.redactions.ids())
    titles = []
    for operation in (
        CheckBox((uuid,), "right"),
        CheckBox((uuid,), "not a redaction"),
        SetCodes((uuid,), ("(b)(6)", "(b)(7)(C)")),
        SetPosition(every, "not contested"),
        MarkSeen((PageId(3),)),
        DrawRedaction(PageId(1), (box(10, 10),)),
    ):
        deed = workspace.perform(operation)
        assert deed is not None
        titles.append(deed.title)
    assert titles == [
        "Check redaction on page 12",
        "Reject redaction on page 12",
        "Set (b)(6), (b)(7)(C) on redaction on page 12",
        "Set 12 redactions to not contested",
        "Mark page 3 as seen",
        "Draw redaction on page 1",
    ]


def test_undo_and_redo_have_their_limits(workspace: Workspace) -> None:
    for move, code in ((workspace.undo, "nothing-to-undo"), (workspace.redo, "nothing-to-redo")):
        with pytest.raises(ProjectError) as caught:
            move()
        assert caught.value.code == code
    workspace.perform(MarkSeen((PageId(1),)))
    workspace.undo()
    workspace.perform(MarkSeen((PageId(2),)))
    assert workspace.redo_title is None


def test_what_fails_is_not_remembered(workspace: Workspace) -> None:
    with pytest.raises(EditError):
        workspace.perform(DrawRedaction(PageId(1), (box(-100, -100),)))
    assert workspace.undo_title is None
    assert workspace.read.history.audit(limit=1)[0].operation == "add-file"


def test_what_changes_nothing_is_no_deed(workspace: Workspace) -> None:
    workspace.perform(MarkSeen((PageId(1),)))
    workspace.undo()
    told: list[Changes] = []
    workspace.events.subscribe(told.append)
    assert workspace.perform(MarkSeen((PageId(1),), seen=False)) is None
    assert told == []
    assert workspace.redo_title is not None


def test_undo_refuses_what_has_changed_since(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, PageId(1))
    workspace.perform(MarkSeen((PageId(1),)))
    workspace.perform(CheckBox((uuid,), "right"))
    workspace._project.edit(lambda c: c.execute("UPDATE redaction SET box_checked = 'unchecked'"))
    with pytest.raises(ProjectError) as caught:
        workspace.undo()
    assert caught.value.code == "changed-since"
    after = workspace.read.redactions.one(uuid)
    assert after is not None
    assert after.box_checked == "unchecked"
    assert workspace.undo() == "Mark page 1 as seen"


def test_undo_refuses_where_the_object_is_gone(workspace: Workspace) -> None:
    drawn = DrawRedaction(PageId(1), (box(50, 300),))
    workspace.perform(drawn)
    workspace._project.edit(lambda c: c.execute("DELETE FROM redaction WHERE uuid = ?", (drawn.uuid,)))
    with pytest.raises(ProjectError, match="is gone"):
        workspace.undo()


def test_the_audit_trail_can_be_replayed(workspace: Workspace) -> None:
    """Taking `after` of every row, in order, gives the present state of each thing that was edited."""
    tag, other = AddTag("public interest"), AddTag("staff")
    passage = AddPassage((WordRun(PageId(1), 0, 2),), (tag.uuid,), "why")
    for operation in (tag, other, passage, EditTag(tag.uuid, "interest"), DeleteTag(other.uuid)):
        workspace.perform(operation)
    workspace.perform(EditPassage(passage.uuid, tags=()))
    workspace.undo()
    replayed: dict[tuple[str, str], dict[str, object]] = {}
    for row in reversed(workspace.read.history.audit()):
        for table, key, values in row.after:
            place = (str(table), json.dumps(key))
            if values is None:
                del replayed[place]
            else:
                assert isinstance(values, dict)
                replayed[place] = {**replayed.get(place, {}), **values}
    for table in ("tag", "passage", "passage_tag", "segment", "note"):
        with workspace._project.reader() as connection:
            stored = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - of the line above
        mine = [values for (name, _), values in replayed.items() if name == table]
        assert sorted(map(str, mine)) == sorted(map(str, stored))


def test_the_audit_trail_says_who_and_links_undos(workspace: Workspace) -> None:
    deed = workspace.perform(MarkSeen((PageId(5),)))
    assert deed is not None
    workspace.undo()
    undone, done = workspace.read.history.audit(limit=2)
    assert (done.uuid, done.reviewer, done.operation) == (deed.audit, "Ada", "mark-seen")
    assert (undone.operation, undone.undoes, undone.title) == ("undo", deed.audit, "Undo: Mark page 5 as seen")
    assert [row.id for row in workspace.read.history.audit(subject=5)] == [undone.id, done.id]
    assert workspace.read.history.audit(before=done.id)[0].id < done.id


def test_changes_are_announced_after_the_commit(workspace: Workspace) -> None:
    told: list[tuple[Changes, bool]] = []

    def listen(changes: Changes) -> None:
        row = workspace.read.pages.one(PageId(1))
        told.append((changes, row is not None and row.seen_at is not None))

    stop = workspace.events.subscribe(listen)
    workspace.perform(MarkSeen((PageId(1),)))
    workspace.undo()
    assert told == [(changed("page", [1]), True), (changed("page", [1]), False)]
    stop()
    stop()
    workspace.redo()
    assert len(told) == 2


def test_an_edit_of_a_redaction_announces_text_too(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, PageId(1))
    deed = workspace.perform(SetCodes((uuid,), ()))
    assert deed is not None
    assert deed.changes == changed("redaction", [uuid]) | changed("text", [1])
    deed = workspace.perform(SetPosition((uuid,), "contested"))
    assert deed is not None
    assert deed.changes == changed("redaction", [uuid])


def test_checking_leaves_the_text_alone(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, PageId(1))
    kinds = []
    words: tuple[SaidOfBox, ...] = ("right", "not a redaction", "unchecked")
    for said in words:
        deed = workspace.perform(CheckBox((uuid,), said))
        assert deed is not None
        kinds.append("text" in deed.changes)
    assert kinds == [False, True, True]


def test_a_listener_on_the_writing_thread_may_ask_for_titles(workspace: Workspace) -> None:
    """An edit waits for that thread meanwhile; asking must not wait for the edit."""
    asked: list[str | None] = []
    entered, go_on = threading.Event(), threading.Event()

    def listen(changes: Changes) -> None:
        if "text" in changes:
            entered.set()
            go_on.wait(30)
            asked.append(workspace.undo_title)

    workspace.events.subscribe(listen)
    workspace.intake.store_page_result(PageId(1), result(0))
    entered.wait(30)
    edit = threading.Thread(target=lambda: workspace.perform(MarkSeen((PageId(2),))))
    edit.start()
    while not workspace._project.writer._edits:
        time.sleep(0.001)
    go_on.set()
    edit.join(30)
    assert asked == [None]
    assert workspace.undo_title == "Mark page 2 as seen"


def test_changes_of_parts_are_changes_of_the_whole(workspace: Workspace) -> None:
    tag = AddTag("a")
    workspace.perform(tag)
    passage = AddPassage((WordRun(PageId(1), 0, 1),), (tag.uuid,), "note")
    workspace.perform(passage)
    deed = workspace.perform(EditPassage(passage.uuid, places=(WordRun(PageId(2), 0, 3),)))
    assert deed is not None
    assert deed.changes == changed("passage", [passage.uuid])


def test_merging_changes() -> None:
    both = changed("page", [1]) | changed("page", [2]) | changed("tag", ["a"])
    assert both.of("page") == {1, 2}
    assert "tag" in both
    assert (both | changed("page")).of("page") == frozenset()
    assert "page" in (both | changed("page"))
    assert not Changes()
    events = Events()
    events.subscribe(lambda changes: pytest.fail("nothing changed"))
    events.announce(Changes())


def test_reviewers_have_names_they_chose(tmp_path: Path) -> None:
    path = tmp_path / "matter.foia"
    with Workspace.create(path) as workspace:
        assert workspace.reviewer is not None
        assert workspace.reviewer.name == UNNAMED
    with Workspace.open(path, reviewer="Ada") as workspace:
        ada = workspace.reviewer
        workspace.intake.add_release("one")
    with Workspace.open(path) as workspace:
        assert workspace.reviewer == ada
    with Workspace.open(path, reviewer="ADA") as workspace:
        assert len(workspace.read.matter.reviewers()) == 2


def test_nothing_can_be_edited_read_only(tmp_path: Path) -> None:
    made_project(tmp_path / "matter.foia", 1).close()
    with Workspace.open(tmp_path / "matter.foia", read_only=True) as workspace:
        assert workspace.undo_title is None
        with pytest.raises(ProjectError) as caught:
            workspace.perform(MarkSeen((PageId(1),)))
        assert caught.value.code == "read-only"
