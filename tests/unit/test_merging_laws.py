"""Laws of merging, tried on random work: mine stays, a decision is final, one undo is enough, order does not matter."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import FileId
from reviewer.services.merging.choices import Choices
from reviewer.services.merging.merge import merge, preview
from reviewer.services.merging.tables import ORDER, QUIET, blank, facts
from reviewer.services.workspace import Workspace
from reviewer.storage.edit import KEYS, Key, Row
from tests.storage.material import made_project
from tests.unit.merge_deeds import Reviewer
from tests.unit.merge_kit import merged, opened, rows_of, work_in

SEEDS = range(10)
_STATED = tuple(table for table in ORDER if table not in ("merged", "reveal"))
Rows = dict[tuple[str, Key], Row]


def copied(folder: Path, random: Random, *names: str) -> list[Path]:
    """Copies of a project of one file with a document on its three pages, and some work of Ada's."""
    base = folder / "base.foia"
    with made_project(base) as workspace:
        workspace.intake.store_documents(FileId(1), [DocumentFinding(0, 2, "letter")]).result()
        Reviewer(workspace, random, "Ada").work(8)
    return [Path(shutil.copy(base, folder / f"{name}.foia")) for name in names]


def worked(path: Path, reviewer: str, random: Random, deeds: int, *, apart: bool = False) -> None:
    with Workspace.open(path, reviewer) as workspace:
        Reviewer(workspace, random, reviewer, apart=apart).work(deeds)


def said(path: Path) -> Rows:
    """All rows that people make, and as rows of their own where passages and mentions are."""
    found: Rows = {}
    with opened(path) as workspace, workspace.side() as side:
        for table in _STATED:
            for row in side.find(table):
                found[(table, tuple(row[name] for name in KEYS[table]))] = row
        for row in side.find("segment"):
            owner = row["passage"] or row["mention"]
            found[("segment", (owner, row["ordinal"]))] = {n: row[n] for n in ("page", "quote", "boxes")}
    return found


def told(table: str, row: Row, *, new: bool = False) -> dict[str, object]:
    """What a row says; a `new` one says nothing where it is blank, which another's word on the same thing may fill."""
    if table == "segment":
        return dict(row)
    judged = [fact for fact in facts(table, row) if fact.name not in QUIET and not (new and blank(fact, row))]
    return {fact.name: fact.value(row) for fact in judged}


def without_ids_of_documents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """A document that two people split off in one place has the id that came first."""
    found = work_in(path)
    return {**found, "document": sorted((row[1:] for row in found["document"]), key=repr)}


def lost(base: Rows, mine: Rows, after: Rows) -> Iterator[str]:
    """What Ada added, changed or deleted since the file was copied, and what is not so after the merge."""
    for place in mine.keys() | base.keys():
        before, now, then = base.get(place), mine.get(place), after.get(place)
        if now is None or then is None:
            if (now is None) != (then is None) and now != before:
                yield f"{place}: {now} became {then}"
            continue
        known = told(place[0], before) if before is not None else {}
        for name, value in told(place[0], now, new=before is None).items():
            if value != known.get(name, ...) and told(place[0], then)[name] != value:
                yield f"{place}, {name}: {value} became {told(place[0], then)[name]}"


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_of_mine_is_lost(seed: int, tmp_path: Path) -> None:
    random = Random(3000 + seed)
    base, ours, theirs = copied(tmp_path, random, "base-kept", "a", "b")
    worked(ours, "Ada", random, 14)
    worked(theirs, "Ben", random, 14)
    before, mine = said(base), said(ours)
    merged(ours, theirs)
    assert list(lost(before, mine, said(ours))) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_decided_stays_decided(seed: int, tmp_path: Path) -> None:
    random = Random(4000 + seed)
    ours, theirs = copied(tmp_path, random, "a", "b")
    worked(ours, "Ada", random, 14)
    worked(theirs, "Ben", random, 14)
    before = rows_of(ours)
    with opened(ours) as workspace:
        shown = preview(workspace, theirs).conflicts
        assert rows_of(ours) == before
        decided = {found.asked: random.random() < 0.5 for found in shown}
        plan = merge(workspace, theirs, choices=Choices(decided=decided))
        after = rows_of(ours)
        again = preview(workspace, theirs)
        assert again.is_empty
        assert not {found.asked for found in again.conflicts} & decided.keys()
        if not plan.is_empty or plan.decides:
            workspace.undo()
            assert rows_of(ours) == before
            workspace.redo()
            assert rows_of(ours) == after
    for found in plan.conflicts:
        if decided.get(found.asked) and found.possible:
            assert found.taken


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_merging_does_not_matter(seed: int, tmp_path: Path) -> None:
    random = Random(5000 + seed)
    one, two, ben, cleo = copied(tmp_path, random, "one", "two", "ben", "cleo")
    worked(one, "Ada", random, 3, apart=True)
    shutil.copy(one, two)
    worked(ben, "Ben", random, 5, apart=True)
    worked(cleo, "Cleo", random, 5, apart=True)
    plans = [merged(one, ben), merged(one, cleo), merged(two, cleo), merged(two, ben)]
    conflicts = any(plan.conflicts for plan in plans)
    assert conflicts or without_ids_of_documents(one) == without_ids_of_documents(two)
    if not conflicts:
        assert merged(one, ben).is_empty
        assert merged(one, two).is_empty
