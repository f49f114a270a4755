"""What `inspect` says beside its objects: what it passed over, and pages that are not there."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reviewer.cli.main import cli
from tests.cli.test_process import write_release


def inspect(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["inspect", "--workers", "1", "--no-ocr", *map(str, arguments)])


def test_pages_that_are_not_there_are_named(tmp_path: Path) -> None:
    scan = write_release(tmp_path / "release.pdf", 2)
    some = inspect(scan, "--pages", "2-4,9-")
    assert [json.loads(line)["page"] for line in some.stdout.splitlines()] == [1]
    assert some.stderr == f"foia-reviewer: {scan} has 2 pages: there is no page 3-4, 9-.\n"
    assert some.exit_code == 0
    none = inspect(scan, "--pages", "7")
    assert none.stdout == ""
    assert "has 2 pages: there is no page 7." in none.stderr
    assert none.exit_code == 1


def test_a_folder_says_what_it_holds_besides(tmp_path: Path) -> None:
    write_release(tmp_path / "release.pdf", 1)
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")
    outcome = inspect(tmp_path)
    assert outcome.exit_code == 0
    assert len(outcome.stdout.splitlines()) == 1
    assert outcome.stderr.count("\n") == 1
    assert "sheet.xlsx" in outcome.stderr


def test_pictures_of_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_release(tmp_path / folder / "release.pdf", 1)
    alone = write_release(tmp_path / "alone.pdf", 1)
    pictures = tmp_path / "pictures"
    outcome = inspect(tmp_path / "one", tmp_path / "two", alone, "--explain", pictures)
    assert outcome.exit_code == 0, outcome.output
    found = sorted(path.relative_to(pictures).as_posix() for path in pictures.rglob("*.png"))
    assert found == ["1 release.pdf/release-0001.png", "2 release.pdf/release-0001.png", "alone-0001.png"]


def test_a_folder_for_pictures_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    scan = write_release(tmp_path / "release.pdf", 1)
    outcome = inspect(scan, "--explain", scan / "pictures")
    assert outcome.exit_code == 1
    assert isinstance(outcome.exception, SystemExit)
    assert "pictures" in outcome.stderr


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    outcome = inspect(tmp_path / ("n" * 300))
    assert outcome.exit_code == 1
    assert isinstance(outcome.exception, SystemExit)
    assert outcome.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is Unicode")
def test_a_name_that_is_no_unicode_is_said(tmp_path: Path) -> None:
    scan = write_release(tmp_path / "release.pdf", 1)
    odd = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    scan.rename(os.fsdecode(odd))
    outcome = inspect(tmp_path)
    assert outcome.exit_code == 1
    assert "Rename" in outcome.stderr
    assert json.loads(outcome.stdout)["error"]["code"] == "file-name"
