"""Compares two units as a project keeps them, and says for each redaction what the other copy has in its place."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reviewer.model.ids import PageId, Uuid
from reviewer.model.packing import unpack_words
from reviewer.text.copies.align import align
from reviewer.text.copies.heads import heads_apart
from reviewer.text.copies.judge import Match, matches
from reviewer.text.copies.spots import Hole, Shown, Spot, side, spots
from reviewer.text.copies.units import Run, Unit, UnitPage, units


@dataclass(frozen=True, slots=True)
class PackedUnitPage:
    """A page of a document as kept: packed words, running lines, the y at which messages begin, numbers stamped."""

    page: PageId
    words: bytes
    running: frozenset[int] = frozenset()
    heads: tuple[float, ...] = ()
    stamped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit to be kept: where it stands, its packed words as compared, its prints (little-endian, 4 bytes each)."""

    runs: tuple[Run, ...]
    words: bytes
    prints: bytes


class HoleAt(NamedTuple):
    """A redaction of a page: before which of its words it stands, and about how many characters it hides."""

    redaction: Uuid
    page: PageId
    before: int
    characters: int


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """A unit and the redactions of its pages, in their order, as a comparison takes it."""

    runs: tuple[Run, ...]
    words: bytes
    holes: tuple[HoleAt, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """What the other copy has in the place of a redaction; `page` and `word` say where that is.

    `shown` as in `Spot`; `runs` are the words there, `holes` the redactions there, `together` as in `Spot`.
    """

    redaction: Uuid
    shown: Shown
    page: PageId
    word: int
    runs: tuple[Run, ...]
    holes: tuple[Uuid, ...]
    confidence: float
    together: int


@dataclass(frozen=True, slots=True)
class PairFound:
    """Two units that are copies: words in common, likeness (0-1), and the place of each redaction of either."""

    common: int
    likeness: float
    places: tuple[PlaceFound, ...]


def pack(words: Iterable[str]) -> bytes:
    """Words as compared, packed; empty ones keep their places."""
    return zlib.compress(" ".join(words).encode("utf-8"), 6)


def find_units(pages: Sequence[PackedUnitPage]) -> tuple[FoundUnit, ...]:
    """The units of one document, whose pages come in order."""
    read = [UnitPage(page.page, unpack_words(page.words), page.running, page.heads, page.stamped) for page in pages]
    return tuple(_found(unit) for unit in units(read))


def _found(unit: Unit) -> FoundUnit:
    from reviewer.text.copies.prints import prints  # NumPy comes with it, and who only stores units needs none

    return FoundUnit(unit.runs, pack(unit.words), prints(unit.words).astype("<u4").tobytes())


def compare(first: KeptUnit, second: KeptUnit) -> PairFound | None:
    """What two units have in common; None where they are no copies of one another."""
    a, b = _Laid(first), _Laid(second)
    stretches = align(side(a.words, a.holes), side(b.words, b.holes))
    found = matches(stretches, min(len(a.words), len(b.words)), heads_apart(a.words, b.words))
    if not found:
        return None
    turned = [_turned(match) for match in found]
    places = [_place(a, b, spot) for match in found for spot in spots(match, a.holes, b.holes, b.words)]
    places += [_place(b, a, spot) for match in turned for spot in spots(match, b.holes, a.holes, a.words)]
    best: dict[Uuid, PlaceFound] = {}
    for place in places:
        if place.redaction not in best or best[place.redaction].confidence < place.confidence:
            best[place.redaction] = place
    common, strange = sum(match.common for match in found), sum(match.strange for match in found)
    return PairFound(common, round(common / (common + strange), 3), tuple(best.values()))


def _turned(match: Match) -> Match:
    """The match as seen from the other side."""
    stretches = tuple(s._replace(a0=s.b0, a1=s.b1, b0=s.a0, b1=s.a1) for s in match.stretches)
    return replace(match, stretches=stretches)


class _Laid:
    """A unit laid out for aligning: words without empty ones, where each stands, and the holes among them."""

    def __init__(self, unit: KeptUnit) -> None:
        every = zlib.decompress(unit.words).decode("utf-8").split(" ")
        places = [(run.page, run.first + n) for run in unit.runs for n in range(run.length)]
        self.words: list[str] = []
        self.at: list[tuple[PageId, int]] = []
        for word, place in zip(every, places, strict=True):
            if word:
                self.words.append(word)
                self.at.append(place)
        inside = [hole for hole in unit.holes if any(_within(hole, run) for run in unit.runs)]
        self.redactions = [hole.redaction for hole in inside]
        self.holes = [Hole(bisect_left(self.at, (hole.page, hole.before)), hole.characters) for hole in inside]


def _within(hole: HoleAt, run: Run) -> bool:
    return hole.page == run.page and run.first <= hole.before <= run.first + run.length


def _place(here: _Laid, there: _Laid, spot: Spot) -> PlaceFound:
    page, word = there.at[min(spot.first, len(there.at) - 1)]
    return PlaceFound(
        redaction=here.redactions[spot.hole],
        shown=spot.shown,
        page=page,
        word=word + int(spot.first == len(there.at)),
        runs=_runs(there.at[spot.first : spot.stop]),
        holes=tuple(there.redactions[n] for n in spot.holes),
        confidence=spot.confidence,
        together=spot.together,
    )


def _runs(places: Sequence[tuple[PageId, int]]) -> tuple[Run, ...]:
    """Places as runs: words that are nothing but signs between two of them are taken in."""
    runs: list[Run] = []
    for page, number in places:
        if runs and runs[-1].page == page and number - (runs[-1].first + runs[-1].length) <= 2:
            runs[-1] = runs[-1]._replace(length=number - runs[-1].first + 1)
        else:
            runs.append(Run(page, number, 1))
    return tuple(runs)
