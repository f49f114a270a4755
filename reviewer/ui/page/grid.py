"""Cuts a page into tiles of device pixels: which ones a part of it needs, and where each belongs."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.model.geometry import Rect
from reviewer.ui.page.content import PagePlace
from reviewer.ui.page.layout import PageBox
from reviewer.ui.page.tiles import TILE, WHOLE, TileKey, TileRequest
from reviewer.ui.page.turning import upright


class Grid:
    """The tiles of one page at one scale (device pixels a point, kept in thousandths)."""

    def __init__(self, place: PagePlace, box: PageBox, scale: float) -> None:
        self.place, self.box, self.rotation = place, box, 90 * box.quarters
        self.milli = round(scale * 1000)
        self.scale = self.milli / 1000
        self.width = max(1, round(box.width * self.scale))
        self.height = max(1, round(box.height * self.scale))
        self.whole = self.width * self.height <= WHOLE

    def key(self, column: int = -1, row: int = -1) -> TileKey:
        """Name of one tile, or of the page in one piece."""
        return TileKey(self.place.file, self.place.page, self.rotation, self.milli, column, row)

    def area(self, key: TileKey) -> tuple[int, int, int, int]:
        """Left, top, width and height of a tile in device pixels of the page."""
        if key.column < 0:
            return 0, 0, self.width, self.height
        left, top = key.column * TILE, key.row * TILE
        return left, top, min(TILE, self.width - left), min(TILE, self.height - top)

    def needed(self, left: float, top: float, right: float, bottom: float) -> Iterator[TileRequest]:
        """The tiles that show the given part of the page (device pixels), row by row."""
        if self.whole:
            page = upright(Rect(0.0, 0.0, self.box.width, self.box.height), self.box)
            yield TileRequest(self.key(), page, self.width, self.height)
            return
        columns = range(max(0, int(left) // TILE), min((self.width - 1) // TILE, int(right) // TILE) + 1)
        rows = range(max(0, int(top) // TILE), min((self.height - 1) // TILE, int(bottom) // TILE) + 1)
        for row in rows:
            for column in columns:
                key = self.key(column, row)
                x, y, width, height = self.area(key)
                clip = Rect(x, y, x + width, y + height).scaled(1 / self.scale)
                yield TileRequest(key, upright(clip, self.box), width, height)
