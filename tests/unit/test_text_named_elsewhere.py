from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.geometry import Rect
from reviewer.model.page import PageText, Token, Word
from reviewer.text.named_elsewhere import named_elsewhere


def _page(line: str) -> PageText:
    """A line of words in which `#` is a redaction."""
    words: list[Word] = []
    tokens: list[Token] = []
    for word in line.split():
        if word == "#":
            tokens.append(Token(len(tokens), len(words), 0))
        else:
            words.append(Word(Rect(0, 0, 1, 1), word))
    return PageText(tuple(words), tuple(tokens), line)


@pytest.mark.parametrize(
    ("line", "saying", "found"),
    [
        ("Statement of # taken in March", "Statement of Jane Kilgour", (0,)),
        ("Letter from # to the office", "letter from Kilgour", (0,)),
        ("the agent # visited the office", "Report: Kilgour visited the office", (0,)),
        ("call # today and # tomorrow", "call Jane Kilgour today", (0,)),
        ("Statement of # taken in March", "Statement of the witness", (0,)),
        ("Statement of # on the facts", "Statement of facts", ()),
        ("Statement of # taken in March", "Statement of", ()),
        ("Statement of # taken in March", "Jane Kilgour", ()),
        ("Statement of # taken in March", "Release 2 of 3", ()),
        ("Page # of", "Page 12 of 20", ()),
        ("# and", "", ()),
    ],
)
def test_a_saying_names_what_it_goes_on_with_where_the_page_is_covered(
    line: str, saying: str, found: tuple[int, ...]
) -> None:
    assert named_elsewhere(_page(line), {}, [saying]) == found


def test_words_left_beneath_are_found_again_wherever_they_are_told() -> None:
    page = _page("we met # at the # gate")
    assert named_elsewhere(page, {1: "Wilhelmina Kilgour"}, ["kilgour.xlsx"]) == (1,)
    assert named_elsewhere(page, {1: "of the gate"}, ["the gate of the garden"]) == ()


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_is_answered_with_redactions_of_the_page(line: str, sayings: list[str]) -> None:
    page = _page(f"{line} # {line}")
    assert set(named_elsewhere(page, {}, sayings)) <= {token.redaction for token in page.tokens}
