"""The text of a page that tells, over a hole in it, how much is hidden there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget
from typing_extensions import override

from reviewer.storage.rows import PageContent

_HOLE: Final = re.compile(r"\[redacted[^\]]*\]")


class HoledText(QPlainTextEdit):
    """Read only; the tool tip of each `[redacted …]` is the size of its redaction: `about 3 lines, est. 40 words`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("role", "reading")
        self._sizes: tuple[str, ...] = ()

    def show_text(self, text: str, sizes: Sequence[str]) -> None:
        """Show a page's text; `sizes` are those of its holes in their order."""
        if text != self.toPlainText():
            self.setPlainText(text)
        # Words of the page may look like a hole; then it cannot be told which is which.
        self._sizes = tuple(sizes) if len(_HOLE.findall(text)) == len(sizes) else ()

    def size_at(self, place: QPoint) -> str:
        """The size of the hole at a point of the view; empty beside all holes."""
        at = self.cursorForPosition(place).position()
        for hole, size in zip(_HOLE.finditer(self.toPlainText()), self._sizes, strict=False):
            if hole.start() <= at <= hole.end():
                return size
        return ""

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.size_at(event.pos()), self)
            return True
        return super().viewportEvent(event)


def hole_sizes(content: PageContent | None) -> list[str]:
    """How much each hole of a page hides, in the order in which they stand in its text."""
    if content is None:
        return []
    tokens = sorted(content.text.tokens, key=lambda token: (token.before, token.redaction))
    return [_size(content.redactions[token.redaction].lines, content.redactions[token.redaction].words)
            for token in tokens]  # fmt: skip


def _size(lines: int, words: int) -> str:
    height = "about 1 line" if lines == 1 else f"about {lines} lines"
    return f"{height}, est. {words:,} words" if words > 1 else f"{height}, est. 1 word" if words else height
