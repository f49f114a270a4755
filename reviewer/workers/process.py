"""One worker process as its parent sees it: start, ask, weigh, end."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from time import monotonic
from typing import TYPE_CHECKING

from reviewer.workers import worker
from reviewer.workers.orphans import Job
from reviewer.workers.requests import Request

if TYPE_CHECKING:  # loaded while the first workers come up
    import psutil

_CONTEXT = multiprocessing.get_context("spawn")  # the same everywhere, and safe beside threads and Qt
_PATIENCE = 5.0  # seconds for a process that was told to end, or killed


class WorkerProcess:
    """A running worker; `pipe` becomes readable when it answers or dies. To be used from one thread only.

    That thread has to live as long as the worker: Linux ends a worker with the thread that started it.
    """

    def __init__(self, number: int, background: bool, job: Job) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=worker.main, args=(theirs, background), name=f"foia-reviewer worker {number}", daemon=True
        )
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()  # else the pipe would not end with the worker
        self.started = monotonic()
        self._seen: psutil.Process | None = None
        job.add(self._process.pid or 0)

    @property
    def pid(self) -> int:
        """The system's number of the process."""
        return self._process.pid or 0

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.exitcode is not None

    def ask(self, request: Request, segment: str | None) -> None:
        """Hand over a request; OSError if the worker is gone."""
        self.pipe.send((request, segment))

    def _as_seen(self) -> psutil.Process:
        """The process as the system shows it; kept, for finding it takes as long as the look itself."""
        if self._seen is None:
            import psutil

            self._seen = psutil.Process(self.pid)
        return self._seen

    def work_seconds(self) -> float:
        """Processor time used so far, that of finished helper programs included; 0 if the process is gone."""
        import psutil

        try:
            times = self._as_seen().cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system + times.children_user + times.children_system)

    def memory(self) -> int:
        """Resident bytes; 0 if the process is gone."""
        import psutil

        try:
            return int(self._as_seen().memory_info().rss)
        except psutil.Error:
            return 0

    def dismiss(self) -> None:
        """Tell an idle worker to end; it does so by itself."""
        with suppress(OSError):  # it ended already
            self.pipe.send(None)
        self.pipe.close()

    def kill(self) -> None:
        """End the worker and the programs it runs, at once."""
        import psutil

        try:
            helpers = self._as_seen().children(recursive=True)
        except psutil.Error:
            helpers = []
        self._process.kill()
        for helper in helpers:
            try:
                helper.kill()
            except psutil.Error:
                continue
        if not self.pipe.closed:
            self.pipe.close()
        self.join()

    def join(self, seconds: float = _PATIENCE) -> bool:
        """Wait for the end; whether it came."""
        self._process.join(seconds)
        return self.ended


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started inside holds back the terminal's Ctrl+C, which would hit it before it can ignore it by itself.

    Signals of the program itself are handled in its main thread and miss nothing.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it is started with the first process, and lets interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def waiting_pipe() -> tuple[Connection, Connection]:
    """A pipe (to read, to write) by which other threads wake the one that waits for workers."""
    return _CONTEXT.Pipe(duplex=False)
