"""A file's own text layer is used only where it reads like words in their places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.model.geometry import Rect
from reviewer.text.layer import judge_layer
from reviewer.text.plausible import plausible
from tests.unit.typeset import HEIGHT, WIDTH, block

PROSE = [
    "The records were sent to the archive in 2014, see p. 12.",
    "Nobody at the agency had asked for them (again).",
] * 5


def test_prose_is_usable() -> None:
    verdict = judge_layer(block(PROSE), WIDTH, HEIGHT)
    assert verdict.usable
    assert verdict.share > 0.95


def test_noise_is_not() -> None:
    noise = block(["Tbc rcc0rcls wcrc scnt+ l0 lh* arch|vc iii2014 ~~ »i; xkcdq rrr{ tE%n mIiXeD w1tH"] * 5)
    assert not judge_layer(noise, WIDTH, HEIGHT).usable


@pytest.mark.parametrize("lines", [[], ["RELEASED IN PART"]])
def test_an_empty_or_one_line_layer_is_poor(lines: list[str]) -> None:
    verdict = judge_layer(block(lines), WIDTH, HEIGHT)
    assert (verdict.usable, verdict.share) == (False, 0.0)


def test_a_short_layer_is_usable_where_nothing_else_is_on_the_page() -> None:
    short = block(["Attachment to the minutes"])
    assert judge_layer(short, WIDTH, HEIGHT, complete=True).usable
    assert judge_layer([], WIDTH, HEIGHT, complete=True).usable
    assert not judge_layer(block(["q7x ~~ zzkw"]), WIDTH, HEIGHT, complete=True).usable


def test_letters_without_meaning_words_off_the_page_and_piles_are_poor() -> None:
    words = block(PROSE)
    assert not judge_layer([replace(w, text="\ue101" * len(w.text)) for w in words], WIDTH, HEIGHT).usable
    far = [replace(w, rect=Rect(w.rect.x0 + 5000, *w.rect[1:])) for w in words]
    assert "outside" in judge_layer(far, WIDTH, HEIGHT).reason
    piled = [replace(w, rect=Rect(10, 10, 40, 20)) for w in words]
    assert "upon each other" in judge_layer(piled, WIDTH, HEIGHT).reason


@pytest.mark.parametrize(
    "word", ["strengths", "McAllister", "U.S.", "$1,200.50", "12/31/2014", "a.b@agency.gov", "well-being"]
)
def test_plausible(word: str) -> None:
    assert plausible(word)


def test_a_mail_header_in_the_layer_of_a_scan_is_read_anew() -> None:
    mail = block(["From: Quill, Dana", "Sent: Friday, June 15, 2018", "To: Marsh, Ellis", "Subject: Visit", *PROSE])
    assert judge_layer(mail, WIDTH, HEIGHT).usable
    verdict = judge_layer(mail, WIDTH, HEIGHT, scanned=True)
    assert not verdict.usable
    assert "misread" in verdict.reason
    assert judge_layer(block(["From: now on", *PROSE]), WIDTH, HEIGHT, scanned=True).usable


@pytest.mark.parametrize("word", ["xkcdqz", "wOrDs", "~~~", "iii", "w1tH", "q"])
def test_implausible(word: str) -> None:
    assert not plausible(word)
