"""Merging the work of two reviewers' copies: what is taken over, what is kept, and that it can be undone."""

from __future__ import annotations

from pathlib import Path

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.services.merging.choices import Choices
from reviewer.services.merging.merge import merge, preview
from reviewer.services.operations import (
    AddChallenge,
    AddEntity,
    AddPassage,
    AddTag,
    CheckBox,
    CheckCode,
    CorrectWords,
    DeletePassage,
    DeleteTag,
    DrawRedaction,
    EditPassage,
    MarkSeen,
    ReshapeRedaction,
    SetCodes,
    SetNote,
    SetPosition,
    WordRun,
)
from reviewer.services.operations.contesting import Target
from reviewer.services.operations.reading import ChooseTextLayer
from reviewer.services.workspace import Workspace
from tests.storage.material import box, made_project, redactions_on
from tests.unit.merge_kit import copies, merged, opened, rows_of, work, work_in

ONE, TWO, THREE = PageId(1), PageId(2), PageId(3)


def first(workspace: Workspace, page: PageId = ONE) -> tuple[Uuid]:
    return (redactions_on(workspace, page)[0],)


def much(workspace: Workspace) -> None:
    """One of most things that a reviewer does."""
    tag = AddTag("Costs", key="c")
    workspace.perform(tag)
    workspace.perform(AddPassage((WordRun(ONE, 0, 2),), (tag.uuid,), "look here"))
    workspace.perform(CheckBox(first(workspace), "right"))
    workspace.perform(CheckCode(first(workspace), "right"))
    workspace.perform(SetPosition(first(workspace, TWO), "contested"))
    workspace.perform(DrawRedaction(TWO, (box(50, 300),), codes=("(b)(5)",)))
    workspace.perform(ReshapeRedaction(first(workspace, THREE)[0], (box(290, 100, 80),)))
    workspace.perform(SetNote("redaction", first(workspace)[0], "whose name?"))
    workspace.perform(SetNote("page", TWO, "a page"))
    workspace.perform(MarkSeen((ONE, THREE)))
    workspace.perform(AddEntity("Tate", "person"))
    workspace.perform(CorrectWords(THREE, 0, 0, "Dearest"))
    workspace.perform(AddChallenge((Target("redaction", first(workspace, TWO)[0]),), argument="Name it."))


def test_work_of_one_copy_comes_into_the_other_as_it_is(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", much)
    plan = merged(ours, theirs)
    assert plan.conflicts == []
    assert plan.people == "Ben"
    assert work_in(ours) == work_in(theirs)
    assert plan.taken["redaction"] == 4


def test_a_merge_is_one_edit_that_is_undone_and_done_again(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", much)
    before = rows_of(ours)
    with opened(ours) as workspace:
        merge(workspace, theirs)
        after = rows_of(ours)
        assert workspace.undo() == "Merge the work of Ben"
        assert rows_of(ours) == before
        workspace.redo()
        assert rows_of(ours) == after
        workspace.undo()
        merge(workspace, theirs)
    assert work_in(ours) == work_in(theirs)


def test_merging_twice_changes_nothing(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", much)
    merged(ours, theirs)
    before, data = rows_of(ours), theirs.read_bytes()
    assert merged(ours, theirs).is_empty
    assert rows_of(ours) == before
    assert theirs.read_bytes() == data


def test_both_did_something_and_both_ways_give_the_same_work(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(ours, "Ada", lambda w: w.perform(SetCodes(first(w, TWO), ("(b)(5)",))), lambda w: w.perform(MarkSeen((TWO,))))
    work(theirs, "Ben", much)
    other_way = tmp_path / "b-with-a.foia"
    other_way.write_bytes(theirs.read_bytes())
    assert merged(other_way, ours, "Ben").conflicts == []
    assert merged(ours, theirs).conflicts == []
    assert work_in(ours) == work_in(other_way)
    assert merged(ours, other_way).is_empty
    assert merged(other_way, ours, "Ben").is_empty


def test_a_conflict_is_listed_with_both_and_the_projects_word_stays(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(ours, "Ada", lambda w: w.perform(SetCodes(first(w), ("(b)(5)",))))
    work(theirs, "Ben", lambda w: w.perform(SetCodes(first(w), ("(b)(7)(C)",))), lambda w: w.perform(MarkSeen((TWO,))))
    plan = merged(ours, theirs)
    (conflict,) = plan.conflicts
    assert (conflict.fact, conflict.taken) == ("code", False)
    assert (conflict.ours.value, conflict.ours.reviewer) == ("(b)(5)", "Ada")
    assert (conflict.theirs.value, conflict.theirs.reviewer) == ("(b)(7)(C)", "Ben")
    assert conflict.ours.at < conflict.theirs.at
    assert "redaction 1 on page 1 of Release_1of1.pdf: code" in str(conflict)
    with opened(ours) as workspace:
        (row,) = workspace.read.redactions.of_page(ONE)
        assert row.codes == ("(b)(5)",)
        deed = workspace.read.history.audit(limit=1)[0]
        assert deed.operation == "merge-copy"
    assert [found.fact for found in merged(ours, theirs).conflicts] == ["code"]  # stays open until both say the same
    assert merged(ours, theirs, prefer_theirs=True).conflicts[0].taken
    with opened(ours) as workspace:
        assert workspace.read.redactions.of_page(ONE)[0].codes == ("(b)(7)(C)",)
    assert merged(ours, theirs).conflicts == []


def test_box_and_code_of_one_redaction_come_from_two_people(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(ours, "Ada", lambda w: w.perform(CheckBox(first(w), "right")))
    work(theirs, "Ben", lambda w: w.perform(SetCodes(first(w), ("(b)(5)",))))
    assert merged(ours, theirs).conflicts == []
    with opened(ours) as workspace:
        (row,) = workspace.read.redactions.of_page(ONE)
    assert (row.box_checked, row.code_checked, row.codes) == ("right", "corrected", ("(b)(5)",))


def test_what_one_deleted_goes_unless_the_other_used_it(tmp_path: Path) -> None:
    tags = [AddTag("Costs"), AddTag("Names")]
    passages = [AddPassage((WordRun(ONE, n, n + 1),), (tags[0].uuid,), f"note {n}") for n in range(3)]

    def before(workspace: Workspace) -> None:
        for deed in (*tags, *passages):
            workspace.perform(deed)

    ours, theirs = copies(tmp_path, before=before)
    work(
        theirs,
        "Ben",
        lambda w: w.perform(DeletePassage(passages[0].uuid)),
        lambda w: w.perform(DeletePassage(passages[1].uuid)),
        lambda w: w.perform(DeleteTag(tags[1].uuid)),
    )
    work(
        ours,
        "Ada",
        lambda w: w.perform(EditPassage(passages[1].uuid, note="mine now")),
        lambda w: w.perform(EditPassage(passages[2].uuid, tags=(tags[1].uuid,))),
    )
    plan = merged(ours, theirs)
    with opened(ours) as workspace:
        left = {row.uuid: row for row in workspace.read.marks.passages()}
        assert set(left) == {passages[1].uuid, passages[2].uuid}
        assert left[passages[1].uuid].note == "mine now"
        assert len(left[passages[1].uuid].segments) == 1
        assert {tag.name for tag in workspace.read.marks.tags()} == {"Costs", "Names"}
    assert len(plan.conflicts) >= 2
    assert all(not conflict.taken for conflict in plan.conflicts)
    merged(ours, theirs, prefer_theirs=True)
    with opened(ours) as workspace:
        assert {row.uuid for row in workspace.read.marks.passages()} == {passages[2].uuid}
        assert {tag.name for tag in workspace.read.marks.tags()} == {"Costs"}


def test_what_was_deleted_here_stays_so_unless_the_other_changed_it(tmp_path: Path) -> None:
    passages = [AddPassage((WordRun(ONE, n, n + 1),), (), f"note {n}") for n in range(2)]
    ours, theirs = copies(tmp_path, before=lambda w: [w.perform(deed) for deed in passages])
    work(ours, "Ada", *[lambda w, p=p: w.perform(DeletePassage(p.uuid)) for p in passages])
    work(theirs, "Ben", lambda w: w.perform(EditPassage(passages[0].uuid, places=(WordRun(TWO, 0, 1),), note="new")))
    plan = merged(ours, theirs)
    assert plan.conflicts
    with opened(ours) as workspace:
        assert workspace.read.marks.passages() == []
    merged(ours, theirs, prefer_theirs=True)
    with opened(ours) as workspace:
        (row,) = workspace.read.marks.passages()
        assert (row.uuid, row.note, row.segments[0].page) == (passages[0].uuid, "new", TWO)


def test_projects_that_read_the_same_files_for_themselves(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    ours, theirs = tmp_path / "a" / "matter.foia", tmp_path / "b" / "matter.foia"
    made_project(ours).close()
    made_project(theirs).close()
    work(ours, "Ada", lambda w: w.perform(AddTag("costs")), lambda w: w.perform(AddEntity("Tate", "person")))
    work(theirs, "Ben", much)
    plan = merged(ours, theirs)
    assert plan.conflicts == []
    with opened(ours) as workspace:
        assert [tag.name for tag in workspace.read.marks.tags()] == ["costs"]
        assert [row.name for row in workspace.read.marks.entities()] == ["Tate"]
        assert workspace.read.redactions.of_page(ONE)[0].box_checked == "right"
        assert workspace.read.redactions.of_page(ONE)[0].note == "whose name?"
        assert len(workspace.read.redactions.of_page(TWO)) == 2
        assert workspace.read.redactions.of_page(TWO)[0].position == "contested"
    assert merged(ours, theirs).is_empty


def layer(workspace: Workspace) -> object:
    return workspace.read.matter.setting("reading text layers")


def states(workspace: Workspace) -> set[str]:
    return {page.state for page in workspace.read.pages.of_file(FileId(1))}


def test_the_choice_of_a_files_text_is_taken_over_and_its_pages_are_read_again(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", lambda w: w.perform(ChooseTextLayer((FileId(1),), "ignore")))
    with opened(ours) as workspace:
        plan = merge(workspace, theirs)
        assert (plan.words, plan.conflicts) == ("1 choice of text", [])
        assert (layer(workspace), states(workspace)) == ({"1": "ignore"}, {"pending"})
        assert merge(workspace, theirs).is_empty
        workspace.undo()
        assert layer(workspace) is None


def test_two_choices_of_one_files_text_are_a_conflict(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path, before=lambda w: w.perform(ChooseTextLayer((FileId(1),), "ignore")))
    work(ours, "Ada", lambda w: w.perform(ChooseTextLayer((FileId(1),), "keep")))
    work(theirs, "Ben", lambda w: w.perform(ChooseTextLayer((FileId(1),), "auto")))
    (conflict,) = merged(ours, theirs).conflicts
    assert conflict.what == "text of Release_1of1.pdf"
    assert (conflict.ours.value, conflict.theirs.value) == ("the file's own text", "judged page by page")
    assert (conflict.ours.reviewer, conflict.theirs.reviewer) == ("Ada", "Ben")
    merged(ours, theirs, prefer_theirs=True)
    with opened(ours) as workspace:
        assert layer(workspace) is None
    assert merged(ours, theirs).conflicts == []


def test_each_conflict_is_decided_by_itself_and_not_asked_again(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    for path, reviewer, code in ((ours, "Ada", "(b)(5)"), (theirs, "Ben", "(b)(6)")):
        work(path, reviewer, *[lambda w, p=p, c=code: w.perform(SetCodes(first(w, p), (c,))) for p in (ONE, TWO)])
    with opened(ours) as workspace:
        before = rows_of(ours)
        shown = preview(workspace, theirs).conflicts
        plan = merge(workspace, theirs, choices=Choices(decided={shown[0].asked: False, shown[1].asked: True}))
        assert [conflict.taken for conflict in plan.conflicts] == [False, True]
        assert [workspace.read.redactions.of_page(page)[0].codes for page in (ONE, TWO)] == [("(b)(5)",), ("(b)(6)",)]
        assert preview(workspace, theirs).conflicts == []
        workspace.undo()
        assert rows_of(ours) == before
        assert len(preview(workspace, theirs).conflicts) == 2
        merge(workspace, theirs, choices=Choices(decided={each.asked: False for each in shown}))
        assert preview(workspace, theirs).conflicts == []
    back = merged(theirs, ours, "Ben")  # what Ada decided comes to Ben as any change does
    assert back.conflicts == []
    with opened(theirs) as workspace:
        assert [workspace.read.redactions.of_page(page)[0].codes for page in (ONE, TWO)] == [("(b)(5)",)] * 2


def test_what_changed_since_it_was_shown_is_not_decided(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(ours, "Ada", lambda w: w.perform(SetCodes(first(w), ("(b)(5)",))))
    work(theirs, "Ben", lambda w: w.perform(SetCodes(first(w), ("(b)(6)",))))
    with opened(ours) as workspace:
        shown = preview(workspace, theirs).conflicts
        work(theirs, "Ben", lambda w: w.perform(SetCodes(first(w), ("(b)(4)",))))
        (found,) = merge(workspace, theirs, choices=Choices(decided={shown[0].asked: True})).conflicts
        assert (found.taken, found.decided, found.theirs.value) == (False, False, "(b)(4)")
