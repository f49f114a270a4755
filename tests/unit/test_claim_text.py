from __future__ import annotations

import pytest

from reviewer.model.page import Marking, claim_text, naming_subject


@pytest.mark.parametrize(
    ("codes", "marking", "text"),
    [
        (("(b)(6)", "(b)(7)(C)"), "at", "(b)(6), (b)(7)(C)"),
        ((), "at", "no code"),
        ((), "shared", "shared"),
        ((), "head", "at head"),
        ((), "cut", "cut off"),
        ((), "none", "unmarked"),
    ],
)
def test_only_a_deletion_without_any_claim_is_unmarked(codes: tuple[str, ...], marking: Marking, text: str) -> None:
    assert claim_text(codes, marking) == text


@pytest.mark.parametrize(
    "subject", [None, "", "[redacted]", "RE: [redacted (b)(6)]", "Re: | [redacted]", "FW: RE: [redacted]"]
)
def test_a_hidden_subject_names_no_document(subject: str | None) -> None:
    assert naming_subject(subject) == ""


@pytest.mark.parametrize("subject", ["Regards", "RE: Budget", "Call with [redacted (b)(6)]", "Forward plan"])
def test_what_is_left_of_a_subject_names_its_document(subject: str) -> None:
    assert naming_subject(subject) == subject
