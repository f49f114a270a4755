"""Tells whoever listens what changed, after each commit."""

from __future__ import annotations

import threading
from collections.abc import Callable

from reviewer.model.changes import Changes, Listener


class Events:
    """Plain callbacks, called on the thread that committed: a window must hand them over to its own."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every change from now on; the function returned ends that."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._unsubscribe(listener)

    def announce(self, changes: Changes) -> None:
        """Tell all listeners; nothing changed: nothing is told."""
        if not changes:
            return
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)

    def _unsubscribe(self, listener: Listener) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)
