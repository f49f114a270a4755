"""The place of one worker in a pool: the process that fills it now, its task, and whether that task costs too much."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from reviewer.model.errors import SourceError
from reviewer.workers.orphans import Job
from reviewer.workers.process import WorkerProcess
from reviewer.workers.requests import Lane, Limits, LoadFinders
from reviewer.workers.tasks import Task

Fault = Literal["crash", "hang", "memory", "room"]  # `room`: the system had no more memory to give

_START_SECONDS = 180.0  # a cold disk and a virus scanner may take long over the libraries


@dataclass(slots=True)
class Slot:
    """A worker's place. `background` workers run at lower priority; `lanes` are what it serves.

    `prepared` is what the present process was asked to load ahead.
    """

    number: int
    lanes: Collection[Lane]
    background: bool
    job: Job
    process: WorkerProcess | None = None
    task: Task | None = None
    ready: bool = False
    served: int = 0
    false_starts: int = 0
    prepared: set[LoadFinders] = field(default_factory=set)
    _since: float = field(default=0.0)
    _work_before: float | None = field(default=None)

    def give(self, task: Task) -> None:
        """Let the worker, started if need be, do `task`."""
        if self.process is None:
            self.process = WorkerProcess(self.number, self.background, self.job)
            self.ready, self.served = False, 0
            self.prepared.clear()
            self._since, self._work_before = monotonic(), None
        else:
            self._begin()
        self.task = task
        with suppress(OSError):  # the worker died while idle; its pipe says so next
            self.process.ask(task.request, task.segment)

    def undone(self, chores: Sequence[LoadFinders]) -> list[LoadFinders]:
        """Those of `chores` that are for this worker and that it was not asked for yet."""
        return [chore for chore in chores if chore.lane in self.lanes and chore not in self.prepared]

    def greeted(self) -> None:
        """The worker has loaded its libraries; the clock of its task begins now."""
        self.ready, self.false_starts = True, 0
        self._begin()

    def excess(self, limits: Limits | None) -> Fault | None:
        """What the current task costs too much of, by `limits` or else by the request's own."""
        if self.task is None or self.process is None:
            return None
        allowed = limits or self.task.request.limits
        clock = monotonic() - self._since
        if not self.ready:
            return "hang" if clock > _START_SECONDS else None
        if self.process.memory() > allowed.memory:
            return "memory"
        work = self.process.work_seconds()
        if self._work_before is None:  # counted from the first look on: most tasks are done before the second
            self._work_before = work
        slow = clock > allowed.clock_seconds or work - self._work_before > allowed.work_seconds
        return "hang" if slow else None

    def _begin(self) -> None:
        self._since, self._work_before = monotonic(), None


def fault_error(task: Task, fault: Fault, limits: Limits | None) -> SourceError:
    """Why a page was given up after its second try, in words for the user."""
    request = task.request
    allowed = limits or request.limits
    what = {
        "crash": "makes the reading process break down",
        "hang": f"takes longer to read than {allowed.work_seconds:.0f} seconds of work",
        "memory": f"takes more memory to read than {allowed.memory / 1e9:.1f} GB",
        "room": "takes more memory to read than the computer has left",
    }[fault]
    advice = "Print the file to PDF with another program and add the copy, or read it there."
    if fault == "room":
        advice = "Close other programs, and let fewer pages be read at once; then have it read again."
    return SourceError(
        f"{_place(task)} was given up after two tries: it {what}.",
        f"All else goes on. {advice}",
        code="memory" if fault == "room" else fault,
        file=request.path,
        page=request.page,
    )


def _place(task: Task) -> str:
    """The file, and the page in it, as the beginning of a sentence."""
    name, page = task.request.path.name, task.request.page
    return name if page is None else f"{name}, page {page + 1},"


def start_error(task: Task) -> SourceError:
    """The worker program itself does not come up."""
    return SourceError(
        f"{_place(task)} cannot be read: the reading process does not start.",
        "Close other programs, should memory be short; else install the program again, and check that no security "
        "software blocks it.",
        code="worker-start",
        file=task.request.path,
        page=task.request.page,
    )


def room_error(task: Task) -> SourceError:
    """The system has no shared memory for the picture that was asked for."""
    request = task.request
    return SourceError(
        f"{_place(task)} cannot be shown: the computer has no memory left for the picture.",
        "Close other programs and look at the page again.",
        code="memory",
        file=request.path,
        page=request.page,
    )
