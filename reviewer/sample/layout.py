"""Sets text into lines and lines onto pages, word by word, so that every word knows its box."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal

from reviewer.sample.fonts import text_width
from reviewer.sample.markup import Atom, Policy, atoms
from reviewer.sample.sheet import BLACK, RGB, Glyphs, Layer, Sheet

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Type:
    """How a paragraph is set: face, size and leading in points, space after it, alignment."""

    face: str = "serif"
    size: float = 11.0
    leading: float = 1.22
    after: float = 6.0
    indent: float = 0.0
    first: float = 0.0
    align: Align = "left"
    color: RGB = BLACK
    layer: Layer = "body"

    def but(self, **changes: object) -> Type:
        """The same type with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def put(sheet: Sheet, x: float, baseline: float, text: str, kind: Type, *, align: Align = "left") -> None:
    """One line of plain text, word by word, at a place."""
    width = text_width(kind.face, kind.size, text)
    x -= {"left": 0.0, "center": width / 2, "right": width}[align]
    sheet.lines += 1
    blank = text_width(kind.face, kind.size, " ")
    for word in text.split(" "):
        if word:
            sheet.add(Glyphs(x, baseline, word, kind.face, kind.size, kind.color, kind.layer, line=sheet.lines))
        x += text_width(kind.face, kind.size, word) + blank


def break_lines(words: Iterable[Atom], kind: Type, width: float) -> list[list[tuple[float, Atom]]]:
    """Lines of (x offset, atom); glued atoms stay with the one before them."""
    blank = text_width(kind.face, kind.size, " ")
    lines: list[list[tuple[float, Atom]]] = [[]]
    x = kind.first
    for group in _groups(words):
        extent = sum(text_width(kind.face, kind.size, atom.text) for atom in group)
        if lines[-1] and x + extent > width:
            lines.append([])
            x = 0.0
        for atom in group:
            lines[-1].append((x, atom))
            x += text_width(kind.face, kind.size, atom.text)
        x += blank
    return lines


def _groups(words: Iterable[Atom]) -> list[list[Atom]]:
    groups: list[list[Atom]] = []
    for atom in words:
        if atom.glued and groups:
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return groups


@dataclass(slots=True)
class Flow:
    """Fills columns and pages from top to bottom; `new_sheet` makes a page when the last one is full."""

    new_sheet: Callable[[], Sheet]
    left: float = 72.0
    right: float = 540.0
    top: float = 72.0
    bottom: float = 720.0
    policy: Policy = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0.0
    _spans: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.turn()

    @property
    def sheet(self) -> Sheet:
        """The page being filled."""
        return self.sheets[-1]

    def turn(self) -> None:
        """Begin a new page."""
        self.sheets.append(self.new_sheet())
        self.y = self.top

    def need(self, height: float) -> None:
        """Begin a new page unless `height` points are left."""
        if self.y + height > self.bottom:
            self.turn()

    def inside(self, left: float, right: float, top: float) -> Flow:
        """A flow for a cell of the same page, which never turns it."""
        return Flow(lambda: self.sheet, left, right, top, float("inf"), self.policy, _spans=self._spans)

    def space(self, height: float) -> None:
        """Leave white."""
        self.y += height

    def text(self, markup: str, kind: Type, *, hang: float = 0.0) -> None:
        """One paragraph; `hang` keeps lines after the first further in."""
        width = self.right - self.left - kind.indent
        words = list(atoms(markup, self.policy, self._spans))
        step = kind.size * kind.leading
        for number, line in enumerate(break_lines(words, kind, width - hang)):
            self.need(step)
            self.y += step
            self.sheet.lines += 1
            x0 = self.left + kind.indent + (hang if number else 0.0)
            x0 += self._shift(line, kind, width)
            self._line(line, x0, kind)
        self.y += kind.after

    def _shift(self, line: list[tuple[float, Atom]], kind: Type, width: float) -> float:
        if kind.align == "left" or not line:
            return 0.0
        free = width - line[-1][0] - text_width(kind.face, kind.size, line[-1][1].text)
        return free if kind.align == "right" else free / 2

    def _line(self, line: list[tuple[float, Atom]], x0: float, kind: Type) -> None:
        for x, atom in line:
            self.sheet.add(
                Glyphs(
                    x0 + x,
                    self.y,
                    atom.text,
                    kind.face,
                    kind.size,
                    kind.color,
                    kind.layer,
                    atom.tag,
                    atom.span,
                    self.sheet.lines,
                )
            )

    def field(self, label: str, value: str, kind: Type, tab: float, label_kind: Type) -> None:
        """A header line such as `To:` and what it says, with the value at `tab` points from the left."""
        words = list(atoms(value, self.policy, self._spans))
        step = kind.size * kind.leading
        for number, line in enumerate(break_lines(words, kind, self.right - self.left - tab)):
            self.need(step)
            self.y += step
            self.sheet.lines += 1
            if number == 0:
                put_label(self.sheet, self.left, self.y, label, label_kind)
            self._line(line, self.left + tab, kind)
        self.y += kind.after


def put_label(sheet: Sheet, x: float, baseline: float, text: str, kind: Type) -> None:
    """Words of a label on the line that is being set."""
    for word in text.split(" "):
        sheet.add(Glyphs(x, baseline, word, kind.face, kind.size, kind.color, kind.layer, line=sheet.lines))
        x += text_width(kind.face, kind.size, word + " ")
