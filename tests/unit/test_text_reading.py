"""Reading order: columns down, tables across, holes in their places, nothing from beneath a redaction."""

from __future__ import annotations

import random

from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction, Word
from reviewer.text.reading import read_order
from tests.unit.typeset import HEIGHT, SIZE, WIDTH, block, hole, line


def text(words: list[Word], redactions: tuple[Redaction, ...] = (), stamps: tuple[Rect, ...] = ()) -> list[str]:
    return read_order(words, redactions, stamps, WIDTH, HEIGHT).text.splitlines()


def test_lines_do_not_depend_on_the_order_of_the_words() -> None:
    lines = ["The board met twice", "and adopted the plan", "without a vote"]
    words = block(lines)
    random.Random(4).shuffle(words)
    assert text(words) == lines


def test_prose_columns_are_read_one_after_the_other_below_their_heading() -> None:
    left = [f"left column line number {n}" for n in range(6)]
    right = [f"right column line number {n}" for n in range(6)]
    heading = line("A heading that runs across both of the columns", 120, 50)
    words = heading + block(left, 50, 80) + block(right, 330, 80)
    assert text(words) == ["A heading that runs across both of the columns", *left, *right]


def test_columns_that_are_not_aligned_are_read_the_same_way() -> None:
    left = [f"left column line number {n}" for n in range(6)]
    right = [f"right column line number {n}" for n in range(6)]
    assert text(block(left, 50, 80) + block(right, 330, 85.5)) == [*left, *right]


def test_a_speck_read_as_a_word_in_the_gutter_keeps_the_columns_apart() -> None:
    left = [f"left column line number {n}" for n in range(12)]
    right = [f"right column line number {n}" for n in range(12)]
    edge = max(w.rect.x1 for w in block(left, 50, 80))
    for gutter in (20, 60):
        words = block(left, 50, 80) + block(right, edge + gutter, 80)
        for row in (1, 5, 11):
            speck = line("i", edge + gutter / 2 - 2.5, 80 + 12 * row)
            got = text(words + speck)
            assert [part.removesuffix(" i").removeprefix("i ") for part in got] == [*left, *right]


def test_a_headline_that_falls_apart_does_not_tear_the_columns_below_it() -> None:
    first = [f"first column line {n}" for n in range(12)]
    second = [f"second column line {n}" for n in range(12)]
    third = [f"third column line {n}" for n in range(4)]
    headline = line("A headline across the first gutter @270 with a wide gap in it", 50, 60)
    columns = block(first, 50, 80) + block(second, 380, 80)
    low = min(w.rect.y0 for w in columns if w.text == "8")
    got = text(headline + columns + block(third, 215, low))
    assert got == ["A headline across the first gutter with a wide gap in it", *first, *third, *second]


def test_tables_are_read_row_by_row() -> None:
    rows = [("North", "12,400", "18%"), ("South", "9,100", "11%"), ("East", "400", "1%"), ("West", "77,000", "70%")]
    words = [w for i, (a, b, c) in enumerate(rows) for w in line(f"{a} @250 {b} @420 {c}", 50, 80 + 14 * i)]
    assert text(words) == [" ".join(row) for row in rows]


def test_labels_stay_beside_their_values() -> None:
    rows = ["From: @190 Dana Quill of the Northwind sales team", "Sent: @190 Friday, June 15, 2018 2:22 PM"]
    rows += ["To: @190 Ellis Marsh in the records division", "Subject: @190 Follow up from our visit last week"]
    got = text([w for i, row in enumerate(rows) for w in line(row, 50, 80 + 13 * i)])
    assert got[0] == "From: Dana Quill of the Northwind sales team"
    assert got[3] == "Subject: Follow up from our visit last week"


def test_skewed_lines_stay_whole() -> None:
    lines = [f"this line number {n} runs over nearly the whole width of the page to its end" for n in range(8)]
    words = [
        Word(Rect(w.rect.x0, w.rect.y0 + 0.03 * w.rect.x0, w.rect.x1, w.rect.y1 + 0.03 * w.rect.x0), w.text)
        for w in block(lines)
    ]
    assert text(words) == lines


def test_a_token_stands_where_the_hole_is() -> None:
    words = line("The contract with @250 was signed", 50, 100) + line("in March.", 50, 112)
    got = read_order(words, [hole(142, 99, 240, 110, "(b)(4)")], [], WIDTH, HEIGHT)
    assert got.text == "The contract with [redacted (b)(4)] was signed\nin March."
    (token,) = got.tokens
    assert (token.redaction, token.before, token.line) == (0, 3, 0)
    assert [word.line for word in got.words] == [0, 0, 0, 0, 0, 1, 1]


def test_a_tall_hole_stands_at_its_first_line_and_an_empty_page_has_only_its_hole() -> None:
    words = line("Before the hole.", 50, 100) + line("After the hole.", 50, 300)
    assert text(words, (hole(50, 112, 560, 290),)) == ["Before the hole.", "[redacted]", "After the hole."]
    assert text([], (hole(50, 60, 560, 700, "(b)(5)"),)) == ["[redacted (b)(5)]"]
    assert text([]) == []


def test_what_lies_beneath_never_becomes_text() -> None:
    words = line("Visible SECRET visible", 50, 100)
    hidden = words[1].rect
    got = read_order(words, [hole(hidden.x0 - 1, 98, hidden.x1 + 1, 111)], [], WIDTH, HEIGHT)
    assert "SECRET" not in got.text
    assert [word.text for word in got.words] == ["Visible", "visible"]


def test_stamped_areas_and_words_off_the_page_are_left_out() -> None:
    words = line("Body text here", 50, 100) + line("BRR-000114", 500, 770) + line("ghost", 700, 100)
    assert text(words, stamps=(Rect(490, 760, 600, 785),)) == ["Body text here"]


def test_a_word_stretched_over_a_painted_hole_is_cut_back() -> None:
    stretched = Word(Rect(50, 100, 460, 100 + SIZE), "From:", 0.5)
    assert text([stretched], (hole(82, 99, 290, 111, "(b)(6)"),)) == ["From: [redacted (b)(6)]"]


def test_a_page_of_fifty_thousand_words_is_ordered_in_reasonable_time() -> None:
    words = [Word(Rect(x * 6.0, y * 8.0, x * 6.0 + 4, y * 8.0 + 6), "ab") for y in range(500) for x in range(100)]
    got = read_order(words, [], [], 600.0, 4000.0)
    assert len(got.words) == 50_000
    assert got.words[100].line == 1


def test_numbers_of_lines_in_a_gutter_go_with_the_lines_to_their_right() -> None:
    left = [f"left side of the deposition {'more and ' * (n % 2)}{n}x" for n in range(1, 9)]
    right = [f"right side of the deposition {n}x" for n in range(1, 9)]
    rows = [f"{n} @70 {a} @280 {n} @300 {b}" for n, (a, b) in enumerate(zip(left, right, strict=True), 1)]
    got = text([w for i, row in enumerate(rows) for w in line(row, 50, 80 + 12 * i)])
    assert got == [f"{n} {t}" for n, t in enumerate(left, 1)] + [f"{n} {t}" for n, t in enumerate(right, 1)]


def test_page_numbers_of_a_table_of_contents_stay_behind_their_titles() -> None:
    pages = (3, 9, 17, 22, 40, 58)
    left = [f"Title of chapter with its name {n}" for n in pages]
    right = [f"prose that stands beside it {n}th" for n in pages]
    rows = [f"{a} @270 {b}" for a, b in zip(left, right, strict=True)]
    assert text([w for i, row in enumerate(rows) for w in line(row, 50, 80 + 12 * i)]) == [*left, *right]


def test_a_short_head_above_one_column_stands_before_both() -> None:
    left = [f"left column line number {n}" for n in range(6)]
    right = [f"right column line number {n}" for n in range(6)]
    columns = block(left, 50, 110) + block(right, 330, 110)
    assert text(line("PIER BOARD REPORT", 270, 60) + columns) == ["PIER BOARD REPORT", *left, *right]
    assert text(line("12", 540, 60) + columns) == ["12", *left, *right]
    own = line("right column title", 330, 80)  # set to the column's edge: it is the column's own
    assert text(own + columns) == [*left, "right column title", *right]
