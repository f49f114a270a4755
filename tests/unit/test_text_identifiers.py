"""Numbers stamped on pages are read by series; look-alikes in the body or in addresses are not."""

from __future__ import annotations

import pytest

from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.text.identifiers import find_identifiers
from tests.unit.typeset import HEIGHT, WIDTH, line


def stamped(text: str) -> tuple[str | None, dict[str, str]]:
    words = line("Some body text of the page itself", 100, 400) + line(text, 380, 765)
    return find_identifiers(words, WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("printed", "series", "number"),
    [
        ("BRR-2018-000114", "BRR-2018", "BRR-2018-000114"),
        ("BRR - 2018 - 000114", "BRR-2018", "BRR-2018-000114"),
        ("NWD00012345", "NWD", "NWD00012345"),
        ("NWD 00012345", "NWD", "NWD00012345"),
        ("AGENCY-5QB0045230", "AGENCY-SQB", "AGENCY-SQB0045230"),
        ("2031-QRST-00009 000123", "2031-QRST-00009", "2031-QRST-00009 000123"),
    ],
)
def test_production_numbers(printed: str, series: str, number: str) -> None:
    bates, identifiers = stamped(printed)
    assert bates == number
    assert identifiers == {series: number}


@pytest.mark.parametrize(
    ("printed", "series", "number"),
    [
        ("Doc No. C01234567", "Doc No.", "C01234567"),
        ("Doc No. 01234567", "Doc No.", "C01234567"),
        ("C01234567", "Doc No.", "C01234567"),
        ("164-81-2111", "164-81", "164-81-2111"),
    ],
)
def test_document_numbers_and_serials_are_no_production_numbers(printed: str, series: str, number: str) -> None:
    assert stamped(printed) == (None, {series: number})


@pytest.mark.parametrize(
    "printed",
    [
        "Case No. F-2031-04841",
        "2031-QRST-59138",
        "Washington, DC 20520",
        "Room 12345",
        "Page 1234",
        "202-555-0143",
        "9/11/2031",
        "JAN 31 1972",
        "OFFICE 119690",
    ],
)
def test_look_alikes_are_left_alone(printed: str) -> None:
    assert stamped(printed) == (None, {})


def test_a_page_may_carry_several_series_and_mentions_in_the_body_do_not_count() -> None:
    words = line("Doc No. C01234567", 40, 30) + line("BRR-000115", 480, 770) + line("see BRR-000009 above", 100, 400)
    bates, identifiers = find_identifiers(words, WIDTH, HEIGHT)
    assert bates == "BRR-000115"
    assert identifiers == {"Doc No.": "C01234567", "BRR": "BRR-000115"}


def test_a_stamp_handed_over_as_one_word_is_read_too() -> None:
    stamp = Word(
        Rect(300, 740, 600, 780), "AGENCY - PRODUCED TO COMMITTEE Doc No. C01234567 Date: 05/13/2031 BRR-000115"
    )
    assert find_identifiers([stamp], WIDTH, HEIGHT) == ("BRR-000115", {"Doc No.": "C01234567", "BRR": "BRR-000115"})


def test_long_noise_costs_no_time() -> None:
    assert find_identifiers(line("A1" * 400 + "x " + "B2-" * 300, 20, 770), 5000, HEIGHT).bates is None


def test_numbers_in_a_table_that_reaches_into_the_margin_are_no_stamps() -> None:
    row = line("2/22/10 @120 1064 @180 Subpoena Center @320 QRB0208139 @520 50.00", 50, 90)
    stamp = line("QRB-000117", 500, 760)
    assert find_identifiers([*row, *stamp], WIDTH, HEIGHT).bates == "QRB-000117"
    assert find_identifiers(row, WIDTH, HEIGHT).bates is None
