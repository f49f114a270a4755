"""Paints what lies over a page: passages, hits, selection, outlines of redactions and their labels in the gutter.

Every function paints in logical pixels from the page's top left corner; boxes come in points, `scale` is pixels a
point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from reviewer.model.geometry import Rect
from reviewer.ui.page.content import HighlightMark, HitMark, RedactionMark
from reviewer.ui.page.gutter import LEADER, PAD_X, PAD_Y, Label, Metrics
from reviewer.ui.page.palette import WHITE, PagePalette, tone
from reviewer.ui.page.shapes import SIZE, handle_points
from reviewer.ui.theme.contrast import contrast, mix

OUTLINE = 1.5  # of a point, within the limits below: on a small page a thick line would cover the words beside it
THIN, THICK = 1.5, 2.0  # pixels
REJECTED = "#5c6678"
SELECTED = 1.5  # times as thick
AWAY = 1.0  # pixels between a dark box and its outline's middle; a framed box is outlined on its frame


def label_font(base: QFont) -> QFont:
    """The face of labels: small, half bold, tabular enough for codes."""
    font = QFont(base)
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def metrics_of(font: QFont) -> Metrics:
    """What placing labels needs to know of a font."""
    measure = QFontMetricsF(font)
    return Metrics(measure.horizontalAdvance, measure.height())


def pixels(rect: Rect, scale: float) -> QRectF:
    """A box in points as pixels."""
    return QRectF(rect.x0 * scale, rect.y0 * scale, rect.width * scale, rect.height * scale)


def paint_highlights(painter: QPainter, marks: Iterable[HighlightMark], scale: float) -> None:
    """Passages as a translucent highlighter, under which black stays black; entities underlined; comments framed."""
    for mark in marks:
        if mark.style == "passage":
            marker = QColor(mix(mark.color, WHITE, 0.45 if mark.selected else 0.62))
            _multiply(painter, [pixels(rect, scale) for rect in mark.rects], marker)
        elif mark.style == "comment":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            look = Qt.PenStyle.SolidLine if mark.selected else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(mark.color), 2.5 if mark.selected else 1.5, look))
            for rect in mark.rects:
                painter.drawRoundedRect(pixels(rect, scale).adjusted(-2, -2, 2, 2), 3, 3)
        else:
            painter.setPen(QPen(QColor(mark.color), 3.0 if mark.selected else 2.0, c=Qt.PenCapStyle.FlatCap))
            for rect in mark.rects:
                box = pixels(rect, scale)
                painter.drawLine(QLineF(box.left(), box.bottom() + 1.5, box.right(), box.bottom() + 1.5))


def paint_hits(painter: QPainter, hits: Iterable[HitMark], scale: float, palette: PagePalette) -> None:
    """Search hits in the colour of hits, the current one with a frame around it too."""
    for hit in hits:
        boxes = [pixels(rect, scale).adjusted(-2, -1, 2, 1) for rect in hit.rects]
        _multiply(painter, boxes, QColor(mix(palette.hit, WHITE, 0.15 if hit.current else 0.55)))
        if hit.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tone(palette.hit, WHITE)), 2.0))
            for box in boxes:
                painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 2, 2)


def paint_doubtful(painter: QPainter, rects: Iterable[Rect], scale: float, palette: PagePalette) -> None:
    """Words that the reader of the page was unsure of, dotted below."""
    painter.setPen(QPen(QColor(tone(palette.attention, WHITE, 3)), 1.5, Qt.PenStyle.DotLine))
    for rect in rects:
        box = pixels(rect, scale)
        painter.drawLine(QLineF(box.left(), box.bottom() + 1, box.right(), box.bottom() + 1))


def paint_selection(painter: QPainter, rects: Iterable[Rect], scale: float, palette: PagePalette) -> None:
    """Selected words; laid over instead of multiplied, so that it shows on black boxes too."""
    color = QColor(palette.selection)
    color.setAlpha(palette.selection_alpha)
    for rect in rects:
        painter.fillRect(pixels(rect, scale).adjusted(-1, -1, 1, 1), color)


def paint_redaction(painter: QPainter, mark: RedactionMark, rects: Sequence[Rect], scale: float) -> None:
    """The outline of one redaction at `rects`: dashed while suggested, solid when decided, thicker when selected.

    One that was rejected is dotted in thin grey.
    """
    away = AWAY / 2 if mark.kind in ("outline", "white", "page") else AWAY
    shape = QPainterPath()
    for rect in rects:
        part = QPainterPath()
        part.addRoundedRect(pixels(rect, scale).adjusted(-away, -away, away, away), 2.5, 2.5)
        shape = shape.united(part) if len(rects) > 1 else part
    if mark.state == "rejected":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(REJECTED), THIN, Qt.PenStyle.DotLine))
        painter.drawPath(shape)
        return
    width = min(max(OUTLINE * scale, THIN), THICK)
    pen = QPen(QColor(mark.color), width * SELECTED if mark.selected else width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if mark.state == "suggested":
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([5.0 / pen.widthF(), 3.5 / pen.widthF()])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(shape)


def paint_handles(painter: QPainter, rects: Sequence[Rect], scale: float, palette: PagePalette) -> None:
    """Squares by which a box is resized."""
    painter.setPen(QPen(QColor(tone(palette.accent, WHITE)), 1.5))
    painter.setBrush(QBrush(QColor(WHITE)))
    boxes = [rect.scaled(scale) for rect in rects]
    for box in boxes:
        for x, y in handle_points(box, sides=len(boxes) == 1).values():
            painter.drawRect(QRectF(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE))


def paint_band(painter: QPainter, rect: Rect, scale: float, palette: PagePalette) -> None:
    """The rubber band of a region that is being drawn."""
    color = QColor(palette.selection)
    painter.setPen(QPen(color, 1.5))
    color.setAlpha(40)
    painter.setBrush(QBrush(color))
    painter.drawRect(pixels(rect, scale))


def paint_labels(
    painter: QPainter, labels: Iterable[Label], page_width: float, palette: PagePalette, hovered: object = None
) -> None:
    """Labels beside the page, each with a thin line from its boxes that stops before it crosses a word."""
    for label in labels:
        mark = label.first
        strong = mark.selected or any(other.id == hovered for other in label.marks if hovered is not None)
        _leader(painter, label, page_width, strong, palette)
        _chip(painter, label, strong, palette)


def _leader(painter: QPainter, label: Label, page_width: float, strong: bool, palette: PagePalette) -> None:
    width = 1.5 if strong else 1.0
    on_paper, on_desk = QColor(label.first.color), QColor(tone(label.first.color, palette.desk, 3))
    if not strong:
        on_paper.setAlpha(120)
    middle = label.rect.center[1]
    painter.setPen(QPen(on_paper, width))
    painter.drawLine(QLineF(label.reach, label.leader, page_width, label.leader))
    painter.setPen(QPen(on_desk, width))
    bend = page_width + 4
    painter.drawPolyline(
        [
            QPointF(page_width, label.leader),
            QPointF(bend, label.leader),
            QPointF(page_width + LEADER - 4, middle),
            QPointF(label.rect.x0, middle),
        ]
    )


def _chip(painter: QPainter, label: Label, strong: bool, palette: PagePalette) -> None:
    """Filled when decided; while suggested only framed, with dashes: never told by colour alone."""
    mark = label.first
    box = QRectF(label.rect.x0, label.rect.y0, label.rect.width, label.rect.height)
    if mark.state == "decided":
        fill = tone(mark.color, WHITE)
        painter.setPen(QPen(QColor(WHITE if strong else fill), 1.5 if strong else 1.0))
        painter.setBrush(QColor(fill))
        text = WHITE
    else:
        text = tone(mark.color, palette.panel)
        frame = QPen(QColor(tone(mark.color, palette.panel, 3)), 1.5 if strong else 1.0)
        if not strong:
            frame.setDashPattern([3.0, 2.0])
        painter.setPen(QPen(QColor(palette.line), 1.0))
        painter.setBrush(QColor(palette.panel))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if mark.selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tone(palette.accent, palette.desk, 3)), 2.0))
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 6, 6)
    painter.setPen(QColor(text))
    row = (box.height() - 2 * PAD_Y) / len(label.rows)
    for number, words in enumerate(label.rows):
        place = QRectF(box.left() + PAD_X, box.top() + PAD_Y + number * row, box.width() - PAD_X, row)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def label_contrast(mark: RedactionMark, palette: PagePalette) -> float:
    """Contrast of a label's text with its ground."""
    if mark.state == "decided":
        return contrast(WHITE, tone(mark.color, WHITE))
    return contrast(tone(mark.color, palette.panel), palette.panel)


def _multiply(painter: QPainter, boxes: Iterable[QRectF], color: QColor) -> None:
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes:
        painter.fillRect(box, color)
    painter.restore()
