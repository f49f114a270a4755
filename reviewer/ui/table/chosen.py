"""The ids of the rows that are selected, read when somebody asks for them: a whole project may be selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from typing_extensions import override


class ChosenIds(Sequence[str]):
    """As long as there are rows; `read` answers row numbers with ids, those that are gone are left out then."""

    def __init__(self, numbers: Sequence[int], read: Callable[[Sequence[int]], Mapping[int, str]]) -> None:
        self._numbers, self._read = numbers, read
        self._ids: tuple[str, ...] | None = None

    @property
    def numbers(self) -> Sequence[int]:
        """The row numbers."""
        return self._numbers

    @override
    def __len__(self) -> int:
        return len(self._numbers) if self._ids is None else len(self._ids)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    @override
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if self._ids is None and place == 0:  # what is selected shows its first one; the others only an edit asks for
            first = self._read(self._numbers[:1])
            if first:
                return next(iter(first.values()))
        return self._known()[place]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._known() == tuple(other)

    @override
    def __hash__(self) -> int:
        return hash(self._known())

    def _known(self) -> tuple[str, ...]:
        if self._ids is None:
            found = self._read(self._numbers)
            self._ids = tuple(found[number] for number in self._numbers if number in found)
        return self._ids
