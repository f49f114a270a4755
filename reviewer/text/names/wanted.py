"""What is asked of the finder of names: a page, packed; said apart from the finder, which takes long to load."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.documents import Message


@dataclass(frozen=True, slots=True)
class NamesWanted:
    """A page in the form in which it travels to a worker: packed words, the holes among them, its messages.

    `identifiers` are the numbers stamped on it, which are no numbers of cases; `running` the numbers of its lines that
    are running heads and feet or release stamps, in which no names are looked for. With `cites` it may cite laws.
    """

    words: bytes
    holes: tuple[int, ...]
    messages: tuple[Message, ...]
    identifiers: frozenset[str] = frozenset()
    running: frozenset[int] = frozenset()
    cites: bool = False
