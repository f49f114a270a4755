"""Whether two aligned runs of words are copies of one record, and from where to where; forms and footers are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer.text.copies.align import Stretch

_FEWEST: Final = 12  # words in common: fewer may be a phrase
_DROP: Final = 25.0  # words' worth of difference after which what follows is another place
_WORTH: Final = {"same": 1.0, "near": -0.7, "digit": -1.0, "other": -2.0, "number": -4.0, "more": -0.6, "hole": 0.0}
_STRANGENESS: Final = {"same": 0, "near": 0, "more": 0, "hole": 0, "digit": 2, "other": 2, "number": 6}
_EDGE: Final = 60  # words beside a hole at the beginning or end of a record
_STRAY: Final = 3  # words: fewer in common between differences are chance
_SHARE: Final = 0.5  # of the shorter record: a message quoted again is there as a whole, a disclaimer is a part of it
_CORE: Final = 0.35  # of the shorter record: the longest part alone
_LONG: Final = 90  # words in common at a stretch: more than any usual disclaimer
_STRANGE: Final = 0.06  # of the words in common: more that is plainly other means another form filled in


@dataclass(frozen=True, slots=True)
class Match:
    """A part in which both sides have the same text: its stretches, words in common, and the weight of what differs.

    `from_start`, `to_end`: both records begin, or end, with it.
    """

    stretches: tuple[Stretch, ...]
    common: int
    strange: int
    from_start: bool = False
    to_end: bool = False

    @property
    def likeness(self) -> float:
        """Words in common among those that both sides show, 0-1."""
        return self.common / max(1, self.common + self.strange)


def matches(stretches: Sequence[Stretch], shorter: int, apart: tuple[int, int] | None = None) -> list[Match]:
    """The parts in which two units are copies; none if they are not. `shorter` is the words of the shorter one.

    `apart` are the words at which the headers of different messages end: what these have in common says nothing.
    """
    found = [_match(part, stretches) for part in _parts(stretches)]
    good = [m for m in found if m.common >= _FEWEST and m.strange <= 1 + _STRANGE * m.common]
    if apart is not None:
        good = [match for match in good if _beyond(match, *apart) >= _FEWEST]
    common = [match.common for match in good]
    whole = sum(common) >= _SHARE * shorter and max(common, default=0) >= _CORE * shorter
    return good if whole or max(common, default=0) >= _LONG else []


def _beyond(match: Match, a: int, b: int) -> int:
    """Words in common that stand behind the header on at least one side."""
    return sum(s.words for s in match.stretches if s.kind == "same" and (s.a0 >= a or s.b0 >= b))


def _match(part: Sequence[Stretch], every: Sequence[Stretch]) -> Match:
    found = _with_edges(part, every)
    return Match(
        tuple(found),
        sum(stretch.words for stretch in part if stretch.kind == "same"),
        sum(_STRANGENESS[stretch.kind] for stretch in part),
        found[0] is every[0],
        found[-1] is every[-1],
    )


def _with_edges(part: Sequence[Stretch], every: Sequence[Stretch]) -> Sequence[Stretch]:
    """The part with a hole at which the records begin or end, unless a whole other text stands beside it."""
    first, last = every[0], every[-1]
    if len(every) > 1 and part[0] is every[1] and first.kind == "hole" and first.words <= _EDGE:
        part = (first, *part)
    if len(every) > 1 and part[-1] is every[-2] and last.kind == "hole" and last.words <= _EDGE:
        part = (*part, last)
    return part


def _parts(stretches: Sequence[Stretch]) -> Iterator[Sequence[Stretch]]:
    """Runs of stretches that agree on the whole: each begins and ends with words in common."""
    start = best = -1
    score = top = 0.0
    for n, stretch in enumerate(stretches):
        if stretch.kind == "same" and stretch.words < _STRAY and not _beside_hole(stretches, n):
            continue
        worth = _WORTH[stretch.kind] * stretch.words
        if start < 0:
            if worth > 0:
                start, best, score, top = n, n, worth, worth
            continue
        score += worth
        if score > top:
            best, top = n, score
        elif score <= 0 or score < top - _DROP:
            yield stretches[start : best + 1]
            start, score, top = (n, worth, worth) if worth > 0 else (-1, 0.0, 0.0)
            best = start
    if start >= 0:
        yield stretches[start : best + 1]


def _beside_hole(stretches: Sequence[Stretch], n: int) -> bool:
    return any(0 <= m < len(stretches) and stretches[m].kind == "hole" for m in (n - 1, n + 1))
