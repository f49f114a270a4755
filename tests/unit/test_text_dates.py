"""Printed dates, misread figures included, become ISO dates as printed."""

from __future__ import annotations

import pytest

from reviewer.text.dates import era_of, is_sure, iso_date


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
        ("Fri Jun 15 17:05:11 2018", "2018-06-15T17:05"),
        ("Fri Jun 15 17:05:11 EDT 2018", "2018-06-15T17:05"),
        ("Friday, June 15, 20182:22 PM", "2018-06-15T14:22"),
        ("Fri Jun 1517:05:11 2018", "2018-06-15T17:05"),
        ("Fri, 15 Jun 201807:05:11", "2018-06-15T07:05"),
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


def test_a_year_to_come_is_misread() -> None:
    assert iso_date("Monday, August 27, 2032 6:36 PM") == "2012-08-27T18:36"


def test_the_chain_tells_which_figure_is_wrong() -> None:
    printed = "Saturday, April 02, 2015 10:09 AM"
    assert iso_date(printed) == "2016-04-02T10:09"
    assert iso_date(printed, ["2011-04-02T11:00"]) == "2011-04-02T10:09"
    assert not is_sure(printed, "2015-04-02T10:09")
    assert is_sure(printed, "2011-04-02T10:09")
    assert iso_date("Saturdav. Sentemher 15 9917 11:08 AM", ["2012-09-27T12:28"]) == "2012-09-15T11:08"
    assert iso_date("Saturdav. Sentemher 15 9917 11:08 AM") is None
    assert iso_date("Friday, Sentemher 15 9917 11:08 AM", ["2012-09-27"]) is None  # another weekday


def test_weekday_mends_one_misread_figure_and_else_the_print_stands() -> None:
    assert iso_date("Friday, June 16, 2018") == "2018-06-15"
    assert iso_date("Friday, June 12, 2018") == "2018-06-12"


@pytest.mark.parametrize(
    "printed", ["", "no date here", "February 31, 2018", "June 2018", "Section 15, paragraph 2018"]
)
def test_no_whole_date(printed: str) -> None:
    assert iso_date(printed) is None


@pytest.mark.parametrize(
    ("printed", "era", "iso"),
    [
        ("DATE: 2/1/72", None, "1972-02-01"),  # 2072 is still to come
        ("6:58 PM URGENT 2-2-72 AJW", None, "1972-02-02"),
        ("3/4/05", None, "2005-03-04"),
        ("3/4/05", 2012, "2005-03-04"),
        ("3/4/05", 1908, "1905-03-04"),
        ("1/31/12", 1972, None),  # neither 1912 nor 2012: a figure is misread
        ("1/31/72", 2015, "1972-01-31"),  # an old paper among new ones
        ("164-81-2111", None, None),
        ("312-74-6792", None, None),
        ("14-7-71-3", None, None),
    ],
)
def test_years_of_two_figures(printed: str, era: int | None, iso: str | None) -> None:
    found = iso_date(printed, era=era)
    assert (found[:10] if found else None) == iso


def test_the_era_of_a_file_is_the_middle_of_its_dates() -> None:
    lines = ["SAC, SEATTLE (164-81)  1/31/72", "February 2, 1972", "MAY 1962 EDITION", "Rebuairtel 12/7/71", "no date",
             "9/9/12"]  # fmt: skip
    assert era_of(lines) == 1972
    assert era_of(["no date", "9/9/12"]) is None
