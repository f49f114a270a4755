"""Asks a project in another thread, part by part; a new question ends the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

from reviewer.model.errors import UserError
from reviewer.storage.reads.stopping import Stop, StoppedError

Parts: TypeAlias = Callable[[Stop], Iterator[object]]
"""Works in the other thread: yields what there is to tell, and gives up once the `Stop` it is given turns true."""

Receive: TypeAlias = Callable[[object], object]
"""Gets each part in the window's thread; a UserError instead of the rest where the question cannot be answered."""


class Asker(QObject):
    """One question at a time; nothing is told of a question any more once another one was asked."""

    _arrived = Signal(object, object, object)  # number of the question, Receive, part
    _broke = Signal(object)  # Exception

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """`name` is that of the thread, which is started with the first question."""
        super().__init__(parent)
        self._name, self._number = name, 0
        self._thread: ThreadPoolExecutor | None = None
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def ask(self, parts: Parts, receive: Receive) -> None:
        """Begin; the question before is given up."""
        self._number += 1
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        self._thread.submit(self._work, self._number, parts, receive).add_done_callback(self._ended)

    def forget(self) -> None:
        """Give up what is being asked; nothing more is told of it."""
        self._number += 1

    def let_go(self) -> None:
        """End the thread; waits for the moment that a read takes to be given up."""
        self.forget()
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None

    def _work(self, number: int, parts: Parts, receive: Receive) -> None:
        def stop() -> bool:
            return number != self._number

        if stop():
            return
        try:
            for part in parts(stop):
                if stop():
                    return
                self._arrived.emit(number, receive, part)
        except StoppedError:
            return
        except UserError as error:
            self._arrived.emit(number, receive, error)

    def _ended(self, work: Future[None]) -> None:
        error = work.exception() if not work.cancelled() else None
        if error is not None:
            self._broke.emit(error)

    @staticmethod
    def _report(error: Exception) -> None:
        """A bug in the other thread is one in the window's, where it is written down and told."""
        raise error

    def _tell(self, number: int, receive: Receive, part: object) -> None:
        if number == self._number:
            receive(part)
