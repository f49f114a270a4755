"""Lets the system's wish that the program ends (Ctrl+C in the console, SIGTERM at log-out) close it in good order."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier

_WISHES = [number for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if (number := getattr(signal, name, None))]


class Interrupts(QObject):
    """Calls `wanted` in the window's thread for each signal that asks the program to end, until `close`.

    Python runs signal handlers only between its own instructions, and Qt's event loop has none: the interpreter writes
    each signal's number into a socket, and Qt wakes up for that.
    """

    def __init__(self, wanted: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)
        self._old_wakeup = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        self._old: dict[int, Any] = {number: signal.signal(number, _heard) for number in _WISHES}

    def close(self) -> None:
        """Treat signals as before."""
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_wakeup)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _arrived(self) -> None:
        if self._near.recv(64):
            self._wanted()


def _heard(_number: int, _frame: FrameType | None) -> None:
    """What is to be done is done when Qt wakes up."""
