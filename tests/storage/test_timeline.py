"""What is dated: documents and quoted messages in order of time, by person, tag, exemption and type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.documents import DocumentFinding, Message
from reviewer.services.operations import AddPassage, AddTag, WordRun
from reviewer.services.workspace import Workspace
from reviewer.storage.reads.timeline import Dated, TimelineFilter
from tests.storage.material import add_file, read_pages, result

CHAIN = (
    Message(0, 80.0, "Tate, Ann <tate@example.gov>", ("Doyle, Marian",), (), "2018-06-15T14:22", "RE: Pilot"),
    Message(1, 300.0, "Doyle, Marian", ("Tate, Ann",), (), "2018-06-14T09:00", "Pilot"),
    Message(1, 500.0, "Ozgür, Ünal", ("Doyle, Marian",), ("100%_sure",), None, "Pilot"),
)


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 6)
        pages = read_pages(workspace, *(result(n) for n in range(6)))
        found = [
            DocumentFinding(0, 1, "e-mail", date="2018-06-15T14:22", sender=CHAIN[0].sender, to=CHAIN[0].to,
                            subject="RE: Pilot", messages=CHAIN),
            DocumentFinding(2, 2, "letter", date="2018-06", sender="Ozgür, Ünal", subject="50%_off"),
            DocumentFinding(3, 3, "memo", date="2017"),
            DocumentFinding(4, 5, "letter"),
        ]  # fmt: skip
        workspace.intake.store_documents(file, found).result()
        tag = AddTag("public interest")
        workspace.perform(tag)
        workspace.perform(AddPassage((WordRun(pages[2], 0, 1),), tags=(tag.uuid,)))
        yield workspace


def days(records: list[Dated], workspace: Workspace) -> list[str]:
    rows = workspace.read.timeline.rows([(r.document, r.ordinal) for r in records])
    return [row.date for row in rows.values()]


def test_what_is_dated_comes_in_order_of_time(dated: Workspace) -> None:
    records = dated.read.timeline.dated(TimelineFilter())
    assert days(records, dated) == ["2017", "2018-06", "2018-06-15T14:22"]
    first = 2_457_755  # the Julian day of 1 January 2017
    assert [record.day - first for record in records] == [0, 516, 530]
    assert dated.read.timeline.undated() == 1


def test_quoted_messages_stand_beside_their_document_once(dated: Workspace) -> None:
    records = dated.read.timeline.dated(TimelineFilter(quoted=True))
    rows = dated.read.timeline.rows([(r.document, r.ordinal) for r in records])
    assert [row.date for row in rows.values()] == ["2017", "2018-06", "2018-06-14T09:00", "2018-06-15T14:22"]
    quoted = rows[records[2].document, 1]
    top = rows[records[3].document, -1]
    assert (quoted.sender, quoted.page, quoted.file_page) == ("Doyle, Marian", top.page + 1, 1)
    assert top.redactions == 2
    assert top.pages == 2


@pytest.mark.parametrize(
    ("people", "found"),
    [
        (("doyle",), 1), (("ÜNAL",), 1), (("tate@example.gov", "ozgür"), 2), (("nobody",), 0), (("%",), 0), (("_",), 0),
        (("\\",), 0),
    ],
)  # fmt: skip
def test_people_are_found_as_printed_without_case(dated: Workspace, people: tuple[str, ...], found: int) -> None:
    assert len(dated.read.timeline.dated(TimelineFilter(people=people))) == found


def test_filters_by_tag_exemption_and_type(dated: Workspace) -> None:
    timeline, tag = dated.read.timeline, dated.read.marks.tags()[0].uuid
    assert days(timeline.dated(TimelineFilter(tag=tag)), dated) == ["2018-06"]
    assert len(timeline.dated(TimelineFilter(code="(b)(6)"))) == 3
    assert len(timeline.dated(TimelineFilter(code="(b)"))) == 3
    assert timeline.dated(TimelineFilter(code="(b)(5)")) == []
    assert days(timeline.dated(TimelineFilter(type="memo")), dated) == ["2017"]


def test_senders_are_offered_without_holes(dated: Workspace) -> None:
    assert dated.read.timeline.people() == ["Ozgür, Ünal", "Tate, Ann <tate@example.gov>"]
