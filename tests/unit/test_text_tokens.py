"""One tokeniser: terms, joined hyphens, reserved terms for redactions, and the way back to boxes."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction, Token, Word
from reviewer.text.reading import read_order
from reviewer.text.tokens import RESERVED, find_hits, index_terms, index_text, redaction_term, terms
from tests.unit.typeset import HEIGHT, WIDTH, block, hole, line


def test_terms_fold_case_accents_and_cut_at_signs() -> None:
    assert terms("Café-Owner’s") == ("cafe", "owner", "s")
    assert terms("j.doe@agency.gov") == ("j", "doe", "agency", "gov")
    assert terms("—") == ()
    assert terms(RESERVED + "b6") == ("b6",)


def test_redaction_is_one_reserved_term() -> None:
    assert redaction_term(("(b)(6)", "(b)(7)(C)")) == "\ue000b6\ue000b7c"
    assert redaction_term(()) == "\ue000"


def test_neighbouring_redactions_keep_their_order_in_the_index() -> None:
    holes = [Redaction((Rect(0, 0, 9, 9),), "black", (code,)) for code in ("(b)(6)", "(b)(5)")]
    found = index_terms([Word(Rect(20, 0, 30, 9), "x")], [Token(0, 0, 0), Token(1, 0, 0)], holes)
    assert [term.term for term in found] == [RESERVED + "b6", RESERVED + "b5", "x"]


def test_hyphenation_is_joined_in_the_index_only() -> None:
    page = read_order(block(["the procure-", "ment of cameras"]), [], [], WIDTH, HEIGHT)
    assert page.text == "the procure-\nment of cameras"
    assert index_text(page, []) == "the procurement of cameras"
    (hit,) = find_hits(page.words, ["procurement", "of"])
    assert hit.words == (1, 2, 3)
    assert hit.rects[0] == page.words[1].rect


def test_hyphen_before_a_capital_a_number_or_inside_a_line_is_kept() -> None:
    page = read_order(block(["north-", "South and mid-", "2018 well- being"]), [], [], WIDTH, HEIGHT)
    assert index_text(page, []) == "north south and mid 2018 well being"


def test_hyphen_before_a_hole_joins_nothing() -> None:
    redactions = [hole(50, 91, 120, 102, "(b)(6)")]
    words = line("call inter-", 50, 80) + line("view", 125, 92)
    page = read_order(words, redactions, [], WIDTH, HEIGHT)
    assert index_text(page, redactions) == "call inter \ue000b6 view"


def test_sqlite_keeps_a_reserved_term_whole_and_apart_from_printed_words() -> None:
    redactions = [hole(142, 99, 240, 110, "(b)(6)", "(b)(7)(C)")]
    page = read_order(line("The officer named @250 was present", 50, 100), redactions, [], WIDTH, HEIGHT)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(body)")
    database.execute("INSERT INTO t VALUES (?)", (index_text(page, redactions),))

    def found(query: str) -> int:
        return int(database.execute("SELECT count(*) FROM t WHERE t MATCH ?", (query,)).fetchone()[0])

    assert found('"named \ue000b6\ue000b7c was"') == 1
    assert found('"b6"') == found('"redacted"') == found('"6"') == 0
    database.close()


def test_phrases_across_a_hole_and_open_ends() -> None:
    redactions = [hole(142, 99, 240, 110, "(b)(6)")]
    page = read_order(line("The officer named @250 was present", 50, 100), redactions, [], WIDTH, HEIGHT)
    assert find_hits(page.words, ["named", "was"], page.tokens, redactions) == []
    (hit,) = find_hits(page.words, ["named", RESERVED + "*", "was"], page.tokens, redactions)
    assert hit.words == (2, 3)
    assert [h.words for h in find_hits(page.words, ["pres*"])] == [(4,)]
    assert find_hits(page.words, []) == []


@given(st.lists(st.text(min_size=1, max_size=12), max_size=20))
def test_every_term_of_a_page_is_found_at_its_word(texts: list[str]) -> None:
    words = [Word(Rect(0, 0, 1, 1), text, line=0) for text in texts]
    for entry in index_terms(words):
        assert any(set(entry.words) <= set(hit.words) for hit in find_hits(words, [entry.term]))
        assert entry.term
        assert not any(char.isspace() or char == RESERVED for char in entry.term)
