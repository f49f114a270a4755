"""Given names and their short forms, from the list that ships with the program."""

from __future__ import annotations

from functools import cache

from reviewer.model.resources import resource


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    text = resource("gazetteers", "given-names.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            for name in line.split():
                found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def is_given(name: str) -> bool:
    """Whether a folded word is a known given name or a short form of one."""
    return name in _groups()


def same_given(one: str, other: str) -> bool:
    """Whether two folded given names may be of one person: `jake` and `jacob`, `bill` and `william`."""
    groups = _groups()
    return one == other or bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))
