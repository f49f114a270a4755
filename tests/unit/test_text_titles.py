"""Records that open with a title of their own, and sheets between which paper turns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.model.page import PageResult
from reviewer.text.documents import find_documents
from reviewer.text.page_lines import page_lines
from reviewer.text.titles import is_same_title, printed_number, title_of
from tests.unit.typeset import ADVANCE, HEIGHT, WIDTH, block, line, page

BODY = [f"Sentence number {n} of this body goes on for a while." for n in range(40)]


def headed(number: int, *title: str, foot: str = "") -> PageResult:
    """A page with a centred title above its body, and a page number."""
    words = block(BODY, y=150.0)
    for row, text in enumerate(title):
        words += line(text, (WIDTH - ADVANCE * len(text)) / 2, 60.0 + 14 * row)
    return page([*words, *line(foot, 300.0, HEIGHT - 30)], number)


def starts(*pages: PageResult) -> list[int]:
    return [document.first_page for document in find_documents(pages)]


def test_a_title_begins_a_record_and_the_same_title_goes_on() -> None:
    terms = ("TERMS AND CONDITIONS OF SALE", "FOR RADIO EQUIPMENT AND SERVICES")
    misread = ("TERMS AND C0NDITIONS OF SALE", "FOR RADIO EQUlPMENT AND SERVICES")
    approval = ("Payment for Services Procured Outside", "of the Department or Other formal Contracts")
    assert starts(headed(0), headed(1, *terms), headed(2, *misread), headed(3), headed(4, *approval)) == [0, 1, 4]


@pytest.mark.parametrize(
    "title",
    [
        ("TOP SECRET", "Current Situation"),
        ("8. PRESIDENT SEEKS AUTHORIZATION FOR", "DIPLOMATIC RELATIONS"),
        ("III. Operational Use of the Act", "and What Came of It"),
        ("Chapter 4", "The Conduct of Searches"),
        ("(U) Executive Summary", "of the Whole Report"),
        ("Only One Line",),
        ("the words of a sentence that is set", "in the middle of its page"),
    ],
)
def test_a_heading_inside_a_record_is_no_title(title: tuple[str, ...]) -> None:
    assert starts(headed(0), headed(1, *title)) == [0]


def test_a_page_whose_number_goes_on_is_of_the_same_record() -> None:
    title = ("The Findings of the Board", "on the Use of Records")
    assert starts(headed(0, foot="11"), headed(1, *title, foot="12")) == [0]
    assert starts(headed(0, foot="11"), headed(1, *title, foot="1")) == [0, 1]
    assert printed_number(page_lines(headed(0, foot="- 7 -")), HEIGHT) == 7
    assert printed_number(page_lines(headed(0)), HEIGHT) is None


def test_titles_are_compared_as_far_as_both_are_read() -> None:
    lines = page_lines(headed(0, "Board of Residency", "Annual Account of Searches"))
    assert title_of(lines, WIDTH, HEIGHT) == ("Board of Residency", "Annual Account of Searches")
    assert is_same_title(("Annual Account of Searches",), title_of(lines, WIDTH, HEIGHT))
    assert not is_same_title((), ())


def test_paper_that_turns_after_a_single_sheet_is_another_record() -> None:
    across = replace(headed(1), width=HEIGHT, height=WIDTH)
    assert starts(headed(0), across, headed(2)) == [0, 1, 2]
    table = replace(headed(2), width=HEIGHT, height=WIDTH)
    assert starts(headed(0), headed(1), table, headed(3)) == [0]  # a table across in a longer paper
