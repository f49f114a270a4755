"""Deleted-page sheets become virtual pages; other pages do not."""

from __future__ import annotations

from reviewer.text.deleted_pages import read_sheet, sheet_note, stated_total

SHEET = """FEDERAL BUREAU OF RECORDS
FOI/PA
DELETED PAGE INFORMATION SHEET
FOI/PA# 1234567-0
Total Deleted Page(s) = 6
Page 17 ~ b1; b3;
Page 18 - b6; b7C - 1; b7E-1,2,3;
Page 19 Duplicate;
Page 20 ~ Referral/Consult;
Page 21 ~ Sealed Pursuant to Court Order;
Page 22 = Consult;
XXXXXXXXXXXXXXXX
X Deleted Page(s) X
X No Duplication Fee X
X For this Page X"""


def test_each_line_is_one_virtual_page() -> None:
    pages = read_sheet(SHEET)
    assert [page.number for page in pages] == [17, 18, 19, 20, 21, 22]
    assert [page.disposition for page in pages] == [
        "withheld", "withheld", "duplicate", "referred", "sealed", "consultation",
    ]  # fmt: skip
    assert pages[1].codes == ("(b)(6)", "(b)(7)(C)", "(b)(7)(E)")
    assert pages[0].printed == "Page 17 ~ b1; b3;"
    assert stated_total(SHEET) == 6


def test_spans_are_counted_out() -> None:
    pages = read_sheet("Total Deleted Page(s) = 3\nPage 5 thru 7 ~ b5;")
    assert [(page.number, page.codes) for page in pages] == [(5, ("(b)(5)",)), (6, ("(b)(5)",)), (7, ("(b)(5)",))]


def test_other_pages_are_no_sheets() -> None:
    assert read_sheet("Page 3 of 7\nThe deleted page was restored.") == ()
    assert read_sheet("") == ()
    assert stated_total("nothing here") is None


HEAD = "DELETED PAGE INFORMATION SHEET\nTotal Deleted Page(s) = {}\n"


def listed(total: int, *lines: str) -> list[tuple[int, str, tuple[str, ...]]]:
    pages = read_sheet(HEAD.format(total) + "\n".join(lines))
    return [(page.number, page.disposition, page.codes) for page in pages]


def test_two_columns_of_pages() -> None:
    assert listed(3, "Page 14 ~ b1; b3; Page 50 ~ Duplicate;", "Page 15 ~ b6;") == [
        (14, "withheld", ("(b)(1)", "(b)(3)")),
        (50, "duplicate", ()),
        (15, "withheld", ("(b)(6)",)),
    ]


def test_reasons_that_were_read_as_a_column_of_their_own() -> None:
    assert listed(2, "Page 14", "Page 15", "~ b1; b3;", "~ Duplicate;") == [
        (14, "withheld", ("(b)(1)", "(b)(3)")),
        (15, "duplicate", ()),
    ]


def test_a_page_whose_reason_was_not_read_is_counted_where_the_total_says_so() -> None:
    assert listed(2, "Page 14", "Page 15 ~ b6;") == [(14, "withheld", ()), (15, "withheld", ("(b)(6)",))]
    assert listed(1, "Page 3", "Page 15 ~ b6;") == [(15, "withheld", ("(b)(6)",))]


def test_misread_words_and_figures() -> None:
    assert listed(3, "Poge l4 ~ b6; bIC;", "Page 5O ~ b5;", "Page 60. Referral/Consult;") == [
        (14, "withheld", ("(b)(6)", "(b)(7)(C)")),
        (50, "withheld", ("(b)(5)",)),
        (60, "referred", ()),
    ]


def test_figures_that_hold_small_letters_are_read() -> None:
    pages = read_sheet("Total Deleted Page(s) = 3\nPage 1i1 ~ b6;\nPage 2L ~ b5;\nPage o9 ~ b5;")
    assert [page.number for page in pages] == [111, 21, 9]


def test_a_sheet_whose_lines_do_not_add_up_is_told() -> None:
    assert sheet_note(SHEET) == ""
    assert (
        sheet_note(SHEET.replace("= 6", "= 8")) == "The sheet states 8 deleted pages, and 6 were read from its lines."
    )
    assert sheet_note("Total Deleted Page(s) = 8 are missing") == (
        "The sheet states 8 deleted pages, and 0 were read from its lines."
    )
    assert sheet_note("no sheet at all") == ""


def test_a_sheet_in_the_place_of_its_pages_tells_how_many_they_were() -> None:
    sheet = """FEDERAL BUREAU OF RECORDS
DELETED PAGE INFORMATION SHEET
_4_ Page(s) withheld entirely at this location in the file. One or more of the following statements explain this.
Section 552   (b)(1)   (b)(7)(A)   (d)(5)
X No Duplication Fee X"""
    assert stated_total(sheet) == 4
    assert read_sheet(sheet) == ()
    assert sheet_note(sheet) == "The sheet says that 4 pages were withheld in its place; it does not say which."


def test_lines_whose_space_was_lost_are_read() -> None:
    assert [page.number for page in read_sheet("Total Deleted Page(s) = 2\nPage12~b6;b7C;\nPage 13 ~ b6;")] == [12, 13]
