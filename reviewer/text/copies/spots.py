"""What the other copy has where one copy has a hole: the words there, a hole as well, or nothing that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reviewer.text.copies.align import Side, Stretch
from reviewer.text.copies.judge import Match

Shown = Literal["released", "partly", "hidden", "nothing"]

_LABEL: Final = re.compile(r"b?\d{1,2}[a-f]?(?:b\d[a-f]?)*")
_NEAR: Final = 12  # words looked at on each side of a hole
_HALF: Final = 2.5  # words in common beside a hole that halve the doubt
_EDGE: Final = 4  # words that the common beginning or end of two records is worth
_AS_MUCH: Final = 0.7  # of the characters hidden here
_MISFIT: Final = 0.5  # of the confidence stays where the words there need far more or less room than the hole has
_UNLIKE: Final = 4.0  # times as many characters, or so much fewer
_SLACK: Final = 12  # characters
_STRANGE: Final = 0.55  # of the confidence stays for each difference near the hole
_OPEN: Final = 0.75  # of it where the record ends at the hole, so that only one side holds it


@dataclass(frozen=True, slots=True)
class Hole:
    """A redaction in a unit: before which word it stands, and about how many characters it hides (0: not known)."""

    before: int
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands beside hole `hole` of one side on the other: words `first` to `stop - 1`, and these of its holes.

    `released`: words and no hole. `partly`: words and a hole. `hidden`: only a hole. `nothing`: neither. `together` is
    how many holes of this side stand where these words stand: what each of them hides is not told apart.
    """

    hole: int
    shown: Shown
    first: int
    stop: int
    holes: tuple[int, ...]
    confidence: float
    together: int = 1


def spots(match: Match, here: Sequence[Hole], there: Sequence[Hole], words: Sequence[str]) -> Iterator[Spot]:
    """A spot for every hole of side a that lies within the match; `words` are those of side b."""
    for n, stretch in enumerate(match.stretches):
        if stretch.kind != "hole":
            continue
        mine = [k for k, hole in enumerate(here) if stretch.a0 <= hole.before <= stretch.a1 and _inside(match, n, hole)]
        theirs = [k for k, hole in enumerate(there) if stretch.b0 <= hole.before <= stretch.b1]
        sure = _sure(match, n)
        for own, other, first in _paired(mine, theirs, here, there, stretch):
            yield Spot(own, "hidden", first, first, (other,), round(sure, 3))
        if mine:
            yield from _rest(stretch, mine, theirs, sure, here, there, words)


def _paired(
    mine: list[int], theirs: list[int], here: Sequence[Hole], there: Sequence[Hole], stretch: Stretch
) -> Iterator[tuple[int, int, int]]:
    """Holes at either end of a gap that hide about as much: taken out of the others, with the word at which they are.

    Where words stand there, one hole stays for them.
    """
    keep = 1 if stretch.b1 > stretch.b0 else 0
    for end, word in ((-1, stretch.b1), (0, stretch.b0)):
        while len(mine) > keep and theirs and there[theirs[end]].before == word:
            if not _as_much(here[mine[end]], there[theirs[end]]):
                break
            yield mine.pop(end), theirs.pop(end), word


def _as_much(one: Hole, other: Hole) -> bool:
    return bool(one.characters and other.characters) and _AS_MUCH <= one.characters / other.characters <= 1 / _AS_MUCH


def _rest(
    found: Stretch,
    mine: Sequence[int],
    theirs: Sequence[int],
    sure: float,
    here: Sequence[Hole],
    there: Sequence[Hole],
    words: Sequence[str],
) -> Iterator[Spot]:
    """What stands there for holes that have no hole of their own there."""
    stretch, room = found, sum(here[k].characters for k in mine)
    if _is_label(words[stretch.b0 : stretch.b1], room):
        stretch = stretch._replace(b1=stretch.b0)
    if theirs and room and sum(there[k].characters for k in theirs) >= _AS_MUCH * room:
        stretch = stretch._replace(b1=stretch.b0)  # as much is hidden there: what stands beside it is something else
    shown = _shown(stretch.b1 - stretch.b0, len(theirs))
    if shown == "released":
        sure *= _fitting(room, words, stretch)
    if stretch.a1 > stretch.a0 and shown != "hidden":  # words here that were not found there, among the holes
        sure *= _STRANGE
    for k in mine:
        yield Spot(k, shown, stretch.b0, stretch.b1, tuple(theirs), round(sure, 3), len(mine))


def _is_label(words: Sequence[str], room: int) -> bool:
    """Whether all that stands there is what was read of a code printed in a hole that was not found."""
    text = "".join(words)
    return bool(_LABEL.fullmatch(text)) and (len(text) > 2 or room > 2 * len(text))


def _inside(match: Match, n: int, hole: Hole) -> bool:
    """Whether the hole is of this stretch and not of the one before, where two meet."""
    earlier = match.stretches[n - 1] if n else None
    return not (earlier is not None and earlier.kind == "hole" and hole.before <= earlier.a1)


def _shown(words: int, holes: int) -> Shown:
    if words:
        return "partly" if holes else "released"
    return "hidden" if holes else "nothing"


def _sure(match: Match, n: int) -> float:
    """How surely the two places are the same: by the words in common on both sides, less for what differs.

    Where both records begin or end there, that says as much as some words.
    """
    before, after = _beside(match.stretches[:n][::-1]), _beside(match.stretches[n + 1 :])
    more = (_EDGE * match.from_start, _EDGE * match.to_end)
    sides = [1 - 0.5 ** ((side[0] + edge) / _HALF) for side, edge in zip((before, after), more, strict=True)]
    whole = (sides[0] * sides[1]) ** 0.5 if all(sides) else _OPEN * max(sides)
    return float(whole * _STRANGE ** (before[1] + after[1]))


def _beside(stretches: Sequence[Stretch]) -> tuple[int, int]:
    """Words in common and differences within the next words; other holes are passed over."""
    common = strange = 0
    for stretch in stretches:
        if common >= _NEAR:
            break
        if stretch.kind == "same":
            common += stretch.words
        elif stretch.kind in ("other", "number"):
            strange += 1
    return min(common, _NEAR), strange


def _fitting(room: int, words: Sequence[str], stretch: Stretch) -> float:
    """Whether the words there would have had room in the hole."""
    if not room or stretch.b1 == stretch.b0:
        return 1.0
    needed = sum(len(word) + 1 for word in words[stretch.b0 : stretch.b1])
    if needed > _UNLIKE * room + _SLACK or room > _UNLIKE * needed + _SLACK:
        return _MISFIT
    return 1.0


def side(words: Sequence[str], holes: Sequence[Hole]) -> Side:
    """A unit as it is aligned."""
    return Side(words, [hole.before for hole in holes])
