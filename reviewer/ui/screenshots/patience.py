"""Waits for the window: for a state to come, for everything in view to be sharp."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reviewer.ui.window import Window

_SETTLE: Final = 400  # milliseconds that a view gets at least
_TURNS: Final = 12  # ... and as often its events: on a busy machine one turn may take all that time
_RENDERING_LIMIT: Final = 20_000  # milliseconds that a view gets at most to render its tiles
_PATIENCE: Final = 120.0  # seconds that a view gets at most to count or to find, on a busy machine too


def settle(window: Window) -> None:
    """Let the window come to rest: every page in view has its sharp picture."""
    from PySide6.QtCore import QDeadlineTimer

    from reviewer.ui.page import PageView
    from reviewer.ui.strips import PageStrips

    least, most = QDeadlineTimer(_SETTLE), QDeadlineTimer(_RENDERING_LIMIT)
    turns = 0
    while not most.hasExpired():
        turns += 1
        views = [view for view in window.findChildren(PageView) if view.isVisible()]
        pages = all(view.sharp() and not view.loader.busy() for view in views)
        strips = any(strip.busy() for strip in window.findChildren(PageStrips))
        if least.hasExpired() and turns > _TURNS and pages and not strips:
            break
        _turn()


def wait(seconds: float) -> None:
    """Let the window work for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        _turn()


def until(there: Callable[[], bool]) -> None:
    """Let the window work until something holds; RuntimeError if it never does."""
    if not comes(there):
        raise RuntimeError("a state did not come that was to be photographed")


def comes(there: Callable[[], bool]) -> bool:
    """Let the window work until something holds; False if it does not, as in a project that has nothing of the kind."""
    end = time.monotonic() + _PATIENCE
    while not there():
        if time.monotonic() > end:
            return False
        wait(0.02)
    return True


def _turn() -> None:
    """Let the window work for a moment; what is to be deleted goes too, which it would not do outside Qt's own loop."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    time.sleep(0.01)


@contextmanager
def held(window: Window) -> Iterator[None]:
    """What the open project works out behind waits meanwhile, so that views show that they are at it."""
    session, go = window.session, Event()
    assert session is not None
    session.run(go.wait, lambda _done: None)
    try:
        yield
    finally:
        go.set()
