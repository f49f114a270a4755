"""Puts things in the order a person wants, with as few changed rows as can be: places have gaps between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

Key = TypeVar("Key")

GAP: Final = 1024
"""Between two neighbours that nobody has moved; ten moves to the same place fit before others must give way."""


def moved(
    order: Sequence[Key], ordinals: Mapping[Key, int], moving: Sequence[Key], before: Key | None
) -> dict[Key, int]:
    """New ordinals, only those that change, so that `moving` stand before `before` (None: at the end), in their order.

    `order` is everything in its present order; it may hold equal ordinals, as rows have that were never moved.
    """
    chosen = [key for key in moving if key in ordinals]
    rest = [key for key in order if key not in set(chosen)]
    place = rest.index(before) if before is not None and before in rest else len(rest)
    low = ordinals[rest[place - 1]] if place else None
    high = ordinals[rest[place]] if place < len(rest) else None
    wanted = dict(zip(chosen, _between(low, high, len(chosen)), strict=True))
    found: dict[Key, int] = {}
    last: int | None = None
    for key in (*rest[:place], *chosen, *rest[place:]):
        ordinal = wanted.get(key, ordinals[key])
        if last is not None and ordinal <= last:  # no room was left: everything behind gives way as far as it must
            ordinal = last + GAP
        if ordinal != ordinals[key]:
            found[key] = ordinal
        last = ordinal
    return found


def _between(low: int | None, high: int | None, count: int) -> list[int]:
    if high is None:
        return [(low or 0) + GAP * (step + 1) for step in range(count)]
    if low is None:
        return [high - GAP * (count - step) for step in range(count)]
    width = high - low
    return [low + width * (step + 1) // (count + 1) for step in range(count)]
