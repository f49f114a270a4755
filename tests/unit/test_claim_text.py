from __future__ import annotations

import pytest

from reviewer.model.page import Marking, claim_text


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
