"""Confidence intervals, percentiles and ratios, the same for every benchmark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import median

import numpy as np

Counts = Mapping[str, float]
_RESAMPLES = 2000


def total(documents: Sequence[Counts]) -> Counter[str]:
    """The sum of the counts of several documents."""
    result: Counter[str] = Counter()
    for counts in documents:
        for key, value in counts.items():
            result[key] += value  # type: ignore[assignment]
    return result


def interval(documents: Sequence[Counts], figure: Callable[[Counts], float], seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of a figure: documents are drawn again with replacement, 2,000 times."""
    keys = sorted({key for counts in documents for key in counts})
    matrix = np.array([[counts.get(key, 0.0) for key in keys] for counts in documents])
    rng = np.random.default_rng(seed)
    draws = rng.integers(0, len(documents), (_RESAMPLES, len(documents)))
    figures = [figure(dict(zip(keys, matrix[draw].sum(axis=0), strict=True))) for draw in draws]
    low, high = np.percentile(figures, (2.5, 97.5))
    return float(low), float(high)


def f1(hits_found: float, found: float, hits_true: float, true: float) -> float:
    """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
    precision = hits_found / found if found else 1.0
    recall = hits_true / true if true else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def percentile(values: Sequence[float], percent: float) -> float:
    """A percentile of measured times; 0 without any."""
    return float(np.percentile(values, percent)) if values else 0.0


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median over rounds of their time divided by ours in the same round: above 1, ours is faster."""
    return median(b / a for a, b in zip(ours, theirs, strict=True))
