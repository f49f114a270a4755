"""The lines of the table: where rows and groups stand, what goes, and what differs from one list to the next."""

from __future__ import annotations

import itertools
from array import array
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from reviewer.ui.models.selection import runs
from reviewer.ui.table.chosen import ChosenIds
from reviewer.ui.table.columns import share_in_words
from reviewer.ui.table.lines import Lines, below_each_other, difference, in_groups
from reviewer.ui.table.model import RedactionTableModel

NUMBERS = some.lists(some.integers(1, 40), unique=True, max_size=30)
GROUPS = some.dictionaries(some.sampled_from(["", "a", "b", "c"]), NUMBERS, max_size=4)


def grouped(found: dict[str, list[int]], closed: frozenset[str] = frozenset()) -> Lines:
    """Lines of groups in which each number stands once."""
    seen: set[int] = set()
    kept: dict[str, list[int]] = {}
    for key, numbers in found.items():
        kept[key] = [number for number in numbers if number not in seen]
        seen |= set(numbers)
    return in_groups("kind", {key: array("q", numbers) for key, numbers in kept.items() if numbers}, closed)


def said(lines: Lines) -> list[int | str]:
    """Each line as a number or as the key of its group."""
    return [group.key if (group := lines.group(place)) else int(lines.entries[place]) for place in range(len(lines))]


@settings(deadline=None)
@given(GROUPS, some.frozensets(some.sampled_from(["", "a", "b"])))
def test_a_closed_group_hides_its_rows_and_nothing_else(found: dict[str, list[int]], closed: frozenset[str]) -> None:
    lines, opened = grouped(found, closed), grouped(found)
    assert lines.rows.tolist() == opened.rows.tolist()
    assert [group.key for group in lines.groups] == [group.key for group in opened.groups]
    for group in lines.groups:
        head = lines.head(group.key)
        assert head is not None
        assert lines.group(head) == group
        shown = said(lines)[head + 1 : head + 1 + group.count]
        assert (shown == lines.members(group).tolist()) == (group.key not in closed)
    assert lines.head("never") is None


@settings(deadline=None)
@given(GROUPS, NUMBERS)
def test_what_goes_leaves_the_rest_as_it_was(found: dict[str, list[int]], gone: list[int]) -> None:
    for lines in (grouped(found), below_each_other(sorted({n for numbers in found.values() for n in numbers}))):
        left = lines.without(gone)
        assert left.rows.tolist() == [number for number in lines.rows.tolist() if number not in gone]
        assert all(group.count for group in left.groups)
        assert lines.places_of(gone) == [place for place, line in enumerate(said(lines)) if line in gone]


@settings(deadline=None)
@given(GROUPS, GROUPS)
def test_the_difference_leads_from_one_list_to_the_other(one: dict[str, list[int]], two: dict[str, list[int]]) -> None:
    old, new = grouped(one), grouped(two)
    turn, before, after = difference(old, new), said(old), said(new)
    assert before[: turn.start] == after[: turn.start]
    assert before[turn.start + turn.removed :] == after[turn.start + turn.added :]
    assert (turn.removed, turn.added) == (0, 0) or before != after


@settings(deadline=None)
@given(some.sets(some.integers(0, 60)))
def test_runs_hold_every_place_once(places: set[int]) -> None:
    found = runs(sorted(places))
    assert [place for first, last in found for place in range(first, last + 1)] == sorted(places)
    assert all(last + 1 < first for (_, last), (first, _) in itertools.pairwise(found))


@settings(deadline=None)
@given(some.lists(GROUPS, min_size=1, max_size=4))
def test_the_model_tells_every_line_that_comes_or_goes(lists: list[dict[str, list[int]]]) -> None:
    model = RedactionTableModel(lambda _numbers: {})
    mirror: list[int | str] = []

    def come(_parent: object, first: int, last: int) -> None:
        mirror[first:first] = said(model.lines)[first : last + 1]

    def go(_parent: object, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def anew() -> None:
        mirror[:] = said(model.lines)

    model.rowsInserted.connect(come)
    model.rowsRemoved.connect(go)
    model.modelReset.connect(anew)
    for found in [*lists, lists[0]]:
        model.show(grouped(found))
        assert mirror == said(model.lines)


def test_ids_of_what_is_selected_are_read_when_they_are_asked_for() -> None:
    asked: list[Any] = []

    def read(numbers: Any) -> dict[int, str]:
        asked.append(numbers)
        return {number: f"id {number}" for number in numbers if number != 3}

    chosen = ChosenIds([1, 2, 3], read)
    assert len(chosen) == 3
    assert chosen.numbers == [1, 2, 3]
    assert asked == []
    assert list(chosen) == ["id 1", "id 2"], "what is gone is left out"
    assert chosen == ["id 1", "id 2"]
    assert chosen[0] == "id 1"
    assert len(chosen) == 2
    assert len(asked) == 1
    assert ChosenIds([2, 1], read)[0] == "id 2"
    assert asked[-1] == [2], "only the first one is asked for"
    assert ChosenIds([3, 1], read)[0] == "id 1"


@settings(deadline=None)
@given(GROUPS, some.integers(-1, 40), some.booleans())
def test_what_lies_around_a_place_begins_behind_it_and_goes_round(
    found: dict[str, list[int]], place: int, backwards: bool
) -> None:
    lines = grouped(found)
    place = min(place, len(lines) - 1)
    order = [*range(place + 1, len(lines)), *range(max(0, place))]
    expected = [there for there in (order[::-1] if backwards else order) if lines.group(there) is None]
    places, rows = lines.around(place, backwards=backwards)
    assert places.tolist() == expected
    assert rows.tolist() == [lines.row(there) for there in expected]


def test_a_small_share_of_a_page_is_not_nothing() -> None:
    assert [share_in_words(share) for share in (0.0, 0.0001, 0.0005, 0.0123, 1.0)] == [
        "0.0%", "<0.1%", "0.1%", "1.2%", "100.0%",
    ]  # fmt: skip
