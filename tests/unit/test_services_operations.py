"""What each operation does, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.services.operations import (
    AcceptMentions,
    AddAlias,
    AddEntity,
    AddEvent,
    AddIssue,
    AddMention,
    AddPassage,
    AddRequest,
    AddTag,
    CheckBox,
    CheckCode,
    DeleteEntity,
    DeleteMatter,
    DeleteMentions,
    DeletePassage,
    DeleteRedaction,
    DrawRedaction,
    EditEntity,
    EditError,
    EditEvent,
    EditIssue,
    EditRelease,
    EditRequest,
    EditTag,
    MergeEntities,
    MergeTags,
    Operation,
    Region,
    RenameProject,
    ReshapeRedaction,
    SetCodes,
    SetKind,
    SetNote,
    SetPosition,
    SuggestMentions,
    WordRun,
)
from reviewer.services.operations.pieces import SplitRedaction
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import RedactionRow
from tests.storage.material import AT_END, box, made_project, redactions_on

FIRST = PageId(1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = made_project(tmp_path / "matter.foia", 3)
    yield made
    made.close()


def refused(workspace: Workspace, operation: Operation) -> str:
    before = workspace.undo_title
    with pytest.raises(EditError) as caught:
        workspace.perform(operation)
    assert workspace.undo_title == before
    return caught.value.code


def undone(workspace: Workspace) -> None:
    """Everything can be taken back and done again."""
    titles = []
    while workspace.undo_title:
        titles.append(workspace.undo())
    while workspace.redo_title:
        workspace.redo()
    assert workspace.undo_title == (titles[0] if titles else None)
    assert workspace.read.matter.problems() == []


def redaction(workspace: Workspace, uuid: Uuid) -> RedactionRow:
    row = workspace.read.redactions.one(uuid)
    assert row is not None
    return row


def test_box_and_code_are_checked_apart(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    workspace.perform(CheckBox((uuid,), "right"))
    row = redaction(workspace, uuid)
    assert (row.box_checked, row.code_checked, row.checked) == ("right", "unchecked", False)
    workspace.perform(CheckCode((uuid,), "right"))
    row = redaction(workspace, uuid)
    assert row.checked
    assert workspace.reviewer is not None
    assert row.checked_by == workspace.reviewer.uuid
    assert row.checked_at
    workspace.perform(CheckBox((uuid,), "unchecked"))
    assert redaction(workspace, uuid).checked_by is not None
    workspace.perform(CheckCode((uuid,), "unchecked"))
    assert redaction(workspace, uuid).checked_by is None
    undone(workspace)


def test_setting_codes_checks_them(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    workspace.perform(SetCodes((uuid,), ("(b)(6)",)))
    assert redaction(workspace, uuid).code_checked == "right"
    workspace.perform(SetCodes((uuid,), ("(b)(5)", "(b)(5)"), "head"))
    row = redaction(workspace, uuid)
    assert (row.codes, row.code_checked, row.marking) == (("(b)(5)",), "corrected", "head")
    assert row.code_text == "(b)(6)"
    assert row.finding is not None
    assert row.finding["codes"] == ["(b)(6)"]
    workspace.perform(CheckCode((uuid,), "unchecked"))
    row = redaction(workspace, uuid)
    assert (row.codes, row.code_checked, row.marking) == (("(b)(6)",), "unchecked", "at")
    undone(workspace)


def test_reshaping_keeps_the_finding(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    shape = (box(300, 100, 150, 12), box(50, 120, 80, 12))
    workspace.perform(ReshapeRedaction(uuid, shape))
    row = redaction(workspace, uuid)
    assert (row.rects, row.box_checked) == (shape, "corrected")
    assert row.lines > 1
    assert row.finding is not None
    assert row.finding["rects"] == [list(AT_END)]
    workspace.perform(CheckBox((uuid,), "not a redaction"))
    workspace.perform(CheckBox((uuid,), "right"))
    assert redaction(workspace, uuid).box_checked == "corrected"
    workspace.perform(SetKind(uuid, "gray"))
    assert redaction(workspace, uuid).kind == "gray"
    workspace.perform(CheckBox((uuid,), "unchecked"))
    row = redaction(workspace, uuid)
    assert (row.rects, row.kind, row.box_checked) == ((AT_END,), "black", "unchecked")
    undone(workspace)


def test_drawn_redactions(workspace: Workspace) -> None:
    drawn = DrawRedaction(FIRST, (box(560, 110, 100, 30),), codes=("(b)(4)",))
    workspace.perform(drawn)
    row = redaction(workspace, drawn.uuid)
    assert row.rects[0].x1 == 612.0  # cut at the edge of the page
    assert (row.origin, row.box_checked, row.code_checked, row.finding) == ("person", "drawn", "corrected", None)
    assert row.checked
    assert "[redacted (b)(4)]" in workspace.read.pages.text(FIRST)
    workspace.perform(ReshapeRedaction(drawn.uuid, (box(50, 400),)))
    assert workspace.read.pages.text(FIRST).endswith("[redacted (b)(4)]")
    assert workspace.perform(CheckBox((drawn.uuid,), "not a redaction")) is None
    workspace.perform(SetNote("redaction", drawn.uuid, "missed by the program"))
    workspace.perform(DeleteRedaction(drawn.uuid))
    assert workspace.read.redactions.one(drawn.uuid) is None
    assert workspace.read.marks.notes() == []
    undone(workspace)


def test_a_split_says_nothing_of_the_code(workspace: Workspace) -> None:
    uuid = redactions_on(workspace, FIRST)[0]
    before = redaction(workspace, uuid)
    halves = ((box(50, 400, 40, 10),), (box(50, 412, 40, 10),))
    unread = SplitRedaction.of(uuid, halves)
    workspace.perform(unread)
    rows = [redaction(workspace, part) for part in (uuid, *unread.made)]
    assert [row.codes for row in rows] == [before.codes] * 2
    assert [(row.box_checked, row.code_checked) for row in rows] == [("corrected", "unchecked"), ("drawn", "unchecked")]
    workspace.undo()
    workspace.perform(CheckCode((uuid,), "right"))
    said = SplitRedaction.of(uuid, halves)
    workspace.perform(said)
    assert all(redaction(workspace, part).checked for part in (uuid, *said.made))
    undone(workspace)


def test_shapes_that_cannot_be(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    assert refused(workspace, DrawRedaction(FIRST, ())) == "bad-shape"
    assert refused(workspace, DrawRedaction(FIRST, (box(700, 900),))) == "bad-shape"
    assert refused(workspace, DrawRedaction(FIRST, (box(50, 50, 0.5, 0.5),))) == "bad-shape"
    assert refused(workspace, DrawRedaction(PageId(99), (box(50, 50),))) == "gone"
    assert refused(workspace, DeleteRedaction(uuid)) == "found-by-machine"
    assert refused(workspace, CheckBox((new_uuid(),), "right")) == "gone"
    assert refused(workspace, SetPosition((uuid,), "maybe")) == "invalid"  # type: ignore[arg-type]
    assert refused(workspace, SetKind(uuid, "blue")) == "invalid"  # type: ignore[arg-type]


def test_positions_for_a_whole_category(workspace: Workspace) -> None:
    every = tuple(workspace.read.redactions.ids())
    workspace.perform(SetPosition(every, "not contested"))
    assert {redaction(workspace, uuid).position for uuid in every} == {"not contested"}
    undone(workspace)


def test_one_note_a_thing(workspace: Workspace) -> None:
    for text in ("first", " second "):
        workspace.perform(SetNote("page", FIRST, text))
    (note,) = workspace.read.marks.notes("page")
    assert (note.text, note.subject) == ("second", "1")
    assert workspace.perform(SetNote("page", FIRST, "second")) is None
    workspace.perform(SetNote("page", FIRST, "  "))
    assert workspace.read.marks.note("page", FIRST) is None
    assert refused(workspace, SetNote("entity", "nobody", "x")) == "gone"
    assert refused(workspace, SetNote("weather", "1", "x")) == "invalid"  # type: ignore[arg-type]
    workspace.perform(SetNote("project", 1, "the whole"))
    undone(workspace)


def test_tags(workspace: Workspace) -> None:
    first, second = AddTag("Public interest", "#ff0000", "p"), AddTag("staff")
    workspace.perform(first)
    workspace.perform(second)
    assert refused(workspace, AddTag("PUBLIC INTEREST")) == "name-taken"
    assert refused(workspace, AddTag(" ")) == "empty"
    assert refused(workspace, AddTag("odd", "reddish")) == "color"
    assert refused(workspace, EditTag(first.uuid, color="#12")) == "color"
    assert refused(workspace, EditTag(second.uuid, "public interest")) == "name-taken"
    workspace.perform(EditTag(first.uuid, "public Interest", color="#00ff00"))
    workspace.perform(EditTag(first.uuid, "public Interest", "#00ff00", "i"))
    assert [(tag.name, tag.key) for tag in workspace.read.marks.tags()] == [("public Interest", "i"), ("staff", "")]
    passages = [AddPassage((WordRun(FIRST, n, n),), (first.uuid, second.uuid)[: n + 1]) for n in range(2)]
    for passage in passages:
        workspace.perform(passage)
    assert refused(workspace, MergeTags(first.uuid, first.uuid)) == "invalid"
    workspace.perform(MergeTags(first.uuid, second.uuid))
    (tag,) = workspace.read.marks.tags()
    assert (tag.uuid, tag.passages) == (second.uuid, 2)
    undone(workspace)


def test_passages_over_pages_and_regions(workspace: Workspace) -> None:
    places = (WordRun(FIRST, 9, 12), Region(PageId(2), box(40, 90, 200, 30)))
    passage = AddPassage(places, note="goes on")
    workspace.perform(passage)
    row = workspace.read.marks.passage(passage.uuid)
    assert row is not None
    assert row.segments[0].quote == "on Friday Regards Tate"
    assert len(row.segments[0].boxes) == 2
    assert (row.segments[1].first_word, row.segments[1].page) == (None, 2)
    assert row.segments[1].quote.startswith("Dear Ms Doyle")
    assert row.note == "goes on"
    assert [found.uuid for found in workspace.read.marks.passages(page=PageId(2))] == [passage.uuid]
    assert workspace.read.marks.passages(page=PageId(3)) == []
    assert refused(workspace, AddPassage(())) == "empty"
    assert refused(workspace, AddPassage((WordRun(FIRST, 5, 99),))) == "no-such-words"
    assert refused(workspace, AddPassage((WordRun(FIRST, 5, 4),))) == "no-such-words"
    assert refused(workspace, AddPassage((Region(FIRST, box(0, 0, 0, 0)),))) == "bad-shape"
    assert refused(workspace, AddPassage((WordRun(FIRST, 0, 1),), (new_uuid(),))) == "gone"
    workspace.perform(DeletePassage(passage.uuid))
    assert workspace.read.marks.passages() == []
    undone(workspace)


def test_entities_and_mentions(workspace: Workspace) -> None:
    doyle, other = AddEntity("Jo Doyle", "person"), AddEntity("Ms. Doyle", "person")
    workspace.perform(doyle)
    workspace.perform(other)
    workspace.perform(AddAlias(doyle.uuid, "J. Doyle"))
    assert workspace.perform(AddAlias(doyle.uuid, "j. doyle")) is None
    workspace.perform(AddMention(doyle.uuid, (WordRun(FIRST, 2, 2),)))
    workspace.perform(SuggestMentions(other.uuid, ((WordRun(PageId(2), 2, 2), 0.9), (WordRun(PageId(3), 2, 2), 0.8))))
    row = workspace.read.marks.entity(other.uuid)
    assert row is not None
    assert (row.mentions, row.suggested) == (0, 2)
    suggested = workspace.read.marks.mentions(other.uuid)
    assert [(mention.accepted, mention.confidence) for mention in suggested] == [(False, 0.9), (False, 0.8)]
    workspace.perform(AcceptMentions((suggested[0].uuid,)))
    workspace.perform(DeleteMentions((suggested[1].uuid,)))
    workspace.perform(SetNote("entity", doyle.uuid, "sales"))
    workspace.perform(SetNote("entity", other.uuid, "who?"))
    assert refused(workspace, MergeEntities(doyle.uuid, doyle.uuid)) == "invalid"
    workspace.perform(MergeEntities(other.uuid, doyle.uuid))
    (row,) = workspace.read.marks.entities()
    assert (row.name, row.aliases, row.mentions, row.note) == ("Jo Doyle", ("J. Doyle", "Ms. Doyle"), 2, "sales\nwho?")
    workspace.perform(EditEntity(doyle.uuid, "Josephine Doyle", "organisation", ("JD",)))
    (row,) = workspace.read.marks.entities()
    assert (row.name, row.kind, row.aliases) == ("Josephine Doyle", "organisation", ("JD",))
    workspace.perform(DeleteEntity(doyle.uuid))
    assert workspace.read.marks.entities() == []
    assert workspace.read.marks.mentions() == []
    undone(workspace)


def test_entities_that_cannot_be(workspace: Workspace) -> None:
    assert refused(workspace, AddEntity("")) == "empty"
    assert refused(workspace, AddEntity("x", "ghost")) == "invalid"
    assert refused(workspace, AddMention(new_uuid(), (WordRun(FIRST, 0, 0),))) == "gone"


def test_requests_events_and_releases(workspace: Workspace) -> None:
    request = AddRequest("ICE", number="2018-ICFO-59138", requested_on="2018-08-01")
    workspace.perform(request)
    workspace.perform(EditRequest(request.uuid, regime="MDR", litigation=True, requested_on=""))
    (row,) = workspace.read.matter.requests()
    assert (row.agency, row.regime, row.litigation, row.requested_on) == ("ICE", "MDR", True, None)
    event = AddEvent(request.uuid, "final determination", printed_on="2019-02-01")
    workspace.perform(event)
    workspace.perform(EditEvent(event.uuid, received_on="2019-02-04"))
    (letter,) = workspace.read.matter.events(request.uuid)
    assert (letter.printed_on, letter.received_on) == ("2019-02-01", "2019-02-04")
    release = workspace.read.sources.releases()[0].uuid
    workspace.perform(EditRelease(release, title="Interim 1", request=request.uuid, event=event.uuid))
    found = workspace.read.sources.releases()[0]
    assert (found.name, found.request, found.event) == ("Interim 1", request.uuid, event.uuid)
    assert refused(workspace, DeleteMatter("request", request.uuid)) == "in-use"
    assert refused(workspace, DeleteMatter("event", event.uuid)) == "in-use"
    assert refused(workspace, DeleteMatter("page", Uuid("1"))) == "invalid"
    workspace.perform(EditRelease(release, request=Uuid(""), event=Uuid("")))
    workspace.perform(DeleteMatter("event", event.uuid))
    workspace.perform(DeleteMatter("request", request.uuid))
    assert workspace.read.matter.requests() == []
    assert refused(workspace, AddRequest(regime="Law")) == "invalid"  # type: ignore[arg-type]
    assert refused(workspace, AddEvent(request.uuid, "appeal")) == "gone"
    undone(workspace)


def test_issues(workspace: Workspace) -> None:
    issue = AddIssue("The attachment is missing", "missing attachment")
    workspace.perform(issue)
    workspace.perform(EditIssue(issue.uuid, position="contested", text="Schedule A"))
    (row,) = workspace.read.marks.issues()
    assert (row.kind, row.position, row.text) == ("missing attachment", "contested", "Schedule A")
    assert refused(workspace, AddIssue(" ")) == "empty"
    assert refused(workspace, EditIssue(issue.uuid, kind="boredom")) == "invalid"  # type: ignore[arg-type]
    workspace.perform(DeleteMatter("issue", issue.uuid))
    assert workspace.read.marks.issues() == []
    undone(workspace)


def test_the_title(workspace: Workspace) -> None:
    workspace.perform(RenameProject("ICE and Northwind"))
    assert workspace.read.matter.project().title == "ICE and Northwind"
    assert refused(workspace, RenameProject(" ")) == "empty"
    workspace.undo()
    assert workspace.read.matter.project().title == "matter"
