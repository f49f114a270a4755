"""Forms of mail headers that are met in the wild: prints of web mail, telephones, Exchange, misread and lost labels."""

from __future__ import annotations

import pytest

from reviewer.model.documents import Message
from reviewer.text.emails import find_messages
from tests.unit.typeset import block, page

SENDER, TO = "Vale, Ida", ("Brook, Tom",)
SENT, SUBJECT = "2018-06-12T09:14", "Tile contract"
WHEN = "Tuesday, June 12, 2018 9:14 AM"


def _found(lines: list[str]) -> list[Message]:
    return find_messages([page(block(lines))])


@pytest.mark.parametrize(
    "header",
    [
        ["From: Vale, Ida", "Sent: Tue 6/12/2018 9:14 AM", "To: Brook, Tom", "Subject: Tile contract"],
        [
            "From: Vale, Ida",
            "Sent: 6/12/2018 9:14:05 AM",
            "To: Brook, Tom",
            "Subject: Tile contract",
            "Importance: High",
        ],
        ["From: Vale, Ida", "Sent: 2018-06-12 09:14", "To: Brook, Tom", "Subject: Tile contract"],
        ["From: Vale, Ida", "To: Brook, Tom", "Date: Tue, 12 Jun 2018 09:14:22 -0400", "Subject: Tile contract"],
        ["From: Vale, Ida", "Date: June 12, 2018 at 9:14:22 AM EDT", "To: Brook, Tom", "Subject: Tile contract"],
        ["From: Vale, Ida", "Date: Tue Jun 12 09:14:22 EDT 2018", "To: Brook, Tom", "Subject: Tile contract"],
        ["From: Vale, Ida", f"Sent: {WHEN}", "Required: Brook, Tom", "Subject: Tile contract"],
        [f"From: Vale, Ida Sent: {WHEN} To: Brook, Tom Subject: Tile contract"],
        ["*From:* Vale, Ida", f"*Sent:* {WHEN}", "*To:* Brook, Tom", "*Subject:* Tile contract"],
        ["> From: Vale, Ida", f"> Sent: {WHEN}", "> To: Brook, Tom", "> Subject: Tile contract"],
        ["Fr0m: Vale, Ida", f"5ent: {WHEN}", "T0: Brook, Tom", "5ubject: Tile contract"],
        ["F rom: Vale, Ida", f"Sen t: {WHEN}", "T o: Brook, Tom", "Sub ject: Tile contract"],
        ["From; Vale, Ida", f"Sent, {WHEN}", "To; Brook, Tom", "Subject; Tile contract"],
        ["Frum: Vale, Ida", f"Senl: {WHEN}", "Tu: Brook, Tom", "Subjecl: Tile contract"],
        ["Prom: Vale, Ida", f"Sent. {WHEN}", "To. Brook, Tom", "Subject. Tile contract"],
        ["|From: Vale, Ida", f"|Sent: {WHEN}", "|To: Brook, Tom", "|Subject: Tile contract"],
    ],
)
def test_labels_of_many_forms_and_misreadings(header: list[str]) -> None:
    (got,) = _found([*header, "", "Tom, the tiles come on Monday."])
    assert (got.sender, got.to, got.date, got.subject) == (SENDER, TO, SENT, SUBJECT)


@pytest.mark.parametrize(
    ("printed", "zone"),
    [
        ("Tuesday, June 12, 2018 9:14 AM EDT", "EDT"),
        ("Tue, 12 Jun 2018 09:14:22 -0400", "-0400"),
        ("Tuesday, June 12, 2018 9:14 AM (UTC-05:00) Eastern Time (US & Canada)", "UTC-05:00"),
        ("Tue Jun 12 09:14:22 EDT 2018", "EDT"),
        (WHEN, None),
    ],
)
def test_a_zone_is_kept_as_printed_beside_the_local_time(printed: str, zone: str | None) -> None:
    (got,) = _found(["From: Vale, Ida", f"Sent: {printed}", "To: Brook, Tom", "Subject: Tile contract"])
    assert (got.date, got.zone) == (SENT, zone)


def test_a_print_of_gmail() -> None:
    first, second = _found(
        [
            "Pier Mail @350 Ida Vale <ida.vale@pier.example>", "", "Tile contract", "2 messages", "",
            "Ida Vale <ida.vale@pier.example> @380 Tue, Jun 12, 2018 at 9:14 AM",
            "To: Tom Brook <tom@brook.example>", "Cc: Kim Roe <kim@roe.example>", "", "Tom, please see below.", "",
            "Tom Brook [redacted (b)(6)] @380 Tue, Jun 12, 2018 at 11:03 AM", "To: Ida Vale <ida.vale@pier.example>",
            "", "Thank you.", "[Quoted text hidden]",
        ]
    )  # fmt: skip
    assert (first.sender, first.date) == ("Ida Vale <ida.vale@pier.example>", SENT)
    assert (first.to, first.cc) == (("Tom Brook <tom@brook.example>",), ("Kim Roe <kim@roe.example>",))
    assert (second.sender, second.date) == ("Tom Brook [redacted (b)(6)]", "2018-06-12T11:03")


def test_mail_from_a_telephone() -> None:
    (got,) = _found(
        [
            "Thanks, I will.", "", "Sent from my telephone", "________________________________",
            "From: Vale, Ida <ida.vale@pier.example>", "Sent: Tuesday, June 12, 2018 9:14:22 AM",
            "To: Brook, Tom <tom@brook.example>", "Subject: Re: Tile contract", "", "Body text here.",
        ]
    )  # fmt: skip
    assert (got.sender, got.date, got.subject) == ("Vale, Ida <ida.vale@pier.example>", SENT, "Re: Tile contract")


def test_mail_that_lost_all_its_labels() -> None:
    (got,) = _found(
        ["Vale, Ida <ida.vale@pier.example>", WHEN, "Brook, Tom", "Re: Tile contract", "", "The tiles come on Monday."]
    )
    assert got == Message(0, 80.0, "Vale, Ida <ida.vale@pier.example>", TO, (), SENT, "Re: Tile contract")


@pytest.mark.parametrize(
    "lines",
    [
        ["Brook, Tom", WHEN, "The meeting was opened at nine by the chair.", "All were there."],
        ["Minutes of the harbour board", WHEN, "Brook, Tom", "Vale, Ida"],
        ["Vale, Ida", WHEN, "Brook, Tom", "Roe, Kim", "Poe, Lee", "Quill, Dana"],  # who came, and when
        ["Vale, Ida <ida.vale@pier.example>", "June 12, 2018", "Brook, Tom", "Tile contract"],
    ],
)
def test_a_date_below_a_name_is_no_mail_by_itself(lines: list[str]) -> None:
    assert _found(lines) == []


@pytest.mark.parametrize(
    ("printed", "sender"),
    [
        (["Ida Vale <ida@pier.example> wrote on Tuesday, June 12, 2018 9:14 AM:"], "Ida Vale <ida@pier.example>"),
        (["On 12 June 2018 at 09:14, Tom Brook <tom@brook.example> wrote:"], "Tom Brook <tom@brook.example>"),
        (["> On Jun 12, 2018, at 9:14 AM, Tom Brook <tom@brook.example> wrote:"], "Tom Brook <tom@brook.example>"),
        (["On Tue, Jun 12, 2018 at 9:14 AM, [redacted (b)(6)] wrote:"], "[redacted (b)(6)]"),
        (
            ["On Tue, Jun 12, 2018 at 9:14 AM, Brook, Tom", "<tom@brook.example>", "wrote:"],
            "Brook, Tom <tom@brook.example>",
        ),
    ],
)
def test_attributions(printed: list[str], sender: str) -> None:
    (got,) = _found([*printed, "", "Fine with me."])
    assert (got.sender, got.date) == (sender, SENT)


@pytest.mark.parametrize(
    "header",
    [
        ["From: Vale, Ida", "Received: Tuesday, 12 Jun 2018, 9:14am", "To: Brook, Tom", "Subject: Tile contract"],
        ["Von: Vale, Ida", "Gesendet: Dienstag, 12. Juni 2018 09:14", "An: Brook, Tom", "Betreff: Tile contract"],
        ["De: Vale, Ida", "Enviado el: martes, 12 de junio de 2018 9:14", "Para: Brook, Tom", "Asunto: Tile contract"],
        ["De : Vale, Ida", "Envoyé : mardi 12 juin 2018 09:14", "À : Brook, Tom", "Objet : Tile contract"],
        ["From: Vale, Ida", "Sent: 12-Jun-18 9:14 AM", "To: Brook, Tom", "Subject: Tile contract"],
        ["Received: from mail.pier.example by mx.brook.example; Tue, 12 Jun 2018 08:00:25 -0400",
         "Date: Tue, 12 Jun 2018 09:14:22 -0400", "From: Vale, Ida", "To: Brook, Tom", "Subject: Tile contract"],
    ],
)  # fmt: skip
def test_labels_of_other_programs_and_tongues(header: list[str]) -> None:
    (got,) = _found([*header, "", "Tom, the tiles come on Monday."])
    assert (got.sender, got.to, got.date, got.subject) == (SENDER, TO, SENT, SUBJECT)


@pytest.mark.parametrize(
    "lines",
    [
        ["Ida Vale/DC/PIER/US", "06/12/2018 09:14 AM", "To Tom Brook/DC/PIER/US@PIER", "cc Kim Roe/DC/PIER/US@PIER",
         "bcc", "Subject Tile contract", "", "Body"],
        ["Ida Vale/DC/PIER/US @300 To Tom Brook/DC/PIER/US@PIER", "06/12/2018 09:14 AM @300 cc Kim Roe/DC/PIER/US@PIER",
         "Subject Tile contract", "", "Body"],
    ],
)  # fmt: skip
def test_a_print_of_notes(lines: list[str]) -> None:
    (got,) = _found(lines)
    assert (got.sender, got.date, got.subject) == ("Ida Vale/DC/PIER/US", SENT, SUBJECT)
    assert (got.to, got.cc) == (("Tom Brook/DC/PIER/US@PIER",), ("Kim Roe/DC/PIER/US@PIER",))


@pytest.mark.parametrize(
    ("printed", "sender"),
    [
        (">>> Ida Vale 6/12/2018 9:14 AM >>>", "Ida Vale"),
        (
            "On Tuesday, June 12, 2018, 9:14:22 AM EDT, Ida Vale <ida@pier.example> wrote:",
            "Ida Vale <ida@pier.example>",
        ),
    ],
)
def test_further_attributions(printed: str, sender: str) -> None:
    (got,) = _found([printed, "", "Fine with me."])
    assert (got.sender, got.date) == (sender, SENT)


def test_a_sentence_behind_a_label_is_no_sender() -> None:
    assert _found(["From: the start it was clear that", "To: nobody it mattered that the subject was closed."]) == []
