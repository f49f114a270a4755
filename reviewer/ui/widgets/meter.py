"""Says how far the review is in three figures, green only when all three are done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import SMALL_PX

_ELIDE = Qt.TextElideMode.ElideRight
_NO_PEN = Qt.PenStyle.NoPen


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was seen, checked and read; counts of pages and of detected redactions."""

    pages: int = 0
    seen: int = 0
    redactions: int = 0
    checked: int = 0
    unread: int = 0
    failed: int = 0

    @property
    def complete(self) -> bool:
        """Whether every page is read and seen and every detected redaction checked."""
        done = self.seen >= self.pages and self.checked >= self.redactions
        return self.pages > 0 and done and not self.unread and not self.failed

    @property
    def share(self) -> float:
        """How much of all that is to do is done (0-1): pages read, pages seen, redactions checked, in equal parts."""
        if not self.pages:
            return 0.0
        read = (self.pages - self.unread - self.failed) / self.pages
        checked = self.checked / self.redactions if self.redactions else 1.0
        return (read + self.seen / self.pages + checked * read) / 3


class Meter(QWidget):
    """The three figures over a thin bar; shows shorter words where the room is small, all of them in the tool tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._coverage = Coverage()
        font = self.font()
        font.setPixelSize(SMALL_PX)
        self._font = font
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(210)
        theme.changed.connect(self.update)
        self.show_coverage(Coverage())

    @property
    def coverage(self) -> Coverage:
        """What is shown."""
        return self._coverage

    def show_coverage(self, coverage: Coverage) -> None:
        """Show other figures."""
        self._coverage = coverage
        self.setAccessibleName(self.sentence())
        self.setToolTip(self.sentence())
        self.updateGeometry()
        self.update()

    def sentence(self) -> str:
        """The three figures in full words."""
        c = self._coverage
        if not c.pages:
            return self.tr("no pages yet")
        parts = [
            self.tr("pages seen {0}/{1}").format(f"{c.seen:,}", f"{c.pages:,}"),
            self.tr("detected redactions checked {0}/{1}").format(f"{c.checked:,}", f"{c.redactions:,}"),
        ]
        if c.unread == 1:
            parts.append(self.tr("1 page not yet read"))
        else:
            parts.append(self.tr("{0} pages not yet read").format(f"{c.unread:,}") if c.unread else self.tr("all read"))
        if c.failed:
            parts[-1] += self.tr(", {0} failed").format(f"{c.failed:,}")
        return " · ".join(parts)

    def short_sentence(self) -> str:
        """The three figures in few words."""
        c = self._coverage
        unread = self.tr("{0} not read").format(f"{c.unread + c.failed:,}")
        seen = self.tr("seen {0}/{1}").format(f"{c.seen:,}", f"{c.pages:,}")
        checked = self.tr("checked {0}/{1}").format(f"{c.checked:,}", f"{c.redactions:,}")
        return " · ".join([seen, checked, *([unread] if c.unread + c.failed else [])])

    @override
    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font).horizontalAdvance(self.sentence()) + 4, 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        metrics = QFontMetrics(self._font)
        words = self.sentence()
        if metrics.horizontalAdvance(words) > self.width():
            words = self.short_sentence()
        complete = self._coverage.complete
        painter.setPen(self._theme.color("good_text" if complete else "text2"))
        painter.drawText(0, 3 + metrics.ascent(), metrics.elidedText(words, _ELIDE, self.width()))
        bar = QRectF(0, self.height() - 8, self.width(), 4)
        painter.setPen(_NO_PEN)
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(bar.width() * self._coverage.share)
        painter.setBrush(self._theme.color("good" if complete else "accent"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.end()
