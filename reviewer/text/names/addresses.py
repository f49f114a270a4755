"""Tells whose an e-mail address may be by how it is made: `shapiroa`, `jake.sullivan`, `preines`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from reviewer.text.names.alike import Neighbours
from reviewer.text.names.persons import Key

_SHORTEST = 4  # letters of a local part that says something
_MISREAD_FROM = 7  # letters from which on one of them may be misread
_KNOWN = 2  # prints of a person; once is too little to hang an address on
_CLEARLY = 5  # times as often must a person be printed for an address that fits two


def local_part(address: str) -> str:
    """The part before the `@` by its letters: without points, lines and figures at its end."""
    return re.sub(r"\d+$", "", re.sub(r"[._'’\-]", "", address.split("@")[0]))


class Locals:
    """What the addresses of known persons would look like; `counts` is how often each person was printed."""

    def __init__(self, members: Mapping[Key, Iterable[Key]], counts: Mapping[Key, int]) -> None:
        self._counts = counts
        self._made: dict[str, set[Key]] = defaultdict(set)
        for person, spellings in members.items():
            for spelling in spellings:
                for made in _made_of(spelling):
                    self._made[made].add(person)
        self._surnames: dict[str, set[Key]] = defaultdict(set)
        for person, spellings in members.items():
            for spelling in spellings:
                self._surnames[spelling[0]].add(person)
        self._near = Neighbours(made for made in self._made if len(made) >= _MISREAD_FROM)

    def owner(self, address: str) -> Key | None:
        """The one person whose name makes this address."""
        local = local_part(address)
        return self._chosen(self._made.get(local, set())) if len(local) >= _SHORTEST else None

    def surname_owner(self, address: str) -> Key | None:
        """The one person whose surname alone this is."""
        local = local_part(address)
        return self._chosen(self._surnames.get(local, set())) if len(local) >= _SHORTEST else None

    def misread_owner(self, address: str) -> Key | None:
        """The one person whose name makes this address but for a misread letter."""
        local = local_part(address)
        if len(local) < _MISREAD_FROM:
            return None
        return self._chosen({person for other in self._near.near(local) for person in self._made[other]})

    def _chosen(self, persons: set[Key]) -> Key | None:
        known = [person for person in persons if self._counts[person] >= _KNOWN]
        ranked = sorted(known, key=lambda person: (-self._counts[person], person))
        if len(ranked) > 1 and self._counts[ranked[0]] < _CLEARLY * self._counts[ranked[1]]:
            return None
        return ranked[0] if ranked else None


def _made_of(spelling: Key) -> Iterable[str]:
    surname, given, middle = spelling
    if len(surname) < 2 or not given:
        return
    first = given[0]
    yield surname + first
    yield first + surname
    if middle:
        yield surname + first + middle
        yield first + middle + surname
    if len(given) > 1:
        yield given + surname
        yield surname + given
