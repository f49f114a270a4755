"""What is being typed is searched as what it will likely become, and nothing that is typed raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model.query import And, Field, Not, Or, Phrase, Prefix, Query, Term
from reviewer.search import parse, parse_unfinished


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("de", Prefix("de")),
        ("d", Term("d")),
        ("detention", Prefix("detention")),
        ("detention ", Term("detention")),
        ("detention be", And((Term("detention"), Prefix("be")))),
        ("detention OR", Term("detention")),
        ("detention OR co", Or((Term("detention"), Prefix("co")))),
        ("detention NOT", Term("detention")),
        ("detention -be", And((Term("detention"), Not(Prefix("be"))))),
        ("(fee OR co", Or((Term("fee"), Prefix("co")))),
        ('"public inter', Phrase(("public", "inter"))),
        ("“public inter", Phrase(("public", "inter"))),
        ('"public interest"', Phrase(("public", "interest"))),
        ("fee code:b5", And((Term("fee"), Field("code", "(b)(5)")))),
        ("fee NEAR", Term("fee")),
        ("northw*", Prefix("northw")),
        ("fee code:", None),
        ("date:2018-1", Field("date", "2018-01")),
        ("date:2018-13", None),
        ("", None),
        ("OR", None),
        ("((", None),
        ('"', None),
    ],
)
def test_the_end_is_taken_as_open(typed: str, meant: Query | None) -> None:
    assert parse_unfinished(typed) == meant


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab ()"“”*~-:/NOTRAD é\x00\ue000', max_size=30))
def test_nothing_typed_raises(typed: str) -> None:
    parse_unfinished(typed)


def test_every_start_of_a_query_is_taken() -> None:
    whole = '"public interest" (fee OR cost) code:b5 NOT from:doyle'
    parse(whole)
    assert sum(parse_unfinished(whole[:end]) is not None for end in range(2, len(whole) + 1)) > len(whole) - 12
