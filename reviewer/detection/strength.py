"""Tells print from the grain of what it stands on."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Gray, quantile

GRAIN, PAPER_GRAIN = 0.2, 0.1  # of the strongest print: on a block, and on paper once it is smoothed
STRONGEST = 0.995  # of the pixels are weaker than the strongest print


def towards_print(part: Gray, level: int, counts: NDArray[np.bool_], ink: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Steps from the ground (grey level `level`) above 0 where they lead to the print, below 0 where away from it.

    The grain of paper does both, so that smoothing takes it away; of mere distances a gray veil would be left. Where
    `counts` is not set, nothing stands.
    """
    apart = part.astype(np.float32) - level
    dark = bool(ink.any()) and float(apart[ink].mean()) < 0
    return np.where(counts, -apart if dark else apart, 0).astype(np.float32)


def cleaned(steps: NDArray[Any], grain: float) -> Gray:
    """Print at full strength on nothing: the grain of the ground is less than a part of what the print differs by."""
    counted = steps.dtype == np.uint8
    strongest = max(1.0, quantile(steps, STRONGEST) if counted else float(np.quantile(steps, STRONGEST)))
    floor = grain * strongest
    stretched: Gray = np.clip((steps.astype(np.float32) - floor) * (255 / (strongest - floor)), 0, 255).astype(np.uint8)
    return stretched
