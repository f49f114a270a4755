"""The tools of the page view: what a press, a drag and a click mean with each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt

from reviewer.ui.page.shapes import Handle

Shape = Qt.CursorShape
RESIZE: dict[Handle, Shape] = {
    "nw": Shape.SizeFDiagCursor,
    "se": Shape.SizeFDiagCursor,
    "ne": Shape.SizeBDiagCursor,
    "sw": Shape.SizeBDiagCursor,
    "n": Shape.SizeVerCursor,
    "s": Shape.SizeVerCursor,
    "e": Shape.SizeHorCursor,
    "w": Shape.SizeHorCursor,
}


class Tool(StrEnum):
    """What dragging does: move the page, select words, draw a missed redaction, or take a region as a passage."""

    HAND = "hand"
    SELECT = "select"
    DRAW = "draw"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class ContextTarget:
    """What a context menu was asked for: where on the screen, on which page and point, and what lies there."""

    position: QPoint
    page_id: int | None
    point: tuple[float, float]
    redaction: object | None = None
    highlight: object | None = None


def cursor_shape(tool: Tool, *, dragging: bool, handle: Handle | None, movable: bool, mark: bool, word: bool) -> Shape:
    """The mouse pointer for what a press would do here."""
    if handle is not None:
        return RESIZE[handle]
    if movable:
        return Shape.SizeAllCursor
    if tool == Tool.HAND:
        return Shape.ClosedHandCursor if dragging else Shape.OpenHandCursor
    if tool in (Tool.DRAW, Tool.REGION):
        return Shape.CrossCursor
    if mark:
        return Shape.PointingHandCursor
    return Shape.IBeamCursor if word else Shape.ArrowCursor
