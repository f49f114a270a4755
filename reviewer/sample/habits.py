"""The habits of the people who redact: what their boxes look like, and where and how they print the exemption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reviewer.model.page import Kind
from reviewer.sample.codes import Form
from reviewer.sample.sheet import BLACK, RGB, WHITE

CodePlace = Literal["inside", "right", "left", "head", "none"]


@dataclass(frozen=True, slots=True)
class Habit:
    """One way to redact. Sizes in points.

    `touching`: rows of one deletion meet, so that they are one stepped block. `after_scan`: boxes are drawn onto the
    scan (straight and crisp) and not onto the paper before it.
    """

    kind: Kind
    fill: RGB | None
    stroke: RGB | None = None
    stroke_width: float = 1.0
    code_ink: RGB = WHITE
    place: CodePlace = "inside"
    form: Form = "closed"
    separator: str = "; "
    code_size: float = 8.5
    code_face: str = "sans"
    touching: bool = False
    after_scan: bool = True


HABITS: dict[str, Habit] = {
    "black-inside": Habit("black", BLACK, form="open", separator=", ", touching=True),
    "black-inside-closed": Habit("black", BLACK, form="closed", separator="; "),
    "black-margin": Habit("black", BLACK, place="right", form="closed", code_ink=BLACK, code_face="sans-bold"),
    "black-paper": Habit("black", (14, 14, 14), place="right", form="short", code_ink=BLACK, after_scan=False),
    "black-unmarked": Habit("black", BLACK, place="none", touching=True),
    "outline-margin": Habit("outline", WHITE, BLACK, 1.1, code_ink=BLACK, place="right", form="capital", code_size=9.5),
    "outline-inside": Habit(
        "outline", WHITE, BLACK, 0.9, code_ink=BLACK, form="closed", separator=", ", touching=True, code_size=8
    ),
    "outline-stack": Habit(
        "outline", WHITE, BLACK, 1.2, code_ink=BLACK, place="left", form="short", after_scan=False, code_size=9
    ),
    "outline-head": Habit("outline", WHITE, BLACK, 1.1, place="head", form="capital"),
    "gray-inside": Habit("gray", (168, 168, 168), code_ink=BLACK, form="closed", separator=", ", code_size=8),
    "color-inside": Habit("color", (46, 92, 160), code_ink=WHITE, form="closed", separator=", ", code_size=8),
    "red-inside": Habit("color", (206, 62, 50), code_ink=WHITE, form="open", separator=", ", code_size=8),
    "yellow-inside": Habit("color", (246, 208, 72), code_ink=BLACK, form="short", separator=" ", code_size=8),
    "white-inside": Habit("white", WHITE, code_ink=BLACK, form="closed", separator=", ", code_size=8),
    "white-margin": Habit("white", WHITE, code_ink=BLACK, place="right", form="closed", code_size=8.5),
}
"""All habits by the name that the release plan calls them."""
