"""Letters of agencies are read into statements with their quotes; other letters are left alone."""

from __future__ import annotations

import pytest

from reviewer.model.determinations import Determination, StatementName
from reviewer.text.determinations import read_determination
from reviewer.text.page_counts import page_counts
from reviewer.text.page_lines import page_lines
from tests.unit.typeset import block, page

HEAD = [
    "DEPARTMENT OF PUBLIC LAKES",
    "Information Access Office",
    "",
    "March 4, 2019",
    "",
    "Ms. Dana Quill",
    "12 Hill Road",
]
FINAL = [
    *HEAD,
    "Re: FOIA Request No. 2018-PLFO-00412",
    "",
    "Dear Ms. Quill:",
    "This is our final response to your Freedom of Information Act request dated",
    "November 5, 2018. We located 1,204 pages of responsive records. Of these, 1,100",
    "pages are released in full, ninety-two (92) in part, and 12 pages are withheld in full.",
    "Portions are withheld under 5 U.S.C. 552 (b)(5) and (b)(6).",
    "Three documents were referred to the Bureau of Land Surveys for direct reply.",
    "You may appeal within 90 working days of the date of this letter by writing to the",
    "Director, Office of Appeals, Department of Public Lakes, 9 Quay Street, Suite 2,",
    "Washington, DC 20999. Mark the envelope.",
    "Sincerely,",
    "Ellis Marsh",
]
ACKNOWLEDGED = [
    *HEAD,
    "Dear Ms. Quill:",
    "We acknowledge receipt of your request under the Freedom of Information Act, which",
    "was received on February 20, 2019 and has been assigned case number F-2019-00077.",
    "We will respond as soon as we can.",
]
INTERIM = [
    *HEAD,
    "Case Number: F-2019-00077",
    "Dear Ms. Quill:",
    "This is an interim response to your Privacy Act request. We release 45 pages in part.",
    "We continue to process the remaining records.",
]
REFERRED = [
    *HEAD,
    "Dear Ms. Quill:",
    "Your FOIA request, number 2019-PLFO-00031, has been referred to the Office of Harbors,",
    "which will answer you directly.",
]
REVIEWED = [
    "Federal Bureau of Harbors",
    "March 4, 2019",
    "MS. DANA QUILL",
    "FOIPA Request No.: 1345678-000",
    "Dear Ms. Quill:",
    "The enclosed documents were reviewed under the Freedom of Information/Privacy Acts (FOIPA). 88 pages were",
    "reviewed and 61 pages are being released in response to your request.",
]
ON_APPEAL = [
    *HEAD,
    "Appeal No. A-2019-0042",
    "Dear Ms. Quill:",
    "This responds to your appeal of our determination on your FOIA request. After review I",
    "affirm the initial determination. Exemption (b)(6) protects the names of third parties.",
]
REMANDED = [
    *HEAD,
    "Dear Ms. Quill:",
    "You appealed our answer to your FOIA request F-2019-00077. After considering your",
    "appeal, I am remanding your request for a further search.",
]


def read(lines: list[str]) -> Determination | None:
    return read_determination(page_lines(page(block(lines), 3)))


def values(letter: Determination, name: StatementName) -> list[str]:
    return [statement.value for statement in letter.statements if statement.name == name]


def test_a_final_letter_says_all_it_says() -> None:
    letter = read(FINAL)
    assert letter is not None
    assert letter.kind == "final determination"
    said = {statement.name: statement.value for statement in letter.statements if statement.name != "exemption"}
    assert said == {
        "agency": "DEPARTMENT OF PUBLIC LAKES",
        "request number": "2018-PLFO-00412",
        "date": "2019-03-04",
        "request date": "2018-11-05",
        "pages reviewed": "1204",
        "pages released in full": "1100",
        "pages released in part": "92",
        "pages withheld": "12",
        "referred to": "Bureau of Land Surveys",
        "appeal period": "90 working days",
        "appeal address": "Director, Office of Appeals, Department of Public Lakes, 9 Quay Street, Suite 2, "
        "Washington, DC 20999",
    }
    assert values(letter, "exemption") == ["(b)(5)", "(b)(6)"]


def test_every_statement_is_quoted_with_its_page() -> None:
    letter = read(FINAL)
    assert letter is not None
    text = " ".join(FINAL)
    assert all(statement.quote in text and statement.page == 3 for statement in letter.statements)
    period = next(statement for statement in letter.statements if statement.name == "appeal period")
    assert period.quote.startswith("You may appeal within 90 working days")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (ACKNOWLEDGED, "acknowledgment"),
        (INTERIM, "interim determination"),
        (REFERRED, "referral"),
        (REVIEWED, "final determination"),
        (ON_APPEAL, "appeal decision"),
        (REMANDED, "remand"),
    ],
)
def test_kinds(lines: list[str], kind: str) -> None:
    letter = read(lines)
    assert letter is not None
    assert letter.kind == kind


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (ACKNOWLEDGED, ["F-2019-00077"]),
        (INTERIM, ["F-2019-00077"]),
        (REFERRED, ["2019-PLFO-00031"]),
        (ON_APPEAL, ["A-2019-0042"]),
        (REMANDED, ["F-2019-00077"]),
    ],
)
def test_numbers(lines: list[str], number: list[str]) -> None:
    letter = read(lines)
    assert letter is not None
    assert values(letter, "request number") == number


@pytest.mark.parametrize(
    "lines",
    [
        [*HEAD, "Dear Ms. Quill:", "Thank you for your call about the harbour lights.", "Sincerely,", "Ellis Marsh"],
        [
            "March 4, 2019",
            "",
            "Dear Officer:",
            "I hereby appeal the denial of my FOIA request. Your letter of May 1",
            "denied it.",
        ],
        ["Minutes of the FOIA working group", "", "Your request was denied, said the chair."],
        [],
    ],
)
def test_other_letters(lines: list[str]) -> None:
    assert read(lines) is None


def test_a_stated_last_day_and_a_review_outside_the_agency() -> None:
    letter = read(
        [
            *HEAD,
            "Dear Ms. Quill:",
            "Your FOIA request is denied. You may appeal no later than June 3, 2019.",
            "You may file a request for review with the Public Access Counselor, who is located at",
            "500 South Street, Springfield, Illinois 62706, within sixty (60) days.",
        ]
    )
    assert letter is not None
    assert values(letter, "appeal deadline") == ["2019-06-03"]
    assert values(letter, "appeal period") == ["60 days"]
    assert values(letter, "appeal address") == [
        "Public Access Counselor, 500 South Street, Springfield, Illinois 62706"
    ]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("We reviewed 100 pages and 45 pages are being released.", {"pages reviewed": 100, "pages released": 45}),
        (
            "Of these pages, we released 45 in part, and 12 are withheld in full.",
            {"pages released in part": 45, "pages withheld": 12},
        ),
        ("Two hundred and five pages were withheld in their entirety.", {"pages withheld": 205}),
        ("Enclosed are 3 documents, of which 2 documents are released in full.", {}),
        ("To review all pages would take 300 hours for 9,000 pages.", {}),
        ("See 5 U.S.C. 552 for pages withheld in full.", {}),
    ],
)
def test_counts_of_pages(sentence: str, counts: dict[str, int]) -> None:
    assert dict(page_counts(sentence)) == counts


@pytest.mark.parametrize(
    "agency",
    [
        "Arrival and Departure Authority",
        "Lakes Police Department",
        "U.S. Department of Lakes",
        "FEDERAL BUREAU OF LAKES",
    ],
)
def test_letterheads(agency: str) -> None:
    letter = read([agency, "Washington", "", "March 4, 2019", "", "Dear Ms. Quill:", "Your FOIA request is denied."])
    assert letter is not None
    assert values(letter, "agency") == [agency]
