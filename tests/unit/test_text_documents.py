"""Documents inside one file: where each begins and what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.model.page import PageResult
from reviewer.text.documents import find_documents
from tests.unit.typeset import block, page

# Fills the page: what ends in its upper half is followed by something else.
BODY = ["", *[f"Sentence number {n} of this body goes on for a while." for n in range(40)]]


def mail(subject: str, date: str, number: int, bates: str | None = None, doc: str = "") -> PageResult:
    head = ["From: Quill, Dana R", f"Sent: {date}", "To: Marsh, Ellis", f"Subject: {subject}"]
    return page(block([*head, *BODY]), number, bates=bates, identifiers={"Doc No.": doc} if doc else {})


def plain(number: int, *first: str, bates: str | None = None, doc: str = "") -> PageResult:
    return page(block([*first, *BODY]), number, bates=bates, identifiers={"Doc No.": doc} if doc else {})


def test_mails_with_pages_that_follow() -> None:
    found = find_documents(
        [
            mail("Visit", "Friday, June 15, 2018 2:22 PM", 0, bates="BRR-000001"),
            plain(1, bates="BRR-000002"),
            mail("Badges", "Monday, June 18, 2018 9:00 AM", 2, bates="BRR-000003"),
        ]
    )
    assert [(d.first_page, d.last_page, d.type, d.subject) for d in found] == [
        (0, 1, "e-mail", "Visit"),
        (2, 2, "e-mail", "Badges"),
    ]
    assert (found[0].bates_first, found[0].bates_last, found[0].date) == (
        "BRR-000001",
        "BRR-000002",
        "2018-06-15T14:22",
    )


def test_an_older_message_of_the_chain_at_the_head_of_a_page_goes_on() -> None:
    found = find_documents(
        [mail("RE: Visit", "Friday, June 15, 2018 2:22 PM", 0), mail("Visit", "Friday, June 15, 2018 1:00 PM", 1)]
    )
    assert [(d.first_page, d.last_page, len(d.messages)) for d in found] == [(0, 1, 2)]


def test_document_numbers_decide() -> None:
    pages = [
        mail("Visit", "Friday, June 15, 2018 2:22 PM", 0, doc="C01"),
        mail("Badges", "Monday, June 18, 2018 9:00 AM", 1, doc="C01"),
        plain(2, doc="C02"),
    ]
    assert [(d.first_page, d.last_page) for d in find_documents(pages)] == [(0, 1), (2, 2)]


def test_letter_memo_sheet_and_counted_pages() -> None:
    letter = ["June 15, 2018", "", "Ms. Dana Quill", "12 Main Street", "", "RE: Request 2031-7", "", "Dear Ms. Quill:"]
    closing = plain(1, "Sincerely,", "", "Ellis Marsh", "Director of Records")
    memo = ["MEMORANDUM", "", "TO: Ellis Marsh", "FROM: Kim Roe", "SUBJECT: Parking", "DATE: July 2, 2018"]
    sheet = ["DELETED PAGE INFORMATION SHEET", "Total Deleted Page(s) = 1", "Page 17 ~ b6;"]
    pages = [
        plain(0, *letter),
        closing,
        plain(2, *memo),
        page(block(sheet), 3),
        plain(4, "Page 1 of 2"),
        plain(5, "Page 2 of 2"),
    ]
    found = find_documents(pages)
    assert [(d.first_page, d.last_page, d.type) for d in found] == [
        (0, 1, "letter"), (2, 2, "memo"), (3, 3, "deleted-page-sheet"), (4, 5, "other"),
    ]  # fmt: skip
    assert (found[0].date, found[0].sender, found[0].to) == ("2018-06-15", "Ellis Marsh", ("Ms. Dana Quill",))
    assert found[0].subject == "Request 2031-7"
    assert (found[1].date, found[1].sender, found[1].subject) == ("2018-07-02", "Kim Roe", "Parking")


def test_every_page_belongs_to_one_document_even_without_words() -> None:
    found = find_documents([page([], n) for n in range(3)])
    assert [(d.first_page, d.last_page, d.type) for d in found] == [(0, 2, "other")]
    assert find_documents([]) == []


SHORT = ["Thanks for this.", "", "Dana"]


def starts(*pages: PageResult) -> list[tuple[int, str]]:
    return [(found.first_page, found.type) for found in find_documents(pages)]


def head(number: int, *lines: str) -> PageResult:
    return page(block([*lines, *BODY[: 40 - len(lines)]]), number)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (
            ("OPTIONAL FORM NO. 10", "UNITED STATES GOVERNMENT", "Memorandum", "TO : FILE (12-3456) DATE: 2/4/71"),
            "memo",
        ),
        (('" tfSUN1TED STATES GOVERNMENT', "ly / ' Memorandurn"), "memo"),
        (("Date: 1/28/71", "Transmit the foliowing in", "(Type in plaintext or code)", "Via AIRTEL"), "memo"),
        (("NR014 SE PLAIN", "959 PM NITEL 1/31/71 FEE", "TO DIRECTOR"), "memo"),
        (("2/2/71", "AIRTEL AIR MAIL", "TO : OFFICE OF LAKES (12-48)", "FROM : OFFICE OF HARBORS"), "memo"),
        (("OFFICE OF HARBORS (12-81) 1/26/71", "OFFICE OF LAKES (12-48)", "LIGHTHOUSE"), "memo"),
        (("BUREAU OF HARBORS 23 August 2010", "TO: Ellis Marsh", "Chief", "ATTN: Kim Roe", "FROM: Dana Quill"), "memo"),
        (("FD-302 (Rev. 11-27-70)", "Date of transcription 11/29/71", "Dana Quill said that"), "report"),
        (("Lamp and Lens, Inc.", "Invoice", "Number 7005"), "form"),
        (("Quotation", "Lamp and Lens, Inc."), "form"),
        (("Fax Confirmation", "Result Summary", "Job 12"), "form"),
        (("Request for lamps", "Form R-214 (Rev. 03/17)"), "form"),
        (("FACSIMILE", "To: Harbors", "From: Lakes", "Date: August 14, 2018 9:41 AM"), "letter"),
        (("Attachment 2: view of the hall",), "attachment"),
        (("Page: 1", "Lamps"), "other"),
    ],
)
def test_heads_that_begin_a_record(lines: tuple[str, ...], kind: str) -> None:
    assert starts(head(0, "Some text"), head(1, *lines)) == [(0, "other"), (1, kind)]


@pytest.mark.parametrize(
    "lines",
    [
        ("PAGE TWO", "SF 12-220", "TO AND FROM THE HARBOR"),
        ("- 3 -", "which is what they said"),
        ("Page 2", "Quill / Marsh", "June 15, 2018"),
        ("SE 12-81", "On 1/28/71 the lamp was lit."),
        ("To: Ellis Marsh", "Subject: Lamps", "as I said"),  # the rest of a mail's header
        ("An invoice was sent to the harbor on 2/4/71.",),
        ("From the lake to the harbor it is a mile.",),
    ],
)
def test_pages_that_go_on(lines: tuple[str, ...]) -> None:
    assert starts(head(0, "MEMORANDUM", "TO: A. Bee", "FROM: C. Dee"), head(1, *lines)) == [(0, "memo")]


def test_what_follows_a_mail_that_ended_is_not_part_of_it() -> None:
    ended = page(block(["From: Quill, Dana R", "Sent: Friday, June 15, 2018 2:22 PM", "To: Marsh, Ellis", *SHORT]), 0)
    assert starts(ended, head(1, "Lamps of the lake")) == [(0, "e-mail"), (1, "other")]
    assert starts(ended, page([], 1)) == [(0, "e-mail")]  # a blank back page


def test_a_page_across_after_a_mail_is_an_attachment_of_another_kind() -> None:
    across = replace(head(1, "Lamps by lake"), width=792.0, height=612.0)
    assert len(starts(mail("Lamps", "Friday, June 15, 2018 2:22 PM", 0), across)) == 2


def test_a_slip_of_smaller_paper_is_a_record_between_others() -> None:
    slip = replace(head(1, "Film received, see airtel"), width=365.0, height=581.0)
    legal = replace(head(3, "went on to say that"), height=1008.0)
    found = starts(head(0, "The laboratory was told"), slip, head(2, "and the film was sent"), legal)
    assert [number for number, _ in found] == [0, 1, 2]


def test_each_print_of_a_mailbox_begins_anew() -> None:
    def printed(number: int, date: str) -> PageResult:
        return head(
            number, "Marsh, Ellis", "", "From: Quill, Dana R", f"Sent: {date}", "To: Marsh", "Subject: RE: Lamps"
        )

    first, again = printed(0, "Friday, June 15, 2018 2:22 PM"), printed(1, "Friday, June 15, 2018 2:22 PM")
    assert [start for start, _ in starts(first, again)] == [0, 1]


def test_the_fields_of_a_printed_form_are_no_mail() -> None:
    lines = (
        "UNITED STATES GOVERNMENT",
        "Memorandum",
        "To: Ellis Marsh",
        "From: Dana Quill",
        "Date: 2/4/1971 9:00 AM",
        "Subject: Lamps",
    )
    (found,) = find_documents([head(0, *lines)])
    assert (found.type, found.messages) == ("memo", ())


def test_a_letter_about_a_request_says_what_it_says() -> None:
    letter = ["Office of Lakes", "", "June 15, 2018", "", "Case No. F-2018-00042", "", "Dear Ms. Quill:", ""]
    (found,) = find_documents([plain(0, *letter, "Your FOIA request is denied. Exemption (b)(5) was applied.")])
    assert found.determination is not None
    assert found.determination.kind == "final determination"
    assert found.determination.value("request number") == "F-2018-00042"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (("TO: SAC, SEATTLE (164-81)  DATE: 2/1/72",), "1972-02-01"),
        (("SAC, SEATTLE (164-81) 1/31/72", "DATE:"), "1972-01-31"),  # typed above its printed label
        (("DATE:", "January 31, 1972"), "1972-01-31"),
        (("SEATTLE (164-81) DATE: =. /24,/72", "ReBuairtel, 12/7/71"), None),  # no other paper's date for its own
        (("FD-36 (Rev. 5-22-64)", "Date: 2/3/72"), "1972-02-03"),
        (("MAY 1962 EDITION", "Re Seattle airtel, 12/15/71.", "1/12/72"), "1972-01-12"),
        (("1/12/12",), None),  # among papers of 1972 it can be neither 1912 nor 2012
    ],
)
def test_a_memorandum_is_dated_by_its_own_date(head: tuple[str, ...], date: str | None) -> None:
    memo = plain(0, "UNITED STATES GOVERNMENT", "Memorandum", *head)
    others = plain(1, "The airtel of 1/28/72 and the teletypes of February 2, 1972 and 2/3/72")
    assert find_documents([memo, others])[0].date == date


def test_a_letter_is_dated_in_a_line_that_says_more() -> None:
    line = "January 29, 2016 Sent Via E-Mail: someone.with.a.long.name@invisible.example.com"
    (found,) = find_documents([plain(0, line, "Mr. Alex Kane", "12 Main Street", "Dear Mr. Kane:")])
    assert (found.type, found.date) == ("letter", "2016-01-29")


def test_a_report_has_the_date_of_its_cover_and_a_table_none() -> None:
    cover = page(block(["9 December 1956", "CURRENT BULLETIN", "OFFICE OF INTELLIGENCE"]), 0)
    assert find_documents([cover, *[plain(n) for n in range(1, 5)]])[0].date == "1956-12-09"
    table = page(block([f"01/2{n}/2010" for n in range(9)]), 0)
    assert find_documents([table])[0].date is None


def stamped(number: int, *lines: str) -> PageResult:
    """A page between the stamps that somebody put on every page of a release."""
    head = ["HARBOR JOURNAL RECORDS PROJECT", "Obtained under the Freedom of Information Act",
            "Harbor Bureau, production", "Volume four of the papers"]  # fmt: skip
    return page([*block(head, y=20.0), *block(lines, y=90.0), *block(["Not to be sold or sold on"], y=760.0)], number)


def header(subject: str, day: int, *to: str) -> list[str]:
    return ["From: Quill, Dana R", f"Sent: Friday, June {day}, 2018 2:22 PM", *to, f"Subject: {subject}"]


def test_stamps_on_every_page_do_not_part_a_header_from_the_head_of_its_page() -> None:
    pages = [
        stamped(0, *header("Visit", 15, "To: Marsh, Ellis"), *BODY),
        stamped(1, *BODY),
        stamped(2, *header("Badges", 22, "To: Marsh, Ellis"), *BODY),
        stamped(3, *BODY),
    ]
    assert [(d.first_page, d.last_page, d.subject) for d in find_documents(pages)] == [
        (0, 1, "Visit"), (2, 3, "Badges"),
    ]  # fmt: skip


def test_a_list_of_recipients_goes_on_below_the_stamps_of_the_next_page() -> None:
    first = [
        "",
        *BODY[:40],
        "From: Quill, Dana R",
        "Sent: Friday, June 15, 2018 2:22 PM",
        "To: Marsh, Ellis; Roe, Kim;",
    ]
    pages = [stamped(0, *BODY), stamped(1, *first), stamped(2, "Vale, Ida; Brook, Tom", "Subject: Visit", *BODY),
             stamped(3, *BODY)]  # fmt: skip
    (found,) = [message for document in find_documents(pages) for message in document.messages]
    assert found.to == ("Marsh, Ellis", "Roe, Kim", "Vale, Ida", "Brook, Tom")
    assert found.subject == "Visit"


def test_what_follows_the_last_page_of_a_longer_mail_is_not_part_of_it() -> None:
    ending = page(block(["and that is all there is to say.", "Dana Quill"]), 1)
    pages = [mail("Visit", "Friday, June 15, 2018 2:22 PM", 0), ending, plain(2, "9:00 Welcome", "10:00 Break")]
    assert [(d.first_page, d.last_page) for d in find_documents(pages)] == [(0, 1), (2, 2)]
