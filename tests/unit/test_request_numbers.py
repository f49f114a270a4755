"""Numbers of requests: one written in two ways is one, two that differ are not."""

from __future__ import annotations

import pytest

from reviewer.model.request_numbers import may_be_one


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2018-ICFO-59138", "2018-ICFO-59138", True),
        ("2018-ICFO-59138", "2018 icfo 59138", True),
        ("2018-ICFO-59138", "59138", True),
        ("", "16-0191", True),
        ("F-2014-0001", "16-0191", False),
        ("2018-42", "42", False),  # too little to tell
    ],
)
def test_two_numbers_name_one_request_or_two(one: str, other: str, same: bool) -> None:
    assert may_be_one(one, other) is same
    assert may_be_one(other, one) is same
