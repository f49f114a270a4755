"""What scans and stamps do to the headers of mail: stamps between their lines, misread dates, brackets and quotes."""

from __future__ import annotations

import pytest

from reviewer.model.documents import Message
from reviewer.text.dates import iso_date
from reviewer.text.emails import find_messages
from reviewer.text.people import clean_person, split_people
from reviewer.text.release_stamps import without_stamp
from tests.unit.typeset import block, page


def _found(lines: list[str]) -> list[Message]:
    return find_messages([page(block(lines))])


def test_a_classification_stamp_between_the_lines_of_a_header_is_no_part_of_it() -> None:
    (got,) = _found(
        [
            "From: Vale, Ida",
            "Sent: Tuesday, June 12, 2018 9:14 AM",
            "Classified by DAS, Lakes on",
            "01/29/2016 — Class: CONFIDENTIAL —",
            "Reason: 1.4(D) — Declassify on:",
            "07/13/2027",
            "To: Brook, Tom; Reed, Ann CONFIDENTIAL — Reason: 1.4(B) — Declassify on:",
            "06/12/2028",
            "Subject: Tile contract Classified by DAS, Lakes on 06/30/2015 — Class: CONFIDENTIAL",
            "",
            "Tom, the tiles come on Monday.",
        ]
    )
    assert got.date == "2018-06-12T09:14"
    assert (got.to, got.subject) == (("Brook, Tom", "Reed, Ann"), "Tile contract")


@pytest.mark.parametrize(
    ("line", "follows", "own"),
    [
        ("Sent: Tuesday, June 12, 2018 9:14 AM", True, "Sent: Tuesday, June 12, 2018 9:14 AM"),
        ("06/12/2028", False, "06/12/2028"),
        ("06/12/2028", True, ""),
        ("CONFIDENTIAL —", True, ""),
        ("CONFIDENTIAL", True, "CONFIDENTIAL"),
        ("B1,1.4(B),1.4(D)", False, ""),
        ("Subject: Reason enough to declassify", False, "Subject: Reason enough to declassify"),
    ],
)
def test_what_of_a_line_is_a_stamp(line: str, follows: bool, own: str) -> None:
    assert without_stamp(line, follows) == own


def test_a_sentence_that_begins_with_from_leaves_the_header_below_to_its_own_sender() -> None:
    (got,) = _found(
        ["From Todd.", "From: Vale, Ida", "Sent: Tuesday, June 12, 2018 9:14 AM", "To: Brook, Tom", "Subject: Tiles"]
    )
    assert (got.sender, got.date) == ("Vale, Ida", "2018-06-12T09:14")


def test_the_head_of_a_memorandum_without_date_is_no_mail() -> None:
    assert _found(["To: Tom", "From: Ida", "Re: The tiles", "", "They come on Monday."]) == []
    (got,) = _found(["From: Vale, Ida", "To: Brook, Tom", "", "They come on Monday."])
    assert got.sender == "Vale, Ida"  # date and subject of a mail may be beneath a block


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Wed Feb 23 23:52:0 2011", "2011-02-23T23:52"),
        ("Sat Feb 26 11:42:16.2011", "2011-02-26T11:42"),
        ("Fri May 01 19:0:50 2009", "2009-05-01"),
        ("Sun Jul 10 17:44:09 1011", "2011-07-10T17:44"),
        ("Monday, Au ust 01 2011 07:37 PM", "2011-08-01T19:37"),
        ("Monday, Ma 16, 2011 9:52 PM", "2011-05-16T21:52"),
        ("Saturday, December 10, 201. 1 12:07 PM", "2011-12-10T12:07"),
        ("Wednesday, January 04, 2)12 3:13 PM", "2012-01-04T15:13"),
        ("Saturday, October Ub, 2012 12:15 PM", "2012-10-06T12:15"),
        ("Thursday, May 10, 2612 09:54 AM", "2012-05-10T09:54"),
        ("Friday, Au• ust 24, 2012 8:56 AM", "2012-08-24T08:56"),
        ("Friday, April 01,'2011 12:46 PM", "2011-04-01T12:46"),
        ("Sun Oct 23.14:58:13 2011", "2011-10-23T14:58"),
        ("Sun Apr 04 15:4557 2010", "2010-04-04"),
        # two things wrong at once, or the weekday of another day: nothing is made up
        ("Thursday, Ma 14 2119 10:02 PM", None),
        ("Tuesday, January 04, 2)12 3:13 PM", None),
        ("Tuesday, February OS, 2011 2:22 PM", None),
        ("Monday at 10:30, Max 40 2)12 seats", None),
    ],
)
def test_a_half_read_date_counts_where_its_weekday_bears_it_out(printed: str, iso: str | None) -> None:
    assert iso_date(printed) == iso


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Quill, Dana <dquill©agency.gov>", "Quill, Dana <dquill@agency.gov>"),
        ("idquill@agency.govi <dquill@agency.gov>", "'dquill@agency.gov' <dquill@agency.gov>"),
        ("'dquill@agency.govl <dquill@agency.gov>", "'dquill@agency.gov' <dquill@agency.gov>"),
        ("dquill@agency.gov <dquill@agency.gov>", "dquill@agency.gov <dquill@agency.gov>"),
        ("Quill, Dana [maitto:dquill@agency.gov]", "Quill, Dana [mailto:dquill@agency.gov]"),
        ("Quill, Dana [inailto:dquill@agency.gov]", "Quill, Dana [mailto:dquill@agency.gov]"),
        ("Quill, Dana [ma i Ito: d quill@ agency.gov]", "Quill, Dana [mailto:dquill@agency.gov]"),
        ("Quill, Dana Ernailto:dquill@agency.govj", "Quill, Dana [mailto:dquill@agency.gov]"),
        ("Dana Quill <dana.quill- press@public-\tlakes.gov>", "Dana Quill <dana.quill-press@public-lakes.gov>"),
        ("Dana Quill [mailto:", "Dana Quill"),
        ("Dana Quill <", "Dana Quill"),
    ],
)
def test_what_is_left_of_brackets_quotes_and_broken_addresses(printed: str, mended: str) -> None:
    assert clean_person(printed) == mended


@pytest.mark.parametrize(
    ("printed", "persons"),
    [
        ("Marsh, Ellis B. Roe, Kim; Poe, Lee", ("Marsh, Ellis B.", "Roe, Kim", "Poe, Lee")),
        ("Marsh, Ellis Roe, Kim <kroe@agency.gov>", ("Marsh, Ellis", "Roe, Kim <kroe@agency.gov>")),
        ("Marsh, Ellis B. Roe, Kim Poe, Lee", ("Marsh, Ellis B.", "Roe, Kim", "Poe, Lee")),
        ("Marsh, Ellis, Counsel; Poe, Lee", ("Marsh, Ellis, Counsel", "Poe, Lee")),
        (
            "Marsh, Ellis <em@agency.gov>! Roe, Kim <kroe@agency.gov>; Poe, Lee",
            ("Marsh, Ellis <em@agency.gov>", "Roe, Kim <kroe@agency.gov>", "Poe, Lee"),
        ),
        (
            "Ellis Marsh <em@agency.gov>, kroe@agency.gov, .; Poe, Lee",
            ("Ellis Marsh <em@agency.gov>", "kroe@agency.gov", "Poe, Lee"),
        ),
        ("° Marsh, Ellis <em@agency.gov>", ("Marsh, Ellis <em@agency.gov>",)),
        (". Marsh, Ellis B", ("Marsh, Ellis B",)),
    ],
)
def test_names_whose_semicolon_is_lost(printed: str, persons: tuple[str, ...]) -> None:
    assert split_people(printed) == persons


def test_a_label_before_each_recipient_as_telephones_print_them() -> None:
    (got,) = _found(
        ["From: Ida Vale", "To: Tom Brook", "To: Ann Reed", "Cc: Kim Roe", "Cc: Lee Poe", "Subject: Tiles",
         "Sent: Jun 12, 2018 9:14 AM", "", "Tom,"]
    )  # fmt: skip
    assert (got.to, got.cc) == (("Tom Brook", "Ann Reed"), ("Kim Roe", "Lee Poe"))
    assert (got.subject, got.date) == ("Tiles", "2018-06-12T09:14")


def test_headers_quoted_several_times() -> None:
    (got,) = _found(
        [">>>> From: Ida Vale", ">>» To: Tom Brook", ">>>> Sent: Tue Jun 12 09:14:22 2018", ">>>> Subject: Tiles"]
    )
    assert (got.sender, got.to, got.date, got.subject) == ("Ida Vale", ("Tom Brook",), "2018-06-12T09:14", "Tiles")


def test_a_post_to_a_public_folder() -> None:
    (got,) = _found(
        ["From: Ida Vale [mailto:", "Posted At: Tuesday, June 12, 2018 9:14 AM Posted To: Lake Watch",
         "Conversation: Tiles", "Subject: RE: Tiles"]
    )  # fmt: skip
    assert (got.sender, got.to) == ("Ida Vale", ("Lake Watch",))
    assert (got.subject, got.date) == ("RE: Tiles", "2018-06-12T09:14")


def test_labels_of_which_the_edge_of_the_paper_took_the_beginning() -> None:
    (got,) = _found(
        ["From: Vale, Ida <ivale@lakes.gov>", "jo: Brook, Tom", "@56 ic: Reed, Ann", "@66 nt: Tue Jun 12 09:14:22 2018",
         "@54 ubject: Tiles"]
    )  # fmt: skip
    assert (got.to, got.cc, got.subject) == (("Brook, Tom",), ("Reed, Ann",), "Tiles")
    assert got.date == "2018-06-12T09:14"


def test_an_initial_that_begins_a_line_is_no_label() -> None:
    (got,) = _found(
        ["From: Vale, Ida", "Sent: Tuesday, June 12, 2018 9:14 AM", "To: Brook, Tom; Reed, Ann; Finch,", "Jeffrey",
         "D; Poe, Lee", "Subject: Tiles"]
    )  # fmt: skip
    assert (got.cc, got.subject) == ((), "Tiles")
    assert "Poe, Lee" in got.to
