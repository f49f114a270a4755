"""Finds the names of pages in the background, behind reading, and groups them; what is left waits in the project."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from reviewer.ingest.catalogue import Stopped
from reviewer.model.changes import Changes
from reviewer.model.errors import UserError
from reviewer.model.ids import PageId
from reviewer.services.patience import unless
from reviewer.services.reading_run import Orders
from reviewer.services.workspace import Workspace
from reviewer.storage.names import Grouped, PeopleFound
from reviewer.text.names.found import FoundName
from reviewer.text.names.sightings import Sightings
from reviewer.text.names.wanted import NamesWanted
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import FindNames, GroupNames, Names

_BATCH: Final = 8  # pages a request at most: some hundredths of a second of work, a second or two with a model
_AHEAD_PER_WORKER: Final = 2
_UNSTORED: Final = 4  # batches that may wait for the disk while names of others are looked for
_CITED_ALONE: Final = 100  # pages that cite for which one worker has the library; for more it pays in each
_SLICE: Final = 5_000  # names whose groups are stored at once, so that an edit never waits long

Batch = list[tuple[PageId, NamesWanted]]
Part = tuple[Batch, Future[Names]]


class NameRun:
    """From the first page that waits to the last, then the groups; lives in the thread that reads.

    It gives way at once when it is stopped or when new pages are to be read: each batch is stored wholly or not at all.
    """

    def __init__(self, workspace: Workspace, pool: WorkerPool, orders: Orders) -> None:
        self._workspace, self._pool, self._orders = workspace, pool, orders
        self._flying: deque[list[Part]] = deque()
        self._storing: deque[Future[Changes]] = deque()
        self._after = self._cited = 0

    def run(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Find and group; comes back early when something else is wanted. UserError where storing fails.

        `meanwhile` is called once one worker groups and the others have nothing to do.
        """
        try:
            if self._find():
                self._group(meanwhile)
        except Stopped:
            pass
        finally:
            for parts in self._flying:
                for _, future in parts:
                    future.cancel()

    def _unwanted(self) -> bool:
        return self._orders.stopping or self._orders.again

    def _find(self) -> bool:
        """Whether names of any page were found."""
        found = False
        while True:
            while self._orders.paused and not self._unwanted():
                self._orders.messages.get()
            if self._unwanted():
                raise Stopped
            while len(self._flying) <= _AHEAD_PER_WORKER * self._pool.workers and (batch := self._next()):
                self._flying.append([(part, self._submit(part)) for part in _parts(batch)])
            if not self._flying:
                self._settle(0)
                return found
            names: dict[PageId, tuple[FoundName, ...]] = {}
            for part, future in self._flying[0]:
                names |= self._names(part, future)
            self._flying.popleft()
            # In the order of the pages, whichever part came first: the same release gives the same project.
            self._storing.append(self._workspace.intake.store_names(dict(sorted(names.items()))))
            self._settle(_UNSTORED)
            found = True

    def _settle(self, left: int) -> None:
        """Wait until at most `left` batches are not stored."""
        while len(self._storing) > left:
            self._storing.popleft().result()

    def _next(self) -> Batch:
        batch = self._workspace.read.names.waiting(self._after, _BATCH)
        if batch:
            self._after = batch[-1][0]
        return batch

    def _submit(self, batch: Batch) -> Future[Names]:
        pages = tuple(wanted for _, wanted in batch)
        self._cited += len(pages) if pages[0].cites else 0
        alone = pages[0].cites and self._cited <= _CITED_ALONE
        return self._pool.submit(FindNames(self._file_of(batch[0][0]), pages, citations=alone))

    def _file_of(self, page: PageId) -> Path:
        row = self._workspace.read.pages.one(page)
        file = self._workspace.read.sources.file(row.file) if row is not None else None
        return file.path if file is not None else self._workspace.path

    def _names(self, batch: Batch, future: Future[Names]) -> dict[PageId, tuple[FoundName, ...]]:
        try:
            names = unless(self._unwanted, future)
        except UserError as error:
            if error.code == "worker-start":
                raise
            if len(batch) == 1:  # given up after two tries: a page without names, and the failure is on record
                page = batch[0][0]
                self._workspace.intake.record_failure(None, error.code, f"Names were not found: {error}", page=page)
                return {page: ()}
            return {
                page: names for entry in batch for page, names in self._names([entry], self._submit([entry])).items()
            }
        return {page: found for (page, _), found in zip(batch, names, strict=True)}

    def _group(self, meanwhile: Callable[[], None]) -> None:
        people = self._workspace.read.names.people()
        seen, ids = _sightings(people)
        grouping = self._pool.submit(GroupNames(self._workspace.path, seen))
        meanwhile()
        places = unless(self._unwanted, grouping)
        groups = [Grouped(ids[p.key], ids[p.leader], p.reason, p.confidence) for p in places if p.key in ids]
        for start in range(0, max(1, len(groups)), _SLICE):
            if self._orders.stopping:
                raise Stopped
            last = start + _SLICE >= len(groups)
            self._workspace.intake.store_groups(groups[start : start + _SLICE], last=last).result()


def _parts(batch: Batch) -> list[Batch]:
    """The pages that may cite laws and cases apart from the others, for one worker has the library for them."""
    parts = [entry for entry in batch if entry[1].cites], [entry for entry in batch if not entry[1].cites]
    return [part for part in parts if part]


def _sightings(people: PeopleFound) -> tuple[Sightings, dict[str, int]]:
    """What was printed, as grouping takes it, and the id of each key."""
    seen, ids = Sightings(), dict[str, int]()
    keys: dict[int, str] = {}
    for number, (key, form, count) in people.names.items():
        seen.add_name(form, count, key)
        ids[key] = number
        keys[number] = key
    for number, (key, _, count) in people.addresses.items():
        seen.add_address(key, count)
        ids[key] = number
        keys[number] = key
    for name, address, count in people.pairs:
        seen.add_pair(keys[name], keys[address], count)
    return seen, ids
