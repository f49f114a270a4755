"""Numbers of things in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str) -> str:
    """`one` for a single thing, else `many` with the number in place of `{0}`; both come translated."""
    return one if number == 1 else many.format(f"{number:,}")
