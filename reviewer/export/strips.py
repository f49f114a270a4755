"""Pictures of passages as released: strips of the page at full width, cut by a worker from the unchanged source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reviewer.export.sources import unchanged
from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import FileId
from reviewer.storage.reads import Reads
from reviewer.storage.rows import FileRow, PassageRow
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import MakeCrops

_MARGIN = 12.0  # points above and below, so that margin codes beside the first and last line are in the picture
_DPI = 150.0


class Strips:
    """Makes the picture of a passage (its first segment); `left_out` counts those that could not be made.

    A source that is missing or no longer has the SHA-256 it came with gives no picture: it is not what was tagged.
    """

    def __init__(
        self,
        read: Reads,
        pool: WorkerPool,
        password: Callable[[Path], str | None] = lambda path: None,
    ) -> None:
        """`password` is asked for that of a source file."""
        self._read, self._pool, self._password = read, pool, password
        self._sources: dict[FileId, FileRow | None] = {}
        self.left_out = 0

    def __call__(self, passage: PassageRow) -> bytes:
        """The encoded picture, empty where none can be made."""
        segment = passage.segments[0]
        source, page = self._source(segment.file), self._read.pages.one(segment.page)
        if source is None or page is None or not segment.boxes:
            self.left_out += 1
            return b""
        around = bounds(segment.boxes)
        strip = Rect(0.0, max(0.0, around.y0 - _MARGIN), page.width, min(page.height, around.y1 + _MARGIN))
        request = MakeCrops(source.path, segment.number, (strip,), _DPI, password=self._password(source.path))
        try:
            return self._pool.submit(request).result()[0]
        except SourceError:
            self.left_out += 1
            return b""

    def _source(self, file: FileId) -> FileRow | None:
        if file not in self._sources:
            row = self._read.sources.file(file)
            self._sources[file] = row if row is not None and unchanged(row) else None
        return self._sources[file]
