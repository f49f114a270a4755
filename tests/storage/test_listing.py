"""Lists of redactions by row number: in every order, in groups, and what of them is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from reviewer.model.ids import PageId, new_uuid
from reviewer.services.operations import CheckBox, CheckCode, DeleteRedaction, DrawRedaction, SetPosition
from reviewer.services.workspace import Workspace
from reviewer.storage.reads.listing import Grouping, Sorting
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.rows import RedactionRow
from tests.storage.material import AT_END, add_file, black, box, read_pages, result

EARLIER = PageId(1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """Three pages with redactions of several codes; some are decided."""
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        add_file(workspace, 3, "one.pdf")
        codes = ("(b)(7)(C)",), (), ("(b)(5)", "(b)(6)"), ("(b)(6)",)
        many = tuple(black(box(60, 100 + 60 * place), codes=code) for place, code in enumerate(codes))
        read_pages(workspace, result(0, many), result(1, (black(AT_END),)), result(2, many[:2]))
        uuids = workspace.read.redactions.ids()
        workspace.perform(CheckBox((uuids[1], uuids[4]), "right"))
        workspace.perform(CheckCode((uuids[1],), "right"))
        workspace.perform(SetPosition((uuids[2],), "contested"))
        workspace.perform(CheckBox((uuids[6],), "not a redaction"))
        yield workspace


def rows_in(project: Workspace, numbers: list[int]) -> list[RedactionRow]:
    """The redactions of these row numbers."""
    ids = project.read.listing.ids(numbers)
    return project.read.redactions.rows([ids[number] for number in numbers])


def test_numbers_lead_to_ids_and_back(project: Workspace) -> None:
    listing, ids = project.read.listing, project.read.redactions.ids()
    numbers = listing.rows().tolist()
    assert [listing.ids(numbers)[number] for number in numbers] == ids
    assert [listing.of(ids)[one] for one in ids] == numbers
    assert listing.of([new_uuid()]) == {}
    assert listing.of([]) == {}
    assert listing.rows(most=2).tolist() == numbers[:2]
    assert listing.rows(descending=True).tolist() == numbers[::-1]


@pytest.mark.parametrize("sorting", get_args(Sorting))
def test_every_order_lists_all_and_is_as_it_says(project: Workspace, sorting: Sorting) -> None:
    project.intake.number_items()
    values: dict[Sorting, Callable[[RedactionRow], Any]] = {
        "place": lambda row: (row.page, row.ordinal),
        "item": lambda row: row.item,
        "codes": lambda row: (not row.codes, row.codes),
        "kind": lambda row: row.kind,
        "words": lambda row: row.words,
        "check": lambda row: (row.checked, row.box_checked),
        "position": lambda row: row.position,
        "confidence": lambda row: row.confidence,
    }
    every = set(project.read.listing.rows())
    for descending in (False, True):
        numbers = project.read.listing.rows(sorting=sorting, descending=descending).tolist()
        assert set(numbers) == every
        assert len(numbers) == len(every)
        found = [values[sorting](row) for row in rows_in(project, numbers)]
        assert found == sorted(found, reverse=descending)


@pytest.mark.parametrize("by", get_args(Grouping))
def test_groups_hold_all_once_in_the_order_asked_for(project: Workspace, by: Grouping) -> None:
    listing = project.read.listing
    groups = listing.grouped(by, sorting="words", descending=True)
    order = listing.rows(sorting="words", descending=True).tolist()
    assert sorted(number for members in groups.values() for number in members) == sorted(order)
    for members in groups.values():
        assert [order.index(number) for number in members] == sorted(order.index(number) for number in members)
    assert [order.index(members[0]) for members in groups.values()] == sorted(
        order.index(members[0]) for members in groups.values()
    )


def test_what_does_not_fit_any_more_is_told(project: Workspace) -> None:
    listing, ids = project.read.listing, project.read.redactions.ids()
    unchecked = RedactionFilter(checked=False)
    assert ids[1] not in listing.of(ids, unchecked)
    assert ids[0] in listing.of(ids, unchecked)
    drawing = DrawRedaction(EARLIER, (box(300, 300),))
    project.perform(drawing)
    assert drawing.uuid in listing.of([drawing.uuid], unchecked)
    project.perform(DeleteRedaction(drawing.uuid))
    assert listing.of([drawing.uuid]) == {}


def test_the_first_that_nobody_checked_is_found_far_down(project: Workspace) -> None:
    listing = project.read.listing
    checked = listing.of([project.read.redactions.ids(RedactionFilter(checked=True))[0]]).popitem()[1]
    unchecked = listing.rows(RedactionFilter(checked=False))[0]
    for before in (0, 1, 63, 64, 500, 2_000):
        assert listing.first_unchecked([*[checked] * before, unchecked, checked]) == before
    assert listing.first_unchecked([checked] * 700) is None
    assert listing.first_unchecked([]) is None


def test_a_read_that_may_be_given_up_answers_the_same(project: Workspace) -> None:
    def never() -> bool:
        return False

    listing, redactions = project.read.listing, project.read.redactions
    assert listing.rows(sorting="codes", stop=never) == listing.rows(sorting="codes")
    assert listing.grouped("codes", stop=never) == listing.grouped("codes")
    assert redactions.totals(stop=never) == redactions.totals()
    assert redactions.count_by_code(stop=never) == redactions.count_by_code()


@pytest.mark.parametrize("after", [None, (EARLIER, 1)])
def test_the_next_one_is_met_in_order_and_not_sorted_out(project: Workspace, after: tuple[PageId, int] | None) -> None:
    asked: list[str] = []
    with project._project.reader() as connection:  # the pool lends the connection that was given back last
        pass
    connection.set_trace_callback(asked.append)
    assert project.read.redactions.next_unchecked(after) is not None
    connection.set_trace_callback(None)
    statement = next(one for one in asked if "FROM redaction" in one)
    plan = [str(row["detail"]) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert " r USING INDEX redaction_unchecked" in plan[0]
    assert not [step for step in plan if "B-TREE" in step]


def test_the_pages_of_redactions_are_told_as_far_as_they_are_there(project: Workspace) -> None:
    rows = project.read.redactions.rows(project.read.redactions.ids())
    known = {row.uuid: row.page for row in rows}
    assert project.read.redactions.pages_of([*known, new_uuid()]) == known
    assert project.read.redactions.pages_of([]) == {}
