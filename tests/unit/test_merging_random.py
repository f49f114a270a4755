"""Random work of two reviewers, merged both ways: sound, undone without a trace, and the same work both ways."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import FileId
from reviewer.services.merging.choices import Choices
from reviewer.services.merging.merge import merge
from reviewer.services.workspace import Workspace
from reviewer.storage.connections import connect
from reviewer.storage.soundness import find_problems
from tests.storage.material import made_project
from tests.unit.merge_deeds import Reviewer
from tests.unit.merge_kit import merged, opened, rows_of, work_in

SEEDS = range(14)


def started(path: Path, random: Random) -> None:
    """A project of one file with a document on its three pages, and some work of Ada's."""
    with made_project(path) as workspace:
        workspace.intake.store_documents(FileId(1), [DocumentFinding(0, 2, "letter")]).result()
        Reviewer(workspace, random, "Ada").work(8)


def sound(path: Path) -> None:
    with closing(connect(path, "ro")) as connection:
        assert find_problems(connection) == []
        for table in ("passage", "mention"):
            placed = f"SELECT {table} FROM segment WHERE {table} NOT NULL"  # noqa: S608 - names of our own
            assert connection.execute(f"SELECT 1 FROM {table} WHERE uuid NOT IN ({placed})").fetchall() == []  # noqa: S608
        overlapping = (
            "SELECT 1 FROM document a JOIN document b ON a.file = b.file AND a.uuid < b.uuid "
            "AND a.first_page <= b.last_page AND b.first_page <= a.last_page"
        )
        assert connection.execute(overlapping).fetchall() == []


def worked(path: Path, reviewer: str, random: Random, deeds: int = 12, *, apart: bool = False) -> None:
    with Workspace.open(path, reviewer) as workspace:
        Reviewer(workspace, random, reviewer, apart=apart).work(deeds)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_work_of_two_copies(seed: int, tmp_path: Path) -> None:
    random, apart = Random(seed), bool(seed % 2)  # else both make tags and names of the same words
    ours, theirs, other_way = (tmp_path / name for name in ("a.foia", "b.foia", "b-with-a.foia"))
    started(ours, random)
    shutil.copy(ours, theirs)
    for _ in range(2):  # what was merged once is worked on by both, and merged again
        worked(ours, "Ada", random, apart=apart)
        worked(theirs, "Ben", random, apart=apart)
        shutil.copy(theirs, other_way)
        back = merged(other_way, ours, "Ben")
        before = rows_of(ours)
        with opened(ours) as workspace:
            plan = merge(workspace, theirs)
            after = rows_of(ours)
            if not plan.is_empty:
                workspace.undo()
                assert rows_of(ours) == before
                workspace.redo()
                assert rows_of(ours) == after
        sound(ours)
        sound(other_way)
        assert merged(ours, theirs).is_empty
        assert rows_of(ours) == after
        if apart:
            assert bool(plan.conflicts) == bool(back.conflicts)
            assert plan.conflicts or work_in(ours) == work_in(other_way)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_others_word_everywhere(seed: int, tmp_path: Path) -> None:
    random = Random(1000 + seed)
    ours, theirs = tmp_path / "a.foia", tmp_path / "b.foia"
    started(ours, random)
    shutil.copy(ours, theirs)
    worked(ours, "Ada", random)
    worked(theirs, "Ben", random)
    merged(ours, theirs)
    before = rows_of(ours)
    with opened(ours) as workspace:
        plan = merge(workspace, theirs, choices=Choices(theirs=True))
        if not plan.is_empty:
            workspace.undo()
            assert rows_of(ours) == before
            workspace.redo()
    sound(ours)
    assert merged(ours, theirs, prefer_theirs=True).is_empty


@pytest.mark.parametrize("seed", SEEDS)
def test_projects_read_apart(seed: int, tmp_path: Path) -> None:
    random = Random(2000 + seed)
    ours, theirs = tmp_path / "a.foia", tmp_path / "b.foia"
    started(ours, random)
    with made_project(theirs) as workspace:
        workspace.intake.store_documents(FileId(1), [DocumentFinding(0, 2, "letter")]).result()
    worked(theirs, "Ben", random)
    before = rows_of(ours)
    with opened(ours) as workspace:
        if not merge(workspace, theirs).is_empty:
            workspace.undo()
            assert rows_of(ours) == before
            workspace.redo()
    sound(ours)
    assert merged(ours, theirs).is_empty
