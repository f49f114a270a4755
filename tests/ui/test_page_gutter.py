"""Labels in the gutter: never over each other, never over the page, each near its box, none silently lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.ui.page import DARK, LIGHT, RedactionMark
from reviewer.ui.page.gutter import END, LABEL_WIDTH, LEADER, Metrics, code_rows, place_labels
from reviewer.ui.page.layout import CLOSE
from reviewer.ui.page.overlays import label_contrast, label_font, metrics_of
from reviewer.ui.theme.fonts import interface_font
from tests.ui.page_kit import LAW

METRICS = Metrics(lambda text: 5.5 * len(text), 13.0)
PAGE = (612.0, 792.0)
WORD = (Word(Rect(72, 20, 100, 32), "From:"),)


def _mark(number: int, rect: Rect, label: str = "(b)(6)", state: str = "suggested") -> RedactionMark:
    return RedactionMark(number, (rect,), "#0072b2", label, "decided" if state == "decided" else "suggested")


MARKS = st.lists(
    st.builds(
        lambda x, y, w, h, label, state: _mark(0, Rect(x, y, x + w, y + h), label, state),
        st.floats(0, 400), st.floats(0, 700), st.floats(5, 200), st.floats(5, 90),
        st.sampled_from(["(b)(6)", "(b)(6), (b)(7)(C)", "unmarked", "50 USC 3024(i), (b)(1), (b)(3), (b)(5)"]),
        st.sampled_from(["suggested", "decided"]),
    ),
    max_size=90,
)  # fmt: skip


@LAW
@given(MARKS, st.sampled_from([0.33, 1.0, 2.0]), st.sampled_from([0.0, 30.0]))
def test_labels_stand_apart_beside_the_page_and_count_every_redaction(
    marks: list[RedactionMark], scale: float, reserved: float
) -> None:
    size = (PAGE[0] * scale, PAGE[1] * scale)
    labels = place_labels(marks, WORD, size, scale, METRICS, reserved)
    for label in labels:
        assert label.rect.x0 >= size[0] + LEADER
        assert label.rect.width <= LABEL_WIDTH + 0.01
        assert label.rect.y0 >= reserved - 0.01
        assert label.rect.y1 <= size[1] + 0.01
    for above, below in pairwise(labels):
        assert below.rect.y0 >= above.rect.y1
    assert sum(len(label.marks) for label in labels) == len(marks)


def test_a_lone_label_stands_at_the_height_of_its_box() -> None:
    (label,) = place_labels([_mark(1, Rect(100, 300, 200, 312))], WORD, PAGE, 1.0, METRICS)
    assert label.rect.center[1] == pytest.approx(306)
    assert label.leader == pytest.approx(306)


def test_the_label_of_a_high_box_stands_at_its_top() -> None:
    (label,) = place_labels([_mark(1, Rect(100, 300, 200, 700))], WORD, PAGE, 1.0, METRICS)
    assert 300 <= label.leader <= 325


def test_neighbours_in_a_line_share_a_label_unless_they_differ() -> None:
    row = [_mark(i, Rect(100 + 50 * i, 300, 140 + 50 * i, 312)) for i in range(3)]
    (label,) = place_labels(row, WORD, PAGE, 1.0, METRICS)
    assert label.rows == ("(b)(6) ×3",)
    assert len(place_labels([*row, _mark(9, Rect(300, 300, 340, 312), "(b)(5)")], WORD, PAGE, 1.0, METRICS)) == 2
    decided = _mark(9, Rect(300, 300, 340, 312), state="decided")
    assert len(place_labels([*row, decided], WORD, PAGE, 1.0, METRICS)) == 2


def test_leaders_do_not_cross_words() -> None:
    words = (Word(Rect(220, 300, 260, 312), "and"), Word(Rect(400, 300, 450, 312), "two"))
    (label,) = place_labels([_mark(1, Rect(100, 300, 200, 312))], words, PAGE, 1.0, METRICS)
    assert label.reach >= 450
    for word in words:
        assert not (word.rect.y0 <= label.leader <= word.rect.y1 and word.rect.x1 > label.reach)


def test_leaders_keep_off_a_page_that_was_not_read() -> None:
    (label,) = place_labels([_mark(1, Rect(100, 300, 200, 312))], (), PAGE, 1.0, METRICS)
    assert label.reach >= PAGE[0]


def test_codes_that_do_not_fit_are_counted() -> None:
    assert code_rows("(b)(6), (b)(7)(C)", METRICS) == ("(b)(6)", "(b)(7)(C)")
    assert code_rows("(b)(1), (b)(3), (b)(5), (b)(6)", METRICS) == ("(b)(1)", "(b)(3)", "+2")
    assert code_rows("5 ILCS 140/7(1)(c)-and-more", METRICS)[0].endswith("…")


def test_labels_are_readable_in_both_themes() -> None:
    for palette in (LIGHT, DARK):
        for color in ("#0072b2", "#7a3e9d", "#d55e00", "#117a65", "#b3261e", "#ffd400", "#101010"):
            for state in ("suggested", "decided"):
                mark = RedactionMark(1, (), color, "x", "decided" if state == "decided" else "suggested")
                assert label_contrast(mark, palette) >= 4.5


def test_every_word_that_a_label_may_say_fits_a_narrow_gutter(qapp: QApplication) -> None:
    measured = metrics_of(label_font(interface_font()))._replace(room=CLOSE.gutter - LEADER - END)
    for word in ("unmarked", "(b)(7)(E)"):
        assert code_rows(word, measured) == (word,)
