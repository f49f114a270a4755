"""Knows an entry of an index again after the index was imported anew, so that a person's word on it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reviewer.text.agency_index.entries import Entry

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class EntryName:
    """What an entry is known by: the name of its index, its own number, its pages and its exemptions as printed."""

    index: str
    number: str
    pages: str
    codes: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's word: the entry speaks for that deletion (UUID), or it does not."""

    entry: EntryName
    deletion: str
    speaks: bool


def name_of(index: str, entry: Entry) -> EntryName:
    """What an entry of an index of that name is known by."""
    return EntryName(index, entry.number, entry.pages, entry.code_text)


def verdicts(entries: Iterable[tuple[E, EntryName]], decided: Sequence[Decided]) -> Mapping[str, Mapping[E, bool]]:
    """By deletion, what was said of which entry.

    An entry whose exemptions read otherwise than before (an amended index) is still the one that was meant where no
    other has its number and pages.
    """
    if not decided:
        return {}
    whole: dict[EntryName, list[E]] = defaultdict(list)
    placed: dict[tuple[str, str, str], list[E]] = defaultdict(list)
    for entry, name in entries:
        whole[name].append(entry)
        placed[name.index, name.number, name.pages].append(entry)
    found: dict[str, dict[E, bool]] = defaultdict(dict)
    for word in decided:
        name = word.entry
        alone = placed.get((name.index, name.number, name.pages), [])
        meant = whole.get(name) or (alone if len(alone) == 1 else [])
        found[word.deletion].update(dict.fromkeys(meant, word.speaks))
    return found
