"""Shows one recent project: first page, title, how much it holds, how far the review is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from reviewer.ui.spoken import Spoken
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.theme.tokens import RADIUS
from reviewer.ui.widgets.meter import Coverage, short_words
from reviewer.ui.widgets.sized import with_text

WIDTH, HEIGHT = 248, 238  # beside text of 13 pixels
_WIDEST = 372
_PICTURE = 120


def card_width() -> int:
    """The pixels of a card beside text of the size in use: two stand in a window of the usual width."""
    return min(_WIDEST, stretched(WIDTH))


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """What the start view says of a project; `problem` stands there when its file cannot be read.

    `appeal` is the day to appeal that presses most, in words; `urgent` if it is near or its safe date is past.
    """

    path: Path
    title: str
    releases: int = 0
    coverage: Coverage = field(default_factory=Coverage)
    thumbnail: bytes = b""
    appeal: str = ""
    urgent: bool = False
    problem: str = ""
    loading: bool = False


class ProjectCard(Spoken, QFrame):
    """A card to click or to press Enter on; says which project and how far it is to screen readers too."""

    opened = Signal(object)  # Path
    forget_wanted = Signal(object)  # Path

    def __init__(self, theme: Theme, summary: ProjectSummary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._summary = summary
        self._picture = QPixmap()
        self._apart = False
        self.setProperty("role", "card")
        with_text(self, self._fit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._forget = QToolButton(self)
        self._forget.setToolTip(self.tr("Remove from this list (Del); the file stays"))
        self._forget.setCursor(Qt.CursorShape.ArrowCursor)
        self._forget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._forget.clicked.connect(lambda *_checked: self.forget_wanted.emit(self.path))
        theme.changed.connect(self._tint)
        self._tint()
        self.show_summary(summary)

    @override
    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.Button

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._summary.path

    @property
    def title(self) -> str:
        """What the project is called."""
        return self._summary.title

    @property
    def name(self) -> str:
        """What the card is called: the title, and beside others of that title the file or its folder."""
        title, path = self._summary.title, self.path
        if not self._apart:
            return title
        return f"{title} · {path.parent.name if path.stem == title else path.name}"

    def tell_apart(self, apart: bool) -> None:
        """Whether another card has the same title."""
        if apart != self._apart:
            self._apart = apart
            self.show_summary(self._summary)

    def show_summary(self, summary: ProjectSummary) -> None:
        """Show what is known now."""
        self._summary = summary
        self._picture = QPixmap()
        if summary.thumbnail:
            self._picture.loadFromData(summary.thumbnail)
        self.setAccessibleName(f"{self.name}. {self._spoken()}")
        self.setToolTip(str(summary.path))
        self._forget.setAccessibleName(self.tr("Remove {0} from the list").format(self.name))
        self._show_forget(hovered=self.underMouse())
        self.update()

    def _tint(self) -> None:
        self._forget.setIcon(self._theme.icon("close", "text2"))
        self.update()

    def _show_forget(self, hovered: bool) -> None:
        """Always there on a project that cannot be opened, for nothing else can be done with it."""
        held = self.hasFocus() or self._forget.hasFocus()
        self._forget.setVisible(hovered or held or bool(self._summary.problem))

    def _figures(self) -> str:
        summary = self._summary
        if summary.loading:
            return self.tr("looking …")
        if summary.problem:
            return summary.problem
        pages = self.tr("1 page") if summary.coverage.pages == 1 else self.tr("{0} pages")
        releases = self.tr("1 release") if summary.releases == 1 else self.tr("{0} releases")
        return f"{releases.format(summary.releases)} · {pages.format(f'{summary.coverage.pages:,}')}"

    def _spoken(self) -> str:
        parts = [self._figures()]
        if self._summary.coverage.pages:
            parts.append(short_words(self._summary.coverage))
        return ". ".join([*parts, self._summary.appeal] if self._summary.appeal else parts)

    def _fit(self) -> None:
        """As large as its words need; the picture stays."""
        self.setFixedSize(card_width(), _PICTURE + stretched(HEIGHT - _PICTURE))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget.move(self.width() - self._forget.sizeHint().width() - 6, 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        painter.save()
        wide = self.width()
        inside = QRectF(1, 1, wide - 2, _PICTURE)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(1, 1, wide - 2, _PICTURE + RADIUS), RADIUS - 1, RADIUS - 1)
        box = QPainterPath()
        box.addRect(inside)
        painter.setClipPath(clip.intersected(box))
        painter.fillRect(inside, self._theme.color("desk"))
        page = QRectF(wide / 2 - 56, 16, 112, 145)
        painter.fillRect(page.translated(0, 1).adjusted(-1, 0, 1, 1), QColor(0, 0, 0, 40))
        painter.fillRect(page, self._theme.color("page"))
        if not self._picture.isNull():
            height = page.width() * self._picture.height() / max(1, self._picture.width())
            painter.drawPixmap(QRectF(page.x(), page.y(), page.width(), height), self._picture, self._picture.rect())
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        summary, left, width = self._summary, 12, self.width() - 24

        def line(top: int, tall: int) -> QRectF:
            return QRectF(left, _PICTURE + stretched(top), width, stretched(tall))

        title = QFont(self.font())
        title.setWeight(QFont.Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(self._theme.color("text"))
        elided = QFontMetrics(title).elidedText(self.name, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(line(9, 20), Qt.AlignmentFlag.AlignVCenter, elided)
        small = QFont(self.font())
        small.setPixelSize(small_px())
        painter.setFont(small)
        painter.setPen(self._theme.color("bad_text" if summary.problem else "text2"))
        words = QFontMetrics(small).elidedText(self._figures(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(line(29, 18), Qt.AlignmentFlag.AlignVCenter, words)
        if summary.appeal:
            painter.setPen(self._theme.color("attention_text" if summary.urgent else "text2"))
            appeal = QFontMetrics(small).elidedText(summary.appeal, Qt.TextElideMode.ElideRight, width)
            painter.drawText(line(81, 18), Qt.AlignmentFlag.AlignVCenter, appeal)
        if summary.problem or summary.loading or not summary.coverage.pages:
            return
        painter.setPen(self._theme.color("text2"))
        two_lines = line(48, 34)  # none of the three figures may be cut off
        painter.drawText(two_lines, Qt.TextFlag.TextWordWrap, short_words(summary.coverage))
        bar = QRectF(left, self.height() - 14, width, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(bar.width() * summary.coverage.share)
        painter.setBrush(self._theme.color("good" if summary.coverage.complete else "accent"))
        painter.drawRoundedRect(bar, 2, 2)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        set_role(self, hovered=True)
        self._show_forget(hovered=True)

    @override
    def leaveEvent(self, event: object) -> None:
        set_role(self, hovered=False)
        self._show_forget(hovered=False)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_forget(hovered=self.underMouse())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_forget(hovered=self.underMouse())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.path)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.path)
        elif event.key() == Qt.Key.Key_Delete:
            self.forget_wanted.emit(self.path)
        else:
            super().keyPressEvent(event)
