"""Over the pages of a file counters are told from misread words, faint stamps are found, gaps and repeats named."""

from __future__ import annotations

import pytest

from reviewer.model.page import PageResult
from reviewer.text.identifiers import find_identifiers
from reviewer.text.series import check_series, settle_numbers
from tests.unit.typeset import HEIGHT, WIDTH, line, page


def stamped(stamps: list[str]) -> list[PageResult]:
    """Pages with a stamp at the foot, numbers read page by page as a worker reads them."""
    pages = []
    for number, stamp in enumerate(stamps):
        words = line("Some body text of the page itself", 100, 400) + line(stamp, 380, 765)
        found = find_identifiers(words, WIDTH, HEIGHT)
        pages.append(page(words, number, bates=found.bates, identifiers=found.identifiers))
    return pages


def bates(stamps: list[str]) -> list[str | None]:
    return [result.bates for result in settle_numbers(stamped(stamps))]


def test_a_counter_of_any_prefix_is_found_over_the_pages() -> None:
    found = settle_numbers(stamped(["DB Cooper-6226", "DB Cooper-6227", "4B Cooper-6228", "", "DB Cooper-6232"]))
    assert [p.bates for p in found] == [
        "DB Cooper-6226", "DB Cooper-6227", "DB Cooper-6228", None, "DB Cooper-6232",
    ]  # fmt: skip
    assert dict(found[0].identifiers) == {"DB Cooper": "DB Cooper-6226"}


def test_a_misread_number_among_others_is_left_out() -> None:
    assert bates(["Lake 1001", "Lake 1002", "Lake 7003", "Lake 1004", "Lake 1005", "Lake 1006"])[2] is None


def test_what_stands_on_one_page_of_many_is_no_number_of_a_page() -> None:
    found = settle_numbers(stamped(["BRR-000101", "BRR-000102", "QXY9713135 @500 BRR-000103", "BRR-000104"]))
    assert [dict(p.identifiers) for p in found] == [{"BRR": f"BRR-00010{n}"} for n in (1, 2, 3, 4)]


def test_what_never_changes_is_not_cited() -> None:
    found = settle_numbers(stamped(["QTE6779-05095"] * 3))
    assert [p.bates for p in found] == [None] * 3
    assert [dict(p.identifiers) for p in found] == [{"QTE6779": "QTE6779-05095"}] * 3


def test_words_read_together_with_a_number_are_parted_from_it() -> None:
    first, second, third = stamped(["BRR-000101", "BRR-000102", "BRR-000103"])
    joined = page(second.text.words, 1, bates="WAIVER.BRR-000102", identifiers={"WAIVER.BRR": "WAIVER.BRR-000102"})
    found = settle_numbers([first, joined, third])
    assert (found[1].bates, dict(found[1].identifiers)) == ("BRR-000102", {"BRR": "BRR-000102"})


def test_document_numbers_and_files_of_few_pages_stay() -> None:
    pages = stamped(["Doc No. C01234567", "Doc No. C01234568", "Doc No. C01234569"])
    assert settle_numbers(pages) == pages
    two = stamped(["BRR-000101", "QXY9713135"])
    assert settle_numbers(two) == two
    assert settle_numbers([]) == []


def test_settling_twice_changes_nothing() -> None:
    once = settle_numbers(stamped(["DB Cooper-6226", "DB Cooper-6227", "DB Cooper-6228"]))
    assert settle_numbers(once) == once


@pytest.mark.parametrize(
    "stamp", ["OWFICE 1971 413-135", "GPO 1 1979", "FAX - (312)745-8210", "N.J. 07452", "NI. 07452"]
)
def test_words_of_forms_and_addresses_are_no_numbers(stamp: str) -> None:
    assert stamped([stamp])[0].bates is None


def test_gaps_and_repeats() -> None:
    numbers = ["BRR-0101", "BRR-0102", "BRR-0102", "BRR-0105"]
    (check,) = check_series([("Doc No.", "C01234567"), *(("BRR", number) for number in numbers)])
    assert (check.first, check.last, check.pages) == ("BRR-0101", "BRR-0105", 4)
    assert check.gaps == (("BRR-0102", "BRR-0105"),)
    assert check.repeats == ("BRR-0102",)


@pytest.mark.parametrize(
    "stamps",
    [
        [f"{number:06d}" for number in range(997, 1003)],
        [f"Bates No. {number:06d}" for number in range(12, 18)],
        [f"BUREAU 16-01 ({number:06d})" for number in range(12, 18)],
    ],
)
def test_a_counter_without_letters_is_one_too(stamps: list[str]) -> None:
    settled = settle_numbers(stamped(stamps))
    assert [page.bates for page in settled] == [stamp.rstrip(")")[-6:] for stamp in stamps]
    assert all(page.identifiers["No."] == page.bates for page in settled)


@pytest.mark.parametrize(
    "stamps",
    [
        [f"{number}" for number in range(1, 9)],  # the pages of a book
        [f"Page {number:04d}" for number in range(1, 9)],
        ["20535"] * 6,  # a postal code below each letter
        [f"ABC-2018-{number:06d}" for number in range(1, 9)],  # the end of a number that is read whole
    ],
)
def test_figures_that_are_no_counter_of_their_own(stamps: list[str]) -> None:
    assert all("No." not in page.identifiers for page in settle_numbers(stamped(stamps)))
