"""Renders page tiles in the worker that is kept for the screen, and hands them over as pictures."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from reviewer.model.errors import UserError
from reviewer.model.geometry import Rect
from reviewer.ui.page.tiles import Answer, TileKey, TileRequest
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import RenderTile
from reviewer.workers.tiles import Tile

_log = logging.getLogger(__name__)


class WorkerTiles:
    """The page view's source of tiles; answers come from the pool's thread, the view takes them over itself.

    `size_of(file, page)` gives a page's size in displayed points, `password_of(file)` what opens an encrypted file.
    """

    def __init__(
        self,
        pool: WorkerPool,
        size_of: Callable[[Path, int], tuple[float, float]],
        password_of: Callable[[Path], str | None],
    ) -> None:
        self._pool, self._size_of, self._password_of = pool, size_of, password_of
        self._running: dict[TileKey, Future[Any]] = {}

    def request(self, request: TileRequest, answer: Answer) -> None:
        """Render; `answer` is called from the pool's thread."""
        key = request.key
        clip = request.clip if request.clip is not None else Rect(0.0, 0.0, *self._size_of(key.file, key.page))
        wanted = RenderTile(key.file, key.page, key.scale / 1000, clip, password=self._password_of(key.file))
        future = self._pool.submit(wanted)
        self._running[key] = future
        future.add_done_callback(lambda done: self._arrived(key, done, answer))

    def cancel(self, key: TileKey) -> None:
        """The tile is not wanted any more."""
        future = self._running.pop(key, None)
        if future is not None:
            future.cancel()

    def _arrived(self, key: TileKey, future: Future[Any], answer: Answer) -> None:
        self._running.pop(key, None)
        try:
            tile = future.result()
        except CancelledError:
            answer(key, None, "")
        except UserError as error:
            answer(key, None, error.message)
        else:
            with tile:
                answer(key, picture_of(tile), "")


def picture_of(tile: Tile) -> QImage:
    """The pixels of a tile as a picture of its own: the shared memory may go at once."""
    shape = tile.shape
    form = QImage.Format.Format_Grayscale8 if shape.channels == 1 else QImage.Format.Format_RGB888
    shared = QImage(tile.buffer, shape.width, shape.height, shape.stride, form)
    return shared.copy()
