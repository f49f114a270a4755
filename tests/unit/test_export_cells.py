"""Text from releases in cells, on one line, and in file names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.export.cells import file_name, guard, one_line, shortened, unguard, visible


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\n=1", "  =1+1", "\u00a0=1", "\u200b=1", "＝1", "'=1"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guard(text).startswith("'")
    assert unguard(guard(text)) == visible(text)


@pytest.mark.parametrize("text", ["", "fee", "a=b", "[redacted (b)(6)]", "— of counsel", "15 Jun"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@given(st.text())
def test_guarding_loses_nothing_that_is_visible(text: str) -> None:
    assert unguard(guard(text)) == visible(text)
    assert guard(text).lstrip(" \u00a0\u200b\u2060\ufeff")[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@given(st.text(st.characters(exclude_categories=())))
def test_visible_text_is_valid_everywhere_and_steers_nothing(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", shown)
    assert "\n" not in one_line(text)


def test_control_characters_are_shown() -> None:
    assert visible("a\x1b[31mb\x00\r\nc\x7f") == "a␛[31mb␀\nc␡"


@given(st.text(max_size=200), st.integers(60, 90))
def test_shortened_text_fits_and_says_so(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short.encode("utf-16-le")) // 2 <= limit
    assert short == text or "[cut here:" in short


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ICE: release 1/2", "ICE- release 1-2"),
        ("con", "_con"),
        ("NUL.csv", "_NUL.csv"),
        ("com¹.txt", "_com¹.txt"),
        ("  .. ", "export"),
        ("end. ", "end"),
        ("a\u202egpj.exe", "a-gpj.exe"),
        ("Zürich 東京", "Zürich 東京"),
    ],
)
def test_file_names_hold_on_every_system(text: str, name: str) -> None:
    assert file_name(text) == name


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_makes_a_bad_file_name(text: str) -> None:
    name = file_name(text)
    assert 0 < len(name) <= 121
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(" .")
