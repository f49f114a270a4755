"""The search grammar: what each form means, where a query is wrong, and the two laws."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model.errors import QueryError
from reviewer.model.exemptions import schemes
from reviewer.model.query import And, Field, Fuzzy, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term
from reviewer.search import WrongQueryError, format_query, parse
from reviewer.search.fields import FIELDS
from reviewer.search.grammar import DEEPEST, MOST_PARTS
from reviewer.search.lexer import LONGEST_QUERY

B5, B6, B7C = Field("code", "(b)(5)"), Field("code", "(b)(6)"), Field("code", "(b)(7)(C)")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", And(())),
        ("  \t\n", And(())),
        ("detention", Term("detention")),
        ("northw*", Prefix("northw")),
        ("detention~", Fuzzy("detention")),
        ("detention~ NEAR/3 bed", Near((Fuzzy("detention"), Term("bed")), 3)),
        ("detention~ near:redaction", NearRedaction(Fuzzy("detention"))),
        ('"public interest"', Phrase(("public", "interest"))),
        ("“public interest”", Phrase(("public", "interest"))),
        ("„public interest“ x", And((Phrase(("public", "interest")), Term("x")))),
        ('"say ""no"" twice"', Phrase(("say", '"no"', "twice"))),
        ("fee waiver", And((Term("fee"), Term("waiver")))),
        ("fee AND waiver", And((Term("fee"), Term("waiver")))),
        ("fee and waiver", And((Term("fee"), Term("and"), Term("waiver")))),
        ("fee OR waiver", Or((Term("fee"), Term("waiver")))),
        ("a b OR c", Or((And((Term("a"), Term("b"))), Term("c")))),
        ("a (b OR c)", And((Term("a"), Or((Term("b"), Term("c")))))),
        ("NOT a b", And((Not(Term("a")), Term("b")))),
        ("-a", Not(Term("a"))),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ("e-mail", Term("e-mail")),
        ("10:30", Term("10:30")),
        ("R&D", Term("R&D")),
        ("fee NEAR waiver", Near((Term("fee"), Term("waiver")), 10)),
        ('fee NEAR/3 "public interest" NEAR/3 x*', Near((Term("fee"), Phrase(("public", "interest")), Prefix("x")), 3)),
        ("harm near:redaction", NearRedaction(Term("harm"))),
        ("near:redaction harm", NearRedaction(Term("harm"))),
        ("harm near:b5/8 cost", And((NearRedaction(Term("harm"), 8, "(b)(5)"), Term("cost")))),
        ("harm near:(b)(7)(C)", NearRedaction(Term("harm"), 5, "(b)(7)(C)")),
        ("code:b5", B5),
        ("code:(b)(5)", B5),
        ("(b)(5)", B5),
        ("(b) (7)(c)", B7C),
        ("(code:(b)(5))", B5),
        ("code:none", Field("code", "none")),
        ('code:"b6 b7c"', And((B6, B7C))),
        ('NOT code:"b6 b7c"', Not(And((B6, B7C)))),
        ("(code:b5 kind:white) x", And((And((B5, Field("kind", "white"))), Term("x")))),
        ("CODE:b5", B5),
        ("from: smith", Field("from", "smith")),
        ('tag:"public  interest"', Field("tag", "public interest")),
        ("note:*", Field("note", "*")),
        ("bates:BRR-2018-*", Field("bates", "BRR-2018-*")),
        ("position:not-contested", Field("position", "not contested")),
        ('check:"Needs a look"', Field("check", "needs a look")),
        ("type:email", Field("type", "e-mail")),
        ("date:2018", Field("date", "2018")),
        ("date:2018-6-5", Field("date", "2018-06-05")),
        ("date:2018-06..2018-07", Field("date", "2018-06", "2018-07")),
        ("date:2018-06..2018", Field("date", "2018-06", "2018")),
        ("date:..2018", Field("date", "0001", "2018")),
        ("date:2018..", Field("date", "2018", "9999")),
        ("page:3", Field("page", "3")),
        ("page:3-8", Field("page", "3", "8")),
        ("page:8..", Field("page", "8", "999999999")),
    ],
)
def test_meaning(text: str, meaning: Query) -> None:
    assert parse(text) == meaning


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ('fee "waiver', 4, "quotation mark"),
        ("fee (cost OR price", 4, "never closed"),
        ("fee) cost", 3, "never opened"),
        ("fee ()", 5, "nothing between"),
        ("fee OR", 6, "missing after “OR”"),
        ("OR fee", 0, "missing before “OR”"),
        ("fee AND OR x", 8, "missing before “OR”"),
        ("fee NOT", 7, "missing after “NOT”"),
        ("fee NEAR", 4, "between two words"),
        ("fee NEAR code:b5", 4, "between two words"),
        ("a NEAR/0 b", 2, "from 1 to 1,000"),
        ("a NEAR/99999999999999999999 b", 2, "from 1 to 1,000"),
        ("a NEAR/2 b NEAR/3 c", 11, "one distance"),
        ("near:redaction", 0, "needs a word"),
        ("(a OR b) near:redaction", 9, "only a word or phrase"),
        ("harm near:stamp", 5, "“redaction” or one exemption code"),
        ("colour:red", 0, "no field “colour:”"),
        ("tag:", 0, "has no value"),
        ('tag:""', 0, "has no value"),
        ("tag:***", 0, "no letter or digit"),
        ("code:zebra", 0, "no exemption code"),
        ("kind:green", 0, "takes black, gray"),
        ("x date:2018-13", 2, "no date"),
        ("date:2019-02-29", 0, "no date"),
        ("date:2019..2018", 0, "ends before it begins"),
        ("date:..", 0, "neither start nor end"),
        ("page:0", 0, "no page number"),
        ("page:9-3", 0, "ends before it begins"),
        ("a*b", 0, "can only end a word"),
        ("a*~", 0, "can only end a word"),
        ("~", 0, "no letter or digit"),
        ("?!", 0, "no letter or digit"),
        ('"?!"', 0, "no letter or digit"),
        ("(" * (DEEPEST + 2) + "a" + ")" * (DEEPEST + 2), DEEPEST + 1, "nested"),
        ("NOT " * 500 + "a", 4 * (DEEPEST + 1), "nested"),
        ("a " * (MOST_PARTS + 1), 2 * MOST_PARTS, "parts"),
        ("a" * (LONGEST_QUERY + 1), LONGEST_QUERY, "characters"),
    ],
)
def test_a_wrong_query_says_where_and_shows_an_example(text: str, position: int, words: str) -> None:
    with pytest.raises(WrongQueryError) as caught:
        parse(text)
    error = caught.value
    assert words in error.message
    assert error.position == position
    assert error.message.startswith("At ")
    assert "\n" not in str(error)
    example = error.advice.removeprefix("Write for example: ").removesuffix(" for the words themselves")
    assert isinstance(parse(example), (Term, Prefix, Phrase, Fuzzy, Near, NearRedaction, Field, Not, And, Or))


def test_every_field_has_an_example_that_parses() -> None:
    for name, rule in FIELDS.items():
        found = parse(rule.example)
        assert isinstance(found, Field)
        assert found.name == name


_pieces = st.sampled_from(
    [
        "fee",
        "northw*",
        "bed~",
        "~",
        '"',
        "“",
        "(",
        ")",
        "AND",
        "OR",
        "NOT",
        "-",
        "NEAR",
        "NEAR/3",
        "near:redaction",
        "near:b5/2",
        "code:b5",
        "(b)(6)",
        'tag:"a b"',
        "date:2018..",
        "page:3-8",
        "kind:white",
        "colour:x",
        ":",
        "*",
        " ",
        "\x00",
        "\ue000",
        "\ud800",
    ]
)


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(_pieces, max_size=25).map(" ".join), st.lists(_pieces, max_size=12).map("".join)
    )
)
def test_no_text_raises_anything_but_a_query_error_and_what_parses_comes_back(text: str) -> None:
    try:
        found = parse(text)
    except QueryError:
        return
    assert parse(format_query(found)) == found
    format_query(found).encode("utf-8")


_word = st.from_regex(r"[a-zé0-9][a-z0-9'.&/-]{0,6}", fullmatch=True)
_words = st.one_of(
    _word.map(Term),
    _word.map(Prefix),
    _word.map(Fuzzy),
    st.lists(st.from_regex(r'[a-z"“(*:]{0,3}[a-z0-9]', fullmatch=True), min_size=1, max_size=4).map(
        lambda w: Phrase(tuple(w))
    ),
)
_fields = st.one_of(
    st.builds(
        Field,
        st.sampled_from(["tag", "entity", "file", "note", "from"]),
        st.from_regex(r'[a-z0-9][a-z ()"*:]{0,5}[a-z]', fullmatch=True).map(lambda v: " ".join(v.split())),
    ),
    st.sampled_from(
        [B5, B6, B7C, Field("date", "2018-06", "2019"), Field("page", "2", "7"), Field("position", "not contested")]
    ),
)
_leaf = st.one_of(
    _words,
    _fields,
    st.builds(Near, st.lists(_words, min_size=2, max_size=3).map(tuple), st.integers(1, 1000)),
    st.builds(NearRedaction, _words, st.integers(1, 1000), st.sampled_from([None, "(b)(5)", "(b)(7)(C)"])),
)
_queries = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(_queries)
def test_a_query_written_and_read_again_is_the_same(query: Query) -> None:
    assert parse(format_query(query)) == query


@pytest.mark.parametrize("code", sorted({e.code for scheme in schemes() for e in scheme.exemptions}))
def test_every_listed_code_can_be_searched_as_it_is_printed_in_logs(code: str) -> None:
    assert parse(format_query(Field("code", code))) == Field("code", code)
