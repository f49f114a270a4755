"""What someone wrote or marked in a PDF before it was sent: notes, highlights and other comments of its annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reviewer.model.geometry import Rect

COMMENT_KINDS: Final[dict[str, str]] = {
    "Text": "note",
    "FreeText": "text on the page",
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "underline",
    "StrikeOut": "strike-out",
    "Caret": "insertion",
    "Replace": "insertion",
    "Square": "box",
    "Circle": "circle",
    "Polygon": "outline",
    "PolyLine": "line",
    "Line": "line",
    "Ink": "drawing",
    "Stamp": "stamp",
    "FileAttachment": "attached file",
}
"""Subtypes of PDF annotations that are comments of a person, and what to call each."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment that came with a page: what it is called, its boxes in displayed points, who wrote what, and when.

    `written` is local as the file says it (`2018-10-29T14:30`, or a date), empty where it does not. `withheld`:
    it lies on a redaction or seems to name what is hidden on the page, and its words were left in the file.
    """

    kind: str
    rects: tuple[Rect, ...]
    author: str = ""
    written: str = ""
    text: str = ""
    withheld: bool = False
