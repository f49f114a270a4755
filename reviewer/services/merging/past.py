"""What one copy was at an earlier point of its own record of edits, and who changed it since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.storage.edit import KEYS, Key, Row, Value
from reviewer.storage.sides import Side

Place = tuple[str, Key]
"""A row: its table and its key."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who changed something last, by UUID, and when."""

    reviewer: str
    at: str


class Past:
    """The rows that people touched after the deed of number `since` (0: ever), as they were before that.

    `people` are UUIDs, the one who worked last first.
    """

    def __init__(self, side: Side, since: int) -> None:
        self._side = side
        self._before: dict[Place, Row | None] = {}
        self._said: dict[tuple[Place, str], Said] = {}
        self.people: list[str] = []
        for deed in side.deeds_since(since):
            said = Said(deed.reviewer, deed.at)
            if deed.rows and deed.reviewer not in self.people:
                self.people.append(deed.reviewer)
            for change in reversed(deed.rows):
                place = (change.table, change.key)
                row = self._before[place] if place in self._before else side.get(change.table, *change.key)
                if change.after is None:
                    self._before[place] = dict(change.before or {})
                elif change.before is None:
                    self._before[place] = None
                else:
                    self._before[place] = None if row is None else {**row, **change.before}
                for column in ("", *(change.before or {}), *(change.after or {})):
                    self._said.setdefault((place, column), said)

    def touched(self, table: str) -> Iterator[Key]:
        """The keys of the rows of a table that people touched, in the order of the keys."""
        yield from sorted((key for name, key in self._before if name == table), key=str)

    def was(self, table: str, key: Key) -> Row | None:
        """A row as it was; what nobody touched is as it is."""
        place = (table, key)
        return self._before[place] if place in self._before else self._side.get(table, *key)

    def parts(self, table: str, column: str, owner: Value) -> list[Row]:
        """The rows of `table` that belonged to `owner`."""
        now = {tuple(row[name] for name in KEYS[table]): row for row in self._side.find(table, **{column: owner})}
        for name, key in self._before:
            if name == table:
                now.pop(key, None)
        before = [row for (name, _), row in self._before.items() if name == table and row and row[column] == owner]
        return [*now.values(), *before]

    def owners(self, table: str, column: str) -> dict[Value, list[Key]]:
        """Those to whom touched rows of `table` belong or belonged, with the keys of the rows."""
        found: dict[Value, list[Key]] = defaultdict(list)
        for key in self.touched(table):
            for row in (self._before[(table, key)], self._side.get(table, *key)):
                if row is not None and row[column] is not None and key not in found[row[column]]:
                    found[row[column]].append(key)
        return {owner: keys for owner, keys in found.items() if keys}

    def said(self, table: str, key: Key, columns: tuple[str, ...] = ()) -> Said | None:
        """Who touched one of these columns last (none given: the row), and when."""
        found = [self._said.get(((table, key), column)) for column in columns or ("",)]
        return max((said for said in found if said), key=lambda said: said.at, default=None)
