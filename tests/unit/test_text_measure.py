"""Sizes of deletions are estimated from the type around them."""

from __future__ import annotations

from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction, Word
from reviewer.text.measure import measure
from tests.unit.typeset import block, hole


def numbered(words: list[Word]) -> list[Word]:
    return [Word(w.rect, w.text, w.confidence, round(w.rect.y0)) for w in words]


WORDS = numbered(block(["the quick brown fox jumps over the lazy dogs today"] * 10, 50, 80, 12))


def test_one_line_and_many() -> None:
    one, many = measure([hole(100, 79, 200, 90), hole(50, 250, 350, 310)], WORDS)
    assert (one.lines, many.lines) == (1, 5)
    assert 16 <= one.characters <= 26
    assert 3 <= one.words <= 6
    assert 240 <= many.characters <= 370


def test_stepped_redaction_counts_its_parts() -> None:
    stepped = Redaction((Rect(200, 79, 300, 91), Rect(50, 91, 150, 103)), "black")
    (measured,) = measure([stepped], WORDS)
    assert measured.lines == 2
    assert 34 <= measured.characters <= 50


def test_page_without_words_counts_as_typewriter() -> None:
    (measured,) = measure([hole(72, 72, 540, 720)], [])
    assert 50 <= measured.lines <= 58
    assert measure([], WORDS) == ()
