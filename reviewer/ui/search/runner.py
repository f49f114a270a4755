"""Asks a project in another thread: the pages first, then what may follow later; a new question ends the one before."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from reviewer.model.errors import UserError
from reviewer.model.query import Query, Words
from reviewer.storage.reads.searching import SearchReads
from reviewer.storage.reads.stopping import Stop, StoppedError
from reviewer.storage.rows import Answer, Facet, ItemHit, SearchHit


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


class SearchRunner(QObject):
    """One question at a time; what it yields is told in the window's thread, one part after the other."""

    told = Signal(object, object)  # Asked, Told

    _arrived = Signal(object, object, object)  # number of the question, Asked, Told
    _broke = Signal(object)  # Exception

    def __init__(self, reads: SearchReads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self._number = 0
        self._thread: ThreadPoolExecutor | None = None
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def ask(self, asked: Asked) -> None:
        """Begin; the question before is given up."""
        self._number += 1
        number = self._number
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="search")
        self._thread.submit(self._work, number, asked).add_done_callback(self._ended)

    def forget(self) -> None:
        """Give up what is being asked; nothing more is told of it."""
        self._number += 1

    def let_go(self) -> None:
        """End the thread; waits for the moment that a read takes to be given up."""
        self.forget()
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None

    def _work(self, number: int, asked: Asked) -> None:
        def stop() -> bool:
            return number != self._number

        if stop():
            return
        try:
            for told in self._parts(asked, stop):
                if stop():
                    return
                self._arrived.emit(number, asked, told)
        except StoppedError:
            return
        except UserError as error:
            self._arrived.emit(number, asked, error)

    def _parts(self, asked: Asked, stop: Stop) -> Iterator[Told]:
        reads, query = self._reads, asked.query
        answer = reads.first(query, limit=asked.limit, stop=stop)
        yield Pages(answer, tuple(reads.words(query)))
        yield Items(tuple(reads.items(query, stop=stop)))
        yield Misread(tuple(reads.misread(query, limit=asked.limit, stop=stop)))
        yield Count(reads.count(query, stop=stop) if answer.more else len(answer.hits))
        yield from reads.facets(query, stop=stop)
        yield Done()

    def _ended(self, work: Future[None]) -> None:
        error = work.exception() if not work.cancelled() else None
        if error is not None:
            self._broke.emit(error)

    @staticmethod
    def _report(error: Exception) -> None:
        """A bug in the other thread is one in the window's, where it is written down and told."""
        raise error

    def _tell(self, number: int, asked: Asked, told: Told) -> None:
        if number == self._number:
            self.told.emit(asked, told)
