"""E-mail headers of the forms met, whole, wrapped, redacted, misread, without labels."""

from __future__ import annotations

import random

import pytest

from reviewer.model.documents import Message
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, Redaction
from reviewer.text.emails import find_messages
from tests.unit.typeset import block, hole, line, page


def messages(*pages: PageResult) -> list[Message]:
    return find_messages(pages)


def only(lines: list[str]) -> Message:
    (found,) = messages(page(block(lines)))
    return found


def test_outlook() -> None:
    got = only(
        [
            "From: @150 Quill, Dana R <dquill@northwind.example>",
            "Sent: @150 Friday, June 15, 2018 2:22 PM",
            "To: @150 Marsh, Ellis; Roe, Kim",
            "Cc: @150 Poe, Lee",
            "Subject: @150 Follow up from Redwood City",
            "Attachments: @150 Quote v2.docx; prices.xlsx",
            "",
            "Ellis,",
            "thank you for the visit. To: be continued.",
        ]
    )
    assert got == Message(
        0, 80.0, "Quill, Dana R <dquill@northwind.example>", ("Marsh, Ellis", "Roe, Kim"), ("Poe, Lee",),
        "2018-06-15T14:22", "Follow up from Redwood City", ("Quote v2.docx", "prices.xlsx"),
    )  # fmt: skip


def test_chain_is_split_and_gmail_and_forward_forms_are_read() -> None:
    got = messages(
        page(
            block(
                [
                    "From: Quill, Dana R", "Sent: Friday, June 15, 2018 2:22 PM", "To: Marsh, Ellis",
                    "Subject: RE: Visit", "", "Fine with me.", "",
                    "-----Original Message-----", "From: Marsh, Ellis", "Sent: Friday, June 15, 2018 1:02 PM",
                    "To: Quill, Dana R", "Subject: Visit", "", "Is noon all right?", "",
                    "On Thu, Jun 14, 2018 at 9:10 PM, Kim Roe <kim@roe.example> wrote:", "", "See below.", "",
                    "Begin forwarded message:", "From: Lee Poe", "Date: June 14, 2018 8:10:03 PM EDT",
                    "To: Kim Roe", "Subject: Badges",
                ]
            )
        )
    )  # fmt: skip
    assert [m.sender for m in got] == ["Quill, Dana R", "Marsh, Ellis", "Kim Roe <kim@roe.example>", "Lee Poe"]
    assert [m.date for m in got] == ["2018-06-15T14:22", "2018-06-15T13:02", "2018-06-14T21:10", "2018-06-14T20:10"]
    assert [m.subject for m in got] == ["RE: Visit", "Visit", None, "Badges"]


def test_attribution_over_two_lines() -> None:
    got = only(["Agreed.", "", "On Friday, June 15, 2018 at 9:10 AM, Kim Roe", "<kim@roe.example> wrote:", "Hello"])
    assert (got.sender, got.date, got.top) == ("Kim Roe <kim@roe.example>", "2018-06-15T09:10", 104.0)


def test_wrapped_recipients_and_subject() -> None:
    got = only(
        [
            "From: Quill, Dana R",
            "Sent: Friday, June 15, 2018 2:22 PM",
            "To: Marsh, Ellis; Roe, Kim; Poe, Lee; Stone, Ash; Winter, Sam; Frost, Jo; Field, Max;",
            "Brook, Al; Hill, Pat",
            "Subject: A very long subject about the delivery of eleven cameras and of their many",
            "batteries",
            "",
            "Body text that is long enough to reach the right margin of this made page, surely so it is.",
        ]
    )
    assert got.to[-3:] == ("Field, Max", "Brook, Al", "Hill, Pat")
    assert got.subject == "A very long subject about the delivery of eleven cameras and of their many batteries"


def test_redacted_parts_stand_in_place() -> None:
    words = block(
        ["From:", "Sent: Friday, June 15, 2018 2:22 PM", "To: Marsh, Ellis", "Subject: Visit of @250 on Monday"]
    )
    redactions = [hole(80, 79, 200, 90, "(b)(6)"), hole(145, 115, 240, 126, "(b)(7)(E)")]
    (got,) = messages(page(words, 0, redactions))
    assert got.sender == "[redacted (b)(6)]"
    assert got.subject == "Visit of [redacted (b)(7)(E)] on Monday"


def test_misread_labels_margin_codes_and_stamps_between() -> None:
    words = block(["Frorn: Quill, Dana R", "Sant: Friday, June 15, 2018 2.22 PM", "To Marsh, Ellis", "Subjoct: Visit"])
    words += line("B6", 580, 80) + line("UNCLASSIFIED", 250, 30) + line("Doc No. C01234567", 480, 40)
    words += line("Date: 05/13/2031", 480, 52)
    (got,) = messages(page(words))
    assert got == Message(0, 80.0, "Quill, Dana R", ("Marsh, Ellis",), (), "2018-06-15T14:22", "Visit")


def test_sender_whose_label_is_lost() -> None:
    got = only(["Quill, Dana R", "Sent: Friday, June 15, 2018 2:22 PM", "To: Marsh, Ellis", "Subject: Visit"])
    assert got.sender == "Quill, Dana R"


def test_sender_whose_label_is_misread_beyond_the_known_ways() -> None:
    for label in ("Fom3", "Fro", "Erom", "Frorr"):
        got = only([f"{label} [redacted (b)(6)]", "Sent: Friday, April 08, 2011 05:27 PM", "To: H", "Subject: Visit"])
        assert got.sender == "[redacted (b)(6)]"


def test_header_whose_names_are_blacked_out_with_their_labels() -> None:
    got = only(["Sent: Friday, June 15, 2018 2:22 PM", "Subject: Visit", "Attachments: prices.xlsx", "", "Hello"])
    assert (got.sender, got.to, got.date, got.subject) == (None, (), "2018-06-15T14:22", "Visit")


def test_header_over_a_page_end() -> None:
    first = page(block(["Yes.", "", "From: Quill, Dana R", "Sent: Friday, June 15, 2018 2:22 PM"], y=700))
    second = page(block(["To: Marsh, Ellis", "Subject: Visit", "", "Hello"], y=60), 1)
    (got,) = messages(first, second)
    assert (got.page, got.to, got.subject) == (0, ("Marsh, Ellis",), "Visit")


def test_values_set_apart_from_their_labels() -> None:
    labels = [w for i, t in enumerate(["From:", "Sent:", "To:", "Subject:"]) for w in line(t, 50, 80 + 13 * i)]
    values = ["Quill, Dana R", "Friday, June 15, 2018 2:22 PM", "Marsh, Ellis", "Visit"]
    words = labels + [w for i, t in enumerate(values) for w in line(t, 190, 83 + 13 * i)]
    (got,) = messages(page(words))
    assert (got.sender, got.date, got.to, got.subject) == (
        "Quill, Dana R",
        "2018-06-15T14:22",
        ("Marsh, Ellis",),
        "Visit",
    )


def test_a_fax_or_memorandum_is_no_mail_but_shouted_labels_of_a_mail_are() -> None:
    assert messages(page(block(["TO: Ellis Marsh", "FROM: Kim Roe", "DATE: July 2, 2018", "SUBJECT: Parking"]))) == []
    got = only(["FROM: Kim Roe", "SENT: Friday, June 15, 2018 2:22 PM", "TO: Ellis Marsh", "SUBJECT: Parking"])
    assert got.sender == "Kim Roe"


def test_prose_and_forms_are_no_headers() -> None:
    prose = [
        "From here on the road is closed.",
        "Sent from my telephone",
        "To: all who read this",
        "Note: nothing more.",
    ]
    assert messages(page(block(prose))) == []
    assert messages(page(block(["Name: Dana Quill", "Date: June 15, 2018", "Amount: 12"]))) == []
    assert messages(page([])) == []
    assert messages() == []


def test_noise_yields_nothing_and_costs_little() -> None:
    dice = random.Random(1)
    signs = "ABCabcFromTo0123456789-.,:;()[]<> &   "
    noise = ["".join(dice.choice(signs) for _ in range(100)) for _ in range(55)]
    assert messages(*(page(block(noise), n) for n in range(5))) == []


@pytest.mark.parametrize(
    ("printed", "sender", "date"),
    [
        ("On Fri, Jun 15, 2018 at 2:22 PM, Dana Quill <d@x.gov> wrote:", "Dana Quill <d@x.gov>", "2018-06-15T14:22"),
        ("> On Jun 15, 2018, at 2:22 PM, Dana Quill wrote:", "Dana Quill", "2018-06-15T14:22"),
        ("On 6/15/18, Dana Quill <d@x.gov> wrote:", "Dana Quill <d@x.gov>", "2018-06-15"),
        ('On 6/15/18 2:22 PM, "Dana Quill" <d@x.gov> wrote:', '"Dana Quill" <d@x.gov>', "2018-06-15T14:22"),
        ("Dana Quill/DC/LAKES wrote on 06/15/2018 02:22:31 PM:", "Dana Quill/DC/LAKES", "2018-06-15T14:22"),
        ("On Fri, Jun 15, 2018 at 2:22 PM, Dana Quill ftirote:", "Dana Quill", "2018-06-15T14:22"),
    ],
)
def test_ways_to_say_who_wrote_what_follows(printed: str, sender: str, date: str) -> None:
    (message,) = find_messages([page(block([printed, "", "Thanks for this."]))])
    assert (message.sender, message.date) == (sender, date)


def test_a_header_that_lost_all_its_colons() -> None:
    lines = [
        "From Quill, Dana",
        "Sent Friday, June 15, 2018 2:22 PM",
        "To Marsh, Ellis",
        "Ca Roe, Kim",
        "Subject Lamps",
        "",
        "Yes.",
    ]
    (message,) = find_messages([page(block(lines))])
    assert (message.sender, message.to, message.cc) == ("Quill, Dana", ("Marsh, Ellis",), ("Roe, Kim",))
    assert (message.date, message.subject) == ("2018-06-15T14:22", "Lamps")


def test_copies_whose_label_is_small_and_lost_its_colon() -> None:
    lines = [
        "From: Quill, Dana",
        "Sent: Friday, June 15, 2018 2:22 PM",
        "To: H",
        "cc Roe, Kim; Marsh, Ellis",
        "Subject: Lamps",
        "",
        "Yes.",
    ]
    (message,) = find_messages([page(block(lines))])
    assert (message.to, message.cc) == (("H",), ("Roe, Kim", "Marsh, Ellis"))


def test_a_block_over_several_recipients_hides_some_before_and_some_after_the_visible_one() -> None:
    lines = [
        "From: Quill, Dana",
        "Sent: Friday, June 15, 2018 2:22 PM",
        "To:",
        "@120 Marsh, Ellis;",
        "Subject: Lamps",
        "",
        "Yes.",
    ]
    stepped = Redaction(
        (Rect(70, 102, 500, 114), Rect(50, 114, 115, 126), Rect(185, 114, 500, 126)), "black", ("(b)(6)",)
    )
    (message,) = find_messages([page(block(lines), redactions=[stepped])])
    assert message.to == ("[redacted (b)(6)]", "Marsh, Ellis", "[redacted (b)(6)]")
    assert message.subject == "Lamps"
