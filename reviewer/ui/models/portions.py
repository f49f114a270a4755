"""Rows fetched in portions and kept while they are near: what a table holds of a list too long to hold."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
RowT = TypeVar("RowT")

PORTION = 40  # rows of a screen and a little more, fetched with one query
_KEPT = 2_000


class Portions(Generic[KeyT, RowT]):
    """`fetch` answers keys with their rows; those that are gone are left out."""

    def __init__(self, fetch: Callable[[Sequence[KeyT]], Mapping[KeyT, RowT]]) -> None:
        self._fetch = fetch
        self._rows: OrderedDict[KeyT, RowT] = OrderedDict()

    def row(self, key: KeyT, near: Callable[[], Sequence[KeyT]]) -> RowT | None:
        """The row of a key; if need be it is fetched, together with those `near` that are not known either."""
        if key not in self._rows:
            wanted = dict.fromkeys((key, *near()))
            self._rows.update(self._fetch([other for other in wanted if other not in self._rows]))
            while len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        return self._rows.get(key)

    def known(self, key: KeyT) -> RowT | None:
        """The row of a key, if it was fetched."""
        return self._rows.get(key)

    def items(self) -> Iterator[tuple[KeyT, RowT]]:
        """What is known."""
        return iter(self._rows.items())

    def forget(self, keys: Container[KeyT] | None = None) -> None:
        """Fetch these rows (all: None) anew when they are next asked for."""
        for key in [key for key in self._rows if keys is None or key in keys]:
            del self._rows[key]
