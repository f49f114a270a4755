"""Printed dates, misread figures included, become ISO dates as printed."""

from __future__ import annotations

import pytest

from reviewer.text.dates import iso_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Friday, June 15, 2018 2:22 PM", "2018-06-15T14:22"),
        ("Fri, Jun 15, 2018 at 12:05 AM", "2018-06-15T00:05"),
        ("15 June 2018", "2018-06-15"),
        ("Fri, 15 Jun 2018 17:05:11 -0400", "2018-06-15T17:05"),
        ("June 15, 2018, 8:10:03 PM EDT", "2018-06-15T20:10"),
        ("6/15/18 6:18 AM", "2018-06-15T06:18"),
        ("2018-06-15", "2018-06-15"),
        ("vrijdag 15 juni 2018 14:22", "2018-06-15T14:22"),
        # as scans have them
        ("Friday. June 15. 2018 2.22 PM", "2018-06-15T14:22"),
        ("Friday, June 15, 2018 02:2,2 PM", "2018-06-15T14:22"),
        ("Friday, Junc 15, 2018 2:22-PM", "2018-06-15T14:22"),
        ("Friday, June 15, 20l8 2:22 PM", "2018-06-15T14:22"),
        ("Tuesday, Apri] 26, 2071 71:25 AM", "2011-04-26T11:25"),
    ],
)
def test_read(printed: str, iso: str) -> None:
    assert iso_date(printed) == iso


def test_weekday_mends_one_misread_figure_and_else_the_print_stands() -> None:
    assert iso_date("Friday, June 16, 2018") == "2018-06-15"
    assert iso_date("Friday, June 12, 2018") == "2018-06-12"


@pytest.mark.parametrize(
    "printed", ["", "no date here", "February 31, 2018", "June 2018", "Section 15, paragraph 2018"]
)
def test_no_whole_date(printed: str) -> None:
    assert iso_date(printed) is None
