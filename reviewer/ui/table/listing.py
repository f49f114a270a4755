"""Asks behind the window which redactions the table lists, in which order, and what they add up to."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from reviewer.model.errors import UserError
from reviewer.storage.reads import Reads
from reviewer.storage.reads.listing import Grouping, Sorting
from reviewer.storage.reads.redactions import EVERY, RedactionFilter, RedactionTotals
from reviewer.storage.reads.stopping import Stop
from reviewer.ui.asking import Asker

_FIRST: Final = 200  # rows: some screens, which are there before a list of a million is


@dataclass(frozen=True, slots=True)
class Question:
    """What to list: which redactions, what they are grouped by, and in which order."""

    chosen: RedactionFilter = EVERY
    by: Grouping | None = None
    sorting: Sorting = "place"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The redactions by row number: all below each other, or in groups. `complete`: no more of them follow."""

    question: Question
    found: array[int] | Mapping[str, array[int]]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """What the redactions listed add up to, how many of the project claim each code, whether items have numbers."""

    totals: RedactionTotals
    by_code: Mapping[str, int]
    numbered: bool


class Listing(QObject):
    """Another question is asked at once; the same one again, after a change, once the answer to the first is there.

    A list that begins anew with each page that is read would never be finished.
    """

    listed = Signal(object)  # Listed
    counted = Signal(object)  # Counted
    failed = Signal(object)  # UserError

    def __init__(self, reads: Reads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self._asker = Asker("table", self)
        self._asking: Question | None = None
        self._again = False

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._asking is not None

    def ask(self, question: Question, *, first: bool = False) -> None:
        """List these; `first`: tell the beginning of the list as soon as it is known, for nothing is shown yet."""
        if question == self._asking:
            self._again = True
            return
        self._asking, self._again = question, False
        self._asker.ask(lambda stop: self._parts(question, first, stop), self._take)

    def let_go(self) -> None:
        """Ask nothing any more: the project is closed."""
        self._asker.let_go()

    def _parts(self, question: Question, first: bool, stop: Stop) -> Iterator[Listed | Counted]:
        """Runs in the other thread."""
        reads, chosen = self._reads, question.chosen
        sorting, descending = question.sorting, question.descending
        if question.by is not None:
            groups = reads.listing.grouped(question.by, chosen, sorting=sorting, descending=descending, stop=stop)
            yield Listed(question, groups)
        else:
            if first and sorting == "place":
                begin = reads.listing.rows(chosen, descending=descending, most=_FIRST, stop=stop)
                yield Listed(question, begin, complete=False)
            yield Listed(question, reads.listing.rows(chosen, sorting=sorting, descending=descending, stop=stop))
        totals = reads.redactions.totals(chosen, stop=stop)
        yield Counted(totals, reads.redactions.count_by_code(stop=stop), reads.redactions.numbered())

    def _take(self, part: object) -> None:
        if isinstance(part, Listed):
            self.listed.emit(part)
            return
        question, self._asking = self._asking, None
        if isinstance(part, Counted):
            self.counted.emit(part)
        elif isinstance(part, UserError):
            self.failed.emit(part)
        if self._again and question is not None:
            self.ask(question)
