"""The command line as a whole: statuses, help, one line for an error, UTF-8, and a quick start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reviewer import __version__
from reviewer.cli import main
from reviewer.cli.desktop import Desktop
from reviewer.cli.main import cli, run
from reviewer.cli.terminal import error_line, page_line, printable
from reviewer.export.registry import FORMATS
from reviewer.model.errors import SourceError, UserError
from tests.cli.running import ROOT, foia

VERBS = ("check", "demo", "export", "import", "inspect", "merge", "open", "process", "search", "self-test")


def test_the_help_lists_every_verb() -> None:
    outcome = CliRunner().invoke(cli, ["--help"])
    assert outcome.exit_code == 0
    for verb in VERBS:
        assert f"  {verb} " in outcome.output
    assert (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8").count("| `") >= len(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_loads_and_has_help(verb: str) -> None:
    outcome = CliRunner().invoke(cli, [verb, "--help"])
    assert outcome.exit_code == 0, outcome.output
    assert outcome.output.startswith(f"Usage: cli {verb}")


def test_the_version() -> None:
    assert __version__ in CliRunner().invoke(cli, ["--version"]).output


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-verb"],
        ["search"],
        ["search", "--colour", "a", "b"],
        ["import", "a", "x", "b"],
        ["import", "a.foia", "codebook", "tags.csv", "--item", "3"],
        ["import", "a.foia", "load-file", "a.dat", "--overwrite", "--series", "A"],
        ["process", "a.foia", "--request", "2018-0042"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    outcome = CliRunner().invoke(cli, arguments)
    assert outcome.exit_code == 2
    assert "Usage:" in outcome.stderr
    assert outcome.stdout == ""


_LONG = "q" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ["process", f"{_LONG}.foia", "."],
        ["search", f"{_LONG}.foia", "x"],
        ["demo", "--folder", _LONG],
        ["inspect", f"{_LONG}.pdf"],
    ],
)
def test_a_name_too_long_is_one_sentence(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(cli, arguments)
    assert outcome.exit_code == 1
    assert outcome.stderr.count("\n") == 1, outcome.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_a_verb_the_window_opens() -> None:
    opened: list[Path | None] = []

    def open_window(project: Path | None) -> int:
        opened.append(project)
        return 0

    assert run([], open_window=open_window, display_problem=lambda: None) == 0
    assert run(["open", "a.foia"], open_window=open_window, display_problem=lambda: None) == 0
    assert run(["cases/a.FOIA"], open_window=open_window, display_problem=lambda: None) == 0  # as files are dropped
    assert opened == [None, Path("a.foia"), Path("cases/a.FOIA")]
    assert run(["a.pdf"], open_window=open_window, display_problem=lambda: None) == 2


def test_the_status_of_a_verb_is_the_status_of_the_program() -> None:
    def open_window(_project: Path | None) -> int:
        return 1

    assert run(["open", "a.foia"], open_window=open_window, display_problem=lambda: None) == 1
    assert CliRunner().invoke(cli, ["open", "a.foia"], obj=Desktop(open_window, lambda: None)).exit_code == 1


def test_a_user_error_is_one_line_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("open")
    def failing() -> None:
        raise UserError("It broke\nbadly.", "Mend it.", file=Path("a.pdf"), page=2)

    monkeypatch.setattr("reviewer.cli.open.command", failing)
    outcome = CliRunner().invoke(cli, ["open"])
    assert outcome.exit_code == 1
    assert outcome.stderr == "foia-reviewer: a.pdf, page 3: It broke badly. Mend it.\n"


def test_an_error_line_says_the_file_once() -> None:
    assert error_line(SourceError("a.pdf is damaged.", file=Path("x/a.pdf"))) == "foia-reviewer: a.pdf is damaged."


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("a.pdf, page 3, is damaged and cannot be read. Ask for it.", "it is damaged and cannot be read. Ask for it."),
        ("in/a.pdf: there is no such file.", "there is no such file."),
        ("a.pdf is encrypted and needs a password.", "it is encrypted and needs a password."),
        ("The reading process cannot be started.", "The reading process cannot be started."),
    ],
)
def test_a_line_on_a_page_names_file_and_page_once(message: str, told: str) -> None:
    assert page_line(Path("in/a.pdf"), 2, message) == f"foia-reviewer: {Path('in/a.pdf')}, page 3: {told}"


def test_printable_text_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[31m\x07b\n  c\u202ed") == "a\\x1b[31m\\x07b c\\x202ed"


@pytest.mark.parametrize("encoding", [None, "cp1252", "ascii"])
def test_output_is_utf8_whatever_the_environment_says(encoding: str | None) -> None:
    env = {"PYTHONIOENCODING": encoding} if encoding else {}
    env |= {"LC_ALL": "C", "LANG": "C"}
    outcome = foia("merge", "東京 Übersicht.foia", "b.foia", env=env)
    assert outcome.returncode == 1
    assert "東京 Übersicht.foia" in outcome.stderr.decode("utf-8")
    assert b"\r" not in outcome.stderr
    assert b"Traceback" not in outcome.stderr


def test_the_start_is_quick_because_verbs_load_when_they_are_used() -> None:
    code = (
        "import sys; from reviewer.cli.main import run; run(['--help']);"
        "sys.exit(any(m in sys.modules for m in ('numpy', 'cv2', 'PySide6', 'sqlite3', 'rich', 'pymupdf', 'PIL')))"
    )
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=ROOT)
    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise there")
def test_a_reader_that_leaves_early_is_no_crash() -> None:
    command = f"'{sys.executable}' -c 'from reviewer.cli.main import run; raise SystemExit(run())' --help | true"
    outcome = subprocess.run(["bash", "-c", command], capture_output=True, check=False, cwd=ROOT)
    assert b"Traceback" not in outcome.stderr
    assert b"Exception ignored" not in outcome.stderr


def test_the_table_of_verbs_is_the_one_that_is_tested() -> None:
    assert tuple(main._VERBS) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_in_the_reference(verb: str) -> None:
    reference = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(option in reference for option in parameter.opts), parameter.opts


def test_every_format_is_in_the_reference_and_in_the_help() -> None:
    reference = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    told = " ".join(CliRunner().invoke(cli, ["export", "--help"]).output.split())
    for name, chosen in FORMATS.items():
        assert f"| `{name}` | {chosen.title} |" in reference
        assert f"{name} {chosen.title}" in told
