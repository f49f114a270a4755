"""What finding names yields, and the running text of a page in which they are looked for."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reviewer.model.page import PageText, Word

Source = Literal["header", "pattern", "citation", "gazetteer", "text", "model"]
"""Where a name was found: in an e-mail header, by a pattern, as a citation, in a shipped list, in the running text by a
given name or title, by a statistical model."""

HOLE = "\ue000"
"""Stands for a redaction in the running text: no name holds it, so none reaches over a redaction."""
_LONGEST = 300  # characters of one word that are looked at; longer ones are rules and noise


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name on a page: words `first` to `last` (both included, from 0).

    `form` is the name as to be shown, `key` the same normalised: mentions with the same kind and key are one name.
    `address` is the e-mail address printed with a person.
    """

    kind: str
    form: str
    key: str
    first: int
    last: int
    source: Source
    confidence: float
    address: str = ""


class RunningText:
    """The words of a page as one string, lines parted by line ends, with the way back to word numbers."""

    def __init__(self, page: PageText) -> None:
        self.words: tuple[Word, ...] = page.words
        holes = {token.before for token in page.tokens}
        parts: list[str] = []
        self._starts: list[int] = []
        at = 0
        for number, word in enumerate(page.words):
            between = "" if number == 0 else " " if word.line == page.words[number - 1].line else "\n"
            if number in holes:
                between = f" {HOLE}{between or ' '}"
            text = word.text[:_LONGEST].replace(HOLE, " ").replace("\n", " ")
            parts += (between, text)
            at += len(between)
            self._starts.append(at)
            at += len(text)
        self.text = "".join(parts)

    def run(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last word that characters `start` to `end` (excluded) touch."""
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        return first, max(first, bisect.bisect_left(self._starts, end) - 1)


def without_overlaps(found: Sequence[FoundName]) -> list[FoundName]:
    """Each word belongs to one name at most: the earlier in the list wins; the rest in reading order."""
    taken: set[int] = set()
    kept: list[FoundName] = []
    for name in found:
        words = range(name.first, name.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(name)
    return sorted(kept, key=lambda name: name.first)


def trimmed(text: str) -> str:
    """One blank for each stretch of white space, none at the ends."""
    return " ".join(text.split())
