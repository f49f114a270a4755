"""Which units may be copies of one another: those that share prints that few units have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import numpy as np
import numpy.typing as npt

from reviewer.text.copies.prints import Prints

_COMMON: Final = 64  # units: what stands in more of them is a form, a disclaimer, a letterhead
_FEWEST: Final = 2  # prints in common
_SHARE: Final = 0.15  # of the prints of the shorter unit
_MANY: Final = 20  # prints in common, whatever the share: long units with one message in common

Ids = npt.NDArray[np.int64]


class Candidates:
    """All units of a project by their prints; built once, then asked for the pairs of some of them."""

    def __init__(self, ids: Sequence[int], of_each: Sequence[Prints]) -> None:
        sizes = [len(found) for found in of_each]
        every = np.concatenate(of_each) if of_each else np.empty(0, np.uint32)
        units = np.repeat(np.arange(len(ids), dtype=np.int32), sizes)
        order = np.argsort(every, kind="stable")
        every, units = every[order], units[order]
        starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]]) if len(every) else np.empty(0, np.int64)
        lengths = np.diff(np.r_[starts, len(every)])
        keep = (lengths > 1) & (lengths <= _COMMON)
        self._ids = np.asarray(ids, dtype=np.int64)
        self._sizes = np.asarray(sizes, dtype=np.int32)
        self._units, self._starts, self._lengths = units, starts[keep], lengths[keep]

    def pairs(self, wanted: AbstractSet[int], among: AbstractSet[int] | None = None) -> Iterator[tuple[int, int]]:
        """Pairs of ids with at least one of `wanted` in them, the other of `among` (None: any) or of `wanted`.

        The smaller id comes first; the pairs that share most come first.
        """
        mine = np.isin(self._ids, np.fromiter(wanted, np.int64, len(wanted)))
        if among is None:
            allowed = np.ones(len(self._ids), dtype=bool)
        else:
            allowed = mine | np.isin(self._ids, np.fromiter(among, np.int64, len(among)))
        keys = [self._of_length(int(length), mine, allowed) for length in np.unique(self._lengths)]
        joined = np.concatenate(keys) if keys else np.empty(0, np.int64)
        found, counts = np.unique(joined, return_counts=True)
        first, second = found // len(self._ids), found % len(self._ids)
        shorter = np.minimum(self._sizes[first], self._sizes[second])
        least = np.minimum(np.maximum(_FEWEST, _SHARE * shorter), np.minimum(_MANY, shorter))
        enough = counts >= least
        order = np.argsort(-counts[enough], kind="stable")
        for a, b in zip(
            self._ids[first[enough]][order].tolist(), self._ids[second[enough]][order].tolist(), strict=True
        ):
            yield min(a, b), max(a, b)

    def _of_length(self, length: int, mine: npt.NDArray[np.bool_], allowed: npt.NDArray[np.bool_]) -> Ids:
        """Keys of all pairs in the groups of one length, once for each print they share."""
        starts = self._starts[self._lengths == length]
        groups = self._units[starts[:, None] + np.arange(length)]
        groups = groups[mine[groups].any(axis=1)]
        found: list[Ids] = [np.empty(0, np.int64)]
        for n in range(length):
            for m in range(n + 1, length):
                a, b = groups[:, n].astype(np.int64), groups[:, m].astype(np.int64)
                fit = (mine[a] & allowed[b]) | (mine[b] & allowed[a])
                found.append(a[fit] * len(self._ids) + b[fit])
        return np.concatenate(found)
