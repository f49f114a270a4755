"""The window's thread does not stop for what Python itself does."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from reviewer.ui.pauses import TURN, put_aside_while_open, shorten_pauses


class _Circle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def shortened() -> Iterator[None]:
    interval, callbacks = sys.getswitchinterval(), list(gc.callbacks)
    shorten_pauses()
    yield
    gc.callbacks[:] = callbacks
    gc.unfreeze()
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("shortened")
def test_what_the_program_itself_is_made_of_is_not_collected_again() -> None:
    assert len(gc.get_objects()) < 1_000
    assert sys.getswitchinterval() == TURN


@pytest.mark.usefixtures("shortened")
def test_what_outlived_a_full_collection_is_not_looked_at_by_the_next() -> None:
    kept = [_Circle() for _ in range(2_000)]
    gc.collect()
    assert len(gc.get_objects()) < 1_000
    assert len(kept) == 2_000


@pytest.mark.usefixtures("shortened")
def test_what_a_closed_project_leaves_behind_is_found(qtbot: QtBot) -> None:
    session, left = QObject(), _Circle()
    gone = weakref.ref(left)
    put_aside_while_open(session)
    del left
    gc.collect()
    assert gone() is not None, "put aside while the project is open"
    session.deleteLater()
    QCoreApplication.sendPostedEvents(session, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: gone() is None)


def test_nothing_is_put_aside_where_pauses_were_not_shortened() -> None:
    before = gc.get_freeze_count()
    put_aside_while_open(QObject())
    assert gc.get_freeze_count() == before
