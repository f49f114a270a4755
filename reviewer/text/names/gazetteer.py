"""Agencies with their components, systems and places, from the lists that ship with the program."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reviewer.model.resources import resource
from reviewer.text.names.found import FoundName, RunningText
from reviewer.text.names.printed import fold

_LISTS = {"agencies.txt": "organisation", "systems.txt": "system", "places.txt": "place"}
_TOKEN = re.compile(r"[\w&'’]+(?:\.[\w]+)*\.?", re.UNICODE)
_CAPITALS = 0.7  # share of a line's letters in capitals from which on an abbreviation in it says nothing


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a list; `exact` where a print counts only with these capitals (abbreviations)."""

    name: str
    kind: str
    tokens: tuple[str, ...]
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """A department, bureau or component: other names, and what it is part of (empty: of nothing)."""

    name: str
    others: tuple[str, ...]
    parent: str


@cache
def agencies() -> tuple[Agency, ...]:
    """The shipped agencies in the order of the list."""
    return tuple(Agency(name, others, parent) for name, others, parent in _rows("agencies.txt"))


@cache
def _entries() -> dict[str, list[Entry]]:
    """Entries by their first token, the longest first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for file, kind in _LISTS.items():
        for name, others, _ in _rows(file):
            for printed in (name, *others):
                tokens = tuple(_plain(token) for token in _TOKEN.findall(printed))
                short = len(tokens) == 1 and (printed != printed.capitalize() or kind == "system")
                found[tokens[0]].append(Entry(name, kind, tokens, printed if short else ""))
    return {token: sorted(entries, key=lambda entry: -len(entry.tokens)) for token, entries in found.items()}


def find_listed(text: RunningText) -> Iterator[FoundName]:
    """Every agency, system and place of the lists that the page names; the longest name at each place."""
    tokens = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text.text)]
    plain = [_plain(token) for _, _, token in tokens]
    entries = _entries()
    at = 0
    while at < len(tokens):
        entry = next((e for e in entries.get(plain[at], ()) if _stands(e, text.text, tokens, plain, at)), None)
        if entry is None:
            at += 1
            continue
        start, end = tokens[at][0], tokens[at + len(entry.tokens) - 1][1]
        first, last = text.run(start, end)
        sure = 0.8 if entry.exact else 0.95
        yield FoundName(entry.kind, entry.name, fold(entry.name), first, last, "gazetteer", sure)
        at += len(entry.tokens)


def _stands(entry: Entry, text: str, tokens: list[tuple[int, int, str]], plain: list[str], at: int) -> bool:
    length = len(entry.tokens)
    if tuple(plain[at : at + length]) != entry.tokens:
        return False
    start, end = tokens[at][0], tokens[at + length - 1][1]
    if not entry.exact:
        printed = text[start:end]
        return printed[0].isupper() and not re.search(r"[^\w\s&'’.,\-]|\n\s*\n", printed)
    if text[start:end].rstrip(".").replace("’", "'") != entry.exact.rstrip("."):
        return False
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    others = [char for char in line.replace(text[start:end], "") if char.isalpha()]
    return len(others) < 4 or sum(char.isupper() for char in others) < _CAPITALS * len(others)


def _plain(token: str) -> str:
    bare = fold(token).replace(".", "").replace("’", "'")
    return "and" if bare == "&" else bare


def _rows(file: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for line in resource("gazetteers", file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, others, parent = (*(part.strip() for part in line.split("|")), "", "")[:3]
            # `Washington, DC` holds a comma of its own: such names are parted by what follows a blank-free comma too.
            yield name, tuple(other for other in re.split(r",\s(?!D\.?C)", others) if other), parent
