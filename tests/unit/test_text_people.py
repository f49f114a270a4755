"""Recipient lists are cut into persons, whatever parts them."""

from __future__ import annotations

import pytest

from reviewer.text.people import clean_person, split_people

HOLE = "[redacted (b)(6)]"


@pytest.mark.parametrize(
    ("printed", "persons"),
    [
        ("Quill, Dana R; Marsh, Ellis", ("Quill, Dana R", "Marsh, Ellis")),
        ("Quill, Dana R", ("Quill, Dana R",)),
        ("Dana Quill, Ellis Marsh", ("Dana Quill", "Ellis Marsh")),
        ("Dana Quill <d@x.gov>, Ellis Marsh <e@x.gov>", ("Dana Quill <d@x.gov>", "Ellis Marsh <e@x.gov>")),
        ("Quill, Dana <d@x.gov>, Marsh, Ellis <e@x.gov>", ("Quill, Dana <d@x.gov>", "Marsh, Ellis <e@x.gov>")),
        (f"Dana Quill {HOLE} Ellis Marsh {HOLE}", (f"Dana Quill {HOLE}", f"Ellis Marsh {HOLE}")),
        (f"{HOLE} Marsh, Ellis; Roe, Kim", (HOLE, "Marsh, Ellis", "Roe, Kim")),
        (f"{HOLE} {HOLE}", (HOLE,)),
        ("Quill, Dana R, Marsh, Ellis; Roe, Kim", ("Quill, Dana R", "Marsh, Ellis", "Roe, Kim")),
        ("Quill, Dana: Marsh, Ellis; Roe, Kim", ("Quill, Dana", "Marsh, Ellis", "Roe, Kim")),
        ("Records-DL; S_Assistants; D(S)", ("Records-DL", "S_Assistants", "D(S)")),
        (
            "Quill, Dana (S): S SpecialAssistants; 5 SpecialAssistants",
            ("Quill, Dana (S)", "S_SpecialAssistants", "S_SpecialAssistants"),
        ),
        ("Quill. Dana R; Marsh, Ellis", ("Quill, Dana R", "Marsh, Ellis")),
        ("#", ("H",)),
        ("PROPRIETARY/CONFIDENTIAL", ()),
        (f"{HOLE} &lt {HOLE} ket;", (f"{HOLE}&lt;{HOLE}&gt;",)),
        (f"Marsh, Ellis; {HOLE} Rit;{HOLE} Rgt;; Roe, Kim", ("Marsh, Ellis", f"{HOLE}&lt;{HOLE}&gt;", "Roe, Kim")),
        (f"{HOLE} &lt; {HOLE}", (f"{HOLE}&lt;{HOLE}&gt;",)),
        ("Quill, Dana 3 .; Marsh, Ellis 5", ("Quill, Dana J", "Marsh, Ellis S")),
        ("Room 3; Quill, Dana 3rd", ("Room 3", "Quill, Dana 3rd")),
        ("", ()),
        (" ; , ", ()),
    ],
)
def test_split(printed: str, persons: tuple[str, ...]) -> None:
    assert split_people(printed) == persons


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Quill, Dana ‹dquill@agency.gov›", "Quill, Dana <dquill@agency.gov>"),
        ("Dana < dquill@north.corn >;", "Dana <dquill@north.com>"),
        ("Dana [rnailto:dquill@agency,gov]", "Dana [mailto:dquill@agency.gov]"),
        ("# D", "D"),
        ("‘dquill@agency. gov’", "'dquill@agency.gov'"),
        ("Marsh, Ellis -", "Marsh, Ellis"),
        ("‘dquill @agency.aov’", "'dquill@agency.gov'"),
        ("D(S)}", "D(S)"),
        (f"{HOLE} re", HOLE),
        (f"Dana Quill &It; {HOLE} ket", f"Dana Quill &lt;{HOLE}&gt;"),
        (f"Dana Quill &lt;{HOLE}&gt;", f"Dana Quill &lt;{HOLE}&gt;"),
        (f"Dana Quill [mailto:{HOLE}", f"Dana Quill [mailto:{HOLE}"),
    ],
)
def test_clean(printed: str, mended: str) -> None:
    assert clean_person(printed) == mended
