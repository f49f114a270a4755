"""Keeps the window's thread free of pauses that Python itself would make."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

TURN = 0.001  # seconds for which another thread may keep the window waiting; Python's own are 0.005
_FULL = 2  # the generation whose collection looks at everything that is not put aside


def shorten_pauses() -> None:
    """Call once, when the program is loaded and before anything is opened.

    A full collection looks at every object that is alive: 80 to 100 ms with the program's own 125,000 objects, whenever
    enough new ones have come. They live as long as the process, so they are put aside for good. From now on so is what
    has outlived a full collection, until a project is closed: the next one takes some milliseconds instead of 25.
    """
    sys.setswitchinterval(TURN)
    if _put_aside not in gc.callbacks:
        gc.callbacks.append(_put_aside)
    gc.collect()


def put_aside_while_open(session: QObject) -> None:
    """What was made to open a project lives as long as its session: it is looked at again once that is destroyed.

    Does nothing where pauses were not shortened.
    """
    if _put_aside in gc.callbacks:
        gc.freeze()
        session.destroyed.connect(_closed)


def _put_aside(phase: str, about: Mapping[str, int]) -> None:
    if phase == "stop" and about["generation"] == _FULL:
        gc.freeze()


def _closed() -> None:
    QTimer.singleShot(0, _look_at_all)  # the views of the project are let go in this turn of the event loop


def _look_at_all() -> None:
    gc.unfreeze()
    gc.collect()
