"""The tree of tags, the order of passages, codebooks, and going back through what was done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.errors import UserError
from reviewer.model.ids import PageId, Uuid
from reviewer.services.audit_csv import write_audit
from reviewer.services.codebook import codebook_of, plan_import, read_codebook, write_codebook
from reviewer.services.operations import (
    AddPassage,
    AddTag,
    CorrectWords,
    DeleteTag,
    EditError,
    ImportCodebook,
    MergeTags,
    MovePassages,
    MoveTag,
    SetRecoverablePolicy,
    TagPassages,
    UncorrectWord,
    WordRun,
)
from reviewer.services.operations.codebook import CodebookTag
from reviewer.services.operations.ordering import moved
from reviewer.services.operations.policy import recoverable_policy
from reviewer.services.workspace import Workspace
from reviewer.storage.reads.board import BoardFilter
from reviewer.storage.reads.history import DeedFilter
from tests.storage.material import made_project

FIRST = PageId(1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = made_project(tmp_path / "matter.foia", 3)
    yield made
    made.close()


def tag(workspace: Workspace, name: str, parent: Uuid | None = None, key: str = "") -> Uuid:
    adding = AddTag(name, key=key, parent=parent)
    workspace.perform(adding)
    return adding.uuid


def passage(workspace: Workspace, *tags: Uuid, first: int = 0) -> Uuid:
    adding = AddPassage((WordRun(FIRST, first, first + 1),), tags)
    workspace.perform(adding)
    return adding.uuid


def tree(workspace: Workspace) -> list[str]:
    return ["  " * row.depth + row.name for row in workspace.read.marks.tags()]


def test_a_tag_never_stands_below_itself(workspace: Workspace) -> None:
    top = tag(workspace, "top")
    middle = tag(workspace, "middle", top)
    low = tag(workspace, "low", middle)
    for parent in (top, middle, low):
        with pytest.raises(EditError) as caught:
            workspace.perform(MoveTag(top, parent))
        assert caught.value.code == "cycle"
    workspace.perform(MoveTag(low, None, top))
    assert tree(workspace) == ["low", "top", "  middle"]
    workspace.undo()
    assert tree(workspace) == ["top", "  middle", "    low"]


def test_what_stands_below_a_tag_outlives_it(workspace: Workspace) -> None:
    top = tag(workspace, "top")
    middle = tag(workspace, "middle", top)
    tag(workspace, "low", middle)
    workspace.perform(DeleteTag(middle))
    assert tree(workspace) == ["top", "  low"]
    workspace.undo()
    assert tree(workspace) == ["top", "  middle", "    low"]


def test_merging_into_a_tag_below_makes_no_circle(workspace: Workspace) -> None:
    top = tag(workspace, "top")
    middle = tag(workspace, "middle", top)
    low = tag(workspace, "low", middle)
    tag(workspace, "other", top)
    marked = passage(workspace, top)
    workspace.perform(MergeTags(top, low))
    assert tree(workspace) == ["middle", "  low", "    other"]
    row = workspace.read.marks.passage(marked)
    assert row is not None
    assert row.tags == (low,)
    workspace.undo()
    assert tree(workspace) == ["top", "  middle", "    low", "  other"]


def test_no_two_tags_share_a_key(workspace: Workspace) -> None:
    tag(workspace, "one", key="P")
    with pytest.raises(EditError) as caught:
        tag(workspace, "two", key="p")
    assert caught.value.code == "key-taken"


def test_several_passages_are_tagged_and_moved_as_one_edit(workspace: Workspace) -> None:
    one, two = tag(workspace, "one"), tag(workspace, "two")
    marks = [passage(workspace, one, first=place) for place in range(4)]
    workspace.perform(TagPassages((marks[0], marks[2]), (two,), (one,)))
    assert [row.tags for row in workspace.read.marks.passages()] == [(two,), (one,), (two,), (one,)]
    assert workspace.undo_title == "Tag 2 passages: 2 tags"
    workspace.perform(MovePassages((marks[3], marks[1]), marks[0]))
    lines = workspace.read.board.places(order="arranged")
    assert [line.passage for line in lines] == [marks[3], marks[1], marks[0], marks[2]]
    workspace.undo()
    workspace.undo()
    assert [line.passage for line in workspace.read.board.places(order="arranged")] == marks


def test_the_board_finds_by_tag_with_those_below_by_words_and_by_group(workspace: Workspace) -> None:
    top = tag(workspace, "top")
    low = tag(workspace, "low", top)
    bare, deep = passage(workspace), passage(workspace, low, first=3)
    board = workspace.read.board
    assert [line.passage for line in board.places(BoardFilter(tag=top))] == [deep]
    assert [line.passage for line in board.places(BoardFilter(untagged=True))] == [bare]
    grouped = board.places(grouping="tag")
    assert [(line.group, line.passage) for line in grouped] == [(low, None), (low, deep), ("", None), ("", bare)]
    quote = board.rows([deep])[deep].passage.quote
    assert [line.passage for line in board.places(BoardFilter(text=quote.upper()))] == [deep]
    assert board.places(BoardFilter(text="nothing has these words")) == []
    by_document = board.places(grouping="document")
    assert by_document[0].passage is None
    assert by_document[0].count == 2


@given(st.integers(1, 30), st.data())
def test_moving_gives_the_order_asked_for(count: int, data: st.DataObject) -> None:
    ordinals = {key: data.draw(st.integers(-5, 5)) for key in range(count)}
    order = sorted(ordinals, key=lambda key: (ordinals[key], key))
    moving = data.draw(st.lists(st.sampled_from(order), unique=True, min_size=1))
    before = data.draw(st.one_of(st.none(), st.sampled_from(order)))
    changed = ordinals | moved(order, ordinals, moving, before)
    rest = [key for key in order if key not in moving]
    place = rest.index(before) if before in rest else len(rest)
    assert sorted(changed, key=lambda key: changed[key]) == [*rest[:place], *moving, *rest[place:]]
    assert len(set(changed.values())) == count


@pytest.mark.parametrize("name", ["tags.json", "tags.csv"])
def test_a_codebook_goes_out_and_comes_back(workspace: Workspace, tmp_path: Path, name: str) -> None:
    top = tag(workspace, "=SUM(A1)", key="S")
    tag(workspace, "élan, “quoted”", top)
    book = codebook_of(workspace.read.marks.tags())
    write_codebook(book, tmp_path / name)
    assert read_codebook(tmp_path / name) == book
    with made_project(tmp_path / "other.foia", 1) as other:
        other.perform(ImportCodebook(book))
        assert codebook_of(other.read.marks.tags()) == book
        other.undo()
        assert other.read.marks.tags() == []


def test_a_codebook_says_what_it_would_change_before_it_does(workspace: Workspace) -> None:
    tag(workspace, "kept", key="K")
    tag(workspace, "same")
    tags = (
        CodebookTag("Kept", color="#112233"),
        CodebookTag("same"),
        CodebookTag("new", parent="nowhere", key="k"),
        CodebookTag("round", parent="about"),
        CodebookTag("about", parent="round"),
        CodebookTag("new"),
    )
    plan = plan_import(workspace.read.marks.tags(), tags)
    assert (plan.new, plan.differing, plan.same) == (("new", "round", "about"), (("kept", ("colour",)),), 1)
    assert len(plan.left_out) == 5
    assert len(workspace.read.marks.tags()) == 2
    workspace.perform(ImportCodebook(plan.tags, overwrite=True))
    rows = {row.name: row for row in workspace.read.marks.tags()}
    assert rows["kept"].color == "#112233"
    assert (rows["kept"].key, rows["new"].key) == ("K", "")
    assert len(rows) == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", "[]"),
        ("a.json", '{"format": "foia-reviewer codebook", "version": 1, "tags": [{"name": 3}]}'),
        ("a.json", '{"format": "foia-reviewer codebook", "version": 2, "tags": []}'),
        ("a.csv", "title\nx\n"),
        ("a.csv", "name,color\nx,red\n"),
        ("a.csv", "name,key\nx,long\n"),
    ],
)
def test_what_is_no_codebook_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_codebook(tmp_path / name)
    assert caught.value.code == "bad-codebook"


def test_the_history_goes_to_any_point_and_back(workspace: Workspace) -> None:
    for name in ("a", "b", "c"):
        tag(workspace, name)
    history = workspace.history
    assert [step.title for step in history.steps] == ["Add tag “a”", "Add tag “b”", "Add tag “c”"]
    assert history.go_to(1) == 2
    assert tree(workspace) == ["a"]
    assert [step.done for step in history.steps] == [True, False, False]
    assert history.go_to(3) == 2
    assert tree(workspace) == ["a", "b", "c"]
    assert history.go_to(0) == 3
    assert tree(workspace) == []


def test_the_record_is_filtered_and_written(workspace: Workspace, tmp_path: Path) -> None:
    tag(workspace, "Élan")
    workspace.undo()
    read = workspace.read.history
    (undone,) = read.deed_ids(DeedFilter(operation="undo"))
    (added,) = read.deed_ids(DeedFilter(operation="add-tag", text="ÉLAN"))
    deeds = read.deeds([undone, added])
    assert (deeds[added].taken_back, deeds[undone].taken_back) == (True, False)
    day = deeds[added].at[:10]
    assert added in read.deed_ids(DeedFilter(since=day, until=day))
    assert read.deed_ids(DeedFilter(until="2001-01-01")) == []
    assert write_audit(workspace.read, [undone, added], tmp_path / "done.csv") == 2
    text = (tmp_path / "done.csv").read_text(encoding="utf-8-sig")
    assert "Add tag “Élan”" in text


def test_the_policy_on_recoverable_text_is_never_until_an_attorney_decides(workspace: Workspace) -> None:
    assert recoverable_policy(workspace.read) == ("never", "")
    with pytest.raises(EditError):
        workspace.perform(SetRecoverablePolicy("allowed", "  "))
    workspace.perform(SetRecoverablePolicy("attorney only", "Ruth Bader"))
    assert recoverable_policy(workspace.read) == ("attorney only", "Ruth Bader")
    (deed,) = workspace.read.history.audit(limit=1)
    assert deed.title == "Recoverable text: attorney only, decided by Ruth Bader"
    workspace.undo()
    assert recoverable_policy(workspace.read) == ("never", "")


def test_a_correction_can_be_taken_back_even_where_its_place_is_gone(workspace: Workspace) -> None:
    read = workspace.read.pages
    before = read.content(FIRST).text.words
    workspace.perform(CorrectWords(FIRST, 2, 2, "Lakeside"))
    (correction,) = read.corrections(FIRST)
    workspace.perform(UncorrectWord(correction.uuid))
    assert read.corrections(FIRST) == []
    assert [word.text for word in read.content(FIRST).text.words] == [word.text for word in before]
    workspace.undo()
    assert read.corrections(FIRST)[0].text == "Lakeside"
