"""The one error of the search grammar: where a query is wrong, why, and an example that is right."""

from __future__ import annotations

from reviewer.model.errors import QueryError

_SHOWN = 24


class WrongQueryError(QueryError):
    """A query that cannot be understood; `position` counts characters of the query from 0."""

    position: int = 0


def mistake(query: str, position: int, reason: str, example: str) -> WrongQueryError:
    """The error for `reason` (a clause without a full stop) at `position`, with an example to write instead."""
    before = " ".join(query[:position].split())
    if before:
        shown = before if len(before) <= _SHOWN else f"…{before[-_SHOWN:]}"
        place = f"At character {position + 1}, after “{shown}”"
    else:
        place = "At the start"
    error = WrongQueryError(f"{place}: {reason}.", f"Write for example: {example}", code="query")
    error.position = position
    return error


def excerpt(text: str) -> str:
    """A part of a query, short enough to be shown in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
