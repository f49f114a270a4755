"""Shows short print to the engine several times over in one line: two letters alone are too few to make a line of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from reviewer.detection.pixels import Gray
from reviewer.model.exemptions import read_codes

APART = 1.2  # of the height of a line: the space between two copies
NARROW = 3.2  # times as wide as high: wider print is line enough by itself


def is_short(image: Gray) -> bool:
    """Whether print is so short that it makes no line; among longer lines the engine would overlook it."""
    return bool(image.shape[1] <= NARROW * image.shape[0])


def repeated(image: Gray, times: int, letter: int) -> Gray:
    """Print (`H x W uint8`, 0 black) beside itself, `letter` pixels being the height of a line."""
    space = np.full((image.shape[0], round(APART * letter)), 255, np.uint8)
    return np.hstack([image, *([space, image] * (times - 1))])


def agreed(words: Sequence[str]) -> str:
    """What most of the words read in the copies say as a code; empty where none does.

    `b7` stands for an exemption only with a letter, and `D5` is what a worn b5 looks like: such copies have no vote.
    """
    votes = [word for word in words if read_codes(word).codes not in ((), ("(b)(7)",)) and not word.startswith("D")]
    chosen = Counter(read_codes(word).codes for word in votes).most_common(1)
    return next((word for word in votes if read_codes(word).codes == chosen[0][0]), "")
