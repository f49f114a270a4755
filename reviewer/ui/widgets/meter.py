"""Says how far the review is in three figures, green only when all three are done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.spoken import Spoken
from reviewer.ui.theme.fonts import small_px
from reviewer.ui.theme.theme import Theme

_ELIDE = Qt.TextElideMode.ElideRight
_NO_PEN = Qt.PenStyle.NoPen
_GAP = 14.0  # pixels between two figures
_BAR = 4.0
_NARROWEST = 120  # pixels, with few words to say
_LARGEST = 16  # pixels of text that fit above a bar


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
    def shares(self) -> tuple[float, float, float]:
        """How much is seen, checked and read (each 0-1); what is not read cannot count as checked."""
        if not self.pages:
            return 0.0, 0.0, 0.0
        read = (self.pages - self.unread - self.failed) / self.pages
        checked = self.checked / self.redactions if self.redactions else 1.0
        return self.seen / self.pages, checked * read, read

    @property
    def share(self) -> float:
        """How far the review is as one number (0-1): the least of the three, so that it never says too much."""
        return min(self.shares)


@dataclass(frozen=True, slots=True)
class _Figure:
    words: str
    short: str
    share: float


def _tr(text: str) -> str:
    return QCoreApplication.translate("Meter", text)


def short_words(coverage: Coverage) -> str:
    """The three figures in few words: `seen 1/34 · checked 2/11 · all read`."""
    return " · ".join(figure.short for figure in _figures(coverage))


def _figures(c: Coverage) -> list[_Figure]:
    if not c.pages:
        return [_Figure(_tr("no pages yet"), _tr("no pages yet"), 0.0)]
    seen, checked, read = c.shares
    pages = f"{c.seen:,}/{c.pages:,}"
    redactions = f"{c.checked:,}/{c.redactions:,}"
    missing = f"{c.unread + c.failed:,}"
    return [
        _Figure(_tr("pages seen {0}").format(pages), _tr("seen {0}").format(pages), seen),
        _Figure(
            _tr("detected redactions checked {0}").format(redactions),
            _tr("checked {0}").format(redactions),
            checked,
        ),
        _Figure(
            _read_words(c),
            _tr("{0} not read").format(missing) if c.unread + c.failed else _tr("all read"),
            read,
        ),
    ]


def _read_words(c: Coverage) -> str:
    if c.unread == 1:
        words = _tr("1 page not yet read")
    else:
        words = _tr("{0} pages not yet read").format(f"{c.unread:,}") if c.unread else _tr("all read")
    return words + _tr(", {0} failed").format(f"{c.failed:,}") if c.failed else words


class Meter(Spoken, QWidget):
    """Each figure over its own bar; shorter words where the room is small, all of them in the tool tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._coverage = Coverage()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        return " · ".join(figure.words for figure in self._figures())

    def short_sentence(self) -> str:
        """The three figures in few words."""
        return short_words(self._coverage)

    def _small(self) -> QFont:
        """Small beside the text of the window; no larger than two lines of the bar take."""
        font = self.font()
        font.setPixelSize(min(small_px(), _LARGEST))
        return font

    def _figures(self) -> list[_Figure]:
        return _figures(self._coverage)

    @override
    def sizeHint(self) -> QSize:
        return self._room_for([figure.words for figure in self._figures()])

    @override
    def minimumSizeHint(self) -> QSize:
        """In few words; all three figures are read whole, whatever the size of text."""
        return self._room_for([figure.short for figure in self._figures()])

    def _room_for(self, texts: list[str]) -> QSize:
        metrics = QFontMetrics(self._small())
        needed = sum(metrics.horizontalAdvance(text) + 2 for text in texts) + _GAP * (len(texts) - 1)
        return QSize(max(_NARROWEST, round(needed)), 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        metrics = QFontMetricsF(self._small())
        figures = self._figures()
        room = self.width() - _GAP * (len(figures) - 1)
        texts = [figure.words for figure in figures]
        if sum(map(metrics.horizontalAdvance, texts)) > room:
            texts = [figure.short for figure in figures]
        widths = [metrics.horizontalAdvance(text) for text in texts]
        left, stretch = 0.0, room / sum(widths)
        for figure, text, width in zip(figures, texts, widths, strict=True):
            place = QRectF(left, 0.0, width * stretch, float(self.height()))
            self._draw(painter, place, metrics.elidedText(text, _ELIDE, place.width() + 1), figure.share)
            left += place.width() + _GAP
        painter.end()

    def _draw(self, painter: QPainter, place: QRectF, text: str, share: float) -> None:
        complete = self._coverage.complete
        painter.setPen(self._theme.color("good_text" if complete else "text2"))
        painter.drawText(place.adjusted(0, 3, 2, 0), Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine, text)
        bar = QRectF(place.left(), place.height() - 2 * _BAR, place.width(), _BAR)
        painter.setPen(_NO_PEN)
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(bar.width() * share)
        painter.setBrush(self._theme.color("good" if complete else "accent"))
        painter.drawRoundedRect(bar, 2, 2)
