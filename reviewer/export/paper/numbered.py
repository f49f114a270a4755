"""Pages of a PDF with a line at head and foot, and with their number of so many."""

from __future__ import annotations

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from reviewer.export.paper.type import cut, face, fitted, pieces, width

_EDGE = 28.0  # points from the paper's edge to head and foot


class NumberedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Pages that know how many they are: head and foot are drawn when all are laid out."""

    def __init__(self, *arguments: Any, head: str, foot: str, draft: str, **options: Any) -> None:
        """`head` and `foot` stand on every page, and `draft` in bold before the head."""
        super().__init__(*arguments, **options)
        self._head, self._foot, self._draft = head, foot, draft
        self._states = list[dict[str, Any]]()

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page until the last one is known."""
        self._states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw head and foot of every page, then write."""
        for number, state in enumerate(self._states, start=1):
            self.__dict__.update(state)
            self._furnish(number, len(self._states))
            super().showPage()
        super().save()

    def _furnish(self, number: int, of: int) -> None:
        wide, high = self._pagesize
        room = wide - 2 * _EDGE
        if self._draft:
            self._line(_EDGE, high - _EDGE, fitted(self._draft, room * 0.62, 9, bold=True), 9, bold=True)
        head = fitted(self._head, room * 0.36 if self._draft else room, 8)
        self._line(wide - _EDGE - width(head, 8), high - _EDGE, head, 8)
        self._line(_EDGE, _EDGE - 6, fitted(self._foot, room * 0.8, 8), 8)
        self.setFont(face("Sans"), 8)
        self.drawRightString(wide - _EDGE, _EDGE - 6, f"Page {number} of {of}")

    def _line(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        for font, piece in pieces(text):
            self.setFont(cut(font, bold=bold), size)
            self.drawString(x, y, piece)
            x += float(self.stringWidth(piece, cut(font, bold=bold), size))
