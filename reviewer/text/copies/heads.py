"""Tells whether two records are different messages by their own headers: sent at another time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from rapidfuzz.distance import Levenshtein

_SENT, _SUBJECT = frozenset({"sent", "date"}), frozenset({"subject", "re"})
_NEXT: Final = frozenset({"to", "cc", "am", "pm"}) | _SUBJECT
_FIRST: Final = 16  # words among which the date of a message begins
_DATE: Final = 8  # words of a date
_HEAD: Final = 90  # words among which a header ends: many recipients
_LINE: Final = 10  # words of a subject
_MISREAD: Final = 1  # digits


def heads_apart(a: Sequence[str], b: Sequence[str]) -> tuple[int, int] | None:
    """The words at which both headers end, where their dates plainly differ; None where nothing says so.

    Messages of one chain have senders, recipients and subject in common: that makes them no copies.
    """
    first, second = _sent(a), _sent(b)
    if not first or not second or Levenshtein.distance(first, second) <= _MISREAD or _within(first, second):
        return None
    return _end(a), _end(b)


def _sent(words: Sequence[str]) -> str:
    """The digits of the date that a record begins with; none where it begins otherwise."""
    if not words or words[0] != "from":
        return ""
    at = next((n for n, word in enumerate(words[:_FIRST]) if word in _SENT), None)
    if at is None:
        return ""
    date = takewhile(lambda word: word not in _NEXT, words[at + 1 : at + _DATE])
    return "".join(char for word in date for char in word if char.isdigit())


def _within(one: str, other: str) -> bool:
    """Whether one is the other with digits left out: a part of the date may be hidden."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(digit in rest for digit in shorter)


def _end(words: Sequence[str]) -> int:
    at = next((n for n, word in enumerate(words[:_HEAD]) if word in _SUBJECT), None)
    return at + _LINE if at is not None else _FIRST + _DATE
