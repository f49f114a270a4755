"""Two programs at one project: one writes, others read, and a killed one leaves nothing behind but its work."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reviewer.model.errors import ProjectError
from reviewer.services.workspace import Workspace
from reviewer.storage.connections import connect
from reviewer.storage.lock import ProjectLock
from reviewer.storage.migrations import MIGRATIONS, apply_migrations
from reviewer.storage.project import ProjectFile
from tests.storage.material import add_file, made_project, names_in, result

_HOLDER = """
import sys
from pathlib import Path
from reviewer.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), reviewer="Ben")
workspace.intake.add_release("from the other program")
print("open", flush=True)
sys.stdin.readline()
workspace.close()
"""

_STORER = """
import sys
from pathlib import Path
from reviewer.services.workspace import Workspace
from tests.storage.material import result
workspace = Workspace.open(Path(sys.argv[1]))
while pages := workspace.intake.claim_pages(1):
    workspace.intake.store_page_result(pages[0].id, result(pages[0].number)).result()
    print(pages[0].number, flush=True)
"""


@contextmanager
def other_program(script: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_opener_is_told_who_holds_it_and_may_read(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    with other_program(_HOLDER, workspace.path) as other:
        assert said(other) == "open"
        with pytest.raises(ProjectError) as caught:
            Workspace.open(workspace.path, reviewer="Ada")
        assert caught.value.code == "in-use"
        assert "Ben" in caught.value.message
        with Workspace.open(workspace.path, read_only=True) as reading:
            names = [release.name for release in reading.read.sources.releases()]
        assert names == ["Interim", "from the other program"]
        other.communicate("done\n")
    with Workspace.open(workspace.path, reviewer="Ada") as mine:
        assert len(mine.read.sources.releases()) == 2
    assert names_in(tmp_path) == ["matter.foia"]


def test_a_second_opener_in_the_same_program_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ProjectError) as caught:
        Workspace.open(workspace.path, reviewer="Ben")
    assert caught.value.code == "in-use"
    assert "Ada" in caught.value.message


def test_a_lock_whose_holder_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "a.foia"
    lock = ProjectLock(path)
    lock.acquire("Ada")
    (tmp_path / "a.foia.holder").write_text("{", encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        ProjectLock(path).acquire("Ben")
    assert "another window" in caught.value.message
    lock.release()
    lock.release()
    assert names_in(tmp_path) == []


def test_killed_while_storing_it_goes_on_where_it_was(tmp_path: Path) -> None:
    path, pages = tmp_path / "matter.foia", 60
    with made_project(path, 1) as workspace:
        add_file(workspace, pages, "long.pdf")
    for stop_after in ("3", "11", "20", "34", "41"):
        with other_program(_STORER, path) as other:
            while said(other) not in (stop_after, ""):
                pass
            other.kill()
            other.wait()
    with Workspace.open(path) as workspace:
        assert workspace.reviewer is not None
        assert workspace.reviewer.name == "Ada"
        assert workspace.read.matter.problems() == []
        left = workspace.read.pages.pending()
        assert 0 < left < pages - 34
        while claimed := workspace.intake.claim_pages(7):
            for waiting in claimed:
                workspace.intake.store_page_result(waiting.id, result(waiting.number)).result()
        assert workspace.read.redactions.count() == pages + 1
        for page, _, _ in workspace.read.pages.sizes():
            row = workspace.read.pages.one(page)
            assert row is not None
            assert row.state == "done"
            content = workspace.read.pages.content(page)
            assert content.text.text == result(row.number).text.text
            assert content.text.words == result(row.number).text.words
    assert names_in(tmp_path) == ["matter.foia"]


def test_a_holder_that_cannot_be_named_keeps_nobody_out(tmp_path: Path) -> None:
    made_project(tmp_path / "matter.foia").close()
    (tmp_path / "matter.foia.holder").mkdir()  # as a full disk would: the name cannot be written
    with Workspace.open(tmp_path / "matter.foia"), pytest.raises(ProjectError) as refused:
        Workspace.open(tmp_path / "matter.foia")
    assert refused.value.code == "in-use"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts the letters of the whole path")
def test_a_name_too_long_for_its_lock_is_to_be_shortened(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 249}.foia"  # which is as long as names may be, without what stands beside it
    with pytest.raises(ProjectError) as caught:
        ProjectFile.create(path, "Ada")
    assert (caught.value.code, caught.value.file) == ("cannot-lock", path)
    assert "shorter name" in caught.value.advice
    assert names_in(tmp_path) == []


def test_a_project_whose_maker_was_killed_is_made_to_the_end(tmp_path: Path) -> None:
    """Tables come first, one transaction for each version, and last the row that says what the project is."""
    for steps in range(1, len(MIGRATIONS) + 1):
        path = tmp_path / f"killed{steps}.foia"
        with closing(connect(path, "rwc")) as connection:
            apply_migrations(connection, MIGRATIONS[:steps])
        if steps == len(MIGRATIONS):
            with pytest.raises(ProjectError, match="Nothing is in the project") as caught:
                Workspace.open(path, read_only=True)
            assert caught.value.code == "cannot-open"
        with Workspace.open(path) as workspace:
            assert workspace.read.matter.project().title == f"killed{steps}"
            workspace.intake.add_release("first")


def test_a_project_that_lost_what_it_says_of_itself_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "matter.foia"
    made_project(path).close()
    with closing(connect(path, "rw")) as connection:
        connection.execute("DELETE FROM project")
    for read_only in (False, True):
        with pytest.raises(ProjectError, match="what it says of itself is gone") as caught:
            Workspace.open(path, read_only=read_only)
        assert caught.value.code == "damaged-project"
