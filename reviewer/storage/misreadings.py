"""Finds words that reading may have misread: terms of the vocabulary that differ from the one asked for by a letter."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from itertools import chain
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from reviewer.text.tokens import RESERVED

SHORTEST: Final = 4
"""Letters of the shortest word whose misreadings are looked for: with three, every second word is one letter away."""
_LONG: Final = 9  # letters of a word in which two may be wrong
_MOST: Final = 32
_COMMON: Final = 5  # a word on more pages than this, and on a fifth of those of the word asked for, is its own word
_MOST_COUNTED: Final = 5_000

# Letters that scanned type confuses, by their shape; each group is confused within itself.
_GROUPS: Final = ("il1tjfr", "o0ceaqd", "g9qy", "s5", "b6h8", "z2", "un", "vyu", "hnb", "rn", "fts", "mn", "kx", "pqn")
_ALIKE: Final = frozenset((a, b) for group in _GROUPS for a in group for b in group if a != b)
_PAIRS: Final = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("nn", "m"), ("lc", "k"), ("ri", "n"))


class Misreadings:
    """The vocabulary of one project in memory; each question first learns what came since. Safe in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._by_length: dict[int, list[str]] = {}
        self._known: set[str] = set()

    def of(self, connection: sqlite3.Connection, term: str) -> tuple[str, ...]:
        """Terms that may be `term` misread, the likeliest first; none for a short one or for a number.

        A term that differs by letters of like shape always may; any other single letter only makes one of a term that
        is rare, since a common one is a word of its own.
        """
        if len(term) < SHORTEST or not any(char.isalpha() for char in term) or RESERVED in term:
            return ()
        with self._lock:
            self._learn(connection)
            near = dict.fromkeys(chain(self._of_pairs(term), self._of_letters(term)))
        alike = [found for found in near if _looks_like(term, found)]
        others = [found for found in near if found not in alike]
        if others and len(alike) < _MOST:
            most = max(_COMMON, _pages(connection, term, _MOST_COUNTED) // 5)
            alike += [found for found in others[: 3 * _MOST] if _pages(connection, found, most + 1) <= most]
        return tuple(alike[:_MOST])

    def _learn(self, connection: sqlite3.Connection) -> None:
        cursor = connection.cursor()
        cursor.row_factory = None
        for number, term in cursor.execute("SELECT id, term FROM vocabulary WHERE id > ? ORDER BY id", (self._last,)):
            self._last = number
            if len(term) >= SHORTEST - 1 and term[0] != RESERVED:
                self._by_length.setdefault(len(term), []).append(term)
                self._known.add(term)

    def _of_pairs(self, term: str) -> Iterator[str]:
        """Known terms in which two letters were taken for one, or one for two."""
        for two, one in _PAIRS:
            for said, read in ((two, one), (one, two)):
                at = term.find(said)
                while at >= 0:
                    found = term[:at] + read + term[at + len(said) :]
                    if found in self._known:
                        yield found
                    at = term.find(said, at + 1)

    def _of_letters(self, term: str) -> list[str]:
        """Known terms that are one letter away, or two of a long word; the nearest first."""
        most = 2 if len(term) >= _LONG else 1
        found: list[tuple[str, float]] = []
        for length in range(len(term) - most, len(term) + most + 1):
            terms = self._by_length.get(length, ())
            near = process.extract(term, terms, scorer=Levenshtein.distance, score_cutoff=most, limit=None)
            found += [(each, distance) for each, distance, _ in near if distance and _may_be(term, each)]
        return [each for each, _ in sorted(found, key=lambda entry: (entry[1], entry[0]))]


def _may_be(term: str, found: str) -> bool:
    """Another number is no misreading of a number, and two letters may be wrong only if both look alike."""
    steps = Levenshtein.editops(term, found)
    for step in steps:
        said = term[step.src_pos] if step.tag != "insert" else ""
        read = found[step.dest_pos] if step.tag != "delete" else ""
        if (said.isdigit() or not said) and (read.isdigit() or not read):
            return False
    return len(steps) == 1 or _looks_like(term, found)


def _looks_like(term: str, found: str) -> bool:
    """Whether only letters of like shape differ."""
    if any(term.replace(a, b) == found.replace(a, b) for two, one in _PAIRS for a, b in ((two, one),)):
        return True
    steps = Levenshtein.editops(term, found)
    return all(step.tag == "replace" and (term[step.src_pos], found[step.dest_pos]) in _ALIKE for step in steps)


def _pages(connection: sqlite3.Connection, term: str, most: int) -> int:
    """On how many pages a term stands, counted up to `most`."""
    counted = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM page_index WHERE page_index MATCH ? LIMIT ?)", (f'"{term}"', most)
    )
    return int(counted.fetchone()[0])
