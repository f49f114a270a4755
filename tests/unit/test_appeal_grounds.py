"""Grounds are dated data, and each is suggested only when its condition holds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.appeal.channels import channel, channels
from reviewer.appeal.fields import filled
from reviewer.appeal.grounds import ARGUMENT_FIELDS, SECONDHAND, UNREAD, ground, grounds
from reviewer.appeal.suggesting import Copy, ItemFacts, suggest
from reviewer.model.errors import ExportError
from reviewer.model.resources import resource

TODAY = date(2026, 11, 23)
PLAIN = ItemFacts("redaction", "r", codes=("(b)(7)(E)",), code_text="(b)(7)(E)", released_words=90)
OLD = replace(
    PLAIN,
    codes=("(b)(5)",),
    code_text="b5 DPP",
    document_date=date(1990, 5, 1),
    requested_on=date(2015, 5, 1),
)


def suggested(item: ItemFacts) -> set[str]:
    return {found.ground for found in suggest([item], TODAY)} - {"foreseeable-harm"}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (PLAIN, set()),
        (replace(PLAIN, codes=(), marking="none"), {"no-exemption"}),
        (replace(PLAIN, codes=(), marking="none", awaits_code=True), set()),
        (replace(PLAIN, codes=(), marking="head"), set()),
        (replace(PLAIN, codes=(), marking="none", regime="MDR"), set()),
        (replace(PLAIN, codes=(), marking="at", markers=("non-responsive",)), {"non-responsive"}),
        (replace(PLAIN, codes=(), marking="at", markers=("non-responsive",), whole_page=True), set()),
        (replace(PLAIN, markers=("non-responsive",)), set()),
        (replace(PLAIN, whole_page=True, document_type="e-mail"), {"not-segregated"}),
        (replace(PLAIN, whole_page=True, document_type="other"), set()),
        (ItemFacts("virtual page", "v", codes=("(b)(6)",), disposition="withheld"), {"not-segregated"}),
        (ItemFacts("virtual page", "v", disposition="duplicate"), set()),
        (ItemFacts("virtual page", "v", disposition="referred", printed="~ Referral;"), {"referral-unnamed"}),
        (ItemFacts("virtual page", "v", disposition="referred", printed="~ Referral/Consult;"), set()),
        (replace(PLAIN, copies=(Copy("R p. 3", earlier=False),)), {"inconsistent"}),
        (replace(PLAIN, copies=(Copy("R p. 3", earlier=True),)), {"newly-withheld"}),
        (replace(PLAIN, copies=(Copy("R p. 3", earlier=False, same_producer=False),)), set()),
        (replace(PLAIN, copies=(Copy("R p. 3", earlier=False, legends=("no foia waiver",)),)), set()),
        (replace(PLAIN, codes=("(b)(5)",), addresses=("Doyle <d@northwind.example>",)), {"not-inter-agency"}),
        (replace(PLAIN, codes=("(b)(5)",), addresses=("Roe <r@brr.gov>", "Poe <p@army.mil>")), set()),
        (replace(PLAIN, addresses=("Doyle <d@northwind.example>",)), set()),
        (OLD, {"deliberative-25-years"}),
        (replace(OLD, document_date=date(1990, 5, 2)), set()),
        (replace(OLD, code_text="b5 DPP, AC"), set()),
        (replace(OLD, code_text="b5"), set()),
        (replace(OLD, document_date=None), set()),
        (replace(PLAIN, codes=("(b)(2)",)), {"b2-personnel"}),
        (replace(PLAIN, codes=("(b)(4)",)), {"b4-confidential"}),
        (replace(PLAIN, codes=("(b)(3)",), code_text="(b)(3)"), {"b3-statute"}),
        (replace(PLAIN, codes=("(b)(3)",), code_text="B3 CIA PERS/ORG"), set()),
        (replace(PLAIN, codes=("(b)(3)",), code_text="(b)(3) 50 USC 3024(i)"), set()),
        (replace(PLAIN, codes=("(b)(1)",), declassify_on=date(2026, 11, 22)), {"declassified"}),
        (replace(PLAIN, codes=("(b)(1)",), declassify_on=TODAY), set()),
        (
            replace(PLAIN, codes=("(b)(1)",), declassify_on=date(2020, 1, 1), exempt_from_declassification=True),
            set(),
        ),
        (replace(PLAIN, codes=("(b)(6)",), near="approved by Deputy Director", public_interest=True), {"b6-senior"}),
        (replace(PLAIN, codes=("(b)(6)",), near="approved by Deputy Director"), set()),
        (
            replace(PLAIN, codes=("(b)(6)", "(b)(7)(C)"), near="the Director", public_interest=True),
            set(),
        ),
        (replace(PLAIN, codes=("(b)(6)",), near="the analyst", public_interest=True), set()),
        (ItemFacts("issue", "i", issue="fees"), {"fees"}),
        (ItemFacts("issue", "i", issue="no records"), {"search"}),
    ],
)
def test_a_ground_is_suggested_only_when_its_condition_holds(item: ItemFacts, expected: set[str]) -> None:
    assert suggested(item) == expected


def test_harm_is_suggested_once_for_each_exemption_and_never_for_what_law_prohibits() -> None:
    items = [
        replace(PLAIN, subject=str(number), codes=codes)
        for number, codes in enumerate(
            [("(b)(5)",), ("(b)(5)", "(b)(6)"), ("(b)(3)",), ("(b)(1)",), ("(b)(7)(C)", "(b)(7)(E)"), ("(j)(2)",)]
        )
    ]
    found = [(s.reason[:6], s.subjects) for s in suggest(items, TODAY) if s.ground == "foreseeable-harm"]
    assert found == [("(b)(5)", ("0", "1")), ("(b)(6)", ("1",)), ("(b)(7)", ("4",))]


def test_every_kind_of_issue_has_a_ground() -> None:
    kinds = [
        "no records",
        "inadequate search",
        "Glomar",
        "fees",
        "delay",
        "missing attachment",
        "missing pages",
        "other",
    ]
    assert all(suggested(ItemFacts("issue", "i", issue=kind)) for kind in kinds)


def test_each_ground_says_on_what_it_rests_and_since_when() -> None:
    for found in grounds():
        assert found.condition, found.id
        assert found.relief, found.id
        assert found.authorities, found.id
        for authority in found.authorities:
            # What its own words call unopened is never told as verified.
            unopened = any(words in authority.source for words in ("was not opened", "were not read", "not read in"))
            assert bool(authority.mark) == (authority.verified_on is None), authority.cite
            assert authority.mark == (UNREAD if authority.read_on is None else SECONDHAND if unopened else "")
        assert filled(found.argument, dict.fromkeys(ARGUMENT_FIELDS, "x"))
    assert any(authority.mark for found in grounds() for authority in found.authorities)
    assert ground("no such") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"condition": " "}, "lacks its condition"),
        ({"authorities": []}, "lacks its condition, its authority"),
        ({"argument": "{{ aggency }}"}, "{{ aggency }}"),
        ({"authorities": [{"cite": "x", "source": "", "verified_on": None}]}, "lacks its cite or its source"),
    ],
)
def test_a_table_that_hides_what_it_rests_on_is_refused(tmp_path: Path, change: dict[str, object], said: str) -> None:
    data = json.loads(resource("appeal", "grounds.json").read_text(encoding="utf-8"))
    data["grounds"][0] |= change
    path = tmp_path / "grounds.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match="no table of grounds") as caught:
        grounds(path)
    assert said in str(caught.value)


def test_an_unknown_field_is_named_with_those_known() -> None:
    with pytest.raises(ExportError) as caught:
        filled("To {{ agenzy }}", {"agency": "ICE", "items": "1"}, "The letter")
    assert caught.value.code == "unknown-field"
    assert "The letter has a field that is not known: {{ agenzy }}" in caught.value.message
    assert "Did you mean {{ agency }}? Known are: agency, items." in caught.value.advice


def test_what_a_value_holds_is_no_field() -> None:
    assert filled("{{ a }} {{b}}", {"a": "{{ b }}", "b": "x"}) == "{{ b }} x"


def test_channels_allow_for_what_they_make_larger() -> None:
    mail, paper = channel("email"), channel("mail")
    assert mail is not None
    assert paper is not None
    assert mail.bytes == round(20_000_000 / 1.37)
    assert paper.bytes is None
    assert len({found.id for found in channels()}) == len(channels())
