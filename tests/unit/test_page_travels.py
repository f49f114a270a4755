"""A page's text comes out of a pipe between processes as it went in."""

from __future__ import annotations

import copy
import pickle

import pytest

from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, PageText, Redaction, Token, Word

WORDS = (
    Word(Rect(72.0, 72.5, 101.25, 84.0), "Dear", 0.93, 0),
    Word(Rect(104.0, 72.5, 120.0, 84.0), "Ms.", None, 0),
    Word(Rect(72, 90, 110, 102), "Zoë\N{EM DASH}", 1.0, 1),
)
PAGE = PageResult(
    page=3,
    width=612.0,
    height=792.0,
    text=PageText(WORDS, (Token(0, 2, 0),), "Dear Ms. [redacted (b)(6)]\nZoë\N{EM DASH}"),
    redactions=(Redaction((Rect(122.0, 72.0, 180.0, 84.0),), "black", ("(b)(6)",)),),
)


@pytest.mark.parametrize("page", [PAGE, PageResult(0, 100.0, 100.0)])
def test_a_page_comes_back_as_it_was_sent(page: PageResult) -> None:
    back = pickle.loads(pickle.dumps(page))
    assert back == page
    assert repr(back) == repr(page)
    assert all(isinstance(word.rect, Rect) for word in back.text.words)


def test_texts_are_copied_whole() -> None:
    assert copy.deepcopy(PAGE.text) == PAGE.text
