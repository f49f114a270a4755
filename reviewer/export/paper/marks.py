"""Annotations that every viewer shows: highlights, frames and notes, each with its own looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reviewer.export.paper.syntax import number, text_string
from reviewer.model.evidence import Color
from reviewer.model.geometry import Rect, bounds

Form = tuple[str, bytes]
_FRAME = 1.2  # points
_NOTE = 18.0  # points, the side of its sign
_PRINTED = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation: where (points from the top left), what it says, its colour, who says it.

    A Highlight lies on every one of its `rects`, a Square around them, a Text at the first one's upper left corner.
    """

    kind: Literal["Highlight", "Square", "Text"]
    rects: tuple[Rect, ...]
    contents: str
    color: Color
    title: str = ""
    name: str = ""


def annotation(mark: Mark, height: float) -> tuple[str, Form | None]:
    """The entries of the annotation on a page `height` points high, and its looks (None: the sign of a note)."""
    box = bounds(mark.rects)
    if mark.kind == "Text":
        box = Rect(box.x0, box.y0, box.x0 + _NOTE, box.y0 + _NOTE)
    if mark.kind == "Square":
        box = box.grown(_FRAME)
    place = _numbers((box.x0, height - box.y1, box.x1, height - box.y0))
    said = f"/Contents {text_string(mark.contents)}" + (f"/T {text_string(mark.title)}" if mark.title else "")
    named = f"/NM {text_string(mark.name)}" if mark.name else ""
    entries = f"/Type/Annot/Subtype/{mark.kind}/Rect[{place}]/F {_PRINTED}/C[{_numbers(mark.color)}]{said}{named}"
    if mark.kind == "Text":
        return f"{entries}/Name/Note", None
    if mark.kind == "Square":
        return f"{entries}/BS<</W {number(_FRAME)}>>", _frame(box, mark.color)
    quads = " ".join(
        _numbers((r.x0, height - r.y0, r.x1, height - r.y0, r.x0, height - r.y1, r.x1, height - r.y1))
        for r in mark.rects
    )
    return f"{entries}/QuadPoints[{quads}]", _highlight(mark, place, height)


def note_look() -> Form:
    """The sign of a note: a small sheet with lines."""
    drawing = (
        "1 0.85 0.35 rg 0.35 0.3 0.1 RG 0.8 w 1.5 1.5 15 15 re B 0.7 w "
        "4.5 12.5 m 13.5 12.5 l S 4.5 9.5 m 13.5 9.5 l S 4.5 6.5 m 10.5 6.5 l S"
    )
    return f"/Type/XObject/Subtype/Form/BBox[0 0 {number(_NOTE)} {number(_NOTE)}]/Resources<<>>", drawing.encode()


def _highlight(mark: Mark, place: str, height: float) -> Form:
    drawn = " ".join(f"{_numbers((r.x0, height - r.y1, r.width, r.height))} re" for r in mark.rects)
    look = "/Group<</S/Transparency>>/Resources<</ExtGState<</G<</BM/Multiply>>>>>>"
    return (
        f"/Type/XObject/Subtype/Form/BBox[{place}]{look}",
        f"/G gs {_numbers(mark.color)} rg {drawn} f".encode("ascii"),
    )


def _frame(box: Rect, color: Color) -> Form:
    inner = (_FRAME / 2, _FRAME / 2, box.width - _FRAME, box.height - _FRAME)
    drawing = f"{_numbers(color)} RG {number(_FRAME)} w {_numbers(inner)} re S"
    size = _numbers((0, 0, box.width, box.height))
    return f"/Type/XObject/Subtype/Form/BBox[{size}]/Resources<<>>", drawing.encode("ascii")


def _numbers(values: Sequence[float]) -> str:
    return " ".join(number(value) for value in values)
