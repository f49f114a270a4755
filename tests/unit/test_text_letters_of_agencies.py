"""Turns of phrase and layouts in which agencies of many kinds state the same things in their letters."""

from __future__ import annotations

import pytest

from reviewer.model.determinations import Determination, StatementName
from reviewer.text.determinations import read_determination
from reviewer.text.letters import read_letter
from reviewer.text.page_counts import page_counts
from reviewer.text.page_lines import page_lines
from tests.unit.typeset import block, line, page


def _read(*body: str, head: tuple[str, ...] = ("Federal Bureau of Lakes", "", "March 4, 2019")) -> Determination:
    letter = read_determination(page_lines(page(block([*head, "", "Dear Ms. Quill:", *body, "Sincerely,"]))))
    assert letter is not None
    return letter


def _values(letter: Determination, name: StatementName) -> list[str]:
    return [statement.value for statement in letter.statements if statement.name == name]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("This is a final response to your 3 March 2014 Freedom of Information Act request.", "2014-03-03"),
        ("This is the final response to your March 3, 2014, Freedom of Information Act (FOIA) request.", "2014-03-03"),
        ("This is the final response to your FOIA request of 3 March 2014 for mail.", "2014-03-03"),
    ],
)
def test_the_date_of_the_request(sentence: str, day: str) -> None:
    assert _values(_read(sentence), "request date") == [day]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        (
            "We applied FOIA Exemptions 4, 5, 7(C), and 7(E) to portions of these pages.",
            ["(b)(4)", "(b)(5)", "(b)(7)(C)", "(b)(7)(E)"],
        ),
        ("Parts are exempt under FOIA Exemption 6, 5 U.S.C. 552(b)(6).", ["(b)(6)"]),
        ("The following exemptions apply: Title 5 U.S.C. 552 (b)(6) and (b)(7)(C).", ["(b)(6)", "(b)(7)(C)"]),
    ],
)
def test_exemptions_by_figure_and_behind_a_colon(sentence: str, codes: list[str]) -> None:
    assert sorted(_values(_read("Your FOIA request is denied.", sentence), "exemption")) == codes


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Your case has been assigned case number LA-14-0099.", "LA-14-0099"),
        ("Your request assigned number is #21-00987-FOIA.", "21-00987-FOIA"),
        ("Please refer to NRC2019113355.", "NRC2019113355"),
        ("FOIL Request: FOIL-2019-056-01234.", "FOIL-2019-056-01234"),
        ("Re: HQ-2016-00712-F.", "HQ-2016-00712-F"),
        ("In Reply refer to: 2020-4411.", "2020-4411"),
    ],
)
def test_numbers_of_other_forms(sentence: str, number: str) -> None:
    assert _values(_read("Your FOIA request is denied.", sentence), "request number") == [number]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("A search of the Office for responsive records produced 1,327 pages.", {"pages reviewed": 1327}),
        (
            "For this production we reviewed 500 pages, of which 310 pages are released in full.",
            {"pages reviewed": 500, "pages released in full": 310},
        ),
        (
            "Eight documents (45 pages) are released in full and four documents (31 pages) in part.",
            {"pages released in full": 45, "pages released in part": 31},
        ),
        (
            "We have determined to release 150 pages in full and 28 pages in part.",
            {"pages released in full": 150, "pages released in part": 28},
        ),
        ("The first installment of 150 pages is now available.", {"pages released": 150}),
        ("Attached you will find 27 pages of responsive information.", {"pages released": 27}),
    ],
)
def test_counts_of_other_forms(sentence: str, counts: dict[str, int]) -> None:
    assert dict(page_counts(sentence)) == counts


@pytest.mark.parametrize(
    ("sentences", "address"),
    [
        (
            (
                "You may appeal by sending it following the rules at 6 C.F.R. Part 5, to: Lakes",
                "Office, 9 Quay Street,",
            ),
            "Lakes Office, 9 Quay Street, Washington, DC 20999",
        ),
        (
            ("The appeal must be sent via mail to the following addressee: Lakes Appeal", "Authority, 9 Quay Street,"),
            "Lakes Appeal Authority, 9 Quay Street, Washington, DC 20999",
        ),
        (
            ("You may appeal in writing within 60 days of receipt of this letter to the Deputy", "Keeper of Lakes,"),
            "Deputy Keeper of Lakes, Washington, DC 20999",
        ),
        (
            ("You may appeal LAKE's determination to the Director, Office of Hearings,", "9 Quay Street,"),
            "Director, Office of Hearings, 9 Quay Street, Washington, DC 20999",
        ),
    ],
)
def test_addresses_of_appeal(sentences: tuple[str, str], address: str) -> None:
    letter = _read("Your FOIA request is denied.", *sentences, "Washington, DC 20999.")
    assert _values(letter, "appeal address") == [address]


def test_the_period_may_stand_behind_the_address() -> None:
    letter = _read(
        "Your FOIA request is denied. You may appeal this decision to the Director.",
        "It must be postmarked no later than 90 calendar days from the date of this letter.",
    )
    assert _values(letter, "appeal period") == ["90 days"]


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        (("DEPARTMENT OF HARBORS", "BUREAU OF PILOTS", "May 4, 2019"), "BUREAU OF PILOTS"),
        (
            ("U.S. Department of Harbors", "Federal Pilots Administration", "May 4, 2019"),
            "Federal Pilots Administration",
        ),
        (("Department of Harbors", "Information Services Office", "May 4, 2019"), "Department of Harbors"),
        (("UNITED STATES LAKE PROTECTION AGENCY", "OFFICE OF COUNSEL", "May 4, 2019"), "LAKE PROTECTION AGENCY"),
    ],
)
def test_the_bureau_below_its_department_answers(head: tuple[str, ...], agency: str) -> None:
    (found,) = _values(_read("Your FOIA request is denied.", head=head), "agency")
    assert found.removeprefix("UNITED STATES ") == agency


def test_a_referral_under_way() -> None:
    letter = _read("We received your FOIA request. We are forwarding your request to the Bureau of Land Surveys.")
    assert letter.kind == "referral"
    assert _values(letter, "referred to") == ["Bureau of Land Surveys"]


def test_a_letterhead_beside_the_address_belongs_to_the_head() -> None:
    words = [
        *block(
            ["Federal Bureau of Lakes", "9 Quay Street", "March 14, 2017", "Request No.: 1351234-000"], x=360.0, y=60
        ),
        *block(["Ms. Dana Quill", "Quill News", "12 Hill Road", "Dear Ms. Quill:"], y=84.0),
        *block(
            [f"Your FOIA request is denied in full, and so it goes on for long lines {n}" for n in range(9)], y=140.0
        ),
        *line("Sincerely,", 50.0, 260.0),
    ]
    letter = read_determination(page_lines(page(words)))
    assert letter is not None
    assert _values(letter, "agency") == ["Federal Bureau of Lakes"]
    assert _values(letter, "date") == ["2017-03-14"]


def test_a_letter_is_not_dated_by_the_request_it_answers() -> None:
    head = ["Department of Lakes", "", "March 4, 2019", "", "RE: Notice of response", "REQUEST DATE: February 8, 2019"]
    lines = page_lines(page(block([*head, "", "Dear Ms. Quill:", "Your request is granted.", "Sincerely,"])))
    assert read_letter(lines, lines).date == "2019-03-04"
