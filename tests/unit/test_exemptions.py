from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import exemptions
from reviewer.model.exemptions import (
    UNMARKED_COLOR,
    color_of,
    exemption,
    marking_required,
    other_color,
    parent,
    parse_codes,
    read_codes,
    scheme_faults,
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
        ("(b)(3): 50 USC 3024(i)", ("(b)(3)",)),
        ("B3 NATL SEC AGENCY", ("(b)(3)",)),
        ("(b)(5) DPP, AC, AWP", ("(b)(5)",)),
        ("(j)(2), (k)(7)", ("(j)(2)", "(k)(7)")),
        ("1.4(b),1.4(d)", ("1.4(b)", "1.4(d)")),
        ("{b){6), (b}{7){C)", ("(b)(6)", "(b)(7)(C)")),
        ("{b) (6). {b) (7(C)", ("(b)(6)", "(b)(7)(C)")),
        ("{b) (6), {b) {(7){C)", ("(b)(6)", "(b)(7)(C)")),
        ("(b)(6), (6)(7)(C)", ("(b)(6)", "(b)(7)(C)")),
        ("(6) (6), (6) (7)(C)", ("(b)(6)", "(b)(7)(C)")),
        ("()(4)", ("(b)(4)",)),
        ("(by (6)", ("(b)(6)",)),
        ("(b) (6;", ("(b)(6)",)),
        ("(b)(6)(7)(C)", ("(b)(6)", "(b)(7)(C)")),
        ("(b)(7)(0)", ("(b)(7)(C)",)),
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
        "Section 7 of the Act",
        "(1) (2) (3)",
        "July 6, 2018 (b) the vendor",
        "Cc:",
        "by 5",
    ],
)
def test_invents_no_code(words: str) -> None:
    assert parse_codes(words) == ()


def test_doubtful_forms_need_the_same_code_nearby() -> None:
    assert read_codes("86", likely={"(b)(6)"}).codes == ("(b)(6)",)
    assert read_codes("B7G", likely={"(b)(7)(C)"}).codes == ("(b)(7)(C)",)
    assert read_codes("86", likely={"(b)(5)"}).codes == ()
    assert read_codes("D7E", likely={"(b)(7)(E)"}).codes == ("(b)(7)(E)",)
    assert read_codes("B&", likely={"(b)(6)"}).codes == ("(b)(6)",)
    assert read_codes("B&").codes == ()


def test_a_code_cut_off_is_said_to_be_cut() -> None:
    reading = read_codes("(b) (6), (b)")
    assert reading.codes == ("(b)(6)",)
    assert reading.cut
    assert not read_codes("(b) (6), (b)(7)(C)").cut
    assert read_codes("(b)(7)(").cut
    assert read_codes("(b)(7)(E").codes == ("(b)(7)",)
    assert read_codes("(b)(7)(E").cut
    assert not read_codes("(b) (6;").cut


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


BRACKETED = [e.code for e in schemes()[0].exemptions]


@given(st.lists(st.sampled_from(BRACKETED), min_size=1, max_size=4, unique=True), st.data())
def test_brackets_that_the_engine_mistook_change_no_code(codes: list[str], data: st.DataObject) -> None:
    separator = data.draw(st.sampled_from([", ", "; ", " ", ",", ". "]))
    space = data.draw(st.sampled_from(["", " "]))
    printed = separator.join(code.replace(")(", f"){space}(", 1) for code in codes)
    opening, closing = data.draw(st.sampled_from("([{")), data.draw(st.sampled_from(")]}"))
    read = read_codes(printed.replace("(", opening).replace(")", closing))
    assert read.codes == tuple(codes)
    assert not read.cut


@given(st.lists(st.sampled_from([e.code for s in schemes() for e in s.exemptions]), max_size=6))
def test_every_list_of_codes_is_read_in_its_order(codes: list[str]) -> None:
    first = {code.lower(): code for code in reversed(codes)}
    assert {c.lower() for c in read_codes("; ".join(codes)).codes} == set(first)


@given(st.text(max_size=80))
def test_what_is_read_is_always_a_listed_code(text: str) -> None:
    assert all(exemption(code) is not None for code in read_codes(text).codes)


@given(st.sampled_from(BRACKETED), st.integers(1, 12))
def test_a_code_cut_anywhere_gives_no_other_code(code: str, kept: int) -> None:
    reading = read_codes(code[:kept])
    assert all(code == whole or code.startswith(whole) for whole in reading.codes)


def _own_scheme(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "ours.json").write_text(text, encoding="utf-8")


OURS = """{"id": "oregon", "title": "Oregon Public Records Law", "law": "ORS 192", "requires_marking": true,
 "patterns": [{"match": "ORS\\\\s?192[.]345\\\\s?%(\\\\s?(?P<digit>[1-9])\\\\s?%)", "code": "192.345({digit})"}],
 "exemptions": [{"code": "192.345(2)", "title": "Trade secrets", "statute": "ORS 192.345(2)", "printed": []}]}"""


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "exemptions"
    monkeypatch.setattr(exemptions, "user_folder", lambda: folder)
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    for kept in (exemptions._added, exemptions._listed, schemes):
        kept.cache_clear()


def test_a_scheme_that_the_user_adds_is_read_and_titled(own_folder: Path) -> None:
    _own_scheme(own_folder, OURS)
    _forget()
    assert parse_codes("ORS 192.345{2)") == ("192.345(2)",)
    assert scheme_of("192.345(2)") is schemes()[-1]
    assert marking_required(["192.345(2)"])
    assert color_of("192.345(2)") == other_color("192.345(2)")
    assert scheme_faults() == ()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"id": "ours"}', OURS.replace("{digit}", "{number}"), OURS.replace("%(", "(")]
)
def test_a_faulty_scheme_of_the_user_is_left_out_and_named(own_folder: Path, text: str) -> None:
    _own_scheme(own_folder, text)
    _forget()
    assert parse_codes("b6") == ("(b)(6)",)
    assert len(scheme_faults()) == 1
    assert "ours.json" in scheme_faults()[0]


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


@pytest.mark.parametrize(
    ("text", "codes", "cut"),
    [
        ("(b) (7(1C)", ("(b)(7)(C)",), False),
        ("b6 b7¢", ("(b)(6)", "(b)(7)(C)"), False),
        ("(b)\\(7)(E", ("(b)(7)",), True),
        ("b7 cents", ("(b)(7)",), False),
    ],
)
def test_what_engines_make_of_narrow_print_is_understood(text: str, codes: tuple[str, ...], cut: bool) -> None:
    reading = read_codes(text)
    assert (reading.codes, reading.cut) == (codes, cut)
