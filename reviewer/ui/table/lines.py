"""What stands in the table line by line: rows of redactions, and above each group a line of its own."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reviewer.storage.reads.listing import Grouping
from reviewer.ui.table.groups import Group

Rows: TypeAlias = NDArray[np.int64]
"""Row numbers of redactions, as `storage.reads.listing` gives them."""

_NONE: Final[Rows] = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class Lines:
    """`entries` has for each line a row number (above 0), or -1 - n for the line above `groups[n]`.

    `rows` are all redactions in their order, those of closed groups among them.
    """

    rows: Rows
    entries: Rows
    groups: tuple[Group, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)

    def group(self, place: int) -> Group | None:
        """The group whose line stands at this place; None where a redaction does, or nothing."""
        line = int(self.entries[place]) if 0 <= place < len(self.entries) else 0
        return self.groups[-1 - line] if line < 0 else None

    def row(self, place: int) -> int | None:
        """The row number of the redaction at this place; None where the line of a group stands."""
        line = int(self.entries[place])
        return line if line > 0 else None

    def place(self, entry: int) -> int | None:
        """Where a redaction stands; None where it is not shown."""
        found = np.flatnonzero(self.entries == entry)
        return int(found[0]) if len(found) else None

    def places_of(self, rows: Sequence[int] | Rows) -> list[int]:
        """Where those of the redactions stand that are shown, from the top."""
        return np.flatnonzero(np.isin(self.entries, np.asarray(rows, np.int64))).tolist()

    def between(self, parts: Iterable[tuple[int, int]]) -> Rows:
        """The redactions from a first to a last place, for each of these parts."""
        found = np.concatenate([_NONE, *(self.entries[first : last + 1] for first, last in parts)])
        return found[found > 0]

    def around(self, place: int, *, backwards: bool = False) -> tuple[Rows, array[int]]:
        """The redactions that follow a place (-1: none) up to the end, then those before it; or all that turned round.

        Their places, and the redactions themselves.
        """
        places = np.concatenate([np.arange(place + 1, len(self)), np.arange(max(0, place))])
        if backwards:
            places = places[::-1]
        places = places[self.entries[places] > 0]
        return places, array("q", self.entries[places].tobytes())

    def head(self, key: str) -> int | None:
        """Where the line above the group of this key stands; None if there is no such group."""
        number = next((number for number, group in enumerate(self.groups) if group.key == key), None)
        return self.place(-1 - number) if number is not None else None

    def members(self, group: Group) -> Rows:
        """The redactions of a group, in their order."""
        return self.rows[group.start : group.start + group.count]

    def without(self, rows: Sequence[int]) -> Lines:
        """The same lines without these redactions; groups that have none left go too."""
        gone = np.asarray(rows, np.int64)
        if not self.groups:
            left = self.rows[~np.isin(self.rows, gone)]
            return Lines(left, left)
        keeping = ~np.isin(self.rows, gone)
        left_above = np.concatenate([[0], np.cumsum(keeping)])
        counts = np.diff(left_above[[*(group.start for group in self.groups), len(self.rows)]])
        stay = [(group, count) for group, count in zip(self.groups, counts.tolist(), strict=True) if count]
        return _grouped(
            self.groups[0].by,
            [group.key for group, _ in stay],
            [count for _, count in stay],
            self.rows[keeping],
            [group.opened for group, _ in stay],
        )


def below_each_other(rows: Sequence[int] = ()) -> Lines:
    """Redactions in their order, not grouped."""
    listed = np.asarray(rows, np.int64)
    return Lines(listed, listed)


def in_groups(by: Grouping, found: Mapping[str, array[int]], closed: Container[str]) -> Lines:
    """Each group below a line of its own; those whose key is in `closed` keep their rows hidden."""
    rows = np.frombuffer(b"".join(found.values()), np.int64)
    counts = [len(members) for members in found.values()]
    return _grouped(by, list(found), counts, rows, [key not in closed for key in found])


def _grouped(by: Grouping, keys: Sequence[str], counts: Sequence[int], rows: Rows, opened: Sequence[bool]) -> Lines:
    """The lines of groups whose rows follow each other; without a step for each of them, for there may be 100,000."""
    sizes, shown = np.asarray(counts, np.int64), np.asarray(opened, np.bool_)
    starts = np.cumsum(sizes) - sizes
    below = np.where(shown, sizes, 0)
    heads = np.arange(len(keys)) + np.cumsum(below) - below
    entries = np.empty(len(keys) + int(below.sum()), np.int64)
    of_rows = np.ones(len(entries), np.bool_)
    of_rows[heads] = False
    entries[heads] = -1 - np.arange(len(keys))
    entries[of_rows] = rows[np.repeat(shown, sizes)]
    return Lines(rows, entries, tuple(map(Group, repeat(by), keys, starts.tolist(), counts, opened)))


@dataclass(frozen=True, slots=True)
class Difference:
    """From one list to another: `removed` lines at `start` make way for `added` ones."""

    start: int
    removed: int
    added: int


def difference(old: Lines, new: Lines) -> Difference:
    """The one run of lines in which the lists differ; all that stands above and below it is the same."""
    before, after = old.entries, new.entries
    if [group.key for group in old.groups] != [group.key for group in new.groups]:
        numbers: dict[str, int] = {}
        before, after = _by_key(old, numbers), _by_key(new, numbers)
    shorter = min(len(before), len(after))
    start = _same(before[:shorter], after[:shorter])
    left = shorter - start
    end = _same(before[len(before) - left :][::-1], after[len(after) - left :][::-1])
    return Difference(start, len(before) - start - end, len(after) - start - end)


def _same(one: Rows, other: Rows) -> int:
    """How many lines at the beginning are the same."""
    differing = one != other
    return int(np.argmax(differing)) if differing.any() else len(one)


def _by_key(lines: Lines, numbers: dict[str, int]) -> Rows:
    """The lines with a number for each key of a group: their own change as soon as a group above them goes."""
    if not lines.groups:
        return lines.entries
    own = np.array([numbers.setdefault(group.key, -1 - len(numbers)) for group in lines.groups], np.int64)
    named, heads = lines.entries.copy(), lines.entries < 0
    named[heads] = own[-1 - lines.entries[heads]]
    return named
