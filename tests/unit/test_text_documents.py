"""Documents inside one file: where each begins and what it is."""

from __future__ import annotations

from reviewer.model.page import PageResult
from reviewer.text.documents import find_documents
from tests.unit.typeset import block, page

BODY = ["", *[f"Sentence number {n} of this body goes on for a while." for n in range(8)]]


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
