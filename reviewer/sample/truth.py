"""Writes down what a sample release really holds, so that tests and benchmarks can ask how much of it was found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from reviewer.model.geometry import Rect
from reviewer.sample.fonts import text_width
from reviewer.sample.press import PageTruth
from reviewer.sample.record import Record
from reviewer.sample.redact import TrueRedaction
from reviewer.sample.sheet import Glyphs

VERSION = 1


def page_entry(number: int, page: PageTruth, record: Record) -> dict[str, Any]:
    """One page: page from 0, rectangles in displayed points from the top left."""
    return {
        "page": number,
        "width": page.width,
        "height": page.height,
        "style": page.style,
        "redactions": [_redaction(redaction) for redaction in page.redactions],
        "words": _words(page.visible),
        "hidden_words": _words(page.hidden),
        "cut_words": _words(page.cut),
        "aside_words": _words(page.aside),
        "pictures": [list(rect.rounded()) for rect in page.pictures],
        "text": text_of(page.visible),
        "ordered": record.ordered,
        "bates": page.bates,
        "markers": list(page.markers),
        "virtual_pages": [asdict(virtual) for virtual in record.virtual_pages],
    }


def record_entry(first: int, pages: int, record: Record, numbers: list[str | None]) -> dict[str, Any]:
    """One document of a file, whose first page is number `first` there."""
    messages = [asdict(message) for message in record.messages]
    for message in messages:
        message["page"] += first
        message["from"] = message.pop("sender")
    return {
        "first_page": first,
        "last_page": first + pages - 1,
        "type": record.type,
        "date": record.date,
        "from": record.sender,
        "to": list(record.to),
        "subject": record.subject,
        "bates_first": numbers[0],
        "bates_last": numbers[-1],
        "messages": messages,
    }


def write_truth(path: Path, content: dict[str, Any]) -> None:
    """Save the truth as JSON, the same bytes for the same content."""
    text = json.dumps({"version": VERSION, **content}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def text_of(words: Iterable[Glyphs]) -> str:
    """Visible words as lines; pieces that stand together without a blank are one word."""
    return "\n".join(" ".join(text for text, _ in _joined(line)) for _, line in groupby(words, lambda w: w.line))


def _redaction(redaction: TrueRedaction) -> dict[str, Any]:
    entry = asdict(redaction)
    entry["rects"] = [list(rect.rounded()) for rect in redaction.rects]
    return entry


def _words(words: Iterable[Glyphs]) -> list[list[float | str]]:
    return [[*rect.rounded(), text] for _, line in groupby(words, lambda w: w.line) for text, rect in _joined(line)]


def _joined(line: Iterable[Glyphs]) -> list[tuple[str, Rect]]:
    """Words of a line, with pieces that touch put together (a comma after a name that one copy withholds)."""
    result: list[tuple[str, Rect]] = []
    end = float("-inf")
    for word in line:
        rect = word.rect
        if result and abs(word.x - end) < 0.1:
            text, before = result[-1]
            joined = Rect(before.x0, min(before.y0, rect.y0), rect.x1, max(before.y1, rect.y1))
            result[-1] = (text + word.text, joined)
        else:
            result.append((word.text, rect))
        end = word.x + text_width(word.face, word.size, word.text)
    return result
