"""Watches how much memory a process and each of its workers hold."""

from __future__ import annotations

import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

import psutil

_EVERY = 0.05  # seconds between looks


class PeakMemory:
    """A context in which resident memory is watched (bytes): `peak` of this process, `worker` of its largest child."""

    def __init__(self) -> None:
        self.peak = self.worker = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="peak-memory", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        own = psutil.Process()
        while not self._done.wait(_EVERY):
            self.peak = max(self.peak, own.memory_info().rss)
            for process in own.children(recursive=True):
                with suppress(psutil.Error):  # a worker that has just ended
                    self.worker = max(self.worker, process.memory_info().rss)
