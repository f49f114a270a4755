"""`check`: every part has its line, and anything wrong is status 1."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from reviewer.cli.main import cli
from reviewer.services.workspace import Workspace
from tests.cli.made import Made


def check(path: Path) -> Result:
    return CliRunner().invoke(cli, ["check", str(path)])


def lines(outcome: Result) -> list[str]:
    return outcome.stdout.splitlines()


def test_a_sound_empty_project_is_right(tmp_path: Path) -> None:
    path = tmp_path / "empty.foia"
    Workspace.create(path).close()
    outcome = check(path)
    assert outcome.exit_code == 0
    assert lines(outcome)[-1] == "Everything is right."
    assert all(line.startswith("ok ") for line in lines(outcome)[:-1])


def test_failed_pages_are_wrong_and_named(made_once: Made) -> None:
    outcome = check(made_once.path)
    assert outcome.exit_code == 1
    wrong = [line for line in lines(outcome) if line.startswith("WRONG")]
    assert wrong == ["WRONG  Release_2of2.pdf, page 2: could not be read: It took too long to read."]
    assert "ok     Release_1of2.pdf: present, unchanged, 3 pages" in lines(outcome)
    assert lines(outcome)[-1] == "1 of these are wrong."


def test_sources_that_are_gone_or_changed_are_named(made: Made) -> None:
    first, second = made.sources
    first.unlink()
    data = bytearray(second.read_bytes())
    data[-1] ^= 1
    second.write_bytes(data)
    outcome = check(made.path)
    assert outcome.exit_code == 1
    assert any(line.startswith("WRONG  Release_1of2.pdf: missing") for line in lines(outcome))
    assert any(line.startswith("WRONG  Release_2of2.pdf: changed since it was added") for line in lines(outcome))


def test_an_index_out_of_step_is_found(made: Made) -> None:
    with closing(sqlite3.connect(made.path)) as connection, connection:
        connection.execute("DROP TRIGGER page_text_removed")
        connection.execute("DELETE FROM page_text WHERE page = 1")
    outcome = check(made.path)
    assert outcome.exit_code == 1
    assert any(line.startswith("WRONG  project:") and "index" in line for line in lines(outcome))


def test_a_file_that_could_not_be_opened_is_named(made: Made) -> None:
    from reviewer.storage.sources import ReceivedFile

    with Workspace.open(made.path) as workspace:
        release = workspace.read.sources.releases()[0].uuid
        received = ReceivedFile(made.path.with_name("locked.pdf"), "00" * 32, 10)
        workspace.intake.add_failed_file(release, received, "encrypted", "A password is needed.")
    outcome = check(made.path)
    assert any("WRONG  locked.pdf: could not be opened: A password is needed." in line for line in lines(outcome))


def test_checking_goes_on_while_the_project_is_open_elsewhere(made: Made) -> None:
    with Workspace.open(made.path):
        assert "ok     pages: 4 of 5 read" in lines(check(made.path))
