"""Gives the pages that only a deleted-page sheet lists the numbers that the release leaves out for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

Numbers: TypeAlias = Sequence[tuple[str, int]]

_WIDEST: Final = 20_000  # pages: a series of one file that spans more holds a misread number


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the page numbers it lists, in its order, and the numbers of the pages next to it in its file."""

    listed: tuple[int, ...]
    before: Numbers
    after: Numbers


def withheld_numbers(
    sheets: Sequence[Sheet], in_file: Mapping[str, Collection[int]], borne: Mapping[str, Collection[int]]
) -> list[tuple[tuple[str, int], ...]]:
    """The number of each page that the sheets of one file list, in a series of the release; empty where none is sure.

    `in_file` are the numbers of the file's own pages by series, `borne` those of the whole project. A number is sure
    where the range and the count agree: the numbers left out beside a sheet are as many as it lists, or those left
    out of the whole file stand to each other as the lines do.
    """
    placed = [_beside(sheet, borne) for sheet in sheets]
    waiting = [at for at, found in enumerate(placed) if found is None]
    taken = {number for found in placed if found is not None for number in found}
    listed = [number for at in waiting for number in sheets[at].listed]
    rest = iter(_in_whole_file(listed, in_file, borne, taken) or ())
    told: list[tuple[tuple[str, int], ...]] = []
    for sheet, found in zip(sheets, placed, strict=True):
        if found is not None:
            told += [(number,) for number in found]
        else:
            told += [tuple(islice(rest, 1)) for _ in sheet.listed]
    return told


def _beside(sheet: Sheet, borne: Mapping[str, Collection[int]]) -> list[tuple[str, int]] | None:
    """The numbers between the pages next to a sheet that no page bears, if they are as many as its lines."""
    after = dict(sheet.after)
    for key, first in sheet.before:
        if not 0 < after.get(key, first) - first <= _WIDEST:
            continue
        left_out = [(key, number) for number in range(first + 1, after[key]) if number not in borne.get(key, ())]
        if len(left_out) == len(sheet.listed):
            return left_out
    return None


def _in_whole_file(
    listed: Sequence[int],
    in_file: Mapping[str, Collection[int]],
    borne: Mapping[str, Collection[int]],
    taken: Collection[tuple[str, int]],
) -> list[tuple[str, int]] | None:
    """The numbers that a file leaves out, if they are those of the lines, or as far from each other as those."""
    if not listed:
        return None
    for key, numbers in in_file.items():
        low, high = min(numbers), max(numbers)
        if high - low > _WIDEST:
            continue
        missing = [n for n in range(low, high) if n not in borne.get(key, ()) and (key, n) not in taken]
        if missing and missing == sorted(number for number in listed if low < number < high):
            if not any(number in borne.get(key, ()) for number in listed):
                return [(key, number) for number in listed]
        elif len(missing) == len(listed) and len({a - b for a, b in zip(missing, listed, strict=True)}) == 1:
            return [(key, number) for number in missing]
    return None
