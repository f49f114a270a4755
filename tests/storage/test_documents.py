"""Documents found by the machine, around those that people made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.errors import UserError
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.services.operations import AcceptRedactions, CheckBox, EditDocument, JoinDocuments, SetNote, SplitDocument
from reviewer.services.workspace import Workspace
from tests.storage.material import add_file, read_pages, result


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[tuple[Workspace, FileId]]:
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 6)
        read_pages(workspace, *(result(n) for n in range(6)))
        messages = tuple(Message(n, 80.0, f"sender {n}") for n in range(3))
        found = [DocumentFinding(0, 2, "e-mail", sender="Tate", messages=messages), DocumentFinding(3, 5, "letter")]
        workspace.intake.store_documents(file, found).result()
        yield workspace, file


def spans(workspace: Workspace) -> list[tuple[int, int]]:
    return [(row.first_page, row.last_page) for row in workspace.read.sources.documents()]


def ids(workspace: Workspace) -> list[Uuid]:
    return [row.uuid for row in workspace.read.sources.documents()]


def test_documents_know_their_messages_and_pages(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    mail, _ = workspace.read.sources.documents(file)
    assert [message.sender for message in mail.messages] == ["sender 0", "sender 1", "sender 2"]
    assert (mail.redactions, mail.unchecked) == (3, 3)
    page = workspace.read.pages.at(file, 1)
    assert page is not None
    assert workspace.read.sources.document_of(page.id) == mail
    assert workspace.read.sources.document(mail.uuid) == mail
    assert workspace.read.sources.files_without_documents() == []


def test_without_messages_they_are_the_same_but_for_these(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    rejected, checked = (workspace.read.redactions.of_page(page)[0].uuid for page in (PageId(2), PageId(5)))
    workspace.perform(CheckBox((rejected,), "not a redaction"))
    workspace.perform(AcceptRedactions((checked,)))
    other = add_file(workspace, 2, "second.pdf")
    counted = workspace.read.sources.documents(file, messages=False)
    assert counted == [replace(row, messages=()) for row in workspace.read.sources.documents(file)]
    assert [(row.redactions, row.unchecked) for row in counted] == [(2, 2), (3, 2)]
    assert workspace.read.sources.documents(other, messages=False) == []


def test_finding_them_again_keeps_their_ids(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    first, second = ids(workspace)
    again = [DocumentFinding(0, 2, "memo"), DocumentFinding(3, 4, "letter"), DocumentFinding(5, 5)]
    workspace.intake.store_documents(file, again).result()
    assert spans(workspace) == [(0, 2), (3, 4), (5, 5)]
    assert ids(workspace)[0] == first
    assert second not in ids(workspace)
    assert workspace.read.sources.documents()[0].type == "memo"
    assert workspace.read.sources.documents()[0].messages == ()


def test_a_page_read_anew_asks_for_documents_again(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    page = workspace.read.pages.at(file, 1)
    assert page is not None
    workspace.intake.read_again([page.id])
    assert workspace.read.sources.files_without_documents() == []
    workspace.intake.store_page_result(page.id, result(1)).result()
    assert workspace.read.sources.files_without_documents() == [file]


def test_splitting_and_joining(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    first, second = ids(workspace)
    workspace.perform(SplitDocument(first, 1))
    assert spans(workspace) == [(0, 0), (1, 2), (3, 5)]
    _, split, _ = workspace.read.sources.documents(file)
    assert [message.page for message in split.messages] == [1, 2]
    assert (split.type, split.sender) == ("e-mail", "sender 1")
    assert (split.bates_first, split.bates_last) == ("BRR-2018-000002", "BRR-2018-000003")
    workspace.perform(SetNote("document", split.uuid, "second half"))
    workspace.perform(JoinDocuments(split.uuid, second))
    assert spans(workspace) == [(0, 0), (1, 5)]
    workspace.perform(JoinDocuments(first, split.uuid))
    assert spans(workspace) == [(0, 5)]
    assert workspace.read.marks.notes("document")[0].subject == first
    while workspace.undo_title:
        workspace.undo()
    assert ids(workspace) == [first, second]
    assert [m.page for m in workspace.read.sources.documents()[0].messages] == [0, 1, 2]


def test_what_a_person_made_stays_when_found_again(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    first, second = ids(workspace)
    workspace.perform(SplitDocument(second, 4))
    workspace.perform(SetNote("document", first, "keep me"))
    again = [
        DocumentFinding(0, 4, "report", messages=(Message(0, 1.0), Message(4, 1.0))),
        DocumentFinding(5, 5, "form"),
    ]
    workspace.intake.store_documents(file, again).result()
    assert spans(workspace) == [(0, 2), (3, 3), (4, 5)]
    assert ids(workspace)[:2] == [first, second]


def test_pages_around_a_persons_document_are_not_lost(filed: tuple[Workspace, FileId]) -> None:
    workspace, file = filed
    workspace.intake.store_documents(
        file, [DocumentFinding(0, 1), DocumentFinding(2, 3), DocumentFinding(4, 5)]
    ).result()
    middle = ids(workspace)[1]
    workspace.perform(EditDocument(middle, subject="Mine"))
    found = [DocumentFinding(0, 5, "e-mail", messages=tuple(Message(n, 1.0) for n in range(6)))]
    workspace.intake.store_documents(file, found).result()
    rows = workspace.read.sources.documents()
    assert spans(workspace) == [(0, 1), (2, 3), (4, 5)]
    assert [[message.page for message in row.messages] for row in rows] == [[0, 1], [], [4, 5]]
    assert rows[1].subject == "Mine"


def test_impossible_splits_and_joins(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    first, second = ids(workspace)
    for page in (0, 3):
        with pytest.raises(UserError):
            workspace.perform(SplitDocument(first, page))
    with pytest.raises(UserError):
        workspace.perform(JoinDocuments(second, first))
    assert workspace.undo_title is None


def test_a_part_split_off_a_mail_is_its_attachment_and_joining_mends_the_numbers(
    filed: tuple[Workspace, FileId],
) -> None:
    workspace, file = filed
    found = [DocumentFinding(0, 5, "e-mail", sender="Tate", messages=(Message(0, 80.0, "Tate"),))]
    workspace.intake.store_documents(file, found).result()
    (mail,) = ids(workspace)
    workspace.perform(SplitDocument(mail, 2))
    first, second = workspace.read.sources.documents(file)
    assert (second.type, second.sender, second.bates_first) == ("attachment", None, "BRR-2018-000003")
    assert (first.sender, first.bates_last) == ("Tate", "BRR-2018-000002")
    workspace.perform(JoinDocuments(first.uuid, second.uuid))
    (whole,) = workspace.read.sources.documents(file)
    assert (whole.bates_first, whole.bates_last) == ("BRR-2018-000001", "BRR-2018-000006")


def test_no_date_is_refused(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    with pytest.raises(UserError):
        workspace.perform(EditDocument(ids(workspace)[0], date="last Friday"))


def test_correcting_what_was_read(filed: tuple[Workspace, FileId]) -> None:
    workspace, _ = filed
    first, _ = ids(workspace)
    workspace.perform(EditDocument(first, type="memo", date="2018-06-15", sender="", to=("A", "B")))
    row = workspace.read.sources.document(first)
    assert row is not None
    assert (row.type, row.date, row.sender, row.to, row.origin) == ("memo", "2018-06-15", None, ("A", "B"), "person")
    workspace.undo()
    row = workspace.read.sources.document(first)
    assert row is not None
    assert (row.type, row.sender, row.origin) == ("e-mail", "Tate", "machine")
