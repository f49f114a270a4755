from __future__ import annotations

import numpy as np
import pytest

from reviewer.detection.repeats import agreed, is_short, repeated


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
