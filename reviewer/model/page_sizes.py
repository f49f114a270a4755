"""All pages of a project in columns: where there are a million pages, nothing may keep an object for each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from reviewer.model.ids import PageId

PageSize = tuple[PageId, float, float]

_AT_ONCE: Final = 4096  # rows turned into columns in one go


class PageIds:
    """Page ids, which grow in the order of the pages: a page is found by halving, without a table of places."""

    def __init__(self, column: array[int]) -> None:
        self.column = column

    def __len__(self) -> int:
        return len(self.column)

    def __getitem__(self, place: int) -> PageId:
        return PageId(self.column[place])

    def __iter__(self) -> Iterator[PageId]:
        return (PageId(page) for page in self.column)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageIds) and self.column == other.column

    def __hash__(self) -> int:
        return hash((len(self.column), *self.column[-1:]))

    def place(self, page_id: object) -> int | None:
        """Where in the order a page stands, or None."""
        if not isinstance(page_id, int):
            return None
        place = bisect_left(self.column, page_id)
        return place if place < len(self.column) and self.column[place] == page_id else None


class PageSizes:
    """Every page in order with width and height in displayed points; the columns are not changed any more."""

    def __init__(self, rows: Iterable[PageSize] = ()) -> None:
        """`rows` of id, width and height come in the order of the ids, which is that of the pages."""
        ids: array[int] = array("q")
        self.widths: array[float] = array("d")
        self.heights: array[float] = array("d")
        given = iter(rows)
        while some := list(islice(given, _AT_ONCE)):
            of_ids, of_widths, of_heights = zip(*some, strict=True)
            ids.extend(of_ids)
            self.widths.extend(of_widths)
            self.heights.extend(of_heights)
        self.ids = PageIds(ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: int) -> PageSize:
        return self.ids[place], self.widths[place], self.heights[place]

    def __iter__(self) -> Iterator[PageSize]:
        return (self[place] for place in range(len(self)))
