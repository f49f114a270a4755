"""Finds strings that differ by a misread letter or two among very many, without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import DamerauLevenshtein

_SHORTEST = 5  # letters; below that one letter is too much of a word to be a misreading
_LONG = 9  # letters; from here on two may be misread
_CROWDED = 500  # strings that share a piece; more share it by chance


def distance(one: str, other: str) -> int:
    """Letters changed, added, left out or swapped; 3 for more than two."""
    return DamerauLevenshtein.distance(one, other, score_cutoff=2)


def is_alike(one: str, other: str) -> bool:
    """Whether one may be the other misread: one letter, in long strings two."""
    allowed = 2 if min(len(one), len(other)) >= _LONG else 1 if min(len(one), len(other)) >= _SHORTEST else 0
    return distance(one, other) <= allowed


class Neighbours:
    """An index of strings by what remains when one letter is left out.

    Two strings of which one became the other by one misread letter share such a remainder (the symmetric delete method
    of SymSpell, Garbe 2012); a second misread letter is found where both halves of the index still meet.
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._remains: dict[str, list[str]] = defaultdict(list)
        for string in dict.fromkeys(strings):
            if len(string) >= _SHORTEST:
                for rest in _remainders(string):
                    self._remains[rest].append(string)

    def near(self, string: str) -> Iterator[str]:
        """Strings of the index that `string` may be a misreading of, without itself."""
        if len(string) < _SHORTEST:
            return
        seen = {string}
        for rest in _remainders(string):
            found = self._remains.get(rest, ())
            if len(found) > _CROWDED:
                continue
            for other in found:
                if other not in seen:
                    seen.add(other)
                    if is_alike(string, other):
                        yield other


def _remainders(string: str) -> set[str]:
    return {string, *(string[:i] + string[i + 1 :] for i in range(len(string)))}
