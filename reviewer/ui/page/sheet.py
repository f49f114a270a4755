"""One printed sheet: the page as released, with its marks and labels where they are wanted, and its pin cite."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from reviewer.ui.page.grid import Grid
from reviewer.ui.page.layout import ROOMY, PageBox
from reviewer.ui.page.painting import PageLook, PagePainter
from reviewer.ui.page.palette import LIGHT
from reviewer.ui.page.scene import SceneCache
from reviewer.ui.page.tiles import WHOLE, TileCache, TileRequest
from reviewer.ui.page.viewfinder import INCH

RESOLUTION: Final = 200  # dots an inch: what offices scan at, so that small print stays legible
_FOOT: Final = 22  # pixels of the screen


def sheet_tile(scenes: SceneCache, box: PageBox) -> TileRequest:
    """The picture that a sheet needs: the whole page, at a lower resolution where it is larger than a sheet."""
    scale = min(RESOLUTION / 72, (WHOLE / (box.width * box.height)) ** 0.5 * 0.999)
    grid = Grid(scenes.scene(box.page_id).place, box, scale)
    return next(grid.needed(0, 0, grid.width, grid.height))


class Sheets:
    """Paints sheets of the pages of `scenes`; `cache` holds their pictures, `font` is that of the window."""

    def __init__(self, scenes: SceneCache, cache: TileCache, font: QFont, *, marks: bool) -> None:
        self._scenes, self._cache, self._marks = scenes, cache, marks
        self._painter = PagePainter(LIGHT, font)
        self._painter.set_gutter(ROOMY.gutter)

    def size(self, box: PageBox) -> tuple[float, float]:
        """Width and height of a sheet in pixels of the screen: the page, its gutter where there are marks, its foot."""
        gutter = ROOMY.gutter if self._marks else 0
        return max(1.0, box.width * INCH) + gutter, max(1.0, box.height * INCH) + _FOOT

    def image(self, box: PageBox, foot: str) -> QImage:
        """The sheet, white where nothing stands; a page without a picture says why."""
        wide, high = self.size(box)
        request = sheet_tile(self._scenes, box)
        ratio = request.key.scale / 1000 / INCH
        sheet = QImage(round(wide * ratio), round(high * ratio), QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.white)
        painter = QPainter(sheet)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(ratio, ratio)
        self._paint(painter, box, request, ratio)
        painter.setFont(self._painter.label_font)
        painter.setPen(QColor("#333333"))
        place = QRectF(0, high - _FOOT + 4, wide, _FOOT - 4)
        short = QFontMetricsF(self._painter.label_font).elidedText(foot, Qt.TextElideMode.ElideMiddle, wide)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short)
        painter.end()
        return sheet

    def _paint(self, painter: QPainter, box: PageBox, request: TileRequest, ratio: float) -> None:
        scene = self._scenes.scene(box.page_id)
        width, height = box.width * INCH, box.height * INCH
        page = QRectF(0, 0, width, height)
        grid = Grid(scene.place, box, request.key.scale / 1000)
        self._painter.paper(painter, QRect(0, 0, round(width), round(height)), covered=False)
        shown = self._painter.picture(painter, page, grid, [request], self._cache, scene, ratio)
        if not shown:
            self._painter.message(painter, page, "This page cannot be shown", scene.state.message)
        elif request.key not in self._cache:
            self._painter.words(painter, scene, INCH)
        if self._marks:
            self._painter.over(painter, scene, INCH, PageLook())
            metrics = self._painter.metrics
            reserved = self._painter.reserved(scene.state, width)
            labels = self._scenes.labels(box.page_id, (width, height), INCH, metrics, reserved)
            self._painter.labels(painter, labels, width, PageLook())
            self._painter.notice(painter, scene.state, width)
