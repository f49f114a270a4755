"""Recognises by layout that a record opens with a title of its own, and by its printed number that a page goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from reviewer.text.page_lines import PageLine

_HEAD: Final = 0.2
"""Share of a page's height in which a title begins."""
# Shares of a page's width: how far a centred line may stand off, how wide it is at most, where it begins at least.
_MIDDLE, _WIDEST, _LEFT = 0.05, 0.75, 0.1
_LINES: Final = 2
_LETTERS: Final = 8
_ALIKE: Final = 80.0
_EDGE: Final = 0.12
_SMALL: Final = frozenset({"of", "the", "and", "for", "or", "in", "to", "a", "an", "on", "by", "with", "from", "at"})
# A heading inside a record: numbered, lettered, marked with its classification, or called a part of something.
_INSIDE: Final = re.compile(
    r"^\W*(?:\(\w{1,3}(?://\w+)*\)|(?:\d{1,3}|[IVXLivxl]{1,6}|[A-Za-z])\s?[^\w\s&'’-]{1,3}(?:\s|$)"
    r"|(?:Chapter|Part|Section|Appendix|Annex|Table|Figure|Title|Article|Schedule)\s\W*[\dA-Z])",
    re.I,
)
_MARKING: Final = re.compile(r"\b(?:SECRET|CONFIDENTIAL|CLASSIFIED|UNCLASSIFIED|NOFORN|RESTRICTED)\b|SECRE")
_NUMBER: Final = re.compile(r"^\W*(?:page\s*)?(\d{1,4})\W*$", re.I)


def title_of(lines: Sequence[PageLine], width: float, height: float) -> tuple[str, ...]:
    """The centred lines of capitalised words that open a page of `width` by `height` points; empty: no title of two.

    Stamps of a classification above it are passed over; a heading inside a record is no title.
    """
    found: list[str] = []
    for line in lines:
        if line.rect.y0 > _HEAD * height:
            break
        words = re.findall(r"[A-Za-z][\w'’/-]*", line.text)
        if sum(map(len, words)) < _LETTERS or _MARKING.search(line.text):
            continue
        if _is_centred(line, width) and _is_capitalised(words):
            found.append(line.text)
        elif found:
            break
    return () if len(found) < _LINES or _INSIDE.match(found[0]) else tuple(found)


def is_same_title(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two pages bear one title, letters misread and lines lost apart: both are of one record."""
    return bool(one and other) and fuzz.partial_ratio(" ".join(one), " ".join(other)) >= _ALIKE


def printed_number(lines: Sequence[PageLine], height: float) -> int | None:
    """The number that stands alone in a line at head or foot of a page; None where there is none."""
    for line in lines:
        at_edge = line.rect.y1 < _EDGE * height or line.rect.y0 > (1 - _EDGE) * height
        if at_edge and (match := _NUMBER.match(line.text)):
            return int(match[1])
    return None


def _is_capitalised(words: Sequence[str]) -> bool:
    """Whether words are those of a title; in one of five a capital may be misread, or never have been one."""
    small = sum(not word[0].isupper() and word not in _SMALL for word in words)
    return small <= len(words) // 5


def _is_centred(line: PageLine, width: float) -> bool:
    middle = (line.rect.x0 + line.rect.x1) / 2
    return (
        abs(middle - width / 2) < _MIDDLE * width and line.rect.width < _WIDEST * width and line.rect.x0 > _LEFT * width
    )
