"""What is counted instead of sorted, and taken in pairs instead of one by one, is what NumPy gives."""

from __future__ import annotations

import numpy as np
import pytest

from reviewer.detection.pixels import counted, every_second, quantile, quantile_of
from reviewer.detection.shapes import decompose


@pytest.mark.parametrize("shape", [(1, 1), (2, 1), (1, 2), (5, 7), (6, 8), (7, 6), (40, 31)])
def test_every_second_pixel_begins_with_the_first(shape: tuple[int, int]) -> None:
    gray = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)
    assert np.array_equal(every_second(gray), gray[::2, ::2])
    inner = np.pad(gray, 3)[3:-3, 3:-3]
    assert np.array_equal(every_second(inner), gray[::2, ::2])


@pytest.mark.parametrize("size", [1, 2, 3, 10, 999])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.9, 1.0])
def test_a_quantile_is_told_from_counts(size: int, share: float) -> None:
    levels = np.random.default_rng(size).integers(0, 256, (1, size)).astype(np.uint8)
    expected = float(np.quantile(levels, share))
    assert quantile(levels, share) == pytest.approx(expected)
    halves = (
        counted(levels[:, : size // 2 + 1]),
        counted(levels, np.asarray(np.arange(size)[None] > size // 2, np.uint8)),
    )
    assert quantile_of(halves[0] + halves[1], share) == pytest.approx(expected)


def test_steps_that_reach_the_sides_of_their_region_are_found() -> None:
    mask = np.zeros((30, 50), bool)
    mask[:10] = mask[10:20, 20:] = mask[20:, :30] = True
    assert decompose(mask, 2, 4) == [(0, 0, 50, 10), (20, 10, 50, 20), (0, 20, 30, 30)]
