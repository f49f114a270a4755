"""Names on a page: what has a form, what stands in headers and lists, and what is never a name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.documents import Message
from reviewer.model.packing import pack_words
from reviewer.text.names.citations import has_eyecite
from reviewer.text.names.find import find_names, find_names_of
from reviewer.text.names.gazetteer import agencies
from reviewer.text.names.given import is_given, same_given
from reviewer.text.names.model import installed_model
from reviewer.text.names.wanted import NamesWanted
from tests.unit.names_kit import forms, found, keys, page


@pytest.mark.parametrize(
    ("kind", "line", "key"),
    [
        ("e-mail address", "write to Marian.Doyle@Northwind.example now", "marian.doyle@northwind.example"),
        ("e-mail address", "doyle©northwind.corn", "doyle@northwind.com"),
        ("phone", "call (202) 555-0143 today", "+12025550143"),
        ("phone", "call +44 20 7946 0958", "+442079460958"),
        ("date", "on June 15, 2018 we met", "2018-06-15"),
        ("date", "on 3 May 2018 we met", "2018-05-03"),
        ("money", "it cost $2.5 million in all", "$2500000.00"),
        ("money", "it cost $1,250.50 in all", "$1250.50"),
        ("money", "the list rate is $0.0010 an image", "$0.001"),
        ("case number", "in 1:18-cv-01234 the court", "1:18CV01234"),
        ("case number", "request 2018-ICFO-59138 of May", "2018ICFO59138"),
        ("case number", "Civil Action No. 18-1234-ABC was", "181234ABC"),
        ("contract number", "under HSCETC-16-C-00001 we pay", "HSCETC16C00001"),
        ("contract number", "Contract No. 4455-A-77 ends", "4455A77"),
        ("A-number", "alien A 012-345-678 appeared", "A012345678"),
        ("statute", "under 5 U.S.C. § 552(b)(5) they", "5u.s.c.552(b)(5)"),
        ("statute", "see 28 CFR 16.8 for more", "28cfr16.8"),
        ("statute", "see Executive Order 13526 for more", "executiveorder13526"),
    ],
)
def test_what_has_a_form_is_found_and_normalised(kind: str, line: str, key: str) -> None:
    assert key in keys(kind, line)


def test_a_case_is_found_with_its_parties() -> None:
    assert forms("court case", "as held in Fitzgibbon v. CIA, 911 F.2d 755 and after") == [
        "Fitzgibbon v. CIA, 911 F.2d 755"
    ]


@pytest.mark.parametrize(
    ("kind", "printed", "shown"),
    [
        ("court case", "709 N.E.2d 1281", "709 N.E.2d 1281"),
        ("court case", "12 Cal.App.4th 45", "12 Cal. App. 4th 45"),
        ("statute", "Cal. Penal Code § 187", "Cal. Code § 187"),
    ],
)
def test_the_library_is_asked_for_what_only_it_knows(kind: str, printed: str, shown: str) -> None:
    assert forms(kind, f"as {printed} says") == ([shown] if has_eyecite() else [])


def test_numbers_that_are_none_of_these_are_left_alone() -> None:
    assert not found("page 12 of 430, 18 lines, 3.14 and 2018 and 552")


def test_agencies_by_name_and_by_abbreviation() -> None:
    lines = ("the Department of", "Homeland Security and ICE met the FBI")
    assert forms("organisation", *lines) == [
        "Department of Homeland Security",
        "Immigration and Customs Enforcement",
        "Federal Bureau of Investigation",
    ]
    assert forms("organisation", "he likes ice in his tea") == []
    assert forms("organisation", "DO NOT PUT ICE ON THE ROAD TODAY") == []


def test_the_list_of_agencies_is_whole() -> None:
    names = {agency.name for agency in agencies()}
    assert len(names) > 150
    assert {agency.parent for agency in agencies()} <= names | {""}


def test_places_and_systems() -> None:
    assert forms("place", "from Washington, DC to New Mexico") == ["Washington, D.C.", "New Mexico"]
    assert forms("system", "looked up in TECS and FALCON") == ["TECS", "FALCON"]


def test_people_of_headers_are_found_where_they_stand() -> None:
    lines = (
        "From: Doyle, Marian <marian.doyle@northwind.example>",
        "To: Okafor, Victor; H",
        "Subject: Doyle, Marian",
    )
    message = Message(0, 0.0, "Doyle, Marian <marian.doyle@northwind.example>", ("Okafor, Victor", "H"))
    names = [name for name in found(*lines, messages=[message]) if name.source == "header"]
    assert [(name.form, name.first, name.last, name.address) for name in names] == [
        ("Doyle, Marian", 1, 2, "marian.doyle@northwind.example"),
        ("Okafor, Victor", 5, 6, ""),
        ("H", 7, 7, ""),
    ]


def test_people_of_running_text_need_a_given_name_or_a_title() -> None:
    assert forms("person", "then Andrew J. Shapiro and Ms. Okafor left the Northern Gate") == [
        "Andrew J. Shapiro",
        "Okafor",
    ]
    assert forms("person", "then Grant Street was closed") == []


def test_a_redaction_is_never_part_of_a_name() -> None:
    assert forms("person", "then Andrew [] Shapiro spoke") == []
    message = Message(0, 0.0, "Doyle, Marian", ("[redacted (b)(6)]", "Roe, [redacted (b)(6)]"))
    names = found("From: Doyle, Marian", "To: [] Roe, []", messages=[message])
    assert [name.form for name in names] == ["Doyle, Marian", "Roe"]


@pytest.mark.parametrize("code", ["(b)(6)", "(b)(7)(C)", "b6 b7C", "B5,B6", "(b) (6)", "NR"])
def test_codes_are_no_names(code: str) -> None:
    assert found(f"{code} {code}") == []


def test_identifiers_stamped_on_a_page_are_no_case_numbers() -> None:
    text = page("BRR-2018-000114 and F-2015-04841")
    wanted = NamesWanted(pack_words(text.words), (), (), frozenset({"BRR-2018-000114"}))
    assert [[name.form for name in names] for names in find_names_of([wanted])] == [["F-2015-04841"]]


def test_short_forms_of_given_names() -> None:
    assert same_given("jake", "jacob")
    assert same_given("bill", "william")
    assert not same_given("jacob", "james")
    assert is_given("marian")
    assert not is_given("redwood")


def test_without_a_model_the_rules_work_alone() -> None:
    """The optional group of packages may be there or not; the answer is a name or nothing."""
    assert installed_model() is None or isinstance(installed_model(), str)


@pytest.mark.parametrize(
    "line",
    [
        "x" * 10_000,
        "Andrew " + "Shapiro" * 1_500,
        "A" * 5_000 + ", " + "B" * 5_000 + " <" + "c" * 5_000 + "@d.example>",
        "שלום מר כהן דיבר עם יעל",
        "السيد محمد علي وصل إلى القاهرة",
        "田中太郎さんと東京で会った",
        "\u202eAndrew Shapiro\u202c",
        "@@@@ <<<<>>>> ((((( $$$$$ 1/1/1 §§§§",
        "$" + "9" * 500,
        "v. v. v. " * 500,
        "-".join("1" * 3 for _ in range(2_000)),
    ],
)
def test_hostile_text_is_gone_through_in_a_second(line: str) -> None:
    message = Message(0, 0.0, line[:10_000], (line[:10_000],))
    start = time.process_time()
    names = find_names(page("From: " + line, line), [message])
    assert time.process_time() - start < 5
    assert all(0 <= name.first <= name.last for name in names)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=8))
def test_no_text_raises_and_no_word_has_two_names(lines: list[str]) -> None:
    text = page(*lines)
    names = find_names(text)
    taken = [number for name in names for number in range(name.first, name.last + 1)]
    assert len(taken) == len(set(taken))
    assert all(number < len(text.words) for number in taken)
