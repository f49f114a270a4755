"""A letter found among the files is told in one line."""

from __future__ import annotations

from reviewer.cli.reading import letter_line
from reviewer.model.determinations import Determination, Statement
from reviewer.model.ids import FileId, new_uuid
from reviewer.storage.rows import LetterRow


def test_what_a_letter_is_stands_in_one_line() -> None:
    said = (
        Statement("request number", "2018-PLFO-00412", "Re: 2018-PLFO-00412", 2),
        Statement("date", "2019-03-04", "March 4, 2019", 2),
        Statement("pages withheld", "12", "12 pages are withheld.", 2),
    )
    row = LetterRow(new_uuid(), FileId(1), 2, 3, Determination("final determination", said), "suggested", None)
    assert letter_line("letter.pdf", row) == (
        "foia-reviewer: letter.pdf, page 3: final determination of 2019-03-04 on request 2018-PLFO-00412 "
        "(12 pages withheld); a suggestion, to be accepted under Requests"
    )
    bare = LetterRow(new_uuid(), FileId(1), 0, 0, Determination("acknowledgment", ()), "suggested", None)
    assert (
        letter_line("a.pdf", bare)
        == "foia-reviewer: a.pdf, page 1: acknowledgment; a suggestion, to be accepted under Requests"
    )
