"""Gets the pictures of passages from the worker that draws for the screen, for the cards in view only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from reviewer.model.errors import UserError
from reviewer.ui.bridge import Bridge
from reviewer.ui.passages.cards import Card
from reviewer.workers.requests import MakeCrops

_KEPT = 150
_REST = 60  # milliseconds: cards that a scroll only passes are not drawn
_AT_ONCE = 16
_DPI = 110.0


class Cropper(Protocol):
    """The part of a worker pool that cuts pictures."""

    def submit(self, request: MakeCrops, priority: int = 0) -> Future[tuple[bytes, ...]]:
        """The pictures to come."""
        ...


class PassagePictures(QObject):
    """`arrived` tells the passage whose picture is there, or will not come."""

    arrived = Signal(object)  # passage id

    def __init__(
        self,
        pool: Cropper,
        bridge: Bridge,
        place: Callable[[int], tuple[Path, int]],
        password: Callable[[Path], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pool, self._bridge, self._place, self._password = pool, bridge, place, password
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, Card] = OrderedDict()
        self._running: dict[str, Future[tuple[bytes, ...]]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._ask)

    def picture(self, card: Card) -> QPixmap | None:
        """The picture, a null one where none can be made, or None while it is on its way."""
        if card.id in self._pictures:
            self._pictures.move_to_end(card.id)
            return self._pictures[card.id]
        if card.id not in self._running:
            self._wanted[card.id] = card
            self._timer.start()
        return None

    def busy(self) -> bool:
        """Whether pictures are on their way."""
        return bool(self._running or self._wanted)

    def forget(self, passages: frozenset[object] = frozenset()) -> None:
        """The pictures of these passages (none given: of all) may be others now."""
        for passage in list(self._pictures):
            if not passages or passage in passages:
                del self._pictures[passage]

    def close(self) -> None:
        """Want no pictures any more."""
        self._timer.stop()
        self._wanted.clear()
        for future in list(self._running.values()):
            future.cancel()

    def _ask(self) -> None:
        for _ in range(min(_AT_ONCE, len(self._wanted))):
            passage, card = self._wanted.popitem(last=True)
            path, number = self._place(card.passage.page_id)
            if not path.exists():
                self._keep(passage, QPixmap())
                continue
            request = MakeCrops(path, number, (card.strip,), dpi=_DPI, password=self._password(path))
            self._running[passage] = self._pool.submit(request)
            self._bridge.when_done(self._running[passage], partial(self._done, passage))
        self._wanted.clear()  # those that were painted earlier are out of view; painted again, they ask again

    def _done(self, passage: str, done: Future[tuple[bytes, ...]]) -> None:
        self._running.pop(passage, None)
        if done.cancelled():
            return
        picture, error = QPixmap(), done.exception()
        if error is None:
            picture.loadFromData(done.result()[0])
        elif not isinstance(error, UserError):
            return  # the pool shuts down
        self._keep(passage, picture)

    def _keep(self, passage: str, picture: QPixmap) -> None:
        self._pictures[passage] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit(passage)
