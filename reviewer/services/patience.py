"""Waits for an answer only as long as somebody wants it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from reviewer.ingest.catalogue import Stopped

T = TypeVar("T")
_GLANCE = 0.1  # seconds between looks at whether the answer is still wanted


def unless(unwanted: Callable[[], bool], answer: Future[T]) -> T:
    """The answer; Stopped once nobody wants it any more, for a broken file or a very long one may take minutes."""
    while True:
        try:
            return answer.result(_GLANCE)
        except TimeoutError:
            if answer.done():  # it is the answer that failed with one
                raise
            if unwanted():
                raise Stopped from None
