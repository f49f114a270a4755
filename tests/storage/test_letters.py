"""Letters that were read are suggestions: accepting one makes the event, and what people decided stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.determinations import Determination, Statement
from reviewer.model.documents import DocumentFinding
from reviewer.model.errors import UserError
from reviewer.model.ids import FileId
from reviewer.model.review import EventKind
from reviewer.services.operations import AcceptLetter, AddRequest, DeclineLetter, DeleteMatter, EditRelease
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import LetterRow
from tests.storage.material import add_file, read_pages, result


def letter(kind: EventKind = "final determination", number: str = "2018-ICFO-59138", first: int = 0) -> DocumentFinding:
    said = (
        Statement("agency", "Office of Lakes", "Office of Lakes", first),
        Statement("request number", number, f"Re: {number}", first),
        Statement("date", "2019-02-01", "February 1, 2019", first),
        Statement("exemption", "(b)(5)", "Exemption (b)(5) was applied.", first),
    )
    return DocumentFinding(first, first, "letter", determination=Determination(kind, said))


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[tuple[Workspace, FileId]]:
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 2)
        read_pages(workspace, result(0), result(1))
        workspace.intake.store_documents(file, [letter(), DocumentFinding(1, 1)]).result()
        yield workspace, file


def only(workspace: Workspace) -> LetterRow:
    (row,) = workspace.read.matter.letters()
    return row


def test_a_letter_found_waits_with_its_quotes(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    row = only(workspace)
    assert (row.file, row.first_page, row.state, row.event) == (file, 0, "suggested", None)
    assert row.determination == letter().determination
    assert workspace.read.matter.events() == []


def test_accepting_makes_request_and_event_and_names_the_release(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    workspace.perform(AcceptLetter(only(workspace).uuid))
    (request,) = workspace.read.matter.requests()
    (event,) = workspace.read.matter.events(request.uuid)
    assert (request.agency, request.number) == ("Office of Lakes", "2018-ICFO-59138")
    assert (event.kind, event.printed_on) == ("final determination", "2019-02-01")
    assert (only(workspace).state, only(workspace).event) == ("accepted", event.uuid)
    (release,) = workspace.read.sources.releases()
    assert (release.request, release.event) == (request.uuid, event.uuid)
    with pytest.raises(UserError):
        workspace.perform(AcceptLetter(only(workspace).uuid))
    workspace.undo()
    assert (workspace.read.matter.requests(), workspace.read.matter.events()) == ([], [])
    assert (only(workspace).state, workspace.read.sources.releases()[0].event) == ("suggested", None)


@pytest.mark.parametrize(
    ("codes", "law"),
    [(("7(1)(b)", "7(1)(d)"), "state law"), (("5.1.2.e",), "other"), (("(b)(5)", "(j)(2)"), "FOIA"), ((), "FOIA")],
)
def test_the_law_follows_from_the_exemptions(codes: tuple[str, ...], law: str, tmp_path: Path) -> None:
    """An appeal under the federal Act against a city would be sent to nobody's office."""
    said = tuple(Statement("exemption", code, f"Section {code}", 0) for code in codes)
    found = DocumentFinding(0, 0, "letter", determination=Determination("final determination", said))
    with Workspace.create(tmp_path / "law.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 1)
        workspace.intake.store_documents(file, [found]).result()
        workspace.perform(AcceptLetter(only(workspace).uuid))
        assert [row.regime for row in workspace.read.matter.requests()] == [law]


def test_it_joins_the_request_with_its_number(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    workspace.perform(AddRequest(agency="ICE", number="2018-ICFO-59138"))
    workspace.perform(AcceptLetter(only(workspace).uuid))
    (request,) = workspace.read.matter.requests()
    assert request.agency == "ICE"  # what a person wrote stays


def test_the_request_chosen_wins_and_gets_what_it_lacks(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    mine = AddRequest(agency="ICE")
    workspace.perform(mine)
    workspace.perform(AcceptLetter(only(workspace).uuid, request=mine.uuid))
    (request,) = workspace.read.matter.requests()
    assert (request.agency, request.number) == ("ICE", "2018-ICFO-59138")


def test_a_letter_of_another_number_is_no_answer_to_the_request_of_its_release(
    filed: tuple[Workspace, FileId],
) -> None:
    workspace, _ = filed
    mine = AddRequest(agency="Department of State", number="F-2014-0001")
    workspace.perform(mine)
    (release,) = workspace.read.sources.releases()
    workspace.perform(EditRelease(release.uuid, request=mine.uuid))
    workspace.perform(AcceptLetter(only(workspace).uuid))
    assert {row.number for row in workspace.read.matter.requests()} == {"F-2014-0001", "2018-ICFO-59138"}
    workspace.undo()
    workspace.perform(AcceptLetter(only(workspace).uuid, request=mine.uuid))  # unless a person says so
    (event,) = workspace.read.matter.events()
    assert event.request == mine.uuid


def test_a_release_that_has_its_event_keeps_it(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    workspace.perform(AcceptLetter(only(workspace).uuid))
    first = workspace.read.sources.releases()[0].event
    workspace.intake.store_documents(file, [letter(), letter("interim determination", first=1)]).result()
    later = next(row for row in workspace.read.matter.letters("suggested"))
    workspace.perform(AcceptLetter(later.uuid))
    assert workspace.read.sources.releases()[0].event == first
    assert len(workspace.read.matter.events()) == 2


def test_a_date_typed_at_the_import_becomes_the_letter_that_has_it(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    request = workspace.intake.add_request("Office of Lakes", "2018-ICFO-59138")
    typed = workspace.intake.add_determination(request, "2019-02-01")
    assert workspace.intake.add_determination(request, "2019-02-01") == typed
    assert workspace.history.undo_title is None  # what an import says is no step of its own
    assert [row.kind for row in workspace.read.matter.events()] == ["determination"]
    workspace.perform(AcceptLetter(only(workspace).uuid))
    (event,) = workspace.read.matter.events(request)
    assert (event.uuid, event.kind) == (typed, "final determination")
    assert only(workspace).event == typed
    assert workspace.intake.add_determination(request, "2019-02-01") == typed
    workspace.undo()
    assert [(row.uuid, row.kind) for row in workspace.read.matter.events()] == [(typed, "determination")]


def test_what_was_decided_stays_when_documents_are_found_again(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    workspace.perform(DeclineLetter(only(workspace).uuid))
    workspace.intake.store_documents(file, [letter("acknowledgment")]).result()
    assert (only(workspace).state, only(workspace).determination.kind) == ("declined", "final determination")
    workspace.undo()
    uuid = only(workspace).uuid
    workspace.intake.store_documents(file, [letter("acknowledgment")]).result()
    assert (only(workspace).uuid, only(workspace).determination.kind) == (uuid, "acknowledgment")
    workspace.intake.store_documents(file, [DocumentFinding(0, 1)]).result()
    assert workspace.read.matter.letters() == []


def test_deleting_the_event_makes_the_letter_a_suggestion_again(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    workspace.perform(AcceptLetter(only(workspace).uuid))
    (event,) = workspace.read.matter.events()
    (release,) = workspace.read.sources.releases()
    workspace.perform(EditRelease(release.uuid, event=""))  # type: ignore[arg-type]  # an empty link clears it
    workspace.perform(DeleteMatter("event", event.uuid))
    assert (only(workspace).state, only(workspace).event) == ("suggested", None)
    workspace.undo()
    assert only(workspace).state == "accepted"
    with pytest.raises(UserError):
        workspace.perform(DeclineLetter(only(workspace).uuid))
