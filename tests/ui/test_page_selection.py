"""Selecting words of a page without Qt: words, lines, redactions among them, and several pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.ui.page import PageWords, TextToken
from reviewer.ui.page.selection import Span, TextRun, TextSelection
from tests.ui.page_kit import LAW


def _words(lines: list[str]) -> list[Word]:
    return [
        Word(Rect(50 + 60 * column, 100 + 20 * row, 100 + 60 * column, 112 + 20 * row), text, 0.9, row)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    ]


TOKEN = TextToken(before=2, line=0, text="[redacted (b)(6)]", rects=(Rect(170, 100, 280, 112),))
CONTENT = PageWords(tuple(_words(["From: Doyle", "Sent: Friday June", "Subject: Follow up"])), (TOKEN,))
RUN = TextRun(CONTENT)


def test_a_point_hits_the_word_below_it_and_the_gap_between_two() -> None:
    assert RUN.hit(0, 75, 106) == Span(0, 0, 1)
    assert RUN.hit(0, 105, 106) == Span(0, 1, 1)
    assert RUN.hit(0, 200, 106) == Span(0, 2, 3)


def test_a_point_past_the_end_of_a_line_stays_in_that_line() -> None:
    assert RUN.hit(0, 500, 126) == Span(0, 6, 6)
    assert RUN.hit(0, 10, 126) == Span(0, 3, 3)


def test_a_segment_quotes_its_redactions_and_breaks_lines_in_its_text_only() -> None:
    segment = RUN.segment(7, 1, 5)
    assert segment is not None
    assert segment.quote == "Doyle [redacted (b)(6)] Sent: Friday"
    assert segment.text == "Doyle [redacted (b)(6)]\nSent: Friday"
    assert (segment.page_id, segment.first, segment.last) == (7, 1, 3)
    assert segment.rects == (Rect(110, 100, 280, 112), Rect(50, 120, 160, 132))


def test_a_segment_of_a_redaction_alone_holds_no_words() -> None:
    segment = RUN.segment(7, 2, 3)
    assert segment is not None
    assert (segment.first, segment.last, segment.quote) == (2, 1, "[redacted (b)(6)]")


def test_a_stepped_redaction_keeps_its_own_boxes() -> None:
    stepped = TextToken(2, 0, "[redacted]", (Rect(170, 100, 280, 112), Rect(50, 112, 280, 200)))
    run = TextRun(PageWords(CONTENT.words, (stepped,)))
    segment = run.segment(0, 2, 3)
    assert segment is not None
    assert set(segment.rects) == {Rect(170, 100, 280, 112), Rect(50, 112, 280, 200)}


def test_a_stroke_read_as_a_word_does_not_make_its_line_tall() -> None:
    stroke = Word(Rect(170, 60, 174, 180), "|", 0.1, 0)
    run = TextRun(PageWords((*CONTENT.words[:2], stroke, *CONTENT.words[2:])))
    assert run.lines[0].rect.height < 20


def test_lines_widen_to_whole_lines() -> None:
    assert RUN.widened(Span(0, 4, 5), "line") == Span(0, 3, 6)
    assert RUN.widened(Span(0, 3, 3), "line") == Span(0, 3, 6)


def test_a_selection_over_pages_takes_the_rest_of_one_and_the_start_of_the_other() -> None:
    text = TextSelection()
    text.begin(Span(2, 1, 2))
    text.extend(Span(0, 7, 8))
    assert text.pages() == {0: (7, None), 1: (0, None), 2: (0, 2)}
    segments = text.segments(lambda _: RUN, lambda page: page + 100)
    assert [s.page_id for s in segments] == [100, 101, 102]
    assert segments[0].quote == "Follow up"
    assert segments[2].quote == "From: Doyle"


def test_an_empty_page_gives_nothing_to_select() -> None:
    run = TextRun(PageWords())
    assert run.hit(3, 10, 10) == Span(3, 0, 0)
    assert run.segment(3, 0, 0) is None
    assert run.beyond(Span(3, 0, 0), 1, "word") == Span(3, 0, 0)


def test_keys_reach_further_by_words_and_lines() -> None:
    assert RUN.beyond(Span(0, 1, 2), 1, "word") == Span(0, 2, 3)
    assert RUN.beyond(Span(0, 1, 1), -1, "word") == Span(0, 0, 1)
    assert RUN.beyond(Span(0, 1, 2), 1, "line") == Span(0, 4, 5)
    assert RUN.beyond(Span(0, 8, 9), 1, "line") == Span(0, 8, 9)


@LAW
@given(st.lists(st.lists(st.sampled_from(["to", "the", "committee"]), min_size=1, max_size=6), min_size=1, max_size=8))
def test_every_word_is_hit_at_its_middle_and_whole_segments_quote_all(lines: list[list[str]]) -> None:
    words = _words([" ".join(line) for line in lines])
    run = TextRun(PageWords(tuple(words)))
    for number, word in enumerate(words):
        assert run.hit(0, *word.rect.center) == Span(0, number, number + 1)
    segment = run.segment(0, 0, len(run.items))
    assert segment is not None
    assert segment.quote.split() == [word.text for word in words]
    assert len(segment.rects) == len(lines)


@LAW
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 3), st.integers(0, 3))
def test_a_drag_gives_the_same_words_in_both_directions(a: int, b: int, page: int, other: int) -> None:
    one, two = Span(page, a, a + 1), Span(other, b, b + 1)
    forwards, backwards = TextSelection(), TextSelection()
    forwards.begin(one)
    forwards.extend(two)
    backwards.begin(two)
    backwards.extend(one)
    assert forwards.pages() == backwards.pages()


def test_the_space_between_two_lines_is_not_taken_for_the_other_column() -> None:
    left = [Word(Rect(50, 100 + 20 * row, 200, 112 + 20 * row), f"left{row}", 0.9, row) for row in range(3)]
    right = [Word(Rect(230, 107 + 20 * row, 400, 119 + 20 * row), f"right{row}", 0.9, 3 + row) for row in range(3)]
    run = TextRun(PageWords((*left, *right)))
    assert run.hit(0, 195, 113.5).start in (0, 1)
    assert run.hit(0, 410, 118).start == 4
