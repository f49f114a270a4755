"""An edited log comes back: what differs is shown by item, taken over as one edit, and what is wrong is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from reviewer.cli.main import cli
from reviewer.export.registry import Options
from reviewer.model.errors import UserError
from reviewer.services.exporting import export
from reviewer.services.operations import SetPosition
from reviewer.services.operations.base import EditError
from reviewer.services.returning.accept import take_over
from reviewer.services.returning.log import ReturnedLog, compare_log
from reviewer.services.workspace import Workspace
from tests.unit.appeal_kit import Contested, make_contested

BASIS = "I"


@pytest.fixture
def made(tmp_path: Path) -> Contested:
    return make_contested(tmp_path)


def _exported(made: Contested, name: str = "log.xlsx", *, internal: bool = True) -> Path:
    path = made.path.with_name(name)
    with Workspace.open(made.path) as workspace:
        export(workspace, f"log-{path.suffix[1:]}", path, options=Options(internal=internal), overwrite=True)
    return path


def _compared(made: Contested, path: Path) -> ReturnedLog:
    with Workspace.open(made.path, read_only=True) as workspace:
        return compare_log(workspace.read, path)


def _row(book: Workbook, item: int, sheet: str = "Withholding log") -> int:
    return next(int(cell.row) for cell in book[sheet]["A"] if cell.value == item)


@pytest.mark.parametrize("name", ["log.xlsx", "log.csv"])
@pytest.mark.parametrize("internal", [True, False])
def test_an_unedited_log_differs_in_nothing(made: Contested, name: str, internal: bool) -> None:
    returned = _compared(made, _exported(made, name, internal=internal))
    assert returned.differences == ()
    assert (returned.same, returned.missing) == (6, 0)


def test_what_was_edited_is_taken_over_as_one_edit(made: Contested) -> None:
    path = _exported(made)
    book = openpyxl.load_workbook(path)
    log, inner = book["Withholding log"], book["Internal"]
    log[f"{BASIS}{_row(book, 6)}"] = "The names are public.\nRelief: Release them."
    heads = {cell.value: get_column_letter(place) for place, cell in enumerate(inner[1], start=1)}
    row = _row(book, 6, "Internal")
    inner[f"{heads['codes']}{row}"] = "(b)(6); b5"
    inner[f"{heads['notes']}{row}"] = "=not a formula"
    inner[f"{heads['notes']}{row}"].data_type = "s"
    book.save(path)
    returned = _compared(made, path)
    assert [(found.item, found.field, found.problem) for found in returned.differences] == [
        ("6", "basis and relief", ""), ("6", "codes", ""), ("6", "notes", ""),
    ]  # fmt: skip
    with Workspace.open(made.path) as workspace:
        assert take_over(workspace, "log.xlsx", returned.acceptable) == 1
        redaction = workspace.read.redactions.one(made.redactions[5])
        assert redaction is not None
        assert (redaction.position, redaction.codes, redaction.note) == (
            "contested",
            ("(b)(6)", "(b)(5)"),
            "=not a formula",
        )
        (challenge,) = workspace.read.contesting.of(made.redactions[5])
        assert (challenge.argument, challenge.relief) == ("The names are public.", "Release them.")
        assert workspace.undo() == "Take over 1 item from log.xlsx"
        before = workspace.read.redactions.one(made.redactions[5])
        assert before is not None
        assert (before.position, before.note) == ("attorney to decide", "")
        workspace.redo()
    assert [found for found in _compared(made, path).differences if not found.problem] == []


def test_rows_that_fit_no_item_are_refused_whole(made: Contested) -> None:
    path = _exported(made)
    book = openpyxl.load_workbook(path)
    log = book["Withholding log"]
    first, second, fourth, fifth = (_row(book, item) for item in (1, 2, 4, 6))
    log[f"A{first}"] = 99
    log[f"A{second}"] = 3
    log[f"D{fourth}"] = "my own words"
    log[f"{BASIS}{fifth}"] = "=1+1"
    book.save(path)
    problems = {(found.row, found.problem.partition(":")[0]) for found in _compared(made, path).differences}
    assert any(row == first and text.startswith("there is no item 99") for row, text in problems)
    assert (second, "item 3 stands in 2 rows") in problems
    assert (fourth, "“description as released” is told by the record and cannot be changed in the log") in problems
    assert (fifth, "the cell holds a formula") in problems
    returned = _compared(made, path)
    assert returned.acceptable == ()
    with Workspace.open(made.path) as workspace, pytest.raises(EditError):
        take_over(workspace, "log.xlsx", returned.differences)


def test_missing_rows_change_nothing(made: Contested) -> None:
    path = _exported(made, "log.csv", internal=False)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows[:2])
    returned = _compared(made, path)
    assert (returned.differences, returned.same, returned.missing) == ((), 1, 5)


def test_an_item_that_was_changed_meanwhile_is_not_overwritten(made: Contested) -> None:
    path = _exported(made, "log.csv", internal=False)
    text = path.read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.reader(text))
    rows[6][8] = "Not contested"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    returned = _compared(made, path)
    assert len(returned.acceptable) == 1
    with Workspace.open(made.path) as workspace:
        workspace.perform(SetPosition((made.redactions[5],), "contested"))
        workspace.perform(SetPosition((made.redactions[5],), "not contested"))
        with pytest.raises(EditError, match="changed since the comparison"):
            take_over(workspace, "log.csv", returned.acceptable)


@pytest.mark.parametrize("name", ["other.xlsx", "other.csv", "other.docx", "other.txt", "broken.xlsx", "missing.xlsx"])
def test_other_files_are_refused_by_name(made: Contested, name: str) -> None:
    path = made.path.with_name(name)
    if name == "other.xlsx":
        Workbook().save(path)
    elif name != "missing.xlsx":
        path.write_text("one,two\n1,2\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        _compared(made, path)
    assert name in caught.value.message


def test_the_command_line_previews_and_takes_over(made: Contested) -> None:
    path = _exported(made, "log.csv", internal=False)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    rows[6][8] = "Not contested"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    arguments = ["import", str(made.path), "log-xlsx", str(path)]
    outcome = CliRunner().invoke(cli, [*arguments, "--preview"])
    assert outcome.exit_code == 0, outcome.output
    assert "item 6 (row 7): basis and relief: “” -> “Not contested”" in outcome.output
    assert "taken over" not in outcome.output
    assert "1 item taken over" in CliRunner().invoke(cli, arguments).output
    assert "0 differences, 6 items as they were" in CliRunner().invoke(cli, arguments).output
