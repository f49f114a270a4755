"""Conversations: the same subject under all its reply marks, taken up anew after a long silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.conversations import SILENCE, conversations, subject_key


@pytest.mark.parametrize(
    "subject",
    ["Path to ATO", "RE: Path to ATO", "Fw: RE: path to  ATO", "Re[2]: Path to ATO.", "[EXTERNAL] FW: Path to ATO",
     "Re: Path to ATO [redacted (b)(6)]"],
)  # fmt: skip
def test_reply_marks_and_holes_do_not_part_a_conversation(subject: str) -> None:
    assert subject_key(subject) == "path to ato"


def test_nothing_to_compare_is_never_the_same() -> None:
    assert subject_key("Re: [redacted (b)(5)]") == subject_key(None) == ""
    assert conversations([(1, None), (1, ""), (1, "Re:")]) == [[0], [1], [2]]


def test_a_subject_is_taken_up_anew_after_a_silence() -> None:
    days = [0, 10, 10 + SILENCE, 11 + 2 * SILENCE]
    assert conversations((day, "Lunch") for day in days) == [[0, 1, 2], [3]]


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["A", "Re: a", "B", "", None])), max_size=40))
def test_every_record_is_in_one_conversation(records: list[tuple[int, str | None]]) -> None:
    ordered = sorted(records, key=lambda record: record[0])
    found = conversations(ordered)
    assert sorted(place for places in found for place in places) == list(range(len(ordered)))
    assert all(places == sorted(places) for places in found)
    assert [places[0] for places in found] == sorted(places[0] for places in found)
