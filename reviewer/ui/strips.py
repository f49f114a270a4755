"""Gets strips of pages from the worker that draws for the screen, for the rows in view only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from reviewer.model.errors import UserError
from reviewer.model.geometry import Rect
from reviewer.ui.bridge import Bridge
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


class PageStrips(QObject):
    """`arrived` tells the key of the strip that is there, or will not come."""

    arrived = Signal(object)  # key

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
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[Hashable, tuple[int, Rect]] = OrderedDict()
        self._running: dict[Hashable, Future[tuple[bytes, ...]]] = {}
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._ask)

    def picture(self, key: Hashable, page_id: int, strip: Rect) -> QPixmap | None:
        """A part of a page (displayed points), a null one where none can be made, or None while it is on its way."""
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        if key not in self._running and not self._closed:
            if key not in self._wanted:  # painting the same rows again must not put them off for ever
                self._timer.start()
            self._wanted[key] = page_id, strip
        return None

    def busy(self) -> bool:
        """Whether pictures are on their way."""
        return bool(self._running or self._wanted)

    def forget(self, keys: frozenset[object] = frozenset()) -> None:
        """The pictures of these (none given: of all) may be others now."""
        for key in list(self._pictures):
            if not keys or key in keys:
                del self._pictures[key]

    def close(self) -> None:
        """Want no pictures any more, whatever is painted until its list is gone."""
        self._closed = True
        self._timer.stop()
        self._wanted.clear()
        for future in list(self._running.values()):
            future.cancel()

    def _ask(self) -> None:
        for _ in range(min(_AT_ONCE, len(self._wanted))):
            key, (page_id, strip) = self._wanted.popitem(last=True)
            path, number = self._place(page_id)
            if not path.exists():
                self._keep(key, QPixmap())
                continue
            request = MakeCrops(path, number, (strip,), dpi=_DPI, password=self._password(path))
            self._running[key] = self._pool.submit(request)
            self._bridge.when_done(self._running[key], partial(self._done, key))
        self._wanted.clear()  # those that were painted earlier are out of view; painted again, they ask again

    def _done(self, key: Hashable, done: Future[tuple[bytes, ...]]) -> None:
        self._running.pop(key, None)
        if done.cancelled():
            return
        picture, error = QPixmap(), done.exception()
        if error is None:
            picture.loadFromData(done.result()[0])
        elif not isinstance(error, UserError):
            return  # the pool shuts down
        self._keep(key, picture)

    def _keep(self, key: Hashable, picture: QPixmap) -> None:
        self._pictures[key] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit(key)
