"""Selecting words on a picture of a page as if it were text: which words a drag, a double or a triple click takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Literal, NamedTuple

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.page.content import PageWords

Grain = Literal["word", "line"]
TALL = 1.9  # times the usual height of a line; a "word" above that is a stroke or lies on its side


@dataclass(frozen=True, slots=True)
class Segment:
    """The selected part of one page: words `first` to `last` (inclusive), their boxes and their quote.

    Redactions between the words are in `quote` and `rects`. A segment that holds redactions only has
    `last == first - 1`. `text` is the quote with the line breaks of the page.
    """

    page_id: int
    first: int
    last: int
    rects: tuple[Rect, ...]
    quote: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A word (`word` is its number) or a redaction (`word` is None) in the run of a page."""

    text: str
    rects: tuple[Rect, ...]
    line: int
    word: int | None


class Line(NamedTuple):
    """Items `start` to `stop` (exclusive) that stand in one line, and the box around them."""

    start: int
    stop: int
    rect: Rect


class Span(NamedTuple):
    """A stretch of the run of one page: items `start` to `stop` (exclusive); equal ends are a place between items."""

    page: int
    start: int
    stop: int


class TextRun:
    """Words and redactions of one page in reading order, with their lines; put in order when first asked for."""

    def __init__(self, content: PageWords) -> None:
        self._content = content

    @cached_property
    def items(self) -> list[Item]:
        """Words and redactions in the order in which they are read."""
        return _merge(self._content)

    @cached_property
    def before(self) -> list[int]:
        """For each word its place among the items."""
        return [i for i, item in enumerate(self.items) if item.word is not None]

    @cached_property
    def lines(self) -> list[Line]:
        """The items that stand in one line together, line by line."""
        lines: list[Line] = []
        start = 0
        for i in range(1, len(self.items) + 1):
            if i == len(self.items) or self.items[i].line != self.items[start].line:
                lines.append(Line(start, i, _line_rect(self.items[start:i])))
                start = i
        return lines

    def over(self, x: float, y: float) -> int | None:
        """The item under a point (displayed points), words before redactions."""
        found = None
        for i, item in enumerate(self.items):
            if any(rect.contains_point(x, y) for rect in item.rects):
                if item.word is not None:
                    return i
                found = i
        return found

    def hit(self, page: int, x: float, y: float) -> Span:
        """The item under a point, or the place between two items of the nearest line."""
        item = self.over(x, y)
        if item is not None:
            return Span(page, item, item + 1)
        if not self.lines:
            return Span(page, 0, 0)
        line = min(self.lines, key=lambda candidate: _distance(candidate.rect, x, y))
        place = line.start
        while place < line.stop and bounds(self.items[place].rects).center[0] < x:
            place += 1
        return Span(page, place, place)

    def widened(self, span: Span, grain: Grain) -> Span:
        """The span grown to whole lines where the grain asks for it."""
        if grain == "word":
            return span
        touched = [
            line for line in self.lines if line.start < max(span.stop, span.start + 1) and line.stop > span.start
        ]
        if not touched:
            return span
        return Span(span.page, min(span.start, touched[0].start), max(span.stop, touched[-1].stop))

    def beyond(self, span: Span, step: int, grain: Grain) -> Span:
        """Where a selection that ends at `span` ends after `step` words or lines more (negative: less)."""
        last = len(self.items) - 1
        here = min(max(span.start if span.stop > span.start else span.start - (step < 0), 0), max(last, 0))
        if last < 0:
            return span
        if grain == "word":
            place = min(max(here + step if span.stop > span.start else here, 0), last)
            return Span(span.page, place, place + 1)
        number = next(i for i, line in enumerate(self.lines) if line.start <= here < line.stop)
        line = self.lines[min(max(number + step, 0), len(self.lines) - 1)]
        x = bounds(self.items[here].rects).center[0]
        place = min(range(line.start, line.stop), key=lambda i: abs(bounds(self.items[i].rects).center[0] - x))
        return Span(span.page, place, place + 1)

    def segment(self, page_id: int, start: int, stop: int) -> Segment | None:
        """The segment of items `start` to `stop` (exclusive), or None where that is nothing."""
        chosen = self.items[start:stop]
        if not chosen:
            return None
        words = [item.word for item in chosen if item.word is not None]
        first = words[0] if words else sum(1 for item in self.items[:start] if item.word is not None)
        lines = [_text(self.items[max(start, line.start) : min(stop, line.stop)]) for line in self._within(start, stop)]
        return Segment(
            page_id,
            first,
            words[-1] if words else first - 1,
            self._rects(start, stop),
            " ".join(lines),
            "\n".join(lines),
        )

    def span_of(self, page: int, first: int, last: int) -> Span:
        """The span of words `first` to `last` (inclusive)."""
        if not self.before or first > last:
            return Span(page, 0, 0)
        top = len(self.before) - 1
        return Span(page, self.before[max(0, min(first, top))], self.before[max(0, min(last, top))] + 1)

    def _within(self, start: int, stop: int) -> list[Line]:
        return [line for line in self.lines if line.start < stop and line.stop > start]

    def _rects(self, start: int, stop: int) -> tuple[Rect, ...]:
        """One box a line, as high as the line, so that a selection looks even on an uneven scan."""
        rects: list[Rect] = []
        for line in self._within(start, stop):
            chosen = self.items[max(start, line.start) : min(stop, line.stop)]
            inline = [rect for item in chosen for rect in item.rects if _in_line(rect, line.rect)]
            if inline:
                box = bounds(inline)
                rects.append(Rect(box.x0, min(box.y0, line.rect.y0), box.x1, max(box.y1, line.rect.y1)))
            rects.extend(rect for item in chosen for rect in item.rects if not _in_line(rect, line.rect))
        return tuple(rects)


class TextSelection:
    """Where a selection began and how far it reaches, over all pages; page numbers are places in the layout."""

    def __init__(self) -> None:
        self.anchor: Span | None = None
        self.focus: Span | None = None
        self.grain: Grain = "word"

    def clear(self) -> None:
        """Select nothing and forget where the selection began."""
        self.anchor = self.focus = None
        self.grain = "word"

    def begin(self, at: Span, grain: Grain = "word") -> None:
        """Start anew at `at`; a plain press selects nothing yet."""
        self.anchor, self.focus, self.grain = at, None, grain

    def extend(self, to: Span) -> None:
        """Reach from the start to `to`, forwards or backwards."""
        self.focus = to
        if self.anchor is None:
            self.anchor = to

    def hold(self, *, start: bool) -> None:
        """Let the first word selected be the one that moves from now on, else the last."""
        if self.anchor is None or self.focus is None:
            return
        low, high = sorted((self.anchor, self.focus), key=lambda span: (span.page, span.start))
        stop = max(low.stop, high.stop) if low.page == high.page else high.stop
        first = Span(low.page, low.start, low.start + 1)
        last = Span(high.page, max(stop - 1, 0), stop)
        self.anchor, self.focus = (last, first) if start else (first, last)

    def pages(self) -> dict[int, tuple[int, int | None]]:
        """For each page touched the items from and to (exclusive); None reaches to the end of the page."""
        if self.anchor is None or self.focus is None:
            return {}
        low, high = sorted((self.anchor, self.focus), key=lambda span: (span.page, span.start))
        if low.page == high.page:
            return {low.page: (min(low.start, high.start), max(low.stop, high.stop))}
        between: dict[int, tuple[int, int | None]] = dict.fromkeys(range(low.page + 1, high.page), (0, None))
        return {low.page: (low.start, None), **between, high.page: (0, high.stop)}

    def segments(self, run: Callable[[int], TextRun], page_id: Callable[[int], int]) -> tuple[Segment, ...]:
        """The selection page by page; `run` and `page_id` answer for a place in the layout."""
        found = []
        for page, (start, stop) in self.pages().items():
            text = run(page)
            piece = text.segment(page_id(page), start, len(text.items) if stop is None else stop)
            if piece is not None:
                found.append(piece)
        return tuple(found)


def _merge(content: PageWords) -> list[Item]:
    items: list[Item] = []
    waiting = sorted(content.tokens, key=lambda token: token.before)
    place = 0
    for number in range(len(content.words) + 1):
        while place < len(waiting) and (waiting[place].before <= number or number == len(content.words)):
            token = waiting[place]
            items.append(Item(token.text, token.rects, token.line, None))
            place += 1
        if number < len(content.words):
            word = content.words[number]
            items.append(Item(word.text, (word.rect,), word.line, number))
    return [item for item in items if item.rects]


def _text(items: list[Item]) -> str:
    return " ".join(item.text for item in items if item.text)  # a word that is dirt was corrected to nothing


def _line_rect(items: list[Item]) -> Rect:
    words = [rect for item in items if item.word is not None for rect in item.rects]
    if not words:
        return bounds([rect for item in items for rect in item.rects])
    usual = median(rect.height for rect in words)
    box = bounds([rect for rect in words if rect.height <= TALL * usual])
    beside = [rect for item in items for rect in item.rects if _in_line(rect, box)]
    wide = bounds([*beside, box])
    return Rect(wide.x0, box.y0, wide.x1, box.y1)


def _in_line(rect: Rect, line: Rect) -> bool:
    """Whether a box belongs to the line itself: a stepped redaction and a stroke of a frame reach into others."""
    return rect == line or (line.y0 <= rect.center[1] <= line.y1 and rect.height <= TALL * line.height)


def _distance(rect: Rect, x: float, y: float) -> float:
    """Height counts far more than width: a drag past the end of a short line stays in that line.

    The space between two lines counts as theirs, so that it is never taken for the other column of the page.
    """
    away = max(rect.y0 - y, 0.0, y - rect.y1)
    aside = max(rect.x0 - x, 0.0, x - rect.x1)
    return 12 * max(0.0, away - 0.3 * rect.height) + 0.15 * aside + away
