"""Finding passages again on a page that was read anew, and places for shapes drawn by hand."""

from __future__ import annotations

from reviewer.model.page import Token, Word
from reviewer.storage.anchors import find_anchor
from reviewer.storage.pagetext import find_hole, render_text
from tests.storage.material import box, words

WORDS = words()


def test_the_same_words_are_where_they_were() -> None:
    anchor = find_anchor("Doyle the", (WORDS[2].rect, WORDS[3].rect), WORDS)
    assert anchor is not None
    assert (anchor.first_word, anchor.last_word) == (2, 3)
    assert len(anchor.boxes) == 1


def test_better_read_letters_are_the_same_words() -> None:
    anchor = find_anchor("D0yle thc", (WORDS[2].rect, WORDS[3].rect), WORDS)
    assert anchor is not None
    assert (anchor.first_word, anchor.last_word) == (2, 3)


def test_other_words_at_the_place_are_not() -> None:
    assert find_anchor("Northwind Cloud", (WORDS[2].rect, WORDS[3].rect), WORDS) is None
    assert find_anchor("", (WORDS[2].rect,), []) is None


def test_of_two_equal_places_the_nearer_one() -> None:
    twice = [*WORDS, *(Word(word.rect.grown(0), word.text, 0.9, 9) for word in words(top=500.0))]
    anchor = find_anchor("Regards Tate", (box(50, 530),), twice)
    assert anchor is not None
    assert anchor.first_word == len(WORDS) + len(WORDS) - 2


def test_a_hole_in_a_line_between_lines_and_on_an_empty_page() -> None:
    between = find_hole((box(WORDS[1].rect.x1 + 1, 101, 3, 10),), WORDS)
    assert (between.before, between.line) == (2, 0)
    after = find_hole((box(500, 120),), WORDS)
    assert (after.before, after.line) == (11, 1)
    below = find_hole((box(50, 400),), WORDS)
    assert (below.before, below.line) == (len(WORDS), 2)
    above = find_hole((box(50, 20),), WORDS)
    assert (above.before, above.line) == (0, 0)
    assert find_hole((box(50, 20),), []).before == 0


def test_text_keeps_the_order_of_neighbouring_holes() -> None:
    tokens = (Token(0, 1, 0), Token(1, 1, 0), Token(2, 11, 1))
    text = render_text(WORDS, tokens, [("(b)(1)",), ("(b)(2)",), ()])
    assert text.split("\n")[0].startswith("Dear [redacted (b)(1)] [redacted (b)(2)] Ms")
    assert text.split("\n")[1].endswith("Friday [redacted]")
