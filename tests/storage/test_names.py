"""Found names in a project: stored compactly, suggested in groups, decided for all mentions at once, read in place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.model.query import Field
from reviewer.services.operations import (
    AcceptMentionOf,
    AcceptNames,
    AddEntity,
    AddEntityKind,
    AddMention,
    DeleteEntity,
    DeleteEntityKind,
    EditEntity,
    EditError,
    MergeEntities,
    NameAt,
    NameRef,
    RejectMention,
    RejectNames,
    RenameEntityKind,
    ReopenMention,
    ReopenNames,
    SplitEntity,
    WordRun,
)
from reviewer.services.workspace import Workspace
from reviewer.storage.names import Grouped, pack_places, unpack_places
from reviewer.text.names.found import FoundName
from tests.storage.material import made_project, result

FIRST, SECOND, THIRD = PageId(1), PageId(2), PageId(3)
DOYLE = NameRef("person", "doyle, marian", "Doyle, Marian")
MARIAN = NameRef("person", "marian doyle", "Marian Doyle")
ADDRESS = NameRef("e-mail address", "doyle@x.example", "doyle@x.example")


def name(ref: NameRef, first: int, last: int, address: str = "") -> FoundName:
    return FoundName(ref.kind, ref.form, ref.key, first, last, "header", 0.9, address)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Three pages that name a person in two ways, the first way four times, and an address."""
    made = made_project(tmp_path / "matter.foia", 3)
    made.intake.store_names(
        {
            FIRST: [name(DOYLE, 0, 1, ADDRESS.key), name(DOYLE, 3, 4)],
            SECOND: [name(DOYLE, 0, 1), name(MARIAN, 2, 3), name(ADDRESS, 5, 5)],
            THIRD: [name(DOYLE, 1, 2)],
        }
    ).result()
    group(made, DOYLE, MARIAN, ADDRESS)
    yield made
    made.close()


def group(workspace: Workspace, leader: NameRef, *others: NameRef) -> None:
    people = workspace.read.names.people()
    ids = {key: number for found in (people.names, people.addresses) for number, (key, _, _) in found.items()}
    entries = [Grouped(ids[ref.key], ids[leader.key], "the same name", 0.9) for ref in (leader, *others)]
    workspace.intake.store_groups(entries, last=True).result()


def accepted(workspace: Workspace, *refs: NameRef) -> Uuid:
    operation = AcceptNames(refs or (DOYLE,), "Marian Doyle")
    workspace.perform(operation)
    return operation.entity


def places(workspace: Workspace, entity: Uuid) -> list[tuple[int, int]]:
    return [(row.page, row.first) for row in workspace.read.names.places_of(entity)]


def test_places_are_packed_as_words_and_pairs() -> None:
    assert unpack_places(pack_places([(0, 1, 7), (12, 12, 0)])) == [(0, 1, 7), (12, 12, 0)]
    assert unpack_places("") == []


def test_names_are_counted_once_for_all_their_places(workspace: Workspace) -> None:
    row = workspace.read.names.suggestions()[0]
    assert (row.form, row.mentions, row.size, row.kind) == ("Doyle, Marian", 6, 3, "person")
    assert [(n.form, n.mentions, n.pages) for n in row.names] == [
        ("Doyle, Marian", 4, 3),
        ("doyle@x.example", 1, 1),
        ("Marian Doyle", 1, 1),
    ]
    assert workspace.read.names.people().pairs == [(1, 2, 1)]


def test_reading_a_page_anew_takes_its_names_back(workspace: Workspace) -> None:
    workspace.intake.store_names({FIRST: [name(MARIAN, 0, 1)]}).result()
    group(workspace, DOYLE, MARIAN, ADDRESS)
    counts = {n.form: (n.mentions, n.pages) for n in workspace.read.names.group(1)}
    assert counts == {"Doyle, Marian": (2, 2), "Marian Doyle": (2, 2), "doyle@x.example": (1, 1)}
    assert workspace.read.names.people().pairs == []


def test_a_page_waits_from_the_moment_its_words_are_stored(tmp_path: Path) -> None:
    with made_project(tmp_path / "matter.foia", 2) as workspace:
        assert workspace.read.names.state().waiting == 2
        assert workspace.read.names.waiting(0, 10) == []  # its documents are not known yet
        message = Message(0, 12.0, "Doyle, Marian", ("Okafor, Victor",))
        file = workspace.read.sources.files()[0].id
        workspace.intake.store_documents(file, [DocumentFinding(0, 1, "e-mail", messages=(message,))]).result()
        waiting = workspace.read.names.waiting(0, 10)
        assert [page for page, _ in waiting] == [1, 2]
        assert [len(wanted.messages) for _, wanted in waiting] == [1, 0]
        assert waiting[0][1].messages[0].to == ("Okafor, Victor",)
        assert len(waiting[0][1].holes) == 1
        workspace.intake.store_names({FIRST: []}).result()
        assert workspace.read.names.state().waiting == 1
        workspace.intake.store_page_result(FIRST, result(0, lines=("Other words.",))).result()
        assert workspace.read.names.state().waiting == 2


def test_context_of_a_mention_has_its_holes(workspace: Workspace) -> None:
    row = workspace.read.names.places([1])[0]
    assert row.before == ""
    assert row.quote
    assert "[redacted" in row.after
    assert row.boxes


def test_accepting_a_name_takes_all_its_mentions_now_and_later(workspace: Workspace) -> None:
    entity = accepted(workspace)
    assert places(workspace, entity) == [(1, 0), (1, 3), (2, 0), (3, 1)]
    workspace.intake.store_names({THIRD: [name(DOYLE, 1, 2), name(DOYLE, 4, 5)]}).result()
    row = workspace.read.marks.entity(entity)
    assert row is not None
    assert (row.mentions, row.kind, row.aliases) == (5, "person", ("Doyle, Marian",))
    workspace.undo()
    assert workspace.read.marks.entities() == []
    workspace.redo()
    assert len(places(workspace, entity)) == 5


def test_what_is_accepted_teaches_the_rest_of_its_group(workspace: Workspace) -> None:
    entity = accepted(workspace)
    row = workspace.read.names.suggestions()[0]
    assert row.entity == entity
    assert [n.form for n in row.names if not n.decided] == ["doyle@x.example", "Marian Doyle"]
    workspace.perform(AcceptNames((MARIAN, ADDRESS), entity=entity))
    assert workspace.read.names.suggestions() == []


def test_rejected_names_are_no_suggestions_until_reopened(workspace: Workspace) -> None:
    workspace.perform(RejectNames((DOYLE, MARIAN, ADDRESS)))
    assert workspace.read.names.suggestions() == []
    assert {n.form for n in workspace.read.names.rejected()} == {"Doyle, Marian", "Marian Doyle", "doyle@x.example"}
    workspace.perform(ReopenNames((DOYLE,)))
    assert workspace.read.names.suggestions()[0].form == "Doyle, Marian"


def test_one_mention_may_be_decided_otherwise(workspace: Workspace) -> None:
    entity, other = accepted(workspace), AddEntity("Doyle, Mark", "person")
    workspace.perform(other)
    at = NameAt(DOYLE, FIRST, 1)
    workspace.perform(RejectMention(at))
    assert places(workspace, entity) == [(1, 0), (2, 0), (3, 1)]
    workspace.perform(AcceptMentionOf(at, other.uuid))
    assert places(workspace, other.uuid) == [(1, 3)]
    counts = {row.name: row.mentions for row in workspace.read.marks.entities()}
    assert counts == {"Marian Doyle": 3, "Doyle, Mark": 1}
    workspace.perform(ReopenMention(at))
    assert len(places(workspace, entity)) == 4


def test_search_sees_accepted_names(workspace: Workspace) -> None:
    accepted(workspace)
    pages = [hit.page for hit in workspace.read.search.pages(Field("entity", "marian doyle"))]
    assert pages == [1, 2, 3]
    workspace.perform(RejectMention(NameAt(DOYLE, THIRD, 0)))
    assert [hit.page for hit in workspace.read.search.pages(Field("entity", "Doyle, Marian"))] == [1, 2]


def test_a_split_takes_names_aliases_and_mentions_along(workspace: Workspace) -> None:
    entity = accepted(workspace, DOYLE, MARIAN)
    mark = AddMention(entity, (WordRun(THIRD, 5, 6),))
    workspace.perform(mark)
    split = SplitEntity(entity, "Marian Doyle (junior)", names=(MARIAN,), mentions=(mark.uuid,))
    workspace.perform(split)
    assert places(workspace, split.uuid) == [(2, 2), (3, 5)]
    assert places(workspace, entity) == [(1, 0), (1, 3), (2, 0), (3, 1)]
    workspace.undo()
    assert len(places(workspace, entity)) == 6
    with pytest.raises(EditError):
        workspace.perform(SplitEntity(entity, "Nobody", names=(ADDRESS,)))
    with pytest.raises(EditError):
        workspace.perform(SplitEntity(entity, "Nobody"))


def test_merging_moves_names_and_undoing_it_gives_them_back(workspace: Workspace) -> None:
    one, two = accepted(workspace, DOYLE), accepted(workspace, MARIAN)
    workspace.perform(EditEntity(one, role="FOIA officer"))
    workspace.perform(MergeEntities(one, two))
    row = workspace.read.marks.entity(two)
    assert row is not None
    assert (row.mentions, row.role) == (5, "FOIA officer")
    workspace.undo()
    assert (len(places(workspace, one)), len(places(workspace, two))) == (4, 1)


def test_deleting_an_entity_makes_its_names_suggestions_again(workspace: Workspace) -> None:
    entity = accepted(workspace, DOYLE, MARIAN, ADDRESS)
    assert workspace.read.names.suggestions() == []
    workspace.perform(DeleteEntity(entity))
    assert workspace.read.names.suggestions()[0].mentions == 6


def test_kinds_can_be_added_renamed_and_removed(workspace: Workspace) -> None:
    with pytest.raises(EditError):
        workspace.perform(AddEntity("TECS", "database"))
    workspace.perform(AddEntityKind("database"))
    entity = AddEntity("TECS", "database")
    workspace.perform(entity)
    workspace.perform(RenameEntityKind("database", "records system"))
    assert workspace.read.entities.kinds() == ["records system"]
    row = workspace.read.marks.entity(entity.uuid)
    assert row is not None
    assert row.kind == "records system"
    with pytest.raises(EditError):
        workspace.perform(DeleteEntityKind("records system"))
    workspace.perform(DeleteEntity(entity.uuid))
    workspace.perform(DeleteEntityKind("records system"))
    assert workspace.read.entities.kinds() == []


def test_facts_of_an_entity_and_who_writes_to_whom(workspace: Workspace) -> None:
    entity, other = accepted(workspace), AddEntity("Redwood City", "place")
    workspace.perform(other)
    workspace.perform(AddMention(other.uuid, (WordRun(SECOND, 4, 4),)))
    file = workspace.read.sources.files()[0].id
    message = Message(0, 12.0, "Doyle, Marian <doyle@x.example>", ("Okafor, Victor",), date="2018-06-15T14:22")
    later = Message(1, 12.0, "Okafor, Victor", ("Doyle, Marian", "[redacted (b)(6)]"), date="2018-07-01")
    workspace.intake.store_documents(
        file, [DocumentFinding(0, 2, "e-mail", date="2018-06-15T14:22", messages=(message, later))]
    ).result()
    facts = workspace.read.entities.facts(entity)
    assert (facts.pages, facts.documents, facts.first) == (3, 1, "2018-06-15T14:22")
    assert [(row.name, row.pages) for row in facts.together] == [("Redwood City", 1)]
    assert facts.codes
    rows = workspace.read.entities.correspondence(entity)
    assert [(row.sender, row.recipient, row.messages, row.first) for row in rows] == [
        ("Marian Doyle", "Okafor, Victor", 1, "2018-06-15T14:22"),
        ("Okafor, Victor", "Marian Doyle", 1, "2018-07-01"),
    ]
    assert any(row.recipient == "[redacted]" for row in workspace.read.entities.correspondence())


def test_hostile_names_are_kept_and_decided_like_others(workspace: Workspace) -> None:
    refs = [
        NameRef("person", text, text)
        for text in ("x" * 10_000, "'; DROP TABLE name; --", "ש" * 50, "\u202eabc", "%_*?", "田中太郎", "\ud7ff")
    ]
    workspace.intake.store_names({FIRST: [name(ref, n, n) for n, ref in enumerate(refs[:5])]}).result()
    workspace.intake.store_names({SECOND: [name(ref, n, n) for n, ref in enumerate(refs[5:])]}).result()
    workspace.intake.store_groups([], last=True).result()
    assert len(workspace.read.names.suggestions()) >= len(refs)
    assert [row.form for row in workspace.read.names.suggestions(like="drop table")] == [refs[1].form]
    for ref in refs:
        entity = accepted(workspace, ref)
        row = workspace.read.marks.entity(entity)
        assert row is not None
        assert row.mentions == 1
    assert workspace.undo_title is not None
    assert len(workspace.undo_title) < 100


def test_an_entity_with_fifty_thousand_mentions_stays_quick(tmp_path: Path) -> None:
    """Five pages of ten thousand mentions each: what counts is the rows, of which there are few."""
    with made_project(tmp_path / "matter.foia", 5) as workspace:
        many = [name(DOYLE, 0, 1)] * 10_000
        for page in workspace.read.pages.of_file(workspace.read.sources.files()[0].id):
            workspace.intake.store_names({page.id: many}).result()
        workspace.intake.store_groups([], last=True).result()
        start = time.perf_counter()
        one, two = accepted(workspace), AddEntity("Somebody else", "person", new_uuid())
        workspace.perform(two)
        workspace.perform(MergeEntities(one, two.uuid))
        row = workspace.read.marks.entity(two.uuid)
        assert row is not None
        assert row.mentions == 50_000
        workspace.undo()
        assert workspace.read.entities.facts(one).pages == 5
        assert time.perf_counter() - start < 2
