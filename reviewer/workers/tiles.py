"""Carries the pixels of tiles from a worker to the screen in shared memory that the parent owns.

The parent makes a segment before it asks and removes it after use, so that nothing is left behind whenever a worker
dies, and so that Windows, which drops a segment with its last handle, keeps it alive between the two.
"""

from __future__ import annotations

from math import ceil
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reviewer.workers.requests import RenderTile, TileShape

if TYPE_CHECKING:  # whoever only starts workers is not to wait for NumPy and cryptography first
    from multiprocessing.shared_memory import SharedMemory

    from reviewer.model.evidence import Pixels


class Tile:
    """Pixels of a part of a page in shared memory, valid until `close`; a context manager."""

    def __init__(self, memory: SharedMemory, shape: TileShape, owner: TileMemory) -> None:
        self.shape = shape
        self._memory, self._owner = memory, owner

    @property
    def name(self) -> str:
        """Name of the shared memory segment."""
        return self._memory.name

    @property
    def format(self) -> str:
        """`gray8` or `rgb888`, top row first, rows `shape.stride` bytes apart."""
        return "gray8" if self.shape.channels == 1 else "rgb888"

    @property
    def buffer(self) -> memoryview:
        """The bytes themselves, to be let go of before `close`."""
        buffer = self._memory.buf
        if buffer is None:
            raise ValueError("the tile is closed")
        return buffer[: self.shape.stride * self.shape.height]

    def pixels(self) -> Pixels:
        """A copy, `H x W` (grey) or `H x W x 3` (RGB)."""
        import numpy as np

        shape = self.shape
        rows = np.frombuffer(bytes(self.buffer), np.uint8).reshape(shape.height, shape.stride)
        rows = rows[:, : shape.width * shape.channels]
        return rows if shape.channels == 1 else rows.reshape(shape.height, shape.width, shape.channels)

    def close(self) -> None:
        """Give the memory back; may be called again."""
        self._owner.release(self._memory.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class TileMemory:
    """All segments of one pool; removes those that nobody closed when the pool ends. Safe between threads."""

    def __init__(self) -> None:
        self._segments: dict[str, SharedMemory] = {}
        self._lock = Lock()

    def reserve(self, request: RenderTile, budget: int) -> str:
        """A segment large enough for the answer; returns its name."""
        from multiprocessing.shared_memory import SharedMemory

        memory = SharedMemory(create=True, size=capacity(request, budget))
        with self._lock:
            self._segments[memory.name] = memory
        return memory.name

    def tile(self, name: str, shape: TileShape) -> Tile:
        """The segment `name`, filled by a worker."""
        with self._lock:
            return Tile(self._segments[name], shape, self)

    def release(self, name: str) -> None:
        """Remove one segment; nothing happens if it is gone."""
        with self._lock:
            memory = self._segments.pop(name, None)
        if memory is not None:
            memory.close()
            memory.unlink()

    def close(self) -> None:
        """Remove all segments."""
        for name in list(self._segments):
            self.release(name)


def capacity(request: RenderTile, budget: int) -> int:
    """Bytes that the answer to `request` needs at most; rendering rounds outwards by up to a pixel on each side."""
    wide, high = (ceil(length * request.scale) + 2 for length in (request.clip.width, request.clip.height))
    pixels = min(wide * high, budget + 4 * (wide + high))
    return aligned(pixels * (3 if request.color else 1)) + 4 * high


def aligned(length: int) -> int:
    """`length` rounded up to whole 32-bit words, as image rows are wanted."""
    return (length + 3) // 4 * 4


def fill(name: str, image: Pixels, scale: float, origin: tuple[float, float]) -> TileShape:
    """Put `image` into segment `name` (in the worker); ValueError if it does not fit."""
    from multiprocessing.shared_memory import SharedMemory

    import numpy as np

    height, width = image.shape[:2]
    channels = 1 if image.ndim == 2 else image.shape[2]
    stride = aligned(width * channels)
    memory = SharedMemory(name=name)
    try:
        if stride * height > memory.size:
            raise ValueError(f"a tile of {width} x {height} pixels does not fit its memory")
        rows = np.ndarray((height, stride), np.uint8, memory.buf)
        rows[:, : width * channels] = image.reshape(height, width * channels)
        del rows
    finally:
        memory.close()
    return TileShape(width, height, stride, channels, scale, *origin)
