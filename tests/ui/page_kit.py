"""Pages in memory for the tests of the page view: a real PDF made on the spot, read and rendered by the real parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.model.page import Redaction, Word, token_text
from reviewer.model.page_sizes import PageSizes
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PdfWriter
from reviewer.text.reading import read_order
from reviewer.ui.page import PageMarks, PagePlace, PageState, PageView, PageWords, RedactionMark, TextToken
from reviewer.ui.page.tiles import Answer, TileKey, TileRequest
from reviewer.ui.page.worker_tiles import to_image
from reviewer.workers.requests import TileShape

LINES = (
    "Thank you again for the time on Tuesday",
    "it was good to meet you and the team in person",
    "to support the mission",
    "and hope what we shared was of some value",
)
LAW = settings(max_examples=60, deadline=None, derandomize=True)  # the same examples on every machine, however busy
HIDDEN = Rect(72, 196, 172, 210)  # the start of the third line
LINE_TOP, LINE_STEP = 150.0, 24.0


def make_pdf(path: Path, pages: int = 3) -> Path:
    """Letter pages of four lines; on each the start of the third line is blacked out."""
    writer = PdfWriter()
    for number in range(pages):
        page = writer.page(612, 792)
        page.text(72, 100, f"Page number {number + 1}", 16)
        for row, line in enumerate(LINES):
            page.text(180 if row == 2 else 72, LINE_TOP + 10 + row * LINE_STEP, line, 12)
        page.rectangle(HIDDEN)
    writer.save(path)
    return path


@dataclass
class Pages:
    """Answers like the project does; everything can be changed by a test, which then calls `refresh`."""

    path: Path
    sizes: Sequence[tuple[float, float]]
    text: dict[int, PageWords] = field(default_factory=dict)
    over: dict[int, PageMarks] = field(default_factory=dict)
    states: dict[int, PageState] = field(default_factory=dict)
    thumbnails: dict[int, bytes] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    def page_sizes(self) -> PageSizes:
        """Page ids start at 100, so that nobody takes them for places."""
        return PageSizes((PageId(100 + i), width, height) for i, (width, height) in enumerate(self.sizes))

    def place(self, page_id: int) -> PagePlace:
        return PagePlace(self.path, page_id - 100)

    def state(self, page_id: int) -> PageState:
        return self.states.get(page_id, PageState())

    def words(self, page_id: int) -> PageWords:
        self.asked.append(page_id)
        return self.text.get(page_id, PageWords())

    def marks(self, page_id: int) -> PageMarks:
        return self.over.get(page_id, PageMarks())

    def thumbnail(self, page_id: int) -> bytes:
        return self.thumbnails.get(page_id, b"")


def read_pages(path: Path, hidden: Sequence[Rect] = (HIDDEN,), codes: tuple[str, ...] = ("(b)(6)",)) -> Pages:
    """The pages of a file with their words and one redaction of each page, as the program would read them."""
    with open_source(path) as source:
        pages = Pages(path, source.sizes())
        for number, (width, height) in enumerate(pages.sizes):
            words = source.page(number).layer_words()
            redactions = [Redaction((rect,), "black", codes) for rect in hidden]
            pages.text[100 + number] = ordered_words(words, redactions, width, height)
            pages.over[100 + number] = PageMarks(
                tuple(
                    RedactionMark((number, i), r.rects, "#0072b2", ", ".join(r.codes)) for i, r in enumerate(redactions)
                )
            )
    return pages


def ordered_words(words: Sequence[Word], redactions: Sequence[Redaction], width: float, height: float) -> PageWords:
    """Words and redactions of a page in the order in which the program reads them."""
    text = read_order(words, redactions, (), width, height)
    tokens = (
        TextToken(t.before, t.line, token_text(redactions[t.redaction].codes), redactions[t.redaction].rects)
        for t in text.tokens
    )
    return PageWords(text.words, tuple(tokens))


class PromptTiles:
    """Renders each tile at once with the real renderer; only the process in between is left out."""

    def __init__(self) -> None:
        self.rendered: list[TileKey] = []
        self.cancelled: list[TileKey] = []

    def request(self, request: TileRequest, answer: Answer) -> None:
        with open_source(request.key.file) as source:
            raster = source.page(request.key.page).render(request.key.scale * 0.072, color=True, clip=request.clip)
        height, width = raster.image.shape[:2]
        shape = TileShape(width, height, width * 3, 3, request.key.scale / 1000, request.clip.x0, request.clip.y0)
        image = to_image(raster.image, shape, request)
        self.rendered.append(request.key)
        answer(request.key, image.convertToFormat(QImage.Format.Format_RGB32), "")

    def cancel(self, key: TileKey) -> None:
        self.cancelled.append(key)


def settle(view: PageView) -> None:
    """Paint, render and paint again until nothing is asked for any more."""
    for _ in range(3):
        view.viewport().repaint()
        QApplication.processEvents()
    assert not view.loader.busy()


def mouse(
    view: PageView,
    kind: QMouseEvent.Type,
    at: tuple[float, float],
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    """One mouse event at a position of the viewport."""
    viewport = view.viewport()
    spot = QPointF(*at)
    move = kind == QMouseEvent.Type.MouseMove
    event = QMouseEvent(
        kind, spot, QPointF(viewport.mapToGlobal(QPoint(0, 0))) + spot,
        Qt.MouseButton.NoButton if move else button, button, modifiers,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def drag(
    view: PageView,
    start: tuple[float, float],
    end: tuple[float, float],
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press, move in steps, release."""
    mouse(view, QMouseEvent.Type.MouseButtonPress, start, modifiers)
    for step in range(1, 6):
        spot = tuple(a + (b - a) * step / 5 for a, b in zip(start, end, strict=True))
        mouse(view, QMouseEvent.Type.MouseMove, (spot[0], spot[1]), modifiers)
    mouse(view, QMouseEvent.Type.MouseButtonRelease, end, modifiers)


def word_center(view: PageView, index: int, text: str) -> tuple[float, float]:
    """Where the middle of the first word `text` of a page is in the viewport."""
    word = next(w for w in view.scene(index).words.words if w.text == text)
    return view.finder.to_window(index, *word.rect.center)
