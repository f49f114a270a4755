"""Merging what belongs to the matter: requests, letters, appeals, issues, challenges and the agency's index."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reviewer.model.ids import Uuid
from reviewer.services.operations import (
    AddChallenge,
    AddEvent,
    AddIssue,
    AddRequest,
    ChooseIndexRequest,
    DeclineGround,
    EditAppeal,
    EditRequest,
    ImportIndex,
    JudgeIndex,
    Operation,
    RemoveIndex,
    Target,
)
from reviewer.services.operations.contesting import BindItems, DeleteChallenge, EditChallenge, UnbindItems
from reviewer.services.operations.letters import AcceptLetter, DeclineLetter
from reviewer.services.operations.matter import DeleteMatter, EditEvent, EditIssue, EditRelease
from reviewer.storage.edit import Row
from reviewer.text.agency_index.entries import Entry
from tests.unit.appeal_kit import Contested, make_contested
from tests.unit.merge_kit import merged, opened, rows_of

REQUEST, EVENT, ISSUE, CHALLENGE, INDEX = (Uuid(f"{n}" * 32) for n in range(5))
OTHER = Uuid("9" * 32)
Make = Callable[[Contested], Operation]
ENTRIES = (Entry("row 2", "1", "BRR-2018-000100", codes=("(b)(5)",), code_text="b5"), Entry("row 3", "2"))


@dataclass(frozen=True)
class Thing:
    """A row that people make, change (to say `a`, `b`) and delete, and the column in which it says something."""

    table: str
    add: Make
    change: Callable[[Contested, str], Operation] | None
    delete: Make | None
    column: str = ""
    before: tuple[Make, ...] = ()


def _index(made: Contested) -> Operation:
    return ImportIndex("Vaughn.xlsx", "ab" * 32, 100, ENTRIES, uuid=INDEX)


def _entry(path: Path) -> Uuid:
    with opened(path) as workspace, workspace.side() as side:
        return Uuid(str(side.find("index_entry", number="1")[0]["uuid"]))


def _judge(made: Contested, verdict: str | None) -> Operation:
    return JudgeIndex(_entry(made.path), (made.redactions[0],), verdict)  # type: ignore[arg-type]  # words of the table


def _letter(path: Path) -> Uuid:
    with opened(path) as workspace:
        return workspace.read.matter.letters()[0].uuid


def _challenge(made: Contested) -> Operation:
    return AddChallenge((Target("redaction", made.redactions[5]),), argument="old", uuid=CHALLENGE)


THINGS = (
    Thing("request", lambda m: AddRequest("ICE", number="77", subject="old", uuid=REQUEST),
          lambda m, word: EditRequest(REQUEST, subject=word), lambda m: DeleteMatter("request", REQUEST), "subject"),
    Thing("event", lambda m: AddEvent(m.request, "acknowledgment", "old", "2018-09-10", uuid=EVENT),
          lambda m, word: EditEvent(EVENT, title=word), lambda m: DeleteMatter("event", EVENT), "title"),
    Thing("issue", lambda m: AddIssue("No search", text="old", uuid=ISSUE),
          lambda m, word: EditIssue(ISSUE, text=word), lambda m: DeleteMatter("issue", ISSUE), "text"),
    Thing("challenge", _challenge, lambda m, word: EditChallenge(CHALLENGE, argument=word),
          lambda m: DeleteChallenge(CHALLENGE), "argument"),
    Thing("challenge_target", lambda m: BindItems(CHALLENGE, (Target("redaction", m.redactions[4]),)), None,
          lambda m: UnbindItems(CHALLENGE, (m.redactions[4],)), before=(_challenge,)),
    Thing("declined_ground", lambda m: DeclineGround("no-exemption", (m.redactions[1],)), None, None),
    Thing("appeal", lambda m: EditAppeal(REQUEST, history="old"), lambda m, word: EditAppeal(REQUEST, history=word),
          None, "history", (lambda m: AddRequest("ICE", number="77", uuid=REQUEST),)),
    Thing("agency_index", _index, lambda m, word: ChooseIndexRequest(INDEX, m.request if word == "a" else OTHER),
          lambda m: RemoveIndex(INDEX), "request", (lambda m: AddRequest("FBI", number="88", uuid=OTHER),)),
    Thing("index_entry", _index, None, lambda m: RemoveIndex(INDEX)),
    Thing("index_verdict", lambda m: _judge(m, "speaks"), lambda m, word: _judge(m, "set aside" if word == "a" else
          "speaks"), lambda m: _judge(m, None), "verdict", (_index,)),
)  # fmt: skip


@cache
def _base(folder: Path) -> Contested:
    folder.mkdir()
    return make_contested(folder)


@pytest.fixture
def pair(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Contested, Contested]:
    """Ada's and Ben's copy of a contested release."""
    base = _base(tmp_path_factory.getbasetemp() / "merging-matter")
    found = []
    for name in ("a.foia", "b.foia"):
        shutil.copy(base.path, tmp_path / name)
        found.append(Contested(tmp_path / name, base.request, base.sources, base.redactions, base.issue))
    return found[0], found[1]


def do(made: Contested, who: str, *deeds: Make) -> None:
    for deed in deeds:
        operation = deed(made)
        with opened(made.path, who) as workspace:
            workspace.perform(operation)


def shared(pair: tuple[Contested, Contested], *deeds: Make) -> None:
    """Done before the file was copied."""
    do(pair[0], "Ada", *deeds)
    shutil.copy(pair[0].path, pair[1].path)


def rows(path: Path, table: str) -> list[Row]:
    with opened(path) as workspace, workspace.side() as side:
        return side.find(table)


def ids(thing: Thing) -> str:
    return thing.table


@pytest.mark.parametrize("thing", THINGS, ids=ids)
def test_added_on_one_side(thing: Thing, pair: tuple[Contested, Contested]) -> None:
    ours, theirs = pair
    shared(pair, *thing.before)
    do(theirs, "Ben", thing.add)
    before = rows_of(ours.path)
    assert rows(ours.path, thing.table) != rows(theirs.path, thing.table)
    assert merged(ours.path, theirs.path).conflicts == []
    assert rows(ours.path, thing.table) == rows(theirs.path, thing.table)
    assert merged(ours.path, theirs.path).is_empty
    assert rows_of(ours.path) != before


@pytest.mark.parametrize("thing", [thing for thing in THINGS if thing.change], ids=ids)
@pytest.mark.parametrize("theirs_counts", [False, True])
def test_changed_on_both(thing: Thing, theirs_counts: bool, pair: tuple[Contested, Contested]) -> None:
    ours, theirs = pair
    change = thing.change
    assert change is not None
    if thing.table == "index_verdict":  # it says one of two things, so each made it for itself
        shared(pair, *thing.before)
    else:
        shared(pair, *thing.before, thing.add)
    do(ours, "Ada", lambda m: change(m, "a"))
    do(theirs, "Ben", lambda m: change(m, "b"))
    mine = [row[thing.column] for row in rows(ours.path, thing.table)]
    other = [row[thing.column] for row in rows(theirs.path, thing.table)]
    plan = merged(ours.path, theirs.path, prefer_theirs=theirs_counts)
    (found,) = plan.conflicts
    assert (found.table, found.ours.reviewer, found.theirs.reviewer) == (thing.table, "Ada", "Ben")
    assert INDEX not in str(found)
    assert [row[thing.column] for row in rows(ours.path, thing.table)] == (other if theirs_counts else mine)


@pytest.mark.parametrize("thing", [thing for thing in THINGS if thing.change and thing.delete], ids=ids)
@pytest.mark.parametrize("deleted_here", [False, True])
@pytest.mark.parametrize("theirs_counts", [False, True])
def test_deleted_on_one_and_changed_on_the_other(
    thing: Thing, deleted_here: bool, theirs_counts: bool, pair: tuple[Contested, Contested]
) -> None:
    ours, theirs = pair
    shared(pair, *thing.before, thing.add)
    change, delete = thing.change, thing.delete
    assert change is not None
    assert delete is not None
    deeds: tuple[Make, Make] = (delete, lambda m: change(m, "a"))
    do(ours, "Ada", deeds[0 if deleted_here else 1])
    do(theirs, "Ben", deeds[1 if deleted_here else 0])
    before = rows_of(ours.path)
    there = rows(theirs.path, thing.table)
    plan = merged(ours.path, theirs.path, prefer_theirs=theirs_counts)
    assert any(found.table == thing.table for found in plan.conflicts)
    assert all(found.taken == theirs_counts for found in plan.conflicts)
    if theirs_counts:
        assert rows(ours.path, thing.table) == there
    else:
        assert rows_of(ours.path)[thing.table] == before[thing.table]


def test_a_letter_accepted_in_one_copy_and_declined_in_the_other(pair: tuple[Contested, Contested]) -> None:
    ours, theirs = pair
    with opened(ours.path) as workspace:
        event = workspace.read.matter.letters()[0].event
    assert event is not None
    (release,) = rows(ours.path, "release")
    shared(
        pair,
        lambda m: EditRelease(Uuid(str(release["uuid"])), event=Uuid("")),
        lambda m: DeleteMatter("event", event),
    )
    do(ours, "Ada", lambda m: DeclineLetter(_letter(m.path)))
    do(theirs, "Ben", lambda m: AcceptLetter(_letter(m.path)))
    plan = merged(ours.path, theirs.path)
    assert "state" in [found.fact for found in plan.conflicts]
    assert [row["state"] for row in rows(ours.path, "letter")] == ["declined"]
    merged(ours.path, theirs.path, prefer_theirs=True)
    assert [row["state"] for row in rows(ours.path, "letter")] == ["accepted"]
    assert rows(ours.path, "letter") == rows(theirs.path, "letter")


def test_one_index_imported_in_both_copies_is_one(pair: tuple[Contested, Contested]) -> None:
    ours, theirs = pair
    do(ours, "Ada", lambda m: ImportIndex("Vaughn.xlsx", "ab" * 32, 100, ENTRIES))
    do(theirs, "Ben", lambda m: ImportIndex("Vaughn.xlsx", "ab" * 32, 100, ENTRIES))
    do(theirs, "Ben", lambda m: _judge(m, "set aside"))
    assert merged(ours.path, theirs.path).conflicts == []
    assert len(rows(ours.path, "agency_index")) == 1
    assert len(rows(ours.path, "index_entry")) == 2
    assert [row["verdict"] for row in rows(ours.path, "index_verdict")] == ["set aside"]
