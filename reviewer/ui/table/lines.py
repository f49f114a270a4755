"""What stands in the table line by line: rows of redactions, and above each group a line of its own."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
        left_of = {group.key: self.members(group) for group in self.groups}
        left_of = {key: members[~np.isin(members, gone)] for key, members in left_of.items()}
        closed = {group.key for group in self.groups if not group.opened}
        return in_groups(self.groups[0].by, {key: members for key, members in left_of.items() if len(members)}, closed)


def below_each_other(rows: Sequence[int] = ()) -> Lines:
    """Redactions in their order, not grouped."""
    listed = np.asarray(rows, np.int64)
    return Lines(listed, listed)


def in_groups(by: Grouping, found: Mapping[str, Sequence[int] | Rows], closed: Container[str]) -> Lines:
    """Each group below a line of its own; those whose key is in `closed` keep their rows hidden."""
    groups: list[Group] = []
    parts: list[Rows] = []
    rows = [np.asarray(members, np.int64) for members in found.values()]
    start = 0
    for number, (key, members) in enumerate(zip(found, rows, strict=True)):
        group = Group(by, key, start, len(members), opened=key not in closed)
        groups.append(group)
        parts.append(np.array([-1 - number], np.int64))
        if group.opened:
            parts.append(members)
        start += len(members)
    return Lines(np.concatenate(rows or [_NONE]), np.concatenate(parts or [_NONE]), tuple(groups))


@dataclass(frozen=True, slots=True)
class Difference:
    """From one list to another: `removed` lines at `start` make way for `added` ones."""

    start: int
    removed: int
    added: int


def difference(old: Lines, new: Lines) -> Difference:
    """The one run of lines in which the lists differ; all that stands above and below it is the same."""
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
