"""Pictures of page parts: asked for newest first, kept within a budget of bytes, replaced meanwhile by another size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from reviewer.model.geometry import Rect

TILE = 1024  # device pixels
WHOLE = 4_000_000  # pages of up to so many device pixels are one tile: cutting costs more than it saves
BUDGET = 256 * 1024 * 1024


class TileKey(NamedTuple):
    """Names one picture: `scale` is device pixels a point in thousandths, `column` and `row` count tiles of a page.

    `rotation` is by how many degrees clockwise the page is turned for the eye.

    A page in one piece has column and row -1.
    """

    file: Path
    page: int
    rotation: int
    scale: int
    column: int
    row: int


class TileRequest(NamedTuple):
    """A tile to render: `clip` in displayed points of the page itself; `width` by `height` pixels as it is shown."""

    key: TileKey
    clip: Rect
    width: int
    height: int


Answer = Callable[[TileKey, QImage | None, str], None]


class TileSource(Protocol):
    """Renders tiles somewhere else; never in the window's thread."""

    def request(self, request: TileRequest, answer: Answer) -> None:
        """Render; `answer(key, image, reason)` is called from any thread, image None where it failed or was dropped."""
        ...

    def cancel(self, key: TileKey) -> None:
        """The tile is not wanted any more; its answer may still come."""
        ...


class TileCache:
    """Keeps the pictures used last, up to `budget` bytes."""

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget, self.bytes = budget, 0
        self._images: OrderedDict[TileKey, QImage] = OrderedDict()
        self._of_page: dict[tuple[Path, int, int], set[TileKey]] = {}

    def __len__(self) -> int:
        return len(self._images)

    def __contains__(self, key: TileKey) -> bool:
        return key in self._images

    def get(self, key: TileKey) -> QImage | None:
        """The picture, which now counts as used last."""
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def put(self, key: TileKey, image: QImage) -> None:
        """Keep the picture and drop the oldest ones above the budget; one above the whole budget is not kept."""
        self.drop(key)
        if image.sizeInBytes() > self.budget:
            return
        self._images[key] = image
        self._of_page.setdefault(key[:3], set()).add(key)
        self.bytes += image.sizeInBytes()
        while self.bytes > self.budget:
            self.drop(next(iter(self._images)))

    def drop(self, key: TileKey) -> None:
        """Forget one picture."""
        image = self._images.pop(key, None)
        if image is None:
            return
        self.bytes -= image.sizeInBytes()
        siblings = self._of_page[key[:3]]
        siblings.discard(key)
        if not siblings:
            del self._of_page[key[:3]]

    def drop_files(self, files: Iterable[Path]) -> None:
        """Forget the pictures of these files."""
        gone = set(files)
        for key in [key for key in self._images if key.file in gone]:
            self.drop(key)

    def clear(self) -> None:
        """Forget everything."""
        self._images.clear()
        self._of_page.clear()
        self.bytes = 0

    def other_sizes(self, key: TileKey) -> list[TileKey]:
        """Pictures of the same page at other sizes, the nearest size last, so that it is painted on top."""
        others = [other for other in self._of_page.get(key[:3], ()) if other.scale != key.scale]
        return sorted(others, key=lambda other: -max(other.scale, key.scale) / max(1, min(other.scale, key.scale)))


class TileLoader(QObject):
    """Fills a cache from a source: the newest wish first, few at a time, nothing that is no longer wanted."""

    arrived = Signal(object)  # TileKey
    failed = Signal(object, object)  # TileKey, reason
    _answered = Signal(object, object, object, object)

    def __init__(self, cache: TileCache, parent: QObject | None = None, in_flight: int = 2) -> None:
        super().__init__(parent)
        self.cache, self.generation = cache, 0
        self._source: TileSource | None = None
        self._limit = in_flight
        self._wanted: list[TileRequest] = []
        self._running: set[TileKey] = set()
        self._failures: dict[TileKey, str] = {}
        self._answered.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def set_source(self, source: TileSource | None) -> None:
        """Ask another source from now on; answers to earlier wishes are dropped when they come."""
        self.forget()
        self._source = source

    def forget(self, files: Iterable[Path] | None = None) -> None:
        """Drop pictures (of these files, or all) and every answer still to come."""
        self.generation += 1
        if self._source is not None:
            for key in self._running:
                self._source.cancel(key)
        self._running.clear()
        self._wanted.clear()
        self._failures.clear()
        if files is None:
            self.cache.clear()
            return
        self.cache.drop_files(files)

    def want(self, requests: Sequence[TileRequest]) -> None:
        """What is needed now, most urgent first; replaces all wishes that have not been sent yet."""
        keep = {request.key for request in requests}
        if self._source is not None:
            for key in self._running - keep:
                self._source.cancel(key)
        self._wanted = [r for r in requests if r.key not in self.cache and r.key not in self._failures]
        self._send()

    def failure(self, key: TileKey) -> str | None:
        """Why the tile could not be rendered, or None."""
        return self._failures.get(key)

    def busy(self) -> bool:
        """Whether anything is asked for or still to be asked for."""
        return bool(self._running or self._wanted)

    def _send(self) -> None:
        while self._source is not None and self._wanted and len(self._running) < self._limit:
            request = self._wanted.pop(0)
            if request.key in self._running or request.key in self.cache:
                continue
            self._running.add(request.key)
            generation = self.generation

            def answer(key: TileKey, image: QImage | None, reason: str, generation: int = generation) -> None:
                if generation == self.generation:  # else this object may be gone by now
                    self._answered.emit(generation, key, image, reason)

            self._source.request(request, answer)

    def _receive(self, generation: int, key: TileKey, image: QImage | None, reason: str) -> None:
        if generation != self.generation:
            return
        self._running.discard(key)
        if image is not None:
            self.cache.put(key, image)
            self.arrived.emit(key)
        elif reason:
            self._failures[key] = reason
            self.failed.emit(key, reason)
        self._send()
