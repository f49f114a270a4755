"""Watches the workers of a pool from one thread: hands out tasks, takes answers, replaces what crashes or runs away."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from concurrent.futures import CancelledError, Future
from multiprocessing import connection
from time import monotonic
from typing import Any

from reviewer.model.errors import UserError
from reviewer.pdf.budget import PIXEL_BUDGET
from reviewer.workers.orphans import Job
from reviewer.workers.process import WorkerProcess, waiting_pipe
from reviewer.workers.requests import Limits, LoadFinders, RenderTile, TileShape
from reviewer.workers.slots import Fault, Slot, fault_error, room_error, start_error
from reviewer.workers.tasks import Task, TaskQueue
from reviewer.workers.tiles import TileMemory

_log = logging.getLogger(__name__)

_GLANCE = 0.5  # seconds between looks at a busy worker's time and memory
_TRIES = 2
_FALSE_STARTS = 3
_LAST_PATIENCE = 0.5  # seconds for idle workers to end by themselves; a closing window waits for it


class Supervisor:
    """The thread behind a pool. `add` and `stop` may be called from any thread, all else happens in its own.

    A worker serves up to `recycle_after` requests, or until it holds `recycle_memory` bytes after one.
    """

    def __init__(
        self,
        slots: Collection[Slot],
        tiles: TileMemory,
        job: Job,
        limits: Limits | None,
        recycle_after: int,
        recycle_memory: int,
    ) -> None:
        self._slots, self._tiles, self._job, self._limits = list(slots), tiles, job, limits
        self._recycle_after, self._recycle_memory = recycle_after, recycle_memory
        self._queue = TaskQueue()
        self._chores: Sequence[LoadFinders] = ()
        self._lock = threading.Lock()
        self._listen, self._call = waiting_pipe()
        self._called = self._stopping = False
        self._retired: list[WorkerProcess] = []
        self._next_look = 0.0
        self._thread = threading.Thread(target=self._run, name="worker-supervisor", daemon=True)

    def add(self, task: Task, priority: int) -> None:
        """Queue a task, or give one that waits another priority. RuntimeError after `stop`."""
        with self._lock:
            if self._stopping:
                raise RuntimeError("the worker pool is shut down")
            self._queue.put(task, priority)
            if not self._thread.ident:
                self._thread.start()
        self._wake()

    def prepare(self, chores: Sequence[LoadFinders]) -> None:
        """What each worker that is up does once when no task waits for it, in the place of what was to be done so."""
        if chores != self._chores:
            self._chores = chores
            self._wake()

    def stop(self) -> None:
        """Cancel what waits, kill what runs, and come back when every process is gone."""
        with self._lock:
            self._stopping = True
            started = self._thread.ident is not None
        if started:
            self._wake()
            self._thread.join()
        self._job.close()
        self._tiles.close()
        with self._lock:
            self._listen.close()
            self._call.close()

    def _wake(self) -> None:
        with self._lock:
            if self._called or self._call.closed:
                return
            self._called = True
            self._call.send_bytes(b"!")

    def _run(self) -> None:
        try:
            while not self._stopping:
                self._hand_out()  # before all else: a worker that has answered waits
                self._look_after_them()
                self._listen_to_workers()
        except Exception as error:
            _log.critical("the supervisor of the workers failed", exc_info=True)
            self._end(error)
            raise
        self._end(CancelledError())

    def _hand_out(self) -> None:
        """Give each free worker a task; running workers first, a process is only started when there is work.

        Of those that run, the best prepared ones come first: what a worker has not loaded yet the others do meanwhile.
        """
        chores = self._chores
        for slot in sorted(self._slots, key=lambda slot: (slot.process is None, len(slot.undone(chores)))):
            if slot.task is None:
                with self._lock:
                    task = self._queue.take(slot.lanes)
                if task is not None:
                    self._give(slot, task)
                elif slot.process is not None and slot.ready and (undone := slot.undone(chores)):
                    slot.prepared.add(undone[0])
                    self._give(slot, Task(undone[0], Future()))

    def _give(self, slot: Slot, task: Task) -> None:
        if isinstance(task.request, RenderTile):
            try:
                task.segment = self._tiles.reserve(task.request, PIXEL_BUDGET)
            except OSError:
                self._fail(task, room_error(task))
                return
        try:
            slot.give(task)
        except OSError:  # the system has no process or pipe to give
            _log.warning("a worker could not be started", exc_info=True)
            self._fail(task, start_error(task))

    def _listen_to_workers(self) -> None:
        pipes: dict[Any, Slot] = {slot.process.pipe: slot for slot in self._slots if slot.process is not None}
        busy = any(slot.task is not None for slot in self._slots)
        for ready in connection.wait([self._listen, *pipes], _GLANCE if busy or self._retired else None):
            if ready is self._listen:
                with self._lock:
                    self._listen.recv_bytes()
                    self._called = False
            else:
                self._hear(pipes[ready])

    def _hear(self, slot: Slot) -> None:
        if slot.process is None:
            return
        try:
            message = slot.process.pipe.recv()
        except (EOFError, OSError):
            self._lost(slot, "crash")
            return
        if message[0] == "ready":
            slot.greeted()
        elif message[0] == "log":
            logging.getLogger(message[2]).log(message[1], "%s", message[3])
        elif message[0] == "failed" and message[1].code == "memory":
            self._lost(slot, "room")
        else:
            self._answered(slot, *message)

    def _answered(self, slot: Slot, outcome: str, answer: Any) -> None:
        task, slot.task = slot.task, None
        slot.served += 1
        if task is not None and outcome == "done":
            if isinstance(answer, TileShape) and task.segment is not None:
                answer = self._tiles.tile(task.segment, answer)
            task.future.set_result(answer)
        elif task is not None:
            self._fail(task, answer)
        process = slot.process
        if process and (slot.served >= self._recycle_after or process.memory() > self._recycle_memory):
            process.dismiss()
            self._retired.append(process)
            slot.process = None

    def _look_after_them(self) -> None:
        """Weigh the workers, but not at every message: each look costs as much as handing out a task."""
        if monotonic() < self._next_look:
            return
        self._next_look = monotonic() + _GLANCE
        for slot in self._slots:
            fault = slot.excess(self._limits)
            if fault is not None:
                self._lost(slot, fault)
        for process in [process for process in self._retired if process.ended]:
            self._retired.remove(process)

    def _lost(self, slot: Slot, fault: Fault) -> None:
        """The worker is dead or to be killed: its task goes to a fresh one, once."""
        process, task = slot.process, slot.task
        slot.process = slot.task = None
        if process is not None:
            process.kill()
        if not slot.ready:
            slot.false_starts += 1
        if task is None:
            return
        task.attempts += slot.ready
        self._release(task)
        if not slot.ready and slot.false_starts >= _FALSE_STARTS:
            slot.false_starts = 0
            self._fail(task, start_error(task))
        elif task.attempts >= _TRIES:
            self._fail(task, fault_error(task, fault, self._limits))
        else:
            _log.info("%s on %r, tried once more", fault, task.request)
            self._give(slot, task)

    def _fail(self, task: Task, error: BaseException) -> None:
        self._release(task)
        if isinstance(error, UserError):
            # An exception that came through a pipe, or is told to several, must not gather traces of them.
            error = error.with_traceback(None)
        task.future.set_exception(error)

    def _release(self, task: Task) -> None:
        if task.segment is not None:
            self._tiles.release(task.segment)
            task.segment = None

    def _end(self, error: BaseException) -> None:
        """Kill busy workers, let idle ones end, and answer all who wait with `error`."""
        with self._lock:
            self._stopping = True
            waiting = self._queue.empty()
        for slot in self._slots:
            process, task = slot.process, slot.task
            slot.process = slot.task = None
            if process is not None and task is None and slot.ready:
                process.dismiss()
                self._retired.append(process)
            elif process is not None:
                process.kill()
            if task is not None:
                self._fail(task, error)
        patient_until = monotonic() + _LAST_PATIENCE  # all together: an idle worker has nothing to lose
        for process in self._retired:
            if not process.join(max(0.0, patient_until - monotonic())):
                process.kill()
        for task in waiting:
            task.future.cancel()
            task.future.set_running_or_notify_cancel()
