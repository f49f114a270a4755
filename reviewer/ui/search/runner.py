"""Searches in another thread: the pages first, then what may follow later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reviewer.model.errors import UserError
from reviewer.model.query import Query, Words
from reviewer.storage.reads.searching import SearchReads
from reviewer.storage.reads.stopping import Stop
from reviewer.storage.rows import Answer, Facet, ItemHit, SearchHit
from reviewer.ui.asking import Asker


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the query, how it was typed, and the most pages to list."""

    query: Query
    typed: str
    limit: int


@dataclass(frozen=True, slots=True)
class Pages:
    """The first pages, and the words by which their hits are found."""

    answer: Answer
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """Pages that fit only if a word was misread."""

    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """What else says the words."""

    hits: tuple[ItemHit, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many pages fit in all."""

    pages: int


@dataclass(frozen=True, slots=True)
class Done:
    """Everything was told."""


Told = Pages | Misread | Items | Count | Facet | Done | UserError


class SearchRunner(Asker):
    """One question at a time; what it yields is told in the window's thread, one part after the other."""

    told = Signal(object, object)  # Asked, Told

    def __init__(self, reads: SearchReads, parent: QObject | None = None) -> None:
        super().__init__("search", parent)
        self._reads = reads

    def search(self, asked: Asked) -> None:
        """Begin; the search before is given up."""
        self.ask(lambda stop: self._parts(asked, stop), lambda told: self.told.emit(asked, told))

    def _parts(self, asked: Asked, stop: Stop) -> Iterator[Told]:
        reads, query = self._reads, asked.query
        answer = reads.first(query, limit=asked.limit, stop=stop)
        yield Pages(answer, tuple(reads.words(query)))
        yield Items(tuple(reads.items(query, stop=stop)))
        yield Misread(tuple(reads.misread(query, limit=asked.limit, stop=stop)))
        yield Count(reads.count(query, stop=stop) if answer.more else len(answer.hits))
        yield from reads.facets(query, stop=stop)
        yield Done()
