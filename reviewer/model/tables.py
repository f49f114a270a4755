"""Tables as a file prints them: rows of texts, the words of a page where it draws no table, its lines."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.page import Word

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What page `page` (from 0) of a file prints: ruled tables from top to bottom, and the words of its text layer.

    `height` in displayed points. A page without words is a scan that nobody has read.
    """

    page: int
    tables: tuple[Rows, ...]
    words: tuple[Word, ...]
    height: float
