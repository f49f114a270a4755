"""PDF pages of placed things: pictures, lines, words and an invisible text layer, in points from the top left."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer.export.paper.type import Face, cut, fitted, pieces, shown, width
from reviewer.model.geometry import Rect

rl_config.useA85 = 0  # binary streams: a quarter smaller

Point = tuple[float, float]
Segment = tuple[Point, Point]
_ASCENT = 0.75  # of the type size, for words that have to fill a box
_JPEG = b"\xff\xd8\xff"
_INVISIBLE = 3  # text rendering mode of PDF


class _Jpeg(ImageReader):  # type: ignore[misc]  # reportlab has no types
    """A JPEG file that is told from others by its own bytes: decoding each page for that took half of the time."""

    _dataA = None  # noqa: N815 - reportlab's name: a JPEG has no transparent parts

    def getRGBData(self) -> bytes:  # noqa: N802 - reportlab's name
        """The file, for its signature; what stands in the PDF is the file in any case."""
        return bytes(self.fp.getvalue())


class Sheets:
    """A new PDF, page after page; what is drawn later covers what was drawn before. Equal calls, equal bytes."""

    def __init__(self, title: str, subject: str = "") -> None:
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, invariant=1, pageCompression=1)
        self._canvas.setTitle(shown(title))
        self._canvas.setSubject(shown(subject))
        self._canvas.setAuthor("")
        self._high = 0.0
        self._begun = False
        self.pages = 0

    def page(self, wide: float, high: float, bookmark: str = "") -> None:
        """Begin a further page."""
        if self._begun:
            self._canvas.showPage()
        self._begun, self._high = True, high
        self.pages += 1
        self._canvas.setPageSize((wide, high))
        if bookmark:
            key = f"page-{self.pages}"
            self._canvas.bookmarkPage(key)
            self._canvas.addOutlineEntry(shown(bookmark), key)

    def picture(self, rect: Rect, data: bytes) -> None:
        """The bytes of a JPEG (taken over as it is) or PNG file, filling `rect`."""
        source = (_Jpeg if data.startswith(_JPEG) else ImageReader)(io.BytesIO(data))
        self._canvas.drawImage(source, rect.x0, self._high - rect.y1, rect.width, rect.height)

    def lines(self, segments: Sequence[Segment], thickness: float) -> None:
        """Black lines, square at their ends so that corners are closed."""
        self._canvas.setLineWidth(thickness)
        self._canvas.setLineCap(2)
        self._canvas.lines([(x0, self._high - y0, x1, self._high - y1) for (x0, y0), (x1, y1) in segments])

    def frame(self, rect: Rect, thickness: float, grey: float = 0.0) -> None:
        """The edges of `rect`."""
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(thickness)
        self._canvas.rect(rect.x0, self._high - rect.y1, rect.width, rect.height)
        self._canvas.setStrokeGray(0)

    def fill(self, rect: Rect, grey: float) -> None:
        """A filled rectangle: 0 black, 1 white."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(rect.x0, self._high - rect.y1, rect.width, rect.height, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float = 8.0,
        *,
        room: float = 1e6,
        bold: bool = False,
        align: Literal["left", "centre", "right"] = "left",
        name: Face = "Sans",
    ) -> None:
        """One line beginning (ending, centred) at `x`, cut with an ellipsis after `room` points."""
        line = fitted(text, room, size, name, bold=bold)
        place = x - width(line, size, name, bold=bold) * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        for font, piece in pieces(line, name):
            self._canvas.setFont(cut(font, bold=bold), size)
            self._canvas.drawString(place, self._high - baseline, piece)
            place += width(piece, size, name, bold=bold)

    def hidden(self, rect: Rect, text: str) -> None:
        """A word of an invisible text layer, stretched to fill `rect`; nothing for an empty word or box."""
        word = shown(" ".join(text.split()))
        natural = width(word, rect.height) if rect.height > 0 else 0.0
        if natural <= 0 or rect.width <= 0:
            return
        self._canvas.saveState()  # its mode and stretching would hold for all text that follows
        line = self._canvas.beginText(rect.x0, self._high - rect.y0 - rect.height * _ASCENT)
        line.setTextRenderMode(_INVISIBLE)
        line.setHorizScale(100 * rect.width / natural)
        for font, piece in pieces(word + " "):
            line.setFont(font, rect.height)
            line.textOut(piece)
        self._canvas.drawText(line)
        self._canvas.restoreState()

    def save(self, path: Path) -> int:
        """Write the file and return its size in bytes; ValueError for one without pages."""
        if not self._begun:
            raise ValueError("a PDF needs a page")
        self._canvas.showPage()
        self._canvas.save()
        data = self._stream.getvalue()
        path.write_bytes(data)
        return len(data)


def around(rects: Sequence[Rect], distance: float) -> list[Segment]:
    """The outer edge of the union of `rects`, each grown by `distance`: no line inside, whatever steps it has."""
    grown = [rect.grown(distance) for rect in rects]
    xs = sorted({x for rect in grown for x in (rect.x0, rect.x1)})
    ys = sorted({y for rect in grown for y in (rect.y0, rect.y1)})

    def inside(column: int, row: int) -> bool:
        if not (0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1):
            return False
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        return any(rect.contains_point(x, y) for rect in grown)

    edges: list[Segment] = []
    for row in range(len(ys)):
        for column in range(len(xs) - 1):
            if inside(column, row) != inside(column, row - 1):
                edges.append(((xs[column], ys[row]), (xs[column + 1], ys[row])))
    for column in range(len(xs)):
        for row in range(len(ys) - 1):
            if inside(column, row) != inside(column - 1, row):
                edges.append(((xs[column], ys[row]), (xs[column], ys[row + 1])))
    return edges
