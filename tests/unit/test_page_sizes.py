"""Columns of pages answer as rows would, and find a page without a table of places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.ids import PageId
from reviewer.model.page_sizes import PageIds, PageSizes

ROWS = st.dictionaries(st.integers(1, 10**12), st.tuples(st.floats(1, 3000), st.floats(1, 3000)), max_size=30)


@given(ROWS)
def test_columns_give_back_the_rows_and_the_place_of_each_page(pages: dict[int, tuple[float, float]]) -> None:
    rows = [(PageId(page), *pages[page]) for page in sorted(pages)]
    sizes = PageSizes(rows)
    assert list(sizes) == rows
    assert len(sizes) == len(rows)
    for place, (page, _width, _height) in enumerate(rows):
        assert sizes.ids.place(page) == place
        assert (sizes.ids.place(page + 1) is None) == (page + 1 not in pages)


def test_more_rows_than_are_taken_at_once_stay_in_order() -> None:
    sizes = PageSizes((PageId(page), 612.0 + page, 792.0) for page in range(10_000))
    assert sizes[9_999] == (9_999, 10_611.0, 792.0)
    assert list(sizes.ids)[4_094:4_098] == [4_094, 4_095, 4_096, 4_097]


def test_equal_columns_of_ids_are_equal_and_nothing_else_is() -> None:
    one, same, other = (PageSizes([(PageId(page), 1.0, 1.0)]).ids for page in (5, 5, 6))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != (5,)
    assert PageIds(one.column).place("5") is None
