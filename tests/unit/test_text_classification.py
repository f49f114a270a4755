"""What stamps say of classification: levels with caveats, struck out ones, and when a page is declassified."""

from __future__ import annotations

import pytest

from reviewer.text.classification import classification_marks
from tests.unit.typeset import HEIGHT, block, line, page

BODY = [f"Sentence number {n} of this body goes on for a while." for n in range(20)]


def marks(*stamps: str, body: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The marks of a page with these stamps at its head."""
    words = block([*body, *BODY], y=200.0)
    for row, text in enumerate(stamps):
        words += line(text, 250.0, 30.0 + 14 * row)
    return classification_marks(page(words).text, HEIGHT)


@pytest.mark.parametrize(
    ("stamp", "mark"),
    [
        ("SECRET", ("secret",)),
        ("TOP SECRET//SI//NOFORN", ("top secret",)),
        ("TOP SECRET / HCS / COMINT / NOFORN", ("top secret",)),
        ("FOP SECREP SHE NOFORS", ("top secret",)),  # struck out when the page was declassified
        ("FOPSECREP SE NOFORN", ("top secret",)),
        ("SECRET C020269:", ("secret",)),
        ("CONFIDENTIAL", ("confidential",)),
        ("C-O-N-F-I-D-E-N-T-I-A-L", ("confidential",)),
        ("UNCLASSIFIED", ()),
        ("UNCLASSIFIED U.S. Department of State Case No. F-2018-00001", ()),
        ("SECRETARY OF STATE", ()),
        ("THE SECRETARY", ()),
        ("PROPRIETARY/CONFIDENTIAL", ()),
        ("SECRET AND CONFIDENTIAL BUSINESS OR FINANCIAL INFORMATION", ()),
        ("Confidential", ()),
        ("DECLASSIFIED", ("declassified",)),
        ("CLASSIFICATION CANCELLED", ("declassified",)),
    ],
)
def test_stamps(stamp: str, mark: tuple[str, ...]) -> None:
    assert marks(stamp) == mark


@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        ("Reason: 1.4(D) ~ Declassify on: 11/18/2032", ("declassify on 2032-11-18",)),
        ("Declassify On: 20441231", ("declassify on 2044-12-31",)),
        ("DECL: 12-31-2035", ("declassify on 2035-12-31",)),
        ("E.O. 12356: DECL: OADR", ("declassify on OADR",)),
        ("Declassify on: 25X1-HUM", ("declassify on 25X1-HUM",)),
        ("Declassified by J. Vale on 3/4/2015", ("declassified",)),
        ("Declassify on: the end of the operation", ()),
        ("bodies should be asked to declassify and include as many facts as they can on this", ()),
        ("The court released declassified on request a part of the opinion that was written in the spring", ()),
        ("SECRET", ()),  # in the middle of a page it is a word like others
    ],
)
def test_lines_of_the_body(printed: str, mark: tuple[str, ...]) -> None:
    assert marks(body=(printed,)) == mark


def test_each_mark_is_told_once() -> None:
    assert marks("SECRET//NOFORN", "SECRET", body=("Declassify on: X1",)) == ("secret", "declassify on X1")
