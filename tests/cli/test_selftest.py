"""`self-test`: every part has its line; a broken part is status 1 and does not stop the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reviewer.cli import selftest
from reviewer.cli.desktop import Desktop
from reviewer.cli.main import cli
from reviewer.model.errors import UserError
from tests.cli.running import foia


def test_this_installation_works() -> None:
    outcome = foia("self-test")
    lines = outcome.stdout.decode("utf-8").splitlines()
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    names = [match.group(1) for line in lines if (match := re.match(r"ok +(\w+) +\d+\.\d\d s  \S", line))]
    assert names == ["resources", "scan", "render", "ocr", "worker", "project", "deadline", "names", "exports"]
    assert lines[-1] == "All checks passed."


def test_a_broken_part_is_named_and_the_others_still_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_window() -> str:
        raise UserError("libEGL is missing.", "Install libegl1.")

    def missing() -> str:
        raise ImportError("No module named 'tesserocr'")

    desktop = Desktop(try_window=no_window)
    parts = [check for check in selftest.checks(tmp_path, desktop) if check[0] in ("resources", "window")]
    monkeypatch.setattr(selftest, "checks", lambda _folder, _desktop: [("ocr", missing), *parts])
    outcome = CliRunner().invoke(cli, ["self-test"], obj=desktop)
    assert outcome.exit_code == 1
    results = [tuple(line.split()[:2]) for line in outcome.stdout.splitlines()[1:-1]]
    assert results == [("FAILED", "ocr"), ("ok", "resources"), ("FAILED", "window")]
    assert "Install libegl1." in outcome.stdout
    assert outcome.stdout.splitlines()[-1].startswith("2 checks failed")
