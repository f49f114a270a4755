"""Paints a page on the desk: paper, picture, the calm words while there is none, and everything that lies over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from reviewer.model.geometry import Rect
from reviewer.ui.page import overlays, standout
from reviewer.ui.page.content import PageState, RedactionMark
from reviewer.ui.page.grid import Grid
from reviewer.ui.page.gutter import AIR, END, LEADER, PAD_X, PAD_Y, Label
from reviewer.ui.page.palette import WHITE, PagePalette, tone
from reviewer.ui.page.scene import PageScene
from reviewer.ui.page.tiles import TileCache, TileRequest
from reviewer.ui.theme.contrast import channels, luminance, mix
from reviewer.ui.theme.fonts import stretched

NOTICES = {
    "waiting": "Not read yet",
    "reading": "Reading this page…",
    "failed": "Not read: see why",
    "missing": "Source file missing",
    "changed": "Source file changed",
}


@dataclass(frozen=True, slots=True)
class PageLook:
    """What of a page is painted besides its marks: the selection and what the mouse is about to change."""

    selected: Sequence[Rect] = ()
    edited: tuple[object, Sequence[Rect]] | None = None
    band: Rect | None = None
    handles_of: object = None
    hovered: object = None
    window: tuple[float, float] = (-1e9, 1e9)  # heights of the page, in pixels, between which it is seen


class PagePainter:
    """Paints pages in the colours and the font of the view."""

    def __init__(self, palette: PagePalette, font: QFont) -> None:
        self.palette, self.font = palette, font
        self.label_font = overlays.label_font(font)
        self.metrics = overlays.metrics_of(self.label_font)
        self._shadow = luminance(palette.desk) > 0.2
        self._veil = _veil(mix(WHITE, palette.paper, palette.page_dim))

    def set_gutter(self, pixels: int) -> None:
        """How much desk there is right of the pages for labels."""
        self.metrics = self.metrics._replace(room=float(pixels - LEADER - END))

    def paper(self, painter: QPainter, page: QRect, *, covered: bool) -> None:
        """An empty page with its edge and a soft shadow below; white, for the tint comes over it as over a scan.

        Only strips are filled, and nothing that a picture is going to cover: fills cost most of a frame.
        """
        if self._shadow:
            for depth, alpha in ((1, 26), (2, 16), (3, 8)):
                below = QRect(page.left() - 1, page.bottom() + depth + 1, page.width() + 2, 1)
                painter.fillRect(below, QColor(20, 28, 44, alpha))
        edge = QColor(self.palette.edge)
        for strip in (
            QRect(page.left() - 1, page.top() - 1, page.width() + 2, 1),
            QRect(page.left() - 1, page.bottom() + 1, page.width() + 2, 1),
            QRect(page.left() - 1, page.top(), 1, page.height()),
            QRect(page.right() + 1, page.top(), 1, page.height()),
        ):
            painter.fillRect(strip, edge)
        if not covered:
            painter.fillRect(page, QColor(WHITE))

    def picture(
        self,
        painter: QPainter,
        page: QRectF,
        grid: Grid,
        requests: Sequence[TileRequest],
        cache: TileCache,
        scene: PageScene,
        ratio: float,
    ) -> bool:
        """The page as released, crisp where its tiles are there, else the nearest other size; False: nothing at all."""
        images = [(request.key, cache.get(request.key)) for request in requests]
        shown = all(image is not None for _, image in images)
        painter.save()
        painter.setClipRect(page, Qt.ClipOperation.IntersectClip)
        painter.translate(round(page.left() * ratio) / ratio, round(page.top() * ratio) / ratio)
        painter.scale(1 / ratio, 1 / ratio)
        if not shown:
            shown = self._stand_in(painter, grid, cache, scene)
        for key, image in images:
            if image is not None:
                left, top, width, height = grid.area(key)
                if abs(image.width() - width) <= 2 and abs(image.height() - height) <= 2:
                    painter.drawImage(left, top, image)
                else:
                    painter.drawImage(QRectF(left, top, width, height), image)
        painter.restore()
        return shown or any(image is not None for _, image in images)

    def tint(self, painter: QPainter, page: QRect) -> None:
        """Take the glare off white paper where the theme is dark; black stays black."""
        if self.palette.page_dim > 0:
            painter.fillRect(page, self._veil)

    def over(self, painter: QPainter, scene: PageScene, scale: float, look: PageLook) -> None:
        """Everything over the picture that can be seen; the painter stands at the page's corner."""
        marks = scene.marks
        top, bottom = look.window[0] / scale, look.window[1] / scale
        overlays.paint_highlights(painter, marks.highlights, scale)
        overlays.paint_hits(painter, marks.hits, scale, self.palette)
        overlays.paint_doubtful(painter, marks.doubtful, scale, self.palette)
        overlays.paint_selection(painter, look.selected, scale, self.palette)
        for mark in sorted(marks.redactions, key=lambda m: m.selected):
            rects = self._rects(mark, look)
            if not any(rect.y0 <= bottom and rect.y1 >= top for rect in rects):
                continue
            if mark.selected and mark.state != "rejected":
                standout.paint_inside(painter, mark, rects, scale)
                standout.paint_bar(painter, rects, scale, self.palette)
            overlays.paint_redaction(painter, mark, rects, scale)
            if mark.selected and mark.state != "rejected" and mark.id == look.handles_of:
                overlays.paint_handles(painter, rects, scale, self.palette)
        if look.band is not None:
            overlays.paint_band(painter, look.band, scale, self.palette)

    def labels(self, painter: QPainter, labels: Sequence[Label], page_width: float, look: PageLook) -> None:
        """The labels in the gutter; the painter stands at the page's corner."""
        painter.setFont(self.label_font)
        top, bottom = look.window
        seen = [
            label
            for label in labels
            if min(label.rect.y0, label.leader) <= bottom and max(label.rect.y1, label.leader) >= top
        ]
        overlays.paint_labels(painter, seen, page_width, self.palette, look.hovered)

    def notice_rect(self, state: PageState, page_width: float) -> QRectF | None:
        """Where the notice of a page stands, from the page's corner; None for a page that was read."""
        rows = self._notice_rows(state)
        if not rows:
            return None
        return QRectF(page_width + LEADER, 0, self.metrics.room, len(rows) * self.metrics.row + 2 * PAD_Y)

    def reserved(self, state: PageState, page_width: float) -> float:
        """Pixels at the top of the gutter that the notice takes from the labels."""
        rect = self.notice_rect(state, page_width)
        return 0.0 if rect is None else rect.height() + AIR

    def notice(self, painter: QPainter, state: PageState, page_width: float) -> None:
        """Says beside the page that it was not read, or why."""
        rect = self.notice_rect(state, page_width)
        if rect is None:
            return
        color = self.palette.bad if state.kind in ("failed", "missing", "changed") else self.palette.text_second
        painter.setFont(self.label_font)
        painter.setPen(QColor(tone(color, self.palette.desk)))
        for number, row in enumerate(self._notice_rows(state)):
            place = QRectF(rect.left(), PAD_Y + number * self.metrics.row, rect.width(), self.metrics.row)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), row)

    def words(self, painter: QPainter, scene: PageScene, scale: float) -> None:
        """The words as read, in their places: what can still be shown when the source file is gone."""
        font = QFont(self.font)
        font.setPixelSize(20)
        painter.setFont(font)
        measure = QFontMetricsF(font)
        painter.setPen(QColor("#3a4250"))
        for word in scene.words.words:
            box = overlays.pixels(word.rect, scale)
            advance = measure.horizontalAdvance(word.text)
            if advance <= 0 or box.height() < 2:
                continue
            painter.save()
            painter.translate(box.left(), box.bottom() - box.height() * 0.18)
            painter.scale(box.width() / advance, box.height() / 24)
            painter.drawText(QPointF(0, 0), word.text)
            painter.restore()

    def message(self, painter: QPainter, page: QRectF, title: str, reason: str = "") -> None:
        """Calm words in the upper third of a page without a picture."""
        width = min(page.width() - 2 * PAD_X, 420.0)
        place = QRectF(page.center().x() - width / 2, page.top() + page.height() * 0.3, width, page.height() * 0.4)
        font = QFont(self.font)
        font.setPixelSize(stretched(15))
        painter.setFont(font)
        paper = self.palette.paper
        painter.setPen(QColor(tone("#5c6678", paper)))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        used = painter.drawText(place, flags, title)
        if reason:
            font.setPixelSize(stretched(13))
            painter.setFont(font)
            below = place.translated(0, (used.height() if isinstance(used, QRectF) else 20) + 6)
            painter.setPen(QColor(tone("#b3261e", paper)))
            painter.drawText(below, flags, reason)

    def empty(self, painter: QPainter, area: QRectF, title: str, advice: str) -> None:
        """Words on the empty desk."""
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        place = area.adjusted(24, area.height() * 0.4, -24, 0)
        for words, size, color in ((title, 15, self.palette.text), (advice, 13, self.palette.text_second)):
            font = QFont(self.font)
            font.setPixelSize(stretched(size))
            painter.setFont(font)
            painter.setPen(QColor(tone(color, self.palette.desk)))
            used = painter.boundingRect(place, flags, words)
            painter.drawText(place, flags, words)
            place.translate(0, used.height() + 10)

    def focus_ring(self, painter: QPainter, area: QRectF) -> None:
        """Shows that the keys go to the pages."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.palette.accent), 2))
        painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _rects(self, mark: RedactionMark, look: PageLook) -> Sequence[Rect]:
        if look.edited is not None and look.edited[0] == mark.id:
            return look.edited[1]
        return mark.rects

    def _notice_rows(self, state: PageState) -> tuple[str, ...]:
        words = NOTICES.get(state.kind, "").split()
        rows: list[str] = []
        for word in words:
            if rows and self.metrics.width(f"{rows[-1]} {word}") <= self.metrics.room:
                rows[-1] = f"{rows[-1]} {word}"
            else:
                rows.append(word)
        return tuple(rows)

    def _stand_in(self, painter: QPainter, grid: Grid, cache: TileCache, scene: PageScene) -> bool:
        others = cache.other_sizes(grid.key())
        best = others[-1].scale if others else 0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = any(key.scale == best and key.column < 0 for key in others)
        if not whole and not scene.thumbnail.isNull():
            painter.drawPixmap(QRectF(0, 0, grid.width, grid.height), scene.thumbnail, QRectF(scene.thumbnail.rect()))
        for key in others:
            image = cache.get(key)
            if key.scale == best and image is not None:
                other = Grid(grid.place, grid.box, key.scale / 1000)
                left, top, width, height = other.area(key)
                factor = grid.scale / other.scale
                painter.drawImage(QRectF(left * factor, top * factor, width * factor, height * factor), image)
        return bool(others) or not scene.thumbnail.isNull()


def _veil(paper: str) -> QColor:
    """What laid over white gives `paper` and leaves black nearly black; multiplying took 19 ms a frame, this 0.6."""
    white = channels(WHITE)
    cover = 1 - min(channels(paper)) / 255
    if cover <= 0:
        return QColor(0, 0, 0, 0)
    color = QColor(*(round((p - w * (1 - cover)) / cover) for p, w in zip(channels(paper), white, strict=True)))
    color.setAlphaF(cover)
    return color
