"""Lays two runs of words side by side: what stands in both, what in one alone, and where either has a hole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_ALIKE: Final = 70.0  # percent: recognition errors leave at least so much of a few words
_NEARLY: Final = 45.0
_LONG_NUMBER: Final = 3  # digits


class Stretch(NamedTuple):
    """Words `a0` to `a1 - 1` of one side that stand beside words `b0` to `b1 - 1` of the other.

    `kind`: `same` (recognition errors apart), `near` (perhaps), `other` (other words), `number` and `digit` (another
    number, or one that may be misread), `more` (words on one side alone), `hole` (a hole on at least one side).
    """

    kind: str
    a0: int
    a1: int
    b0: int
    b1: int

    @property
    def words(self) -> int:
        """How many words, on the side that has more of them."""
        return max(self.a1 - self.a0, self.b1 - self.b0)


@dataclass(frozen=True, slots=True)
class Side:
    """One run of words without empty ones, and before which of them holes stand (in order; several may share one)."""

    words: Sequence[str]
    holes: Sequence[int] = ()


def align(a: Side, b: Side) -> list[Stretch]:
    """The two sides from beginning to end as stretches, in order, without gaps between them."""
    left, right = _with_holes(a, -1), _with_holes(b, -2)
    matcher = SequenceMatcher(None, left.items, right.items, autojunk=False)
    found: list[Stretch] = []
    i = j = 0
    for block in matcher.get_matching_blocks():
        found += _between(a, b, left, right, (i, block.a, j, block.b))
        if block.size:
            start_a, start_b = left.word[block.a], right.word[block.b]
            found.append(Stretch("same", start_a, start_a + block.size, start_b, start_b + block.size))
        i, j = block.a + block.size, block.b + block.size
    return list(_joined(found))


class _Items(NamedTuple):
    """Words and holes in one row; `word` has for each place the number of the word there, or of the next one."""

    items: list[str | int]
    word: list[int]


def _with_holes(side: Side, sign: int) -> _Items:
    items: list[str | int] = []
    word: list[int] = []
    holes = list(side.holes)
    at = 0
    for number in range(len(side.words) + 1):
        while at < len(holes) and holes[at] <= number:
            items.append(sign - 2 * at)  # no hole equals another, so that nothing is matched across one
            word.append(number)
            at += 1
        if number < len(side.words):
            items.append(side.words[number])
        word.append(number)
    return _Items(items, word)


def _between(a: Side, b: Side, left: _Items, right: _Items, span: tuple[int, int, int, int]) -> Iterator[Stretch]:
    """What lies between two blocks of equal words; items `i0` to `i1 - 1` beside `j0` to `j1 - 1`."""
    i0, i1, j0, j1 = span
    if i0 == i1 and j0 == j1:
        return
    a0, a1, b0, b1 = left.word[i0], left.word[i1], right.word[j0], right.word[j1]
    holes = i1 - i0 > a1 - a0 or j1 - j0 > b1 - b0
    if not holes:
        yield Stretch(_kind(a.words[a0:a1], b.words[b0:b1]), a0, a1, b0, b1)
        return
    head = _misread(a.words, b.words, (a0, _first_hole(left, i0, i1)), (b0, _first_hole(right, j0, j1)))
    if head:
        yield Stretch("same", a0, a0 + head[0], b0, b0 + head[1])
        a0, b0 = a0 + head[0], b0 + head[1]
    tail = _misread(
        a.words, b.words, (max(a0, _last_hole(left, i0, i1)), a1), (max(b0, _last_hole(right, j0, j1)), b1), behind=True
    )
    yield Stretch("hole", a0, a1 - tail[0] if tail else a1, b0, b1 - tail[1] if tail else b1)
    if tail:
        yield Stretch("same", a1 - tail[0], a1, b1 - tail[1], b1)


def _first_hole(side: _Items, start: int, stop: int) -> int:
    return next((side.word[n] for n in range(start, stop) if isinstance(side.items[n], int)), side.word[stop])


def _last_hole(side: _Items, start: int, stop: int) -> int:
    return next(
        (side.word[n] for n in reversed(range(start, stop)) if isinstance(side.items[n], int)), side.word[start]
    )


def _misread(
    a: Sequence[str], b: Sequence[str], of_a: tuple[int, int], of_b: tuple[int, int], *, behind: bool = False
) -> tuple[int, int] | None:
    """How many words at the edge of a gap are the same but for recognition errors: those of the side that has fewer.

    Beside a hole the other side goes on with what is hidden here, so that only as many words are looked at.
    """
    many = min(of_a[1] - of_a[0], of_b[1] - of_b[0])
    for count in range(many, 0, -1):
        mine = a[of_a[1] - count : of_a[1]] if behind else a[of_a[0] : of_a[0] + count]
        theirs = b[of_b[1] - count : of_b[1]] if behind else b[of_b[0] : of_b[0] + count]
        if _kind(mine, theirs) == "same":
            return count, count
    return None


def _kind(a: Sequence[str], b: Sequence[str]) -> str:
    if not a or not b:
        return "more"
    left, right = "".join(a), "".join(b)
    alike = fuzz.ratio(left, right)
    mine, theirs = ("".join(char for char in text if char.isdigit()) for text in (left, right))
    if mine and theirs and mine != theirs:
        # Forms and messages of one template differ in numbers, two readings of one page in letters; one digit of a
        # long number may have been misread.
        return "digit" if Levenshtein.distance(mine, theirs) == 1 and len(mine) >= _LONG_NUMBER else "number"
    if alike >= _ALIKE:
        return "same"
    return "near" if alike >= _NEARLY else "other"


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind made one; holes stay apart."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is not None and last.kind == stretch.kind == "same":
            last = Stretch("same", last.a0, stretch.a1, last.b0, stretch.b1)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last
