"""Lets Ctrl+C, and the system's wish that the program ends, stop long work once and in good order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupted_once() -> Iterator[None]:
    """Inside, the first SIGINT or SIGTERM raises KeyboardInterrupt, and no further one does anything.

    A second KeyboardInterrupt would leave the wait for the reading thread, and the project would be closed under it.
    """
    if threading.current_thread() is not threading.main_thread():  # no other thread may say what a signal does
        yield
        return
    heard = False

    def hear(_number: int, _frame: FrameType | None) -> None:
        nonlocal heard
        if not heard:
            heard = True
            raise KeyboardInterrupt

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        if not heard:  # else the program is on its way out, and is not to be hurried
            for number, handler in before.items():
                signal.signal(number, handler)
