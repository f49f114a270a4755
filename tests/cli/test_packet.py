"""`export … packet` and `challenge-list`: preview, folder, one document; what is wrong is told and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from reviewer.cli.main import cli
from reviewer.services.operations import AddRequest
from reviewer.services.workspace import Workspace
from tests.unit.appeal_kit import Contested, make_contested


@pytest.fixture
def made(tmp_path: Path) -> Contested:
    contested = make_contested(tmp_path)
    for path in contested.sources:
        path.unlink()  # no worker has to start for the words
    return contested


def export(made: Contested, format_name: str, out: str, *options: str) -> tuple[Result, Path]:
    path = made.path.parent / out
    return CliRunner().invoke(cli, ["export", str(made.path), format_name, "-o", str(path), *options]), path


def test_preview_says_what_would_be_written_and_writes_nothing(made: Contested) -> None:
    outcome, path = export(made, "packet", "out", "--preview", "--channel", "email")
    assert outcome.exit_code == 0, outcome.stderr
    assert "To send/DRAFT Appeal of 2018-ICFO-59138 - Exhibit C.pdf: about 0.99 MB, 3 pages" in outcome.stdout
    assert "1 item waits for the attorney (6)." in outcome.stderr
    assert not path.exists()


def test_a_packet_without_pictures_is_written_and_says_so(made: Contested) -> None:
    outcome, path = export(made, "packet", "out")
    assert outcome.exit_code == 1
    assert f"{path}: 11 files" in outcome.stdout
    assert "draft" in outcome.stdout
    assert "4 exhibit pages have no picture; each says so." in outcome.stderr
    outcome, _ = export(made, "packet", "out")
    assert "holds something already" in outcome.stderr
    outcome, _ = export(made, "packet", "out", "--overwrite")
    assert "11 files" in outcome.stdout


def test_the_challenge_list_is_one_document(made: Contested) -> None:
    outcome, path = export(made, "challenge-list", "list.docx")
    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout == f"{path}: 5 contested items\n"
    assert Document(str(path)).tables


@pytest.mark.parametrize(
    ("format_name", "out", "options", "said"),
    [
        ("packet", "out", ("--internal",), "leave out filters, --internal and --crops"),
        ("packet", "out", ("--code", "b5"), "leave out filters"),
        ("challenge-list", "list.pdf", (), "is a file that ends in .docx"),
        ("log-csv", "log.csv", ("--preview",), "are for packet, challenge-list"),
        ("packet", "out", ("--channel", "pigeon"), "'pigeon' is not one of"),
    ],
)
def test_wrong_usage_is_told(made: Contested, format_name: str, out: str, options: tuple[str, ...], said: str) -> None:
    outcome, path = export(made, format_name, out, *options)
    assert outcome.exit_code == 2
    assert said in " ".join(outcome.stderr.split())
    assert not path.exists()


def test_of_several_requests_one_must_be_named(made: Contested) -> None:
    with Workspace.open(made.path, "Ada Lovelace") as workspace:
        workspace.perform(AddRequest("ICE", number="2020-1"))
    outcome, _ = export(made, "packet", "out", "--preview")
    assert outcome.exit_code == 1
    assert "several requests" in outcome.stderr
    outcome, _ = export(made, "packet", "out", "--preview", "--request", "2018-icfo-59138")
    assert outcome.exit_code == 0, outcome.stderr
    outcome, _ = export(made, "packet", "out", "--preview", "--request", "nine")
    assert "There is no request “nine”" in outcome.stderr
    assert "2018-ICFO-59138, 2020-1" in outcome.stderr
