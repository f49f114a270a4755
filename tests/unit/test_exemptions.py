from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.model.exemptions import (
    UNMARKED_COLOR,
    color_of,
    exemption,
    marking_required,
    other_color,
    parent,
    parse_codes,
    read_codes,
    scheme_of,
    schemes,
)


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("b6 b7c", ("(b)(6)", "(b)(7)(C)")),
        ("(b)(6)", ("(b)(6)",)),
        ("(b) (6)", ("(b)(6)",)),
        ("(b)(6);(b)(7)(C)", ("(b)(6)", "(b)(7)(C)")),
        ("(b)(6), (b)(7)(C)", ("(b)(6)", "(b)(7)(C)")),
        ("(b) (6), (b) (7)(C)", ("(b)(6)", "(b)(7)(C)")),
        ("B6", ("(b)(6)",)),
        ("FOIA B6", ("(b)(6)",)),
        ("RELEASE IN PART B5,B6", ("(b)(5)", "(b)(6)")),
        ("b7C -1", ("(b)(7)(C)",)),
        ("b7E-1,2,3", ("(b)(7)(E)",)),
        ("Ex. 5", ("(b)(5)",)),
        ("[[REDACTED-EX B6]]", ("(b)(6)",)),
        ("(b)(G)", ("(b)(6)",)),
        ("(bX6)", ("(b)(6)",)),
        ("b)(7)(C", ("(b)(7)",)),
        ("tb)(6)", ("(b)(6)",)),
        ("B3 CIA PERS/ORG", ("(b)(3)",)),
        ("B7(C)", ("(b)(7)(C)",)),
        ("B1,1.4(D)", ("(b)(1)", "1.4(D)")),
        ("3.3(h)(2)", ("3.3(h)(2)",)),
        ("3.5(c)", ("3.5(c)",)),
        ("25X1", ("25X1",)),
        ("5 ILCS 140/7(1)(c)", ("7(1)(c)",)),
        ("5.1.2.e", ("5.1.2.e",)),
        ("5.1.2e", ("5.1.2.e",)),
        ("5. 1. 2. e", ("5.1.2.e",)),
        ("(k)(2)", ("(k)(2)",)),
        ("j2 d5", ("(j)(2)", "(d)(5)")),
        ("b6 b6", ("(b)(6)",)),
    ],
)
def test_reads_printed_forms(printed: str, codes: tuple[str, ...]) -> None:
    assert read_codes(printed).codes == codes


@pytest.mark.parametrize(
    "words",
    [
        "",
        "86",
        "68",
        "B52 bombers",
        "b10",
        "page 6",
        "(6)",
        "May 7, 1972",
        "7C",
        "vitamin B12",
        "IPv6",
        "(a)(6)",
        "4.5.1",
    ],
)
def test_invents_no_code(words: str) -> None:
    assert parse_codes(words) == ()


def test_doubtful_forms_need_the_same_code_nearby() -> None:
    assert read_codes("86", likely={"(b)(6)"}).codes == ("(b)(6)",)
    assert read_codes("B7G", likely={"(b)(7)(C)"}).codes == ("(b)(7)(C)",)
    assert read_codes("86", likely={"(b)(5)"}).codes == ()


def test_a_code_cut_off_is_said_to_be_cut() -> None:
    reading = read_codes("(b) (6), (b)")
    assert reading.codes == ("(b)(6)",)
    assert reading.cut
    assert not read_codes("(b) (6), (b)(7)(C)").cut


def test_what_is_no_code_is_left_over() -> None:
    assert read_codes("B3 CIA PERS/ORG").rest == "CIA PERS/ORG"


def test_colors() -> None:
    assert color_of("(b)(6)") == "#0072b2"
    assert color_of("(b)(7)(C)") == color_of("(b)(7)") == "#7a3e9d"
    assert color_of("") == UNMARKED_COLOR
    assert color_of("(z)(9)") == other_color("(z)(9)") == color_of("(z)(9)(A)")
    assert all(re.fullmatch(r"#[0-9a-f]{6}", e.color) for s in schemes() for e in s.exemptions)


def test_parents_and_schemes() -> None:
    assert parent("(b)(7)(C)") == "(b)(7)"
    assert parent("(b)(7)") == "(b)"
    assert parent("5.1.2.e") == "5.1.2"
    known = exemption("(b)(7)(C)")
    assert known is not None
    assert known.statute == "5 U.S.C. 552(b)(7)(C)"
    assert exemption("(b)(3)(A)") == exemption("(b)(3)")
    assert exemption("nothing") is None
    assert getattr(scheme_of("5.1.2.e"), "id", "") == "dutch-woo"


def test_every_listed_code_and_printed_form_is_read_as_itself() -> None:
    for scheme in schemes():
        for known in scheme.exemptions:
            assert parse_codes(known.code) == (known.code,)
            for form in known.printed:
                assert {c.lower() for c in parse_codes(form)} & {known.code.lower(), "25x1"}, form


def test_us_law_requires_a_marking() -> None:
    assert marking_required(["(b)(6)"])
    assert marking_required([])
    assert not marking_required(["5.1.2.e"])


def test_a_broken_scheme_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"id": "mine"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine\.json"):
        schemes(tmp_path)


def test_long_hostile_text_is_read_in_bounded_time() -> None:
    assert read_codes("(" * 100_000).codes == ()
    assert read_codes("b " * 50_000).codes == ()
