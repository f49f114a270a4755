"""The tools of the page view: what a press, a drag and a click mean with each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint


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
