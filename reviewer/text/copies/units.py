"""Cuts a document into what can occur again elsewhere: the messages of a chain, or its pages; words as compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from reviewer.model.ids import PageId
from reviewer.model.page import Word
from reviewer.text.tokens import terms

_LABELS: Final = frozenset({"from", "to", "cc"})
_DOUBTFUL: Final = 0.35
_TINY: Final = 2
_SHORTEST: Final = 8  # words: what is shorter says too little to be told from another
_LONGEST: Final = 1_500  # words: longer ones are cut, so that aligning two stays quick


class Run(NamedTuple):
    """Words `first` to `first + length - 1` of a page (its own numbering), one behind the other in a unit."""

    page: PageId
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A message or a page: its words as compared (empty: nothing but signs) and where they stand."""

    words: tuple[str, ...]
    runs: tuple[Run, ...]

    def places(self) -> list[tuple[PageId, int]]:
        """Page and word number of each word."""
        return [(run.page, run.first + n) for run in self.runs for n in range(run.length)]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A page of a document: its words in reading order, the lines that are no part of it, and where messages begin.

    `heads` are the y of first header lines, in displayed points; `stamped` are the numbers stamped on the page.
    """

    page: PageId
    words: Sequence[Word]
    running: frozenset[int] = frozenset()
    heads: tuple[float, ...] = ()
    stamped: frozenset[str] = frozenset()


@lru_cache(maxsize=65_536)
def compared(text: str) -> str:
    """A word as it is compared: without case, accents and signs; empty where nothing is left."""
    return "".join(terms(text))


def units(pages: Iterable[UnitPage]) -> list[Unit]:
    """The units of one document: its messages, over page ends; without messages each page for itself."""
    pages = list(pages)
    mail = any(page.heads for page in pages)
    pieces: list[list[tuple[PageId, int, str]]] = [[]]
    for page in pages:
        if not mail:
            pieces.append([])
        starts = _starts(page)
        for number, (word, text) in enumerate(zip(page.words, _texts(page), strict=True)):
            if number in starts:
                pieces.append([])
            if word.line not in page.running:
                if len(pieces[-1]) >= _LONGEST:
                    pieces.append([])
                pieces[-1].append((page.page, number, text))
    return [_unit(piece) for piece in pieces if sum(1 for _, _, word in piece if word) >= _SHORTEST]


def _texts(page: UnitPage) -> Iterator[str]:
    """The words of a page as compared; empty for dirt, stamped numbers, and what a mail program adds to a name.

    Behind a name one program prints an address, another the office in brackets: what stands in brackets in a header is
    never what an address hides.
    """
    stamped = {compared(number) for number in page.stamped}
    line, header, bracket = -1, False, False
    for word in page.words:
        first = word.line != line
        line = word.line
        text = _label(word.text) if first else compared(word.text)
        if first:
            header, bracket = text in _LABELS and word.text.rstrip().endswith(":"), False
        bracket = bracket or (header and word.text.startswith("("))
        yield "" if bracket or _dirt(word) or text in stamped else text
        bracket = bracket and not word.text.rstrip(";,").endswith(")")


def _label(text: str) -> str:
    """The first word of a line as compared: `Ce:` and `TQ:` are labels of a message's header, misread."""
    plain = compared(text)
    colon = text.rstrip().endswith(":") and len(plain) == 2
    if plain in ("ce", "co", "oc", "gc", "cec") or (colon and plain[0] == "c"):
        return "cc"
    return "to" if colon and plain[0] == "t" else plain


def _dirt(word: Word) -> bool:
    """Whether a sign or two was read that hardly is any: rest of a line, a speck."""
    return word.confidence is not None and word.confidence < _DOUBTFUL and len(word.text) <= _TINY


def _starts(page: UnitPage) -> frozenset[int]:
    """The numbers of the words that begin a message: the first at or below each head in reading order."""
    found = set()
    for head in page.heads:
        lines = [word.line for word in page.words if word.rect.y0 <= head + 1 and word.rect.y1 > head]
        first = min(lines) if lines else None
        number = next((n for n, word in enumerate(page.words) if word.line == first), None)
        if number is not None:
            found.add(number)
    return frozenset(found)


def _unit(piece: Sequence[tuple[PageId, int, str]]) -> Unit:
    return Unit(tuple(word for _, _, word in piece), tuple(_runs(piece)))


def _runs(piece: Sequence[tuple[PageId, int, str]]) -> Iterator[Run]:
    start = 0
    for n in range(1, len(piece) + 1):
        if n == len(piece) or piece[n][0] != piece[n - 1][0] or piece[n][1] != piece[n - 1][1] + 1:
            yield Run(piece[start][0], piece[start][1], n - start)
            start = n
