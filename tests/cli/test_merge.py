"""`merge`: what it prints, its exit status, and every file that it refuses without changing anything."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reviewer.cli.main import cli
from reviewer.model.ids import PageId
from reviewer.services.operations import AddTag, DrawRedaction, MarkSeen, SetCodes
from reviewer.services.workspace import Workspace
from tests.storage.material import add_file, box, made_project, names_in, read_pages, redactions_on, result
from tests.unit.merge_kit import copies, opened, rows_of, work, work_in

FIXTURES = Path(__file__).parents[1] / "storage" / "fixtures"
ONE, TWO = PageId(1), PageId(2)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["merge", *map(str, arguments)])


@pytest.fixture
def differing(tmp_path: Path) -> tuple[Path, Path]:
    """Ada and Ben set another code on one redaction; Ben saw a page, too."""
    ours, theirs = copies(tmp_path)
    work(ours, "Ada", lambda w: w.perform(SetCodes((redactions_on(w, ONE)[0],), ("(b)(5)",))))
    work(theirs, "Ben", lambda w: w.perform(SetCodes((redactions_on(w, ONE)[0],), ("(b)(7)(C)",))))
    work(theirs, "Ben", lambda w: w.perform(MarkSeen((TWO,))))
    return ours, theirs


def test_conflicts_are_listed_and_make_status_1(differing: tuple[Path, Path]) -> None:
    outcome = run(*differing)
    assert outcome.exit_code == 1
    line, taken = outcome.stdout.splitlines()
    assert line.startswith("conflict: redaction 1 on page 1 of Release_1of1.pdf: code: here (b)(5) (Ada, 20")
    assert "; there (b)(7)(C) (Ben, 20" in line
    assert line.endswith(": kept")
    assert taken == "taken over from b.foia, the work of Ben: 1 page seen"
    assert outcome.stderr.startswith("1 conflict: the project keeps its own word; --theirs")


def test_a_dry_run_says_the_same_and_changes_nothing(differing: tuple[Path, Path]) -> None:
    before, names = differing[0].read_bytes(), names_in(differing[0].parent)
    outcome = run(*differing, "--dry-run")
    assert outcome.exit_code == 1
    assert "would be taken over from b.foia" in outcome.stdout
    assert (differing[0].read_bytes(), names_in(differing[0].parent)) == (before, names)


def test_theirs_takes_the_others_word_and_is_done(differing: tuple[Path, Path]) -> None:
    outcome = run(*differing, "--theirs")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "taken from the other copy" in outcome.stdout
    assert run(*differing).stdout == "nothing to take over from b.foia\n"


def test_the_conflicts_stand_in_the_record_of_the_edit(differing: tuple[Path, Path]) -> None:
    run(*differing)
    with opened(differing[0]) as workspace, workspace.side() as side:
        (row,) = side.find("merged")
        deed = workspace.read.history.audit(limit=1)[0]
    assert (deed.operation, deed.title) == ("merge-copy", "Merge the work of Ben")
    for said in ("(b)(5)", "(b)(7)(C)", "Ada", "Ben"):
        assert said in str(row["conflicts"])


def refused(ours: Path, theirs: Path, said: str) -> None:
    """One sentence, status 1; the rows of the project and the bytes of everything beside it stay."""
    before, rows = held(ours.parent, ours), rows_of(ours)
    outcome = run(ours, theirs)
    assert outcome.exit_code == 1, outcome.stdout
    assert said in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert (held(ours.parent, ours), rows_of(ours)) == (before, rows)


def held(folder: Path, project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path != project}


def test_files_that_cannot_be_merged_are_refused_by_name(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    refused(ours, ours, "is the project itself")
    refused(ours, tmp_path / "none.foia", "There is no project")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    refused(ours, tmp_path / "a.pdf", "is not a FOIA Reviewer project (it is a PDF)")
    (tmp_path / "cut.foia").write_bytes(theirs.read_bytes()[:20_000])
    refused(ours, tmp_path / "cut.foia", "is damaged")
    outcome = run(tmp_path / "cut.foia", theirs)
    assert outcome.exit_code == 1
    assert "is damaged" in outcome.stderr


def test_a_damaged_record_of_edits_is_told_as_such(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", lambda w: w.perform(AddTag("Costs")))
    with closing(sqlite3.connect(theirs)) as connection, connection:
        connection.execute("UPDATE audit SET after = '[[' WHERE operation = 'add-tag'")
    refused(ours, theirs, "its record of edits cannot be read")


@pytest.mark.parametrize("table", ["audit", "redaction", "segment"])
def test_a_file_damaged_in_the_middle_is_refused(table: str, tmp_path: Path) -> None:
    """Rows that damage hides would look as if the other reviewer had removed them."""
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", lambda w: w.perform(MarkSeen((ONE,))))
    with closing(sqlite3.connect(theirs)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    data = bytearray(theirs.read_bytes())
    data[(root - 1) * size : root * size] = bytes(size)
    theirs.write_bytes(data)
    refused(ours, theirs, "is damaged")


def test_a_newer_file_and_one_without_a_record_are_refused(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    with opened(theirs) as workspace:
        workspace.save_copy(tmp_path / "bare.foia", bare=True)
    refused(ours, tmp_path / "bare.foia", "without its record of edits")
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("PRAGMA user_version = 99")
    refused(ours, theirs, "newer FOIA Reviewer")


def test_another_matter_is_refused(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a.foia", tmp_path / "b.foia"
    made_project(ours).close()
    with Workspace.create(theirs, "Ben") as workspace:
        add_file(workspace, 1, "Other.pdf")
        read_pages(workspace, result())
        workspace.perform(MarkSeen((ONE,)))
    refused(ours, theirs, "nothing in common")


def test_work_on_a_file_that_the_project_lacks_is_named_and_waits(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    with opened(theirs, "Ben") as workspace:
        add_file(workspace, 1, "Second.pdf", "Final")
        (page,) = read_pages(workspace, result())
        workspace.perform(DrawRedaction(page, (box(50, 300),)))
        workspace.perform(MarkSeen((ONE,)))
    refused(ours, theirs, "holds work on a file that is not in a.foia: Second.pdf.")
    with opened(ours) as workspace:
        add_file(workspace, 1, "Second.pdf", "Final")
    refused(ours, theirs, "pages that a.foia has not read yet: Second.pdf.")
    with opened(ours) as workspace:
        read_pages(workspace, result())
    assert run(ours, theirs).stdout == "taken over from b.foia, the work of Ben: 1 page seen, 1 redaction\n"


def test_a_file_without_work_on_it_need_not_be_there(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    with opened(theirs, "Ben") as workspace:
        add_file(workspace, 1, "Second.pdf", "Final")
        workspace.perform(MarkSeen((ONE,)))
    assert run(ours, theirs).exit_code == 0


def test_a_project_that_is_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", lambda w: w.perform(MarkSeen((ONE,))))
    with opened(ours):
        outcome = run(ours, theirs)
    assert outcome.exit_code == 1
    assert "is in use by Ada" in outcome.stderr
    with opened(theirs, "Ben"):  # the other copy may be open: it is only read
        assert run(ours, theirs).exit_code == 0


def test_a_copy_of_an_older_version_is_read_through_a_passing_copy(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a.foia", tmp_path / "b.foia"
    shutil.copy(FIXTURES / "version-2.foia", theirs)
    shutil.copy(FIXTURES / "version-2.foia", ours)
    Workspace.open(ours, "Ada").close()
    data, before = theirs.read_bytes(), work_in(ours)
    outcome = run(ours, theirs)
    assert (outcome.exit_code, outcome.stdout) == (0, "nothing to take over from b.foia\n")
    assert (theirs.read_bytes(), work_in(ours)) == (data, before)


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", *[lambda w, n=n: w.perform(AddTag(f"Tag {n} " + "x" * 4000)) for n in range(40)])
    before = rows_of(ours)
    with Workspace.open(ours, "Ada") as workspace:
        pages = workspace._project.edit(lambda c: c.execute("PRAGMA page_count").fetchone()[0])
        workspace._project.edit(lambda c: c.execute(f"PRAGMA max_page_count = {pages + 1}").fetchone())
        monkeypatch.setattr(Workspace, "open", lambda *_a, **_k: workspace)
        outcome = run(ours, theirs)
    assert outcome.exit_code == 1
    assert "no room left on the disk" in outcome.stderr
    assert rows_of(ours) == before
