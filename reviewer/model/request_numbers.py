"""Compares the numbers of requests as people, letters and forms write them."""

from __future__ import annotations

_LEAST = 4  # signs that tell one request from another


def may_be_one(one: str, other: str) -> bool:
    """Whether two numbers may name one request: the same but for case and signs, or one a part of the other.

    `2018-ICFO-59138`, `ICFO 59138` and `59138` may; an empty number, which tells nothing, may be any.
    """
    first, second = (_bare(number) for number in (one, other))
    if not first or not second or first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= _LEAST and shorter in longer


def _bare(number: str) -> str:
    return "".join(sign for sign in number.casefold() if sign.isalnum())
