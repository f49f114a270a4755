from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.repeats import agreed, is_short, repeated
from reviewer.detection.strength import PAPER_GRAIN, cleaned, towards_print


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["b6", "06", "b6"], "b6"),
        (["b7", "b7C", "b7"], "b7C"),  # no one claims (b)(7) without its letter
        (["b7", "b7"], ""),
        (["D5", "D5", "b5"], "b5"),
        (["at", "all"], ""),
        ([], ""),
    ],
)
def test_most_copies_tell(words: list[str], said: str) -> None:
    assert agreed(words) == said


def test_short_print_is_shown_three_times() -> None:
    short, line = np.zeros((30, 40), np.uint8), np.zeros((30, 300), np.uint8)
    assert is_short(short)
    assert not is_short(line)
    assert repeated(short, 3, 34).shape == (30, 3 * 40 + 2 * 41)
    assert np.array_equal(repeated(short, 1, 34), short)


@pytest.mark.parametrize("dark", [True, False])
def test_the_grain_of_paper_leaves_no_veil(dark: bool) -> None:
    noise = np.random.default_rng(4).normal(0, 12, (60, 160))
    page = np.clip(150 + noise, 0, 255)
    page[20:40, 60:64] += -80 if dark else 80
    part = np.asarray(page, np.uint8)
    ink = np.abs(part.astype(int) - 150) > 55
    steps = towards_print(part, 150, np.ones_like(ink), ink)
    seen = cleaned(np.asarray(cv2.GaussianBlur(steps, (0, 0), 1.1)), PAPER_GRAIN)
    assert seen[22:38, 61:63].min() > 150
    assert np.median(seen) < 10
