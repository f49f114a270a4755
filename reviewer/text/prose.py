"""The running text of a letter with its pages: finds the sentence and the page of whatever a pattern meets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.text.page_lines import PageLine

_LONGEST_QUOTE = 400
# A full stop ends a sentence unless it belongs to an abbreviation, an initial or a citation.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bInc)(?<!\bv)(?<!\bVol)(?<!\bSec)(?<!\bAve)(?<!\bSt)"
    r"[.?!][\"”’)]*\s+(?=[\"“(]?[A-Z\d])|:\s+(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """All lines of a letter joined by spaces; `starts` and `pages` tell on which page a place of the text stands.

    `ends` are the places at which its sentences end, the last one left out.
    """

    text: str
    starts: tuple[int, ...]
    pages: tuple[int, ...]
    ends: tuple[int, ...]

    def page_at(self, place: int) -> int:
        """The page (of the file, from 0) on which the character at `place` stands."""
        return self.pages[max(0, bisect_right(self.starts, place) - 1)]

    def sentence_at(self, start: int, stop: int) -> str:
        """The sentence around a part of the text, shortened around it where it is long."""
        first, last = self._bounds(start, stop)
        if last - first > _LONGEST_QUOTE:
            first = max(first, start - 150)
            last = min(last, max(stop, first + _LONGEST_QUOTE))
        return self.text[first:last].strip()

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Every sentence with its place."""
        at = 0
        for end in self.ends:
            yield at, self.text[at:end].rstrip()
            at = end
        yield at, self.text[at:].rstrip()

    def _bounds(self, start: int, stop: int) -> tuple[int, int]:
        ends = (0, *self.ends, len(self.text))
        return ends[bisect_right(self.ends, start)], ends[bisect_left(self.ends, stop) + 1]


def prose(lines: Sequence[PageLine]) -> Prose:
    """The lines of a letter as one text; a word hyphenated at a line end is joined."""
    parts: list[str] = []
    starts: list[int] = []
    pages: list[int] = []
    length = 0
    for line in lines:
        joined = bool(parts) and re.search(r"[a-z]-$", parts[-1]) and line.text[:1].islower()
        if joined:
            parts[-1] = parts[-1][:-1]
            length -= 1
        piece = line.text if joined or not parts else f" {line.text}"
        starts.append(length)
        pages.append(line.page)
        parts.append(piece)
        length += len(piece)
    text = "".join(parts)
    return Prose(text, tuple(starts), tuple(pages), tuple(end.end() for end in _END.finditer(text)))
