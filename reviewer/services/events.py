"""Tells whoever listens what changed, after each commit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TypeVar

from reviewer.model.changes import Changes, Listener

T = TypeVar("T")


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
        """Tell all listeners, whatever one of them does; nothing changed: nothing is told."""
        if not changes:
            return
        with self._lock:
            listeners = tuple(self._listeners)
        tell(listeners, changes)

    def _unsubscribe(self, listener: Listener) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)


def tell(listeners: Iterable[Callable[[T], object]], news: T) -> None:
    """Call every listener; the fault of one is reported and takes nothing from the others nor from the teller.

    What is told is done already: a view that fails must not make its edit look undone, nor end the reading of pages.
    """
    for listener in tuple(listeners):
        try:
            listener(news)
        except Exception as fault:  # noqa: BLE001 - not swallowed: the guard of crashes gets it
            report(fault)


def report(fault: Exception) -> None:
    """Hand a fault to whoever guards the threads of this process, as if this thread had ended of it."""
    parts = (type(fault), fault, fault.__traceback__, threading.current_thread())
    threading.excepthook(threading.ExceptHookArgs(parts))
