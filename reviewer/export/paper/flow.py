"""Flowing PDFs: headings, paragraphs, tables and pictures on numbered pages, equal calls giving equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Literal

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
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
from reviewer.export.paper.numbered import NumberedCanvas
from reviewer.export.paper.right_to_left import begins_right_to_left, broken, is_right_to_left
from reviewer.export.paper.type import Face, breakable, face, pieces, shown, width

rl_config.useA85 = 0  # binary streams: a quarter smaller

Align = Literal["left", "centre", "right"]
_ALIGN = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT}
_LONGEST_CELL = 6_000  # characters; a cell that fills more than two pages says how much is left out
_PADDING = 3.0  # points beside the words of a cell
_ENDLESS = 1e6  # points: more than anything is high
_SLACK = 0.5  # points that a line broken here stays below its room, so that it is not broken once more
_LOOKED_BACK = 2_000  # characters: what stands on the line before a run is no longer
_BELOW_HEADING = 34.0  # points that must be left below a heading for its words: two lines
_BESIDE_PICTURE = 120.0  # points of a page that a picture leaves to its heading and to the words around it
_BELOW_TABLE = 6.0  # points, of the table itself: a space of its own can end alone on a last, empty page
_TALL = 240.0  # points: a row that is no higher goes to the next page whole
_WORTH_A_PART = 120.0  # points that must be left for a part of a taller one


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
    """A picture as bytes of a PNG or JPEG file, `width` points wide (never wider or higher than the text)."""

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
    given = list(blocks)
    flows = [list(_flowables(block, paper, made.width, made.height)) for block in given]
    for place, block in enumerate(given):
        if isinstance(block, Text) and block.level:
            flows[place].insert(0, CondPageBreak(_kept_together(given[place:], flows[place:], made.width)))
    flowables = [flowable for flow in flows for flowable in flow]
    made.build(
        flowables or [Spacer(1, 1)],
        canvasmaker=partial(NumberedCanvas, head=paper.head, foot=paper.foot, draft=paper.draft),
    )
    path.write_bytes(stream.getvalue())


def _kept_together(blocks: Sequence[Block], flows: Sequence[Sequence[Any]], room: float) -> float:
    """The points that a heading needs with what it must not be parted from: small print, then a picture or two rows.

    Of words two lines are enough: to keep it with a paragraph would keep that whole, too.
    """
    taken = 0.0
    for place, (block, flow) in enumerate(zip(blocks, flows, strict=True)):
        if isinstance(block, Grid):
            return taken + float(flow[0].first_rows(room))
        if isinstance(block, Break) or (place and isinstance(block, Text) and not block.small):
            break
        for part in flow:
            taken += float(part.wrap(room, _ENDLESS)[1] + part.getSpaceBefore() + part.getSpaceAfter())
        if isinstance(block, Picture):
            return taken
    return taken + _BELOW_HEADING


class _Rows(LongTable):  # type: ignore[misc]  # reportlab has no types
    """A table of which no row is broken over two pages, but one so tall that a page would stay half empty.

    Left to itself reportlab fills each page with a second head and the first lines of the next row.
    """

    def split(self, wide: float, high: float) -> list[Any]:
        """The part that fits `high` and the rest; empty where it is to begin on the next page."""
        self._calc(wide, high)
        tall = self._nrows > 1 and self._rowHeights[1] > _TALL
        self.splitInRow = int(tall and high >= _WORTH_A_PART)
        return list(super().split(wide, high))

    def first_rows(self, wide: float) -> float:
        """The height of the head and the first row, in points; of a tall row, of the least part of it."""
        self._calc(wide, _ENDLESS)
        return float(sum(min(high, _WORTH_A_PART) for high in self._rowHeights[:2]))


def _flowables(block: Block, paper: Paper, room: float, high: float) -> Iterator[Any]:
    if isinstance(block, Break):
        yield PageBreak()
    elif isinstance(block, Picture):
        pixels = ImageReader(io.BytesIO(block.data)).getSize()
        share = min(min(block.width, room) / pixels[0], (high - _BESIDE_PICTURE) / pixels[1])
        yield Image(io.BytesIO(block.data), pixels[0] * share, pixels[1] * share)
    elif isinstance(block, Text):
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
    yield _Rows([heads, *rows], colWidths=widths, repeatRows=1, style=look, spaceAfter=_BELOW_TABLE)
