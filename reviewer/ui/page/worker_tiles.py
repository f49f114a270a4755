"""Gets tiles from the render worker that is reserved for the screen; pixels come through shared memory."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtGui import QImage

from reviewer.model.errors import UserError
from reviewer.model.evidence import Pixels
from reviewer.ui.page.tiles import Answer, TileKey, TileRequest
from reviewer.workers.requests import RenderTile, TileShape
from reviewer.workers.tiles import Tile


class Renderer(Protocol):
    """The part of a worker pool that draws for the screen."""

    def submit(self, request: RenderTile, priority: int = 0) -> Future[Tile]:
        """The tile to come."""
        ...


def no_password(_file: Path) -> str | None:
    """For files that are not encrypted."""
    return None


class WorkerTiles:
    """A `TileSource` over a worker pool; `password` knows the passwords of encrypted files.

    The owner of the pool shuts it down; `close` only stops answering.
    """

    def __init__(self, pool: Renderer, password: Callable[[Path], str | None] = no_password) -> None:
        self._pool, self._password = pool, password
        self._running: dict[TileKey, Future[Tile]] = {}
        self._closed = False

    def request(self, request: TileRequest, answer: Answer) -> None:
        """Ask the worker; the answer comes in a thread of the pool. Once closed, none is asked for any more."""
        if self._closed:  # an earlier answer may still have waited for its turn while the pool was shut down
            return
        key = request.key
        wanted = RenderTile(key.file, key.page, key.scale / 1000, request.clip, password=self._password(key.file))
        future = self._pool.submit(wanted)
        self._running[key] = future
        future.add_done_callback(partial(self._done, request, answer))

    def cancel(self, key: TileKey) -> None:
        """Take the wish back, if the worker has not begun with it."""
        future = self._running.get(key)
        if future is not None:
            future.cancel()

    def close(self) -> None:
        """Take back all wishes and answer no more; memory of tiles still to come is given back at once."""
        self._closed = True
        for future in list(self._running.values()):
            future.cancel()

    def _done(self, request: TileRequest, answer: Answer, future: Future[Tile]) -> None:
        self._running.pop(request.key, None)
        if future.cancelled():
            image, reason = None, ""
        else:
            image, reason = self._picture(request, future)
        if not self._closed:
            answer(request.key, image, reason)

    def _picture(self, request: TileRequest, future: Future[Tile]) -> tuple[QImage | None, str]:
        error = future.exception()
        if isinstance(error, CancelledError):  # how a pool that shuts down answers what it was at
            return None, ""
        if isinstance(error, UserError):
            return None, str(error)
        with future.result() as tile:
            return (None, "") if self._closed else (to_image(tile.pixels(), tile.shape, request), "")


def to_image(pixels: Pixels, shape: TileShape, request: TileRequest) -> QImage:
    """The tile as a picture of its own memory, cut to what was asked for; grey pages take a third of the bytes."""
    left = max(0, round((request.clip.x0 - shape.left) * shape.scale))
    top = max(0, round((request.clip.y0 - shape.top) * shape.scale))
    wide, high = request.width, request.height
    if request.key.rotation % 180:
        wide, high = high, wide
    part = pixels[top : top + high, left : left + wide]
    if part.ndim == 3 and _is_gray(part):
        part = part[..., 0]
    part = np.ascontiguousarray(np.rot90(part, -(request.key.rotation // 90)))
    height, width = part.shape[:2]
    form = QImage.Format.Format_Grayscale8 if part.ndim == 2 else QImage.Format.Format_RGB888
    return QImage(part.data, width, height, part.strides[0], form).copy()


def _is_gray(pixels: Pixels) -> bool:
    for part in (pixels[::16], pixels):  # most coloured pages show it in a few rows
        if not (np.array_equal(part[..., 0], part[..., 1]) and np.array_equal(part[..., 1], part[..., 2])):
            return False
    return True
