"""Groups the names and addresses under which the same person occurs, each with the reason why it belongs there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from reviewer.text.names.addresses import Locals, local_part
from reviewer.text.names.alike import Neighbours, distance
from reviewer.text.names.given import is_given, same_given
from reviewer.text.names.persons import Key, Persons, Reason
from reviewer.text.names.printed import lone_surname
from reviewer.text.names.sightings import Sightings

_MOSTLY = 0.6  # share of an address's prints with one person from which on it is that person's
_PROOF = 2  # prints of name and address together that prove something beside a misread line
_WORD_PROOF = 5  # the same for a lone word, which many may share
_SELDOM = 0.05  # a spelling printed less than this share of another may be its misreading
_FAR_MORE = 20  # times as often as the next of that surname must a person be printed to be meant by it alone
_HANDLE = 4  # letters of a lone word that can be looked at as an address without its end

Owner: TypeAlias = Key | str
"""A person: the usual spelling of a full name, or, where no full name is known, one of the addresses or words."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name or address of a group: how often it was printed, why it belongs there, how sure that is (0-1).

    `key` is the folded name or the address itself.
    """

    key: str
    text: str
    count: int
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class AliasGroup:
    """Everything under which one person occurs; the first alias is the best name."""

    aliases: tuple[Alias, ...]

    @property
    def name(self) -> str:
        """What to call the person."""
        return self.aliases[0].text


def group_people(printed: Mapping[str, int]) -> list[AliasGroup]:
    """Group printed senders and recipients (how often each was printed); the most frequent person first.

    A redacted part belongs to no one. Every name and address is in one group, alone where nothing ties it to another.
    """
    seen = Sightings()
    for text, count in printed.items():
        seen.add(text, count)
    return group_sightings(seen)


def group_sightings(seen: Sightings) -> list[AliasGroup]:
    """Group names and addresses that were counted already; as `group_people`."""
    return _Ties(seen).groups()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands among the groups: by keys, which one leads it, why it belongs there, how sure (0-1)."""

    key: str
    leader: str
    reason: str
    confidence: float


def places_in_groups(seen: Sightings) -> tuple[Place, ...]:
    """Every name and address with the leader of its group, for storing."""
    return tuple(
        Place(alias.key, group.aliases[0].key, alias.reason, alias.confidence)
        for group in group_sightings(seen)
        for alias in group.aliases
    )


class _Ties:
    """Whose each name and address is, from the strongest evidence to the weakest."""

    def __init__(self, seen: Sightings) -> None:
        self._seen = seen
        self._persons = Persons(seen.names, {name: seen.usual(name) for name in seen.names})
        self._owner: dict[str, Owner] = {}
        self._why: dict[str, Reason] = {}
        self._tie_full_names()
        self._tie_printed_together()
        self._join_misread_names()
        self._tie_by_make()
        self._tie_misread_addresses()
        self._tie_words()
        self._tie_surnames()
        self._tie_rest()

    def _tie_full_names(self) -> None:
        for name in self._seen.names:
            owner = self._persons.owner(name)
            if owner is not None:
                self._owner[name], self._why[name] = owner, self._persons.reason(name)

    def _tie(self, thing: str, owner: Owner, words: str, confidence: float) -> None:
        self._owner[thing], self._why[thing] = owner, (words, confidence)

    def _votes(self, printed_with: Mapping[str, int]) -> Counter[Owner]:
        """Whose the things are that something was printed with, by how often."""
        votes: Counter[Owner] = Counter()
        for thing, count in printed_with.items():
            if thing in self._owner:
                votes[self._owner[thing]] += count
        return votes

    def _tie_printed_together(self) -> None:
        """An address is its person's if most full names printed with it are that person's."""
        for address, names in self._seen.names_of.items():
            votes = self._votes(names)
            owner = _majority(votes)
            if owner is not None and (votes[owner] >= _PROOF or _resembles(address, owner)):
                self._tie(address, owner, f"printed together {_times(votes[owner])}", 0.97)

    def _join_misread_names(self) -> None:
        """A name seldom printed, always with another's address and like that name, is that name misread."""
        totals = self._totals()
        for name, addresses in self._seen.addresses_of.items():
            mine = self._owner.get(name)
            votes = self._votes(addresses)
            other = _majority(votes)
            if isinstance(mine, tuple) and isinstance(other, tuple) and mine != other:
                alike = mine[0] == other[0] or same_given(mine[1], other[1]) or distance(mine[0], other[0]) <= 2
                if alike and totals[mine] <= max(2, _SELDOM * totals[other]):
                    self._persons.join(mine, other, ("printed with the same address", 0.9))
        for thing, owner in self._owner.items():
            if isinstance(owner, tuple):
                self._owner[thing] = self._persons.root(owner)

    def _totals(self) -> Counter[Owner]:
        totals: Counter[Owner] = Counter()
        for name, count in self._seen.names.items():
            if name in self._owner:
                totals[self._owner[name]] += count
        return totals

    def _tie_by_make(self) -> None:
        totals = self._totals()
        made = Locals(self._persons.members(), {key: totals[key] for key in self._persons.members()})
        words = [name for name in self._seen.names if " " not in name and "," not in name and len(name) >= _HANDLE]
        for thing in [*self._seen.addresses, *words]:
            if thing in self._owner:
                continue
            if (owner := made.owner(thing)) is not None:
                self._tie(thing, owner, "made of this name", 0.85)
            elif (owner := made.surname_owner(thing)) is not None:
                # The usual surname with a capital is no address: more is asked of it later.
                small = self._seen.usual(thing).islower()
                if not is_given(thing) and (small or owner[0] != thing):
                    self._tie(thing, owner, "the surname alone", 0.7)
            elif (owner := made.misread_owner(thing)) is not None:
                self._tie(thing, owner, "made of this name, a letter read otherwise", 0.75)

    def _tie_misread_addresses(self) -> None:
        """An address like one printed more often, of a known person."""
        known: dict[str, list[str]] = defaultdict(list)
        for address in self._seen.addresses:
            if address in self._owner:
                known[local_part(address)].append(address)
        near = Neighbours(known)
        for address, count in self._seen.addresses.items():
            if address in self._owner:
                continue
            local = local_part(address)
            fitting = [*known.get(local, ()), *(other for text in near.near(local) for other in known[text])]
            fitting = [o for o in fitting if self._seen.addresses[o] >= count and _same_place(o, address)]
            if fitting:
                best = max(fitting, key=lambda other: (self._seen.addresses[other], other))
                self._tie(address, self._owner[best], f"like {best}, a letter read otherwise", 0.8)

    def _tie_words(self) -> None:
        """`H`, `Sid`: a word is the person's with whose addresses it was printed."""
        for name, addresses in self._seen.addresses_of.items():
            if name in self._owner:
                continue
            votes = self._votes(addresses)
            owner = _majority(votes)
            if owner is not None and votes[owner] >= _PROOF:
                self._tie(name, owner, f"printed with that person's address {_times(votes[owner])}", 0.85)
        for address, names in self._seen.names_of.items():
            if address in self._owner:
                continue
            votes = self._votes(names)
            owner = _majority(votes)
            if owner is not None and votes[owner] >= _WORD_PROOF:
                self._tie(address, owner, f"printed together {_times(votes[owner])}", 0.85)

    def _tie_surnames(self) -> None:
        """`Secretary Clinton`, `Clinton`: a surname alone means who of it is printed far more often than all others."""
        totals: Counter[Owner] = self._totals()
        for address, count in self._seen.addresses.items():
            if address in self._owner:
                totals[self._owner[address]] += count
        by_surname: dict[str, Counter[Owner]] = defaultdict(Counter)
        for owner, count in totals.items():
            if isinstance(owner, tuple):
                by_surname[owner[0]][owner] += count
        for name in self._seen.names:
            surname = lone_surname(self._seen.usual(name)) if name not in self._owner else None
            ranked = by_surname[surname].most_common(2) if surname in by_surname else []
            if ranked and ranked[0][1] >= _FAR_MORE * (ranked[1][1] if len(ranked) > 1 else 1):
                self._tie(name, ranked[0][0], "the surname alone, nobody else of it so often", 0.65)

    def _tie_rest(self) -> None:
        """What no full name is known for: a word and the addresses printed with it; the rest alone."""
        for address, names in self._seen.names_of.items():
            word = max(names, key=lambda name: (names[name], name))
            # An address that several persons share, none of them mostly, is nobody's.
            if address not in self._owner and not isinstance(self._owner.get(word), tuple):
                owner = self._owner.setdefault(word, word)
                self._tie(address, owner, f"printed together {_times(names[word])}", 0.8)
        for thing in [*self._seen.names, *self._seen.addresses]:
            self._owner.setdefault(thing, thing)

    def groups(self) -> list[AliasGroup]:
        """The groups, the most frequent person first."""
        things: dict[Owner, list[str]] = defaultdict(list)
        for thing, owner in self._owner.items():
            things[owner].append(thing)
        found = [self._group(members) for members in things.values()]
        return sorted(found, key=lambda group: (-sum(alias.count for alias in group.aliases), group.name))

    def _group(self, members: list[str]) -> AliasGroup:
        def rank(thing: str) -> tuple[bool, int, str]:
            return self._persons.owner(thing) is None, -self._seen.count(thing), thing

        ordered = sorted(members, key=rank)
        return AliasGroup(tuple(self._alias(thing, first=thing == ordered[0]) for thing in ordered))

    def _alias(self, thing: str, *, first: bool) -> Alias:
        reason, confidence = ("the usual name", 1.0) if first else self._why.get(thing, ("the same name", 1.0))
        return Alias(thing, self._seen.usual(thing), self._seen.count(thing), reason, confidence)


def _majority(votes: Mapping[Owner, int]) -> Owner | None:
    total = sum(votes.values())
    if not total:
        return None
    best = max(votes, key=lambda owner: (votes[owner], str(owner)))
    return best if votes[best] >= _MOSTLY * total else None


def _resembles(address: str, owner: Owner) -> bool:
    local = local_part(address)
    return isinstance(owner, tuple) and (owner[0] in local or (len(owner[1]) > 2 and owner[1] in local))


def _same_place(one: str, other: str) -> bool:
    """Whether two addresses may be of one mailbox: their domains are alike, or one was cut off."""
    first, second = one.partition("@")[2], other.partition("@")[2]
    return not first or not second or distance(first.rstrip("."), second.rstrip(".")) <= 2


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
