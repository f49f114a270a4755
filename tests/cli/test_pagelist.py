from __future__ import annotations

import click
import pytest

from reviewer.cli.pagelist import PageList, chosen_pages


@pytest.mark.parametrize(
    ("text", "count", "pages"),
    [
        ("1", 3, [0]),
        ("1-3,8", 10, [0, 1, 2, 7]),
        ("8,1-3", 10, [0, 1, 2, 7]),
        ("2-", 4, [1, 2, 3]),
        ("3-9", 4, [2, 3]),
        ("9", 4, []),
        (" 1 - 2 , 2 ", 4, [0, 1]),
    ],
)
def test_pages_as_people_type_them(text: str, count: int, pages: list[int]) -> None:
    assert chosen_pages(PageList().convert(text, None, None), count) == pages


@pytest.mark.parametrize("text", ["", "0", "a", "3-1", "1,,2", "-3", "1-2-3"])
def test_what_is_no_list_is_a_usage_error(text: str) -> None:
    with pytest.raises(click.BadParameter):
        PageList().convert(text, None, None)


def test_no_list_means_all_pages() -> None:
    assert chosen_pages(None, 3) == [0, 1, 2]
