"""Tells which full names are of one person: order, initials, nicknames, misread letters; never more than that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from reviewer.text.names.alike import Neighbours, distance
from reviewer.text.names.given import is_given, same_given
from reviewer.text.names.printed import PersonName, read_name

Key: TypeAlias = tuple[str, str, str]
"""Surname, given name, further initials: what one spelling of a person says."""

_RARE = 0.04  # share of the usual spelling up to which another initial is its misreading
_OFTEN = 4  # times as often must a spelling stand for a similar one to be its misreading
_ONCE_OR_TWICE = 2
_FAR_MORE = 40  # times as often must a given name stand for another, itself a known name, to be its misreading
_CLEARLY = 5  # times as often as the next must a person be printed, of several that a short form fits
_CROWD = 400  # given names under one surname; nicknames are not looked for among more
_CONFUSED = ("ijlt1378f", "docgqe0", "bphrkn", "mnhr", "uvwy", "szs5")
Reason: TypeAlias = tuple[str, float]


class Persons:
    """Persons by number, made of printed full names (folded) and how often each was printed."""

    def __init__(self, names: Mapping[str, int], prints: Mapping[str, str]) -> None:
        """`prints` are the names as printed, by their folded form."""
        self._counts: Counter[Key] = Counter()
        self._reason: dict[Key, Reason] = {}
        self._keys = self._oriented(names, prints)
        for name, key in self._keys.items():
            self._counts[key] += names[name]
        self._parent: dict[Key, Key] = {key: key for key in self._counts}
        self._total = Counter(self._counts)
        self._join_initials()
        self._join_nicknames()
        self._join_swapped()
        self._join_misread()

    def owner(self, name: str) -> Key | None:
        """The person of a folded name; None where it is no full name."""
        key = self._keys.get(name)
        return None if key is None else self.root(key)

    def root(self, key: Key) -> Key:
        """The spelling that stands for a person."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def reason(self, name: str) -> Reason:
        """Why a folded name belongs to its person."""
        key = self._keys[name]
        return self._reason.get(key, ("the same name", 1.0))

    def members(self) -> dict[Key, list[Key]]:
        """The spellings of each person."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for key in self._counts:
            found[self.root(key)].append(key)
        return found

    def count(self, person: Key) -> int:
        """How often a person was printed in all spellings."""
        return self._total[self.root(person)]

    def join(self, one: Key, into: Key, reason: Reason) -> None:
        """Make `one` a spelling of `into`."""
        mine, other = self.root(one), self.root(into)
        if mine != other:
            self._parent[mine] = other
            self._total[other] += self._total[mine]
            self._reason[mine] = reason

    def _oriented(self, names: Mapping[str, int], prints: Mapping[str, str]) -> dict[str, Key]:
        """Which part is the surname, told by the prints with a comma where one without says nothing."""
        read = {name: parts for name in names if (parts := read_name(prints[name])) is not None}
        sure: Counter[tuple[str, str]] = Counter()
        for name, parts in read.items():
            if parts.sure_order:
                sure[parts.surname, parts.given] += names[name]
        return {name: _key(parts, sure) for name, parts in read.items()}

    def _join_initials(self) -> None:
        """`Mills, Cheryl` and `Mills, Cheryl D`; two that are both usual, with other initials, are two persons."""
        by_name: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key in self._counts:
            by_name[key[:2]].append(key)
        for keys in by_name.values():
            keys.sort(key=lambda key: (-self._counts[key], key))
            usual = [key for key in keys if key[2]] or keys
            first, total = usual[0], sum(self._counts[key] for key in usual)
            for key in keys:
                if key == first:
                    continue
                rare = self._counts[key] <= max(2, _RARE * self._counts[first])
                if not key[2]:
                    if self._counts[first] >= 0.7 * total:
                        self.join(key, first, ("without the initial", 0.95))
                elif _agree(key[2], first[2]):
                    self.join(key, first, ("the initial written or read otherwise", 0.95))
                elif rare:
                    self.join(key, first, ("another initial, seldom printed", 0.85))

    def _join_nicknames(self) -> None:
        by_surname: dict[str, set[Key]] = defaultdict(set)
        for key in self._counts:
            by_surname[key[0]].add(self.root(key))
        for roots in by_surname.values():
            if 1 < len(roots) <= _CROWD:
                self._join_within(sorted(roots, key=lambda key: (-self._total[key], key)))

    def _join_within(self, roots: Sequence[Key]) -> None:
        for key in reversed(roots):  # the rarest first, each to the one person it can be
            fitting = list({self.root(o): o for o in roots if o != key and self._may_be(key, o)})
            fitting.sort(key=lambda other: (-self._total[other], other))
            if fitting and (len(fitting) == 1 or self._total[fitting[0]] >= _CLEARLY * self._total[fitting[1]]):
                short = len(key[1]) == 1 or len(fitting[0][1]) == 1
                words = "an initial for the given name" if short else "a short form of the given name"
                self.join(key, fitting[0], (words, 0.8 if short else 0.9))

    def _may_be(self, key: Key, other: Key) -> bool:
        return self._total[self.root(other)] >= self._total[key] and _fits(key, other)

    def _join_swapped(self) -> None:
        """`Huma, Abedin`, where `Abedin, Huma` is usual."""
        by_name: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for key in self._counts:
            by_name[key[:2]].add(self.root(key))
        for key in list(self._counts):
            for other in sorted({self.root(turned) for turned in by_name.get((key[1], key[0]), ())}):
                agree = _agree(key[2], other[2])
                if agree and self._total[self.root(key)] * _OFTEN <= self._total[other]:
                    self.join(key, other, ("surname and given name swapped", 0.9))

    def _join_misread(self) -> None:
        roots = sorted(self.members(), key=lambda key: (self._total[key], key))
        by_text: dict[str, list[Key]] = defaultdict(list)
        for root in roots:
            by_text[f"{root[0]} {root[1]}"].append(root)
        near = Neighbours(by_text)
        for root in roots:
            others = [other for text in near.near(f"{root[0]} {root[1]}") for other in by_text[text]]
            fitting = [other for other in others if self._misread(root, other)]
            if fitting:
                best = max(fitting, key=lambda other: (self._total[other], other))
                self.join(root, best, ("a letter or two read otherwise", 0.85))

    def _misread(self, rare: Key, usual: Key) -> bool:
        """Whether `rare` may be `usual` misread: printed far less often, and nothing else speaks against it."""
        seldom, often = self._total[rare], self._total[usual]
        if often < (_OFTEN * seldom if seldom > _ONCE_OR_TWICE else seldom) or not _agree(rare[2], usual[2]):
            return False
        if often == seldom and rare < usual:
            return False
        one, two = distance(rare[0], usual[0]), distance(rare[1], usual[1])
        if two and is_given(rare[1]) and is_given(usual[1]) and not same_given(rare[1], usual[1]):
            return one == 0 and two == 1 and seldom <= _ONCE_OR_TWICE and often >= _FAR_MORE * seldom
        return one + two <= 1 or one == two == 1 or (min(one, two) == 0 and rare[2] == usual[2] != "")


def _key(parts: PersonName, sure: Mapping[tuple[str, str], int]) -> Key:
    straight, turned = sure.get((parts.surname, parts.given), 0), sure.get((parts.given, parts.surname), 0)
    plainly = is_given(parts.given) and not is_given(parts.surname)
    if not parts.sure_order and turned > straight and not plainly:
        return parts.given, parts.surname, parts.middle
    return parts.surname, parts.given, parts.middle


def _agree(one: str, other: str) -> bool:
    """Whether initials do not contradict each other, misread ones included."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    return any(one[0] in letters and other[0] in letters for letters in _CONFUSED)


def _fits(rare: Key, usual: Key) -> bool:
    if not _agree(rare[2], usual[2]):
        return False
    short, long = sorted((rare[1], usual[1]), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return same_given(rare[1], usual[1])
