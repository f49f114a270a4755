"""The last day that a letter states reaches the deadline, counted as the letter says, and never one that cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.appeal.deadlines import Determination, appeal_deadline
from reviewer.appeal.stated import stated_last_day
from reviewer.export.gather import gather
from reviewer.model.determinations import Determination as Letter
from reviewer.model.determinations import Statement, StatementName
from reviewer.model.documents import DocumentFinding
from reviewer.services.operations import AcceptLetter
from reviewer.services.workspace import Workspace
from tests.storage.material import add_file, read_pages, result

PRINTED = date(2018, 6, 15)


def letter(*said: tuple[StatementName, str]) -> Letter:
    return Letter("final determination", tuple(Statement(name, value, f"… {value} …", 0) for name, value in said))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ([("appeal period", "90 days")], date(2018, 9, 13)),
        ([("appeal period", "90 working days")], date(2018, 10, 24)),  # over three federal holidays
        ([("appeal deadline", "2018-09-01")], date(2018, 9, 1)),
        ([("appeal period", "90 days"), ("appeal deadline", "2018-10-01")], date(2018, 9, 13)),
    ],
)
def test_a_period_is_counted_as_the_letter_says(said: list[tuple[StatementName, str]], day: date) -> None:
    found = stated_last_day(letter(*said), PRINTED)
    assert found is not None
    assert found.day == day
    assert found.quote


def test_nothing_is_counted_from_nothing() -> None:
    assert stated_last_day(letter(("exemption", "(b)(5)")), PRINTED) is None
    assert stated_last_day(letter(("appeal period", "90 days")), None) is None
    assert stated_last_day(letter(("appeal period", "soon")), PRINTED) is None


def test_a_last_day_before_the_letter_is_told_and_not_counted() -> None:
    case = Determination("FOIA", "Bureau of Records", printed_on=PRINTED, stated_until=date(2018, 1, 2))
    found = appeal_deadline(case, date(2018, 6, 20))
    assert (found.state, found.safe) == ("no rule known", None)
    assert any("02 Jan 2018" in warning for warning in found.warnings)


def test_the_accepted_letter_gives_the_deadline_where_no_rule_is_known(tmp_path: Path) -> None:
    said = letter(("agency", "Bureau of Records"), ("date", "2018-06-15"), ("appeal period", "60 days"))
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 1)
        read_pages(workspace, result(0))
        workspace.intake.store_documents(file, [DocumentFinding(0, 0, "letter", determination=said)]).result()
        (row,) = workspace.read.matter.letters()
        workspace.perform(AcceptLetter(row.uuid))
        (deadline,) = gather(workspace.read, part="deadlines", made="2018-07-01T10:00:00Z").deadlines
    assert deadline.deadline.last == date(2018, 8, 14)
    assert "60 days as the letter says" in deadline.deadline.readings[0].working
