"""`search`: hits with pin cites, JSON Lines, what was not searched, and queries that are wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reviewer.cli.main import cli
from reviewer.services.workspace import Workspace
from tests.cli.made import Made
from tests.cli.running import ROOT, foia


def search(made: Made, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["search", str(made.path), *arguments])


def cites(outcome: Result) -> list[str]:
    return [line.split("\t")[0] for line in outcome.stdout.splitlines()]


FIRST = "BRR-2018-000114; Release_1of2.pdf p. 1; doc. p. 1 of 2"
SECOND = "BRR-2018-000115; Release_1of2.pdf p. 2; doc. p. 2 of 2"
THIRD = "Release_1of2.pdf p. 3; doc. p. 1 of 1"
FOURTH = "Release_2of2.pdf p. 1"


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("fee", [FIRST]),
        ("fee NOT waiver", []),
        ("ubermut", [FOURTH]),
        ("cost*", [THIRD]),
        ('"public interest"', [SECOND]),
        ("work near:b5", [FIRST]),
        ("work near:b6/2", []),
        ("code:b7", [THIRD]),
        ("code:none", [SECOND]),
        ("(b)(5) position:contested", [FIRST]),
        ("code:b6 position:contested", []),
        ('tag:"public interest"', [FIRST]),
        ("from:doyle date:2018-06", [FIRST, SECOND]),
        ("type:memo OR file:2of2", [THIRD, FOURTH, "Release_2of2.pdf p. 2"]),
        ("bates:brr-2018-*", [FIRST, SECOND]),
        ("state:failed", ["Release_2of2.pdf p. 2"]),
        ("redacted", []),
    ],
)
def test_hits_are_pages_with_their_pin_cites(made_once: Made, query: str, pages: list[str]) -> None:
    outcome = search(made_once, query)
    assert outcome.exit_code == 0, outcome.stderr
    assert cites(outcome) == pages
    assert f"{len(pages)} page" in outcome.stderr


def test_a_hit_shows_the_words_around_with_their_holes(made_once: Made) -> None:
    line = search(made_once, "detention").stdout
    assert line.count("\n") == 1
    assert "dates work [redacted (b)(5)] for the detention bed" in line


def test_json_lines_hold_cite_and_boxes(made_once: Made) -> None:
    outcome = search(made_once, "dates OR interest", "--json")
    hits = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [(hit["identifier"], hit["file"], hit["page"]) for hit in hits] == [
        ("BRR-2018-000114", "Release_1of2.pdf", 1),
        ("BRR-2018-000115", "Release_1of2.pdf", 2),
    ]
    assert hits[0]["cite"] == FIRST
    assert (hits[0]["document_page"], hits[0]["document_pages"]) == (1, 2)
    assert len(hits[0]["boxes"]) == 1
    assert all(len(box) == 4 for hit in hits for box in hit["boxes"])


def test_limits_say_how_many_there_are(made_once: Made) -> None:
    outcome = search(made_once, "from:doyle", "--limit", "1")
    assert cites(outcome) == [FIRST]
    assert "2 pages found, the first 1 shown." in outcome.stderr


def test_what_was_not_searched_is_said(made_once: Made) -> None:
    assert "1 of 5 pages could not be read and were not searched." in search(made_once, "fee").stderr


def test_a_wrong_query_is_one_line_and_status_1(made_once: Made) -> None:
    outcome = search(made_once, 'fee "waiver')
    assert outcome.exit_code == 1
    assert outcome.stdout == ""
    assert outcome.stderr.count("\n") == 1
    assert "At character 5, after “fee”: the quotation mark before “waiver” is never closed." in outcome.stderr
    assert "Write for example:" in outcome.stderr


@pytest.mark.parametrize("damage", ["missing", "foreign"])
def test_no_project_no_search(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.foia"
    if damage == "foreign":
        path.write_text("not a project", encoding="utf-8")
    outcome = CliRunner().invoke(cli, ["search", str(path), "fee"])
    assert outcome.exit_code == 1
    assert "a.foia" in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert "Traceback" not in outcome.stderr


def test_searching_goes_on_while_the_project_is_open_elsewhere(made: Made) -> None:
    with Workspace.open(made.path):
        assert cites(search(made, "fee")) == [FIRST]


@pytest.mark.parametrize("encoding", [None, "cp1252"])
def test_piped_output_is_plain_utf8(made_once: Made, encoding: str | None) -> None:
    outcome = foia("search", made_once.path, "übermut", env={"PYTHONIOENCODING": encoding} if encoding else {})
    assert outcome.returncode == 0
    assert outcome.stdout.decode("utf-8") == f"{FOURTH}\tnothing hidden here but Übermut\n"
    assert b"\x1b" not in outcome.stdout + outcome.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_people_at_a_terminal_see_the_words_marked(made_once: Made) -> None:
    import pty

    ours, theirs = pty.openpty()
    program = "import sys; from reviewer.cli.main import run; sys.exit(run())"
    arguments = [sys.executable, "-c", program, "search", str(made_once.path), "detention bed"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    try:
        with subprocess.Popen(arguments, stdout=theirs, stderr=subprocess.DEVNULL, env=env) as process:
            assert process.wait(timeout=120) == 0
        shown = os.read(ours, 10_000).decode("utf-8")
    finally:
        os.close(ours)
        os.close(theirs)
    assert "\x1b[1;33mdetention\x1b[0m" in shown
    assert "Release_1of2.pdf p. 1" in shown


def test_misread_words_follow_marked(made_once: Made) -> None:
    outcome = search(made_once, "detentlon")
    assert outcome.exit_code == 0
    (line,) = outcome.stdout.splitlines()
    assert line.startswith(FIRST)
    assert line.endswith("\tmisread: detention")
    assert "0 pages found." in outcome.stderr
    assert "1 page more on which a word may have been misread" in outcome.stderr
    (found,) = [json.loads(line) for line in search(made_once, "detentlon", "--json").stdout.splitlines()]
    assert found["misread"] == ["detention"]
    assert len(found["boxes"]) == 1
    assert search(made_once, "detentlon", "--exact").stdout == ""
    assert cites(search(made_once, "detentlon~")) == [FIRST]


def test_the_best_pages_come_first_if_asked(made_once: Made) -> None:
    assert sorted(cites(search(made_once, "dates OR interest", "--best"))) == sorted([FIRST, SECOND])
    assert len(cites(search(made_once, "dates OR interest", "--best", "--limit", "1"))) == 1


def test_notes_and_the_rest_are_looked_in_if_asked(made_once: Made) -> None:
    found = search(made_once, "fee OR doyle OR interest", "--in", "document", "--in", "passage", "--json")
    kinds = {json.loads(line)["kind"] for line in found.stdout.splitlines()}
    assert kinds <= {"document", "passage"}
    assert "document" in kinds
    line = search(made_once, "doyle", "--in", "document").stdout.splitlines()[0]
    assert line.startswith(f"document: {FIRST}")


@pytest.mark.parametrize(
    "query",
    [
        *(
            "of the and",
            "a" * 10_000,
            '"',
            '"a b',
            "' OR 1=1 --",
            "col:x",
            "NEAR(a b)",
            "a AND",
            "^a",
            "{x} : y",
            "-",
            "*",
        ),
        *("\u0410\u0440\u0445\u0438\u0432", "\u05d0\u05e8\u05db\u05d9\u05d5\u05df", "\u6a94\u6848 \u8acb\u6c42"),
        *("\ue000b6", "x\x00y", "fee; DROP TABLE page"),
    ],
)
def test_anything_typed_is_answered_with_pages_or_one_sentence(made_once: Made, query: str) -> None:
    outcome = search(made_once, query)
    assert outcome.exit_code in (0, 1)
    assert "Traceback" not in outcome.stderr
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
