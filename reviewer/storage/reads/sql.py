"""Puts statements together from constant pieces; every value is bound, nothing a user typed is ever part of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Bound: TypeAlias = str | int | float | bytes | None


def plain(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """A cursor that gives plain tuples: rows by name take twice the time, which long lists feel."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor


class Where:
    """Conditions that must all hold, each a constant piece of SQL with the values for its question marks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.values: list[Bound] = []

    def add(self, piece: str, *values: Bound) -> None:
        """Add one condition."""
        self._pieces.append(f"({piece})")
        self.values += values

    def add_any(self, column: str, values: Iterable[Bound]) -> None:
        """The column must have one of the values; none given: no condition."""
        chosen = list(values)
        if chosen:
            self.add_in(f"{column} IN ", chosen)

    def add_in(self, before: str, values: Sequence[Bound], after: str = "") -> None:
        """Add a condition that holds a list of values between two constant pieces."""
        self.add(f"{before}({', '.join('?' * len(values))}){after}", *values)

    def statement(self, select: str, tail: str = "") -> str:
        """A constant SELECT with these conditions, and a constant end."""
        clause = f" WHERE {' AND '.join(self._pieces)}" if self._pieces else ""
        return f"{select}{clause}{tail}"
