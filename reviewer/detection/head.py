"""Reads the head of a scanned page, where a stamp may claim the codes of all deletions on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviewer.detection.candidate import Detection
from reviewer.detection.crops import PrintArea
from reviewer.detection.labels import HIGHEST_LINE, LONG_LINE, print_lines
from reviewer.detection.markers import PageMarks, page_marks
from reviewer.detection.pixels import PagePixels
from reviewer.detection.readings import read_again
from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Word

HEAD = 0.16  # of the page's height
WIDEST = 300.0  # points of a line of a stamp
MOST_LINES = 12


def read_head(page: PagePixels, blocks: Sequence[Rect], engine: OcrEngine) -> PageMarks:
    """The stamps and legends in the head of a page without a text layer; SourceError if the engine cannot run."""
    point = page.unit / page.scale
    head = HEAD * page.height / page.scale
    rows = slice(0, round(head * page.scale) + page.px(HIGHEST_LINE + LONG_LINE))
    found = [rect for rect in print_lines(page, blocks, WIDEST, rows) if rect.center[1] < head]
    lines = sorted(found, key=lambda rect: rect.y0)[:MOST_LINES]  # stamps stand above what they are put on
    readings = read_again(page, [PrintArea(rect.grown(point)) for rect in lines], engine)
    words = [word for rect, reading in zip(lines, readings, strict=True) for word in _spread(rect, reading.text)]
    return page_marks(words, page.height / page.scale)


def with_marks(detection: Detection, marks: PageMarks) -> Detection:
    """The detection with stamps and legends found among the words of its page.

    Where its head was left unread, a stamp with codes there claims the blocks that bear none.
    """
    claimed = bool(marks.head_codes) and detection.head_unread
    known = [stamp.rect for stamp in detection.stamps]
    new = [stamp for stamp in marks.stamps if not any(stamp.rect.overlap(rect) > 0 for rect in known)]
    return replace(
        detection,
        redactions=tuple(
            replace(r, marking="head") if claimed and r.marking == "none" else r for r in detection.redactions
        ),
        markers=tuple(dict.fromkeys([*detection.markers, *marks.markers])),
        stamps=(*detection.stamps, *new),
        head_unread=False,
    )


def _spread(line: Rect, text: str) -> list[Word]:
    """The words of a line, each with its share of the line's width."""
    words: list[Word] = []
    letter = line.width / max(1, len(text))
    start = 0
    for word in text.split():
        start = text.index(word, start)
        words.append(
            Word(Rect(line.x0 + start * letter, line.y0, line.x0 + (start + len(word)) * letter, line.y1), word)
        )
        start += len(word)
    return words
