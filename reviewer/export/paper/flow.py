"""Flowing PDFs: headings, paragraphs, tables and pictures on numbered pages, equal calls giving equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Image,
    LongTable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)

from reviewer.export.cells import shortened
from reviewer.export.paper.right_to_left import begins_right_to_left, broken, is_right_to_left
from reviewer.export.paper.type import Face, breakable, cut, face, fitted, pieces, shown, width

rl_config.useA85 = 0  # binary streams: a quarter smaller

Align = Literal["left", "centre", "right"]
_ALIGN = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT}
_LONGEST_CELL = 6_000  # characters; a cell that fills more than two pages says how much is left out
_EDGE = 28.0  # points from the paper's edge to head and foot
_PADDING = 3.0  # points beside the words of a cell
_SLACK = 0.5  # points that a line broken here stays below its room, so that it is not broken once more
_LOOKED_BACK = 2_000  # characters: what stands on the line before a run is no longer
_BELOW_HEADING = 64.0  # points that must be left for a heading: itself and two lines


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `level` 1-3 makes it a heading, `indent` is in points, `mark` stands before it (a number, a dot)."""

    runs: tuple[Run, ...]
    level: int = 0
    align: Align = "left"
    indent: float = 0.0
    mark: str = ""
    small: bool = False
    after: float = 6.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head is repeated on every page; `widths` are shares of the width of the text."""

    head: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    widths: tuple[float, ...]
    size: float = 7.5


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as bytes of a PNG or JPEG file, `width` points wide (never wider than the text)."""

    data: bytes
    width: float


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


Block = Text | Grid | Picture | Break


@dataclass(frozen=True, slots=True)
class Paper:
    """How pages look: type, margins (points), and the lines at head and foot. `draft` stands bold in every head."""

    title: str
    face: Face = "Serif"
    size: float = 11.0
    landscape: bool = False
    margin: float = 72.0
    head: str = ""
    foot: str = ""
    draft: str = ""


def plain(text: str, **how: Any) -> Text:
    """A paragraph of one kind of words."""
    return Text((Run(text),), **how)


def write_flow(path: Path, blocks: Iterable[Block], paper: Paper) -> None:
    """Typeset `blocks` as a Letter-size PDF at `path`. Text is never taken for markup."""
    stream = io.BytesIO()
    size = landscape(letter) if paper.landscape else letter
    made = SimpleDocTemplate(
        stream,
        pagesize=size,
        title=shown(paper.title),
        author="",
        leftMargin=paper.margin,
        rightMargin=paper.margin,
        topMargin=max(paper.margin, 50),
        bottomMargin=max(paper.margin, 50),
        invariant=1,
    )
    flowables = [flowable for block in blocks for flowable in _flowables(block, paper, made.width)]
    made.build(flowables or [Spacer(1, 1)], canvasmaker=lambda *a, **k: _NumberedCanvas(paper, *a, **k))
    path.write_bytes(stream.getvalue())


class _NumberedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Pages that know how many they are: head and foot are drawn when all are laid out."""

    def __init__(self, paper: Paper, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._paper, self._states = paper, list[dict[str, Any]]()

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
        paper, (wide, high) = self._paper, self._pagesize
        room = wide - 2 * _EDGE
        if paper.draft:
            self._line(_EDGE, high - _EDGE, fitted(paper.draft, room * 0.62, 9, bold=True), 9, bold=True)
        head = fitted(paper.head, room * 0.36 if paper.draft else room, 8)
        self._line(wide - _EDGE - width(head, 8), high - _EDGE, head, 8)
        self._line(_EDGE, _EDGE - 6, fitted(paper.foot, room * 0.8, 8), 8)
        self.setFont(face("Sans"), 8)
        self.drawRightString(wide - _EDGE, _EDGE - 6, f"Page {number} of {of}")

    def _line(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        for font, piece in pieces(text):
            self.setFont(cut(font, bold=bold), size)
            self.drawString(x, y, piece)
            x += float(self.stringWidth(piece, cut(font, bold=bold), size))


def _flowables(block: Block, paper: Paper, room: float) -> Iterator[Any]:
    if isinstance(block, Break):
        yield PageBreak()
    elif isinstance(block, Picture):
        wide, high = ImageReader(io.BytesIO(block.data)).getSize()
        share = min(block.width, room) / wide
        yield Image(io.BytesIO(block.data), wide * share, high * share)
    elif isinstance(block, Text):
        if block.level:
            yield CondPageBreak(_BELOW_HEADING)  # keeping it with the next paragraph would keep that whole, too
        style = _style(block, paper)
        room -= style.leftIndent
        marked = _markup(block.runs, paper.face, room, style.fontSize)
        yield Paragraph(marked, style, bulletText=shown(block.mark) or None)
    else:
        yield from _grid(block, paper, room)


def _markup(runs: Sequence[Run], name: Face, room: float, size: float) -> str:
    """The runs of a paragraph of that width; right-to-left ones come broken into lines, which are then reordered."""
    parts = []
    before = ""
    for run in runs:
        text = breakable(shown(run.text, name))
        if is_right_to_left(text):
            text = _in_lines(text, room, size, name, run.bold, before)
        before = (before + text).rpartition("\n")[2][-_LOOKED_BACK:]
        part = "".join(_in_font(font, piece, name) for font, piece in pieces(text, name))
        part = f"<b>{part}</b>" if run.bold else part
        parts.append(f"<i>{part}</i>" if run.italic and not run.bold else part)
    return "".join(parts)


def _in_lines(text: str, room: float, size: float, name: Face, bold: bool, before: str) -> str:
    """Right-to-left text broken into lines of `room` points; `before` stands on the first one already."""
    taken = width(before, size, name, bold=bold) % room if before else 0.0

    def fits(line: str, number: int) -> bool:
        return width(line, size, name, bold=bold) <= room - _SLACK - (taken if number == 0 else 0.0)

    return broken(text, fits)


def _in_font(font: str, text: str, name: Face) -> str:
    marked = escape(text, quote=False).replace("\n", "<br/>")
    return marked if font == name else f'<font name="{font}">{marked}</font>'


def _style(block: Text, paper: Paper) -> ParagraphStyle:
    size = paper.size * (1.35, 1.15, 1.0)[min(block.level, 3) - 1] if block.level else paper.size
    size = min(size, 8.5) if block.small else size
    back = block.align == "left" and begins_right_to_left("".join(run.text for run in block.runs))
    return ParagraphStyle(
        "text",
        fontName=face(paper.face) + ("-Bold" if block.level else ""),
        fontSize=size,
        leading=size * 1.3,
        alignment=TA_RIGHT if back else _ALIGN[block.align],
        leftIndent=block.indent + (18 if block.mark else 0),
        bulletIndent=block.indent,
        bulletFontName=face(paper.face),
        bulletFontSize=size,
        spaceBefore=8 if block.level else 0,
        spaceAfter=block.after,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )


def _grid(block: Grid, paper: Paper, room: float) -> Iterator[Any]:
    name = face("Sans")
    cell = ParagraphStyle("cell", fontName=name, fontSize=block.size, leading=block.size * 1.25, splitLongWords=1)
    back = ParagraphStyle("back", parent=cell, alignment=TA_RIGHT)
    head = ParagraphStyle("head", parent=cell, fontName=name + "-Bold")
    widths = [room * share / sum(block.widths) for share in block.widths]
    look = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.92, 0.92, 0.92)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )

    def set_cell(text: str, wide: float, style: ParagraphStyle) -> Paragraph:
        return Paragraph(_markup([Run(text)], "Sans", wide - 2 * _PADDING, block.size), style)

    heads = [set_cell(text, wide, head) for text, wide in zip(block.head, widths, strict=True)]
    rows = [
        [
            set_cell(shortened(text, _LONGEST_CELL), wide, back if begins_right_to_left(text[:200]) else cell)
            for text, wide in zip(row, widths, strict=True)
        ]
        for row in block.rows
    ]
    yield LongTable([heads, *rows], colWidths=widths, repeatRows=1, style=look, splitInRow=1)
    yield Spacer(1, 6)
