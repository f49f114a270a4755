"""Fingerprints of a run of words: few of them, and the same ones wherever the same eight words stand in a row.

Winnowing: Schleimer, Wilkerson, Aiken, Local Algorithms for Document Fingerprinting, SIGMOD 2003.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

Prints = npt.NDArray[np.uint32]

_SHINGLE: Final = 4  # words
_WINDOW: Final = 5  # shingles, of which one is kept: a run of 8 words in common always has a print in common
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio: spreads neighbouring values


@lru_cache(maxsize=262_144)
def _hash(word: str) -> int:
    """The same value in every process, unlike `hash`."""
    data = word.encode()
    return crc32(data) | crc32(data, 0x5BD1E995) << 32


def prints(words: Sequence[str]) -> Prints:
    """The distinct prints of a unit, sorted; words that are nothing but signs are passed over."""
    hashed = np.fromiter((_hash(word) for word in words if word), np.uint64)
    count = len(hashed) - _SHINGLE + 1
    if count < 1:
        return np.empty(0, np.uint32)
    shingles = np.zeros(count, np.uint64)
    for n in range(_SHINGLE):
        shingles = (shingles * _FACTOR) ^ hashed[n : n + count]
        shingles ^= shingles >> np.uint64(29)
    shingles *= _FACTOR
    if count > _WINDOW:
        windows = np.lib.stride_tricks.sliding_window_view(shingles, _WINDOW)
        shingles = windows.min(axis=1)
    return np.unique((shingles >> np.uint64(32)).astype(np.uint32))
