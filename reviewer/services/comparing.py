"""Finds copies of one another in the background, behind reading and names; what is left waits in the project."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import islice
from typing import Final

from reviewer.ingest.catalogue import Stopped
from reviewer.model.errors import UserError
from reviewer.services.patience import unless
from reviewer.services.reading_run import Orders
from reviewer.services.workspace import Workspace
from reviewer.storage.copies import WaitingDocument
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import Compared, CompareUnits, FindUnits, Units

_DOCUMENTS: Final = 16  # a request: a few hundredths of a second of work
_PAIRS: Final = 64  # a request: about a tenth of a second
_UNITS: Final = 4_000  # compared with all others in one go: bounds the memory that their pairs take

Pair = tuple[int, int]


class CopyRun:
    """From the first document that waits to the last pair; lives in the thread that reads.

    It gives way at once when it is stopped or when new pages are to be read: what is stored stays, the rest waits.
    """

    def __init__(self, workspace: Workspace, pool: WorkerPool, orders: Orders) -> None:
        self._workspace, self._pool, self._orders = workspace, pool, orders
        self._after = 0
        self._cutting: deque[tuple[list[WaitingDocument], Future[Units]]] = deque()

    def ask(self) -> None:
        """Hand documents to the workers, one batch ahead of them; may be called before `run`, which takes the units."""
        while len(self._cutting) <= self._pool.workers and (batch := self._next()):
            self._cutting.append((batch, self._submit(batch)))

    def run(self) -> None:
        """Cut, compare and store; comes back early when something else is wanted. UserError where storing fails."""
        try:
            self._cut()
            self._compare()
        except Stopped:
            pass

    def _unwanted(self) -> bool:
        return self._orders.stopping or self._orders.again

    def _go_on(self) -> None:
        """Wait out a pause; Stopped where something else is wanted."""
        while self._orders.paused and not self._unwanted():
            self._orders.messages.get()
        if self._unwanted():
            raise Stopped

    def _cut(self) -> None:
        try:
            while True:
                self._go_on()
                self.ask()
                if not self._cutting:
                    return
                self._store_units(*self._cutting[0])
                self._cutting.popleft()
        finally:
            for _, future in self._cutting:
                future.cancel()

    def _next(self) -> list[WaitingDocument]:
        batch = self._workspace.read.copies.waiting(self._after, _DOCUMENTS)
        if batch:
            self._after = batch[-1].last
        return batch

    def _submit(self, batch: Sequence[WaitingDocument]) -> Future[Units]:
        return self._pool.submit(FindUnits(self._workspace.path, tuple(document.pages for document in batch)))

    def _store_units(self, batch: list[WaitingDocument], future: Future[Units]) -> None:
        try:
            found = unless(self._unwanted, future)
        except UserError as error:
            if error.code == "worker-start":
                raise
            if len(batch) == 1:  # given up after two tries: a document without copies, and the failure is on record
                page = batch[0].first
                self._workspace.intake.record_failure(
                    None, error.code, f"Copies were not looked for: {error}", page=page
                )
                found = ((),)
            else:
                for document in batch:
                    self._store_units([document], self._submit([document]))
                return
        self._workspace.intake.store_units(list(zip(batch, found, strict=True))).result()

    def _compare(self) -> None:
        known = self._workspace.read.copies.prints()
        waiting = [unit for unit, compared, _ in known if not compared]
        if not waiting:
            return
        import numpy as np

        from reviewer.text.copies.candidates import Candidates

        done = {unit for unit, compared, _ in known if compared}
        candidates = Candidates([unit for unit, _, _ in known], [np.frombuffer(p, "<u4") for _, _, p in known])
        del known
        for start in range(0, len(waiting), _UNITS):
            some = waiting[start : start + _UNITS]
            earlier = self._workspace.read.copies.known_pairs(some)
            pairs = dict.fromkeys(candidates.pairs(set(some), done))
            pairs |= dict.fromkeys(earlier)  # what was a pair and is none any more is to be removed
            self._work_off(list(pairs))
            self._workspace.intake.mark_compared(some).result()
            done.update(some)

    def _work_off(self, pairs: Sequence[Pair]) -> None:
        flying: deque[tuple[list[Pair], Future[Compared]]] = deque()
        batches = _batches(pairs)
        try:
            while True:
                self._go_on()
                while len(flying) <= self._pool.workers and (batch := next(batches, None)):
                    flying.append((batch, self._ask(batch)))
                if not flying:
                    return
                batch, future = flying[0]
                self._store_pairs(batch, future)
                flying.popleft()
        finally:
            for _, future in flying:
                future.cancel()

    def _ask(self, pairs: list[Pair]) -> Future[Compared]:
        units = self._workspace.read.copies.units(sorted({unit for pair in pairs for unit in pair}))
        pairs[:] = [pair for pair in pairs if pair[0] in units and pair[1] in units]
        return self._pool.submit(CompareUnits(self._workspace.path, units, tuple(pairs)))

    def _store_pairs(self, pairs: list[Pair], future: Future[Compared]) -> None:
        try:
            found = unless(self._unwanted, future)
        except UserError as error:
            if error.code == "worker-start":
                raise
            if len(pairs) > 1:
                for pair in pairs:
                    self._store_pairs([pair], self._ask([pair]))
                return
            found = (None,) * len(pairs)
        self._workspace.intake.store_pairs(dict(zip(pairs, found, strict=True))).result()


def _batches(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Neighbouring pairs together, so that most units are handed over once."""
    ordered = iter(sorted(pairs))
    while batch := list(islice(ordered, _PAIRS)):
        yield batch
