"""Splits a packet by the size of one sending: exhibits into parts, parts into sendings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """One file to be sent: where it lies and what it is."""

    path: Path
    title: str
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """Files that go out together."""

    files: tuple[Written, ...]

    @property
    def bytes(self) -> int:
        """Their size on disk."""
        return sum(file.path.stat().st_size for file in self.files)


def portions(sizes: Sequence[int], limit: int | None) -> list[range]:
    """Consecutive runs whose sizes add up to at most `limit`; what is larger by itself stands alone."""
    if limit is None or not sizes:
        return [range(len(sizes))] if sizes else []
    runs, start, room = [], 0, limit
    for index, size in enumerate(sizes):
        if index > start and size > room:
            runs.append(range(start, index))
            start, room = index, limit
        room -= size
    return [*runs, range(start, len(sizes))]


def sendings(files: Iterable[Written], limit: int | None) -> list[Sending]:
    """Files in their order, in as few sendings as their order allows."""
    every = list(files)
    sizes = [file.path.stat().st_size for file in every]
    return [Sending(tuple(every[n] for n in run)) for run in portions(sizes, limit)]
