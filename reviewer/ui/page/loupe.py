"""A loupe under the mouse, or carried by keys: the scan larger at one place, while the page around it stays."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reviewer.ui.page.grid import Grid
from reviewer.ui.page.painting import PageLook, PagePainter
from reviewer.ui.page.scene import SceneCache
from reviewer.ui.page.tiles import TileCache, TileRequest
from reviewer.ui.page.viewfinder import Viewfinder

FACTOR: Final = 2.5
LEAST: Final = 3.0  # pixels a point: pages shown very small are still legible under the loupe
_WIDTH, _HEIGHT = 420.0, 190.0  # a line of print with the ones above and below it


class Loupe:
    """Knows where it is held (a position of the window; None: nowhere) and paints what lies there larger."""

    def __init__(self, finder: Viewfinder, cache: TileCache) -> None:
        self._finder, self._cache = finder, cache
        self.at: QPointF | None = None

    def carried(self, across: float, down: float) -> tuple[QPointF, tuple[int, int]]:
        """Where it would be held these pixels further, within the window, and the pixels by which that falls short."""
        at = self.at if self.at is not None else QPointF(self._finder.width / 2, self._finder.height / 2)
        x = min(max(at.x() + across, 0.0), self._finder.width - 1.0)
        y = min(max(at.y() + down, 0.0), self._finder.height - 1.0)
        return QPointF(x, y), (round(at.x() + across - x), round(at.y() + down - y))

    def tiles(self, scenes: SceneCache, ratio: float) -> list[TileRequest]:
        """The tiles that the loupe shows; `ratio` is device pixels a pixel of the screen."""
        place = self._place()
        if place is None:
            return []
        index, x, y = place
        if scenes.scene(self._finder.layout.page_id(index)).state.kind in ("missing", "changed"):
            return []
        grid, scale = self._grid(scenes, index, ratio), self._scale * ratio
        across, down = _WIDTH / 2 * ratio, _HEIGHT / 2 * ratio
        middle, height = x * scale, y * scale
        return list(grid.needed(middle - across, height - down, middle + across, height + down))

    def paint(
        self, painter: QPainter, pages: PagePainter, scenes: SceneCache, requests: list[TileRequest], ratio: float
    ) -> None:
        """The page larger about the place, in a frame of its own."""
        place = self._place()
        if place is None or self.at is None:
            return
        index, x, y = place
        box, scene = self._finder.layout.box(index), scenes.scene(self._finder.layout.page_id(index))
        scale = self._scale
        lens = QRectF(self.at.x() - _WIDTH / 2, self.at.y() - _HEIGHT / 2, _WIDTH, _HEIGHT)
        page = QRectF(self.at.x() - x * scale, self.at.y() - y * scale, box.width * scale, box.height * scale)
        frame = QPainterPath()
        frame.addRoundedRect(lens, 8, 8)
        painter.save()
        painter.setClipPath(frame)
        painter.fillRect(lens, QColor(pages.palette.desk))
        pages.paper(painter, page.toRect(), covered=False)
        pages.picture(painter, page, self._grid(scenes, index, ratio), requests, self._cache, scene, ratio)
        pages.tint(painter, page.toRect())
        painter.setClipPath(frame)
        painter.translate(page.topLeft())
        pages.over(painter, scene, scale, PageLook())
        painter.restore()
        painter.setPen(QPen(QColor(pages.palette.accent), 2))
        painter.drawPath(frame)

    @property
    def _scale(self) -> float:
        return max(LEAST, self._finder.scale * FACTOR)

    def _grid(self, scenes: SceneCache, index: int, ratio: float) -> Grid:
        box = self._finder.layout.box(index)
        return Grid(scenes.scene(box.page_id).place, box, self._scale * ratio)

    def _place(self) -> tuple[int, float, float] | None:
        """The page and the point of it under the loupe; None where it is held over no page."""
        found = self._finder.at(self.at.x(), self.at.y()) if self.at is not None else None
        if found is None:
            return None
        index, x, y = found
        box = self._finder.layout.box(index)
        return found if 0 <= x <= box.width and 0 <= y <= box.height else None
