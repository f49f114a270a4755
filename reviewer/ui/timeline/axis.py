"""The axis: how much is dated when, as bars; gaps named; zoomed and moved by wheel, mouse and keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from reviewer.ui.spoken import Part, Spoken, tell_focus, tell_parts
from reviewer.ui.theme.fonts import small_px
from reviewer.ui.theme.theme import Theme
from reviewer.ui.timeline.scale import Bin, Gap, Scale, day_of
from reviewer.ui.timeline.words import bin_words, count_words, gap_words, tick_words

_HEIGHT: Final = 150
_FOOT: Final = 24  # pixels for the dates below the bars
_HEAD: Final = 18  # ... for the highest count above them
_NOTCH: Final = 1.0012  # as of the page view, a little slower
_ZOOM: Final = 1.5


class TimeAxis(Spoken, QWidget):
    """`chosen` tells which days are selected: (first, last) as Julian days, both inclusive, or None for all."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.scale = Scale()
        self.selected: tuple[int, int] | None = None
        self._cursor: int | None = None  # first day of the step that the keys are on
        self._pressed: float | None = None
        self._pushed: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Axis of time"))
        theme.changed.connect(self.update)

    def set_days(self, days: Sequence[int]) -> None:
        """Show these days (Julian, in order); what is in view stays as far as there is anything."""
        before, whole = (self.scale.first, self.scale.last), self.scale.whole()
        self.scale = Scale(days)
        if len(days) and before != whole:
            self.scale.show(*before)
        self._describe()
        tell_parts(self)
        self.update()

    def select(self, span: tuple[int, int] | None) -> None:
        """Select days, or all."""
        if span != self.selected:
            self.selected = span
            self._describe()
            self.update()
            self.chosen.emit(span)

    def zoom_in(self) -> None:
        """Show less time, larger, about what is selected or the middle."""
        self._zoom(1 / _ZOOM)

    def zoom_out(self) -> None:
        """Show more time."""
        self._zoom(_ZOOM)

    def show_all(self) -> None:
        """Show everything that is dated."""
        self.scale.show(*self.scale.whole())
        self.update()

    @override
    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    @override
    def spoken_parts(self) -> Sequence[Part]:
        return [self._part(each) for each in self._filled()]

    def _part(self, each: Bin) -> Part:
        left, right = round(self._x(each.first)), round(self._x(each.last + 1))
        place = QRect(left, _HEAD, max(1, right - left), self.height() - _HEAD - _FOOT)
        words = f"{bin_words(each)}: {count_words(each.count)}"
        return Part(words, place, selected=self._is_selected(each), focused=each.first == self._cursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        font = QFont(self.font())
        font.setPixelSize(small_px())
        painter.setFont(font)
        if len(self.scale.days):
            bins = self.scale.bins(self.scale.step(self.width()))
            self._paint_gaps(painter, bins)
            self._paint_bars(painter, bins)
            self._paint_ticks(painter, bins)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_gaps(self, painter: QPainter, bins: Sequence[Bin]) -> None:
        metrics = QFontMetricsF(painter.font())
        for gap in self.scale.gaps():
            left, right = self._x(gap.first), self._x(gap.last + 1)
            if right < 0 or left > self.width() or right - left < 6:
                continue
            place = QRectF(left, _HEAD, right - left, self.height() - _HEAD - _FOOT)
            painter.fillRect(place, QColor(self._theme.color("hover")))
            seen = self._beside_bars(gap, bins).intersected(place).intersected(QRectF(self.rect()))
            words = gap_words(gap)
            if metrics.horizontalAdvance(words) + 12 > seen.width():
                words = f"{gap.days:,} d"
            if metrics.horizontalAdvance(words) + 8 <= seen.width():
                painter.setPen(self._theme.color("text2"))
                painter.drawText(seen, int(Qt.AlignmentFlag.AlignCenter), words)

    def _beside_bars(self, gap: Gap, bins: Sequence[Bin]) -> QRectF:
        """The part of a gap that no bar covers: a bar may be wider than the days that are dated in it."""
        before = [each.last + 1 for each in bins if each.count and each.first < gap.first]
        after = [each.first for each in bins if each.count and each.last > gap.last]
        left = self._x(max([gap.first, *before]))
        right = self._x(min([gap.last + 1, *after]))
        return QRectF(left, 0, max(0.0, right - left), self.height())

    def _paint_bars(self, painter: QPainter, bins: Sequence[Bin]) -> None:
        most = max((each.count for each in bins), default=0)
        base, room = self.height() - _FOOT, self.height() - _FOOT - _HEAD
        painter.setPen(Qt.PenStyle.NoPen)
        for each in bins:
            left, right = self._x(each.first), self._x(each.last + 1)
            bar = QRectF(left + 1, base, max(1.5, right - left - 2), 0)
            if self._is_selected(each):
                painter.fillRect(QRectF(left, _HEAD, right - left, room), self._theme.color("selection"))
            if each.count:
                bar.setTop(base - max(3.0, room * each.count / most))
                painter.fillRect(bar, self._theme.color("accent"))
            if self.hasFocus() and each.first == self._cursor:
                painter.setPen(QPen(self._theme.color("text"), 1.5))
                painter.drawRect(QRectF(left, _HEAD, right - left, room))
                painter.setPen(Qt.PenStyle.NoPen)
        painter.setPen(self._theme.color("line"))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        painter.setPen(self._theme.color("text2"))
        highest = next((each for each in bins if each.count == most and most), None)
        if highest is not None:
            middle = min(max((self._x(highest.first) + self._x(highest.last + 1)) / 2, 24.0), self.width() - 24.0)
            painter.drawText(QRectF(middle - 60, 0, 120, _HEAD), int(Qt.AlignmentFlag.AlignCenter), f"{most:,}")

    def _paint_ticks(self, painter: QPainter, bins: Sequence[Bin]) -> None:
        """Dates below the bars, each where it begins, none over another."""
        metrics, step, free = QFontMetricsF(painter.font()), self.scale.step(self.width()), 4.0
        painter.setPen(self._theme.color("text2"))
        before = None
        for each in bins:
            x, words = self._x(each.first), tick_words(each, step, before)
            if x >= free and x + metrics.horizontalAdvance(words) < self.width():
                painter.drawLine(QPointF(x, self.height() - _FOOT), QPointF(x, self.height() - _FOOT + 4))
                painter.drawText(QPointF(x + 2, self.height() - 7), words)
                free, before = x + metrics.horizontalAdvance(words) + 18, each

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not turn:
            way = turn or event.angleDelta().x()
            self.scale.move(-way / self.width() * (self.scale.last - self.scale.first) / 2)
        else:
            self.scale.zoom(_NOTCH**-turn, self._day(event.position().x()))
        self.update()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if event.button() == Qt.MouseButton.MiddleButton or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._pushed = self._day(x)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed = x

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._pushed is not None:
            self.scale.move(self._pushed - self._day(x))
            self.update()
        elif self._pressed is not None:
            self._select_between(self._pressed, x, tell=False)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            before, self.selected = self.selected, None
            self._select_between(self._pressed, event.position().x(), tell=True)
            if self.selected is None and before is not None:
                self.chosen.emit(None)
        self._pressed = self._pushed = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the step under the mouse across the whole width."""
        each = self._bin_at(event.position().x())
        if each is not None:
            self.scale.show(each.first, each.last + 1)
            self.select((each.first, each.last))
            self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            self._step_cursor(steps[key], extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key == Qt.Key.Key_Escape and self.selected is not None:
            self.select(None)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            each = self._bin_at(event.pos().x())
            words = "" if each is None else f"{bin_words(each)}: {count_words(each.count)}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _step_cursor(self, by: int, *, extend: bool) -> None:
        """Select the next step in which something is dated, or the one before; with Shift as far as that."""
        filled = self._filled()
        if not filled:
            return
        here = self._cursor if self._cursor is not None else (filled[0].first - 1 if by > 0 else filled[-1].last + 1)
        ahead = [each for each in filled if (each.first > here if by > 0 else each.first < here)]
        if not ahead:
            self.scale.move(by * (self.scale.last - self.scale.first) / 4)
            self.update()
            return
        each = ahead[0] if by > 0 else ahead[-1]
        self._cursor = each.first
        span = (each.first, each.last)
        if extend and self.selected is not None:
            span = (min(span[0], self.selected[0]), max(span[1], self.selected[1]))
        self.select(span)
        tell_focus(self, filled.index(each))

    def _filled(self) -> list[Bin]:
        """The steps in view in which something is dated."""
        return [each for each in self.scale.bins(self.scale.step(self.width())) if each.count]

    def _select_between(self, start: float, end: float, *, tell: bool) -> None:
        bins = [each for each in (self._bin_at(start), self._bin_at(end)) if each is not None]
        span = (min(each.first for each in bins), max(each.last for each in bins)) if bins else None
        if span is not None:
            self._cursor = span[0]
        if tell:
            self.select(span)
        else:
            self.selected = span
            self.update()

    def _zoom(self, factor: float) -> None:
        middle = sum(self.selected) / 2 if self.selected else (self.scale.first + self.scale.last) / 2
        self.scale.zoom(factor, middle)
        self.update()

    def _is_selected(self, each: Bin) -> bool:
        return self.selected is not None and each.first <= self.selected[1] and each.last >= self.selected[0]

    def _bin_at(self, x: float) -> Bin | None:
        day = int(self._day(x))
        if not len(self.scale.days):
            return None
        return next((b for b in self.scale.bins(self.scale.step(self.width())) if b.first <= day <= b.last), None)

    def _x(self, day: float) -> float:
        return (day - self.scale.first) / (self.scale.last - self.scale.first) * self.width()

    def _day(self, x: float) -> float:
        return self.scale.first + x / max(1, self.width()) * (self.scale.last - self.scale.first)

    def _describe(self) -> None:
        """What a screen reader says of it."""
        if not len(self.scale.days):
            self.setAccessibleDescription(self.tr("Nothing is dated"))
            return
        first, last = self.selected or (int(self.scale.days[0]), int(self.scale.days[-1]))
        self.setAccessibleDescription(
            self.tr("{0} to {1}: {2}").format(
                day_of(first).isoformat(), day_of(last).isoformat(), count_words(self.scale.count(first, last))
            )
        )
