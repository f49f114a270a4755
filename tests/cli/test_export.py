"""`export` from a real project: what is in each file, what stays in, filters, numbers, recording."""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from pdfminer.high_level import extract_text

from reviewer.cli.main import cli
from reviewer.cli.selftest import make_scan
from reviewer.export.registry import FORMATS
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId
from reviewer.services.operations.anchors import Region
from reviewer.services.operations.passages import AddPassage
from reviewer.services.operations.redactions import CheckBox
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile
from tests.cli.made import NOTE, Made
from tests.cli.running import foia


def export(made: Made, format_name: str, *options: str, out: str = "") -> tuple[Result, Path]:
    path = made.path.parent / (out or f"out{FORMATS[format_name].suffix}")
    return CliRunner().invoke(cli, ["export", str(made.path), format_name, "-o", str(path), *options]), path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def items(made: Made, *options: str) -> list[str]:
    outcome, path = export(made, "log-csv", "--overwrite", *options)
    assert outcome.exit_code == 0, outcome.stderr
    return [row["item"] for row in table(path)]


def test_the_log_says_what_is_known_and_no_more(made: Made) -> None:
    outcome, path = export(made, "log-csv")
    assert outcome.exit_code == 0, outcome.stderr
    rows = table(path)
    assert rows[1] == {
        "item": "2",
        "record": "E-mail, 15 Jun 2018, 2:22 PM",
        "pin cite": "BRR-2018-000114; Release_1of2.pdf p. 1; doc. p. 1 of 2",
        "description as released": "Doyle Northwind to [redacted (b)(6)]; “Follow up”",
        "where": "between “Let me know which dates work” and “for the detention bed fee waiver”",
        "extent (estimate)": "within one line (est. 3–5 words)",
        "marking as printed": "“(b)(5)”, at the deletion",
        "agency's reason": "None stated for this item",
        "basis and relief": "",
        "exhibit": "",
    }
    assert rows[0]["basis and relief"] == "Not contested"
    assert rows[2]["marking as printed"] == "none found on page"
    assert {row["agency's reason"] for row in rows} == {"None stated for this item"}
    assert len(rows) == 4  # the fifth finding was rejected
    assert NOTE not in path.read_text(encoding="utf-8")


def test_standard_error_says_what_is_not_covered(made: Made) -> None:
    outcome, path = export(made, "log-csv")
    assert outcome.stdout == f"{path}: 4 items\n"
    assert "1 of 5 pages could not be read." in outcome.stderr
    assert "4 of 5 detected redactions were not checked by anyone." in outcome.stderr


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--code", "b5"], ["2"]),
        (["--code", "(b)(7)"], ["4"]),
        (["--code", "none"], ["3"]),
        (["--code", "b5", "--code", "b6"], ["1", "2"]),
        (["--position", "contested"], ["2"]),
        (["--position", "not-contested"], ["1"]),
        (["--position", "contested", "--code", "b6"], []),
        (["--document", "follow"], ["1", "2", "3"]),
        (["--document", "BRR-2018-000115"], ["1", "2", "3"]),
        (["--document", "costs"], ["4"]),
        (["--tag", "public interest"], ["1", "2"]),
        (["--query", "detention"], ["1", "2"]),
        (["--query", "detention code:b5"], ["2"]),
        (["--query", "type:memo OR code:none"], ["3", "4"]),
    ],
)
def test_filters_keep_what_fits_all_of_them(made: Made, options: list[str], kept: list[str]) -> None:
    items(made)
    assert items(made, *options) == kept


@pytest.mark.parametrize(
    ("options", "quotes"),
    [
        ([], ["work [redacted (b)(5)] for the detention", "second record"]),
        (["--tag", "Public Interest"], ["work [redacted (b)(5)] for the detention"]),
        (["--code", "b7c"], ["second record"]),
        (["--document", "costs"], ["second record"]),
        (["--query", "record"], ["second record"]),
        (["--position", "contested"], ["work [redacted (b)(5)] for the detention"]),
        (["--tag", "public interest", "--code", "b7c"], []),
    ],
)
def test_excerpts_follow_the_same_filters(made: Made, options: list[str], quotes: list[str]) -> None:
    outcome, path = export(made, "excerpts-csv", *options)
    assert outcome.exit_code == 0, outcome.stderr
    assert [row["quote"] for row in table(path)] == quotes


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (["--tag", "no such"], 1, "There is no tag “no such” in this project. Tags: public interest."),
        (["--document", "no such"], 1, "There is no document “no such”"),
        (["--query", "fee ("], 1, "Write for example"),
        (["--code", "zebra"], 2, "no exemption code"),
        (["--position", "angry"], 2, "Positions: undecided"),
        (["--crops"], 2, "log-csv has no pictures"),
    ],
)
def test_filters_that_mean_nothing_write_nothing(made: Made, options: list[str], status: int, words: str) -> None:
    outcome, path = export(made, "log-csv", *options)
    assert outcome.exit_code == status
    assert words in outcome.stderr
    assert not path.exists()


def test_item_numbers_stay_when_rows_go(made: Made) -> None:
    assert items(made) == ["1", "2", "3", "4"]
    with Workspace.open(made.path) as workspace:
        workspace.perform(CheckBox((made.redactions[0],), "not a redaction"))
    assert items(made) == ["2", "3", "4"]
    with Workspace.open(made.path) as workspace:
        workspace.perform(CheckBox((made.redactions[0], made.redactions[3]), "right"))
    assert items(made) == ["1", "2", "3", "5", "4"]


def test_exports_are_recorded(made: Made) -> None:
    export(made, "log-xlsx", "--internal", "--code", "b5", out="log.xlsx")
    with Workspace.open(made.path, read_only=True) as workspace:
        jobs = [job for job in workspace.read.history.jobs() if job.kind == "export"]
    assert len(jobs) == 1
    assert jobs[0].state == "done"
    assert jobs[0].done == 1
    details = jobs[0].details
    assert isinstance(details, dict)
    assert (details["format"], details["file"], details["filters"], details["internal"]) == (
        "log-xlsx", "log.xlsx", "code: (b)(5)", True,
    )  # fmt: skip


def test_a_project_that_is_open_elsewhere_is_exported_and_the_user_told(made: Made) -> None:
    with Workspace.open(made.path, reviewer="Grace"):
        outcome, path = export(made, "log-csv")
    assert outcome.exit_code == 0
    assert "in use by Grace" in outcome.stderr
    assert "This export is not recorded" in outcome.stderr
    assert "4 items have no number yet" in outcome.stderr
    assert [row["item"] for row in table(path)] == [""] * 4


def test_an_existing_file_is_refused_without_leave(made: Made) -> None:
    _, path = export(made, "log-csv")
    path.write_text("mine", encoding="utf-8")
    outcome, _ = export(made, "log-csv")
    assert outcome.exit_code == 1
    assert "already there" in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert path.read_text(encoding="utf-8") == "mine"
    outcome, _ = export(made, "log-csv", "--overwrite")
    assert outcome.exit_code == 0
    assert table(path)


def test_a_folder_that_is_not_there_leaves_nothing(made: Made) -> None:
    outcome, path = export(made, "project-json", out="gone/out.json")
    assert outcome.exit_code == 1
    assert "does not exist" in outcome.stderr
    assert not path.parent.exists()


def test_a_format_that_is_misspelt_lists_the_others(made: Made) -> None:
    outcome = CliRunner().invoke(cli, ["export", str(made.path), "log-tiff", "-o", "x"])
    assert outcome.exit_code == 2
    assert "there is no format" in outcome.stderr


def test_the_workbook_has_numbers_and_pictures(made: Made) -> None:
    _, path = export(made, "log-xlsx", "--crops", "--internal")
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["Withholding log"]["A"]] == ["item", 1, 2, 3, 4]
    assert book["Internal"]["D3"].value == "contested"


def test_excerpts_show_their_place_as_released(made: Made) -> None:
    make_scan(made.path.with_name("scan.pdf"))
    data = made.path.with_name("scan.pdf").read_bytes()
    with Workspace.open(made.path) as workspace:
        release = workspace.read.sources.releases()[0].uuid
        received = ReceivedFile(made.path.with_name("scan.pdf"), sha256(data).hexdigest(), len(data))
        file = FileId(workspace.intake.add_source_file(release, received, [(612.0, 792.0)]).item)
        page = workspace.read.pages.of_file(file)[0].id
        workspace.perform(AddPassage((Region(page, Rect(72, 100, 300, 130)),)))
    outcome, path = export(made, "excerpts-html", "--crops")
    assert outcome.exit_code == 0, outcome.stderr
    text = path.read_text(encoding="utf-8")
    assert text.count("<img ") == 1
    assert 'src="data:image/png;base64,' in text
    assert "2 pictures are left out: their source is missing, changed or cannot be read." in outcome.stderr


def test_what_stays_in_stays_in(made: Made) -> None:
    for name, chosen in FORMATS.items():
        _, path = export(made, name, out=f"{name}{chosen.suffix}")
        if chosen.suffix == ".pdf":
            assert NOTE not in " ".join(extract_text(path).split())
        elif chosen.suffix in (".xlsx", ".docx", ".zip"):
            with zipfile.ZipFile(path) as parts:
                assert all(NOTE.encode() not in parts.read(part) for part in parts.namelist())
        elif chosen.suffix == ".foia":
            assert NOTE.encode() not in path.read_bytes()
        else:
            assert NOTE not in path.read_text(encoding="utf-8")
    whole = json.loads(made.path.with_name("project-json.json").read_text(encoding="utf-8"))
    assert len(whole["log"]) == 4
    assert made.redactions[3] not in json.dumps(whole)
    assert [entity["name"] for entity in whole["entities"]] == ["Homeland Security Investigations"]
    assert len(whole["entities"][0]["cites"]) == 1  # the suggestion that nobody accepted is not among them
    assert [file["name"] for file in whole["files"]] == ["Release_1of2.pdf", "Release_2of2.pdf"]
    _, path = export(made, "project-json", "--internal", "--overwrite")
    assert NOTE in path.read_text(encoding="utf-8")


def test_a_whole_run_in_a_process_of_its_own(made: Made, tmp_path: Path) -> None:
    outcome = foia(
        "export", made.path, "excerpts-md", "-o", tmp_path / "Übersicht.md", env={"PYTHONIOENCODING": "cp1252"}
    )
    assert outcome.returncode == 0
    assert outcome.stdout.decode("utf-8").endswith("Übersicht.md: 2 excerpts\n")
    assert "second record" in (tmp_path / "Übersicht.md").read_text(encoding="utf-8")
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("format_name", ["log-csv", "annotated-pdf", "log-pdf", "project-copy", "load-file"])
def test_no_export_takes_the_place_of_what_was_received(made: Made, format_name: str) -> None:
    received = made.sources[0].read_bytes()
    outcome, path = export(made, format_name, "--overwrite", out=made.sources[0].name)
    assert outcome.exit_code == 1
    assert "is a file of the release, which is never changed" in outcome.stderr
    assert path.read_bytes() == received


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_no_other_name_leads_to_what_was_received(made: Made) -> None:
    (made.path.parent / "link.csv").symlink_to(made.sources[0].name)
    outcome, _path = export(made, "log-csv", "--overwrite", out="link.csv")
    assert outcome.exit_code == 1
    assert "is a file of the release" in outcome.stderr


@pytest.mark.parametrize("format_name", ["log-csv", "load-file", "packet", "project-copy"])
def test_a_name_too_long_for_an_export_is_said(made: Made, format_name: str) -> None:
    target = str(made.path.parent / ("q" * 300))
    outcome = CliRunner().invoke(cli, ["export", str(made.path), format_name, "-o", target])
    assert outcome.exit_code == 1
    assert "the name is too long" in outcome.stderr
