"""Brings what other threads announce into the window's thread, as one signal each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from reviewer.model.changes import Changes


class Bridge(QObject):
    """Collects changes from any thread and tells them once per turn of the event loop, merged.

    A signal that crosses threads is queued by Qt; merging keeps a storm of page results from repainting the window
    hundreds of times.
    """

    changed = Signal(object)  # Changes
    called = Signal(object)  # Callable[[], None]
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Changes] = deque()  # appended to by any thread, emptied by one
        self._open = True
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.called.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def announce(self, changes: Changes) -> None:
        """Called by the event sink, from any thread."""
        self._waiting.append(changes)
        self._arrived.emit()

    def call(self, function: Callable[[], object]) -> None:
        """Run `function` in the window's thread, soon; callable from any thread."""
        self.called.emit(function)

    def when_done(self, future: Future[Any], receive: Callable[[Future[Any]], object]) -> None:
        """Hand the finished future to `receive` in the window's thread."""
        future.add_done_callback(lambda done: self.call(lambda: receive(done)))

    def close(self) -> None:
        """Hand nothing over any more: what still arrives is for views that are gone."""
        self._open = False

    def flush(self) -> None:
        """Tell at once what has arrived; only from the window's thread."""
        self._tell()

    def _tell(self) -> None:
        merged = Changes()
        while self._waiting:
            merged = merged | self._waiting.popleft()
        if merged and self._open:
            self.changed.emit(merged)

    def _call(self, function: Callable[[], object]) -> None:
        if self._open:
            function()
