"""Watches how much memory a process and its workers hold together."""

from __future__ import annotations

import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

import psutil

_EVERY = 0.05  # seconds between looks


class PeakMemory:
    """A context in which the resident memory of this process and its children is watched; `peak` in bytes."""

    def __init__(self) -> None:
        self.peak = 0
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
            held = 0
            for process in (own, *own.children(recursive=True)):
                with suppress(psutil.Error):  # a worker that has just ended
                    held += process.memory_info().rss
            self.peak = max(self.peak, held)
