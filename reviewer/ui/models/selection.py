"""Selections of many rows: run by run, for Qt looks at all that is selected with each part that is added."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QItemSelection


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """First and last place of each run of places without a gap; `places` grow."""
    if not places:
        return []
    found = np.asarray(places)
    breaks = np.flatnonzero(np.diff(found) > 1)
    firsts, lasts = np.concatenate([[0], breaks + 1]), np.concatenate([breaks, [len(found) - 1]])
    return [(int(found[first]), int(found[last])) for first, last in zip(firsts, lasts, strict=True)]


def selection_of(model: QAbstractItemModel, places: Sequence[int], columns: int = 1) -> QItemSelection:
    """These rows at the top of a model of so many columns (which Qt's list models do not tell); `places` grow."""
    chosen = QItemSelection()
    for first, last in runs(places):
        chosen.select(model.index(first, 0), model.index(last, columns - 1))
    return chosen
