"""Item numbers in words: `Item 3`, `Items 3, 5–9`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def ranges(numbers: Iterable[int]) -> str:
    """`3, 5–9, 12` for numbers in any order."""
    parts: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)


def items_words(numbers: Sequence[int | None]) -> str:
    """`item 3`, `items 3, 5–9`; items without a number are counted."""
    known = [number for number in numbers if number is not None]
    unknown = len(numbers) - len(known)
    named = f"item{'s' if len(set(known)) > 1 else ''} {ranges(known)}" if known else ""
    rest = f"{unknown} item{'s' if unknown > 1 else ''} without a number" if unknown else ""
    return " and ".join(filter(None, (named, rest)))
