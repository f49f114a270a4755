"""An agency's index as text: pages a cell names, what a column holds, what an entry says, what sub-codes mean."""

from __future__ import annotations

import pytest

from reviewer.text.agency_index.columns import find_layout, roles_of
from reviewer.text.agency_index.entries import IndexTable, read_index, reason_for
from reviewer.text.agency_index.matching import Claim, Deletion, Numbered, match
from reviewer.text.agency_index.spans import Span, key_of, read_spans
from reviewer.text.agency_index.subcodes import meanings, read_key, sub_codes

KNOWN = frozenset({"BRR2018", "STATE2018", "C"})


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("STATE-2018-00012–00019", [("STATE2018", 12, 19)]),
        ("BRR-2018-000114", [("BRR2018", 114, 114)]),
        ("BRR-2018-000114 to BRR-2018-000118", [("BRR2018", 114, 118)]),
        ("BRR-2018-000114-BRR-2018-000118", [("BRR2018", 114, 118)]),
        ("BRR-2018-000114 - 118", [("BRR2018", 114, 118)]),
        ("BRR-2018-000114, 116, 118-120", [("BRR2018", 114, 114), ("BRR2018", 116, 116), ("BRR2018", 118, 120)]),
        ("BRR-2018-000141 & 142", [("BRR2018", 141, 141), ("BRR2018", 142, 142)]),
        ("BRR-2018-000114 (2 pages)", [("BRR2018", 114, 114)]),
        ("000123-130", [("OWN", 123, 130)]),
        ("000101–\n000103", [("OWN", 101, 103)]),
        ("Bates Nos. 12 through 14", [("OWN", 12, 14)]),
        ("1998-03", [("OWN", 1998, 2003)]),
        ("pp. 3 and 5", [("OWN", 3, 3), ("OWN", 5, 5)]),
        ("FBI(17cv1234)-5 – FBI(17cv1234)-9", [("FBI17CV1234", 5, 9)]),
        ("2018-ICLI-00013 45-50", [("2018ICLI00013", 45, 50)]),
        ("DEA 000012-15; DEA 17", [("DEA", 12, 15), ("DEA", 17, 17)]),
        ("Doc. 12", []),
        ("Doc. 12 (pp. 3-5)", []),
        ("withheld in full", []),
        ("n/a", []),
        ("", []),
        ("9" * 40, []),
        ("000900-000100", []),
    ],
)
def test_pages_named_in_a_cell(text: str, spans: list[tuple[str, int, int]]) -> None:
    assert [(span.key, span.first, span.last) for span in read_spans(text, KNOWN, "OWN")] == spans


def test_pages_of_a_numbered_document() -> None:
    assert read_spans("C05739563 (pp. 3-5)", KNOWN) == (Span("C", 5739563, 5739563, (3, 5)),)
    assert read_spans("C05739563, p. 2", KNOWN) != ()


def test_a_bare_number_names_no_page_unless_its_series_is_known() -> None:
    assert read_spans("000123-130", KNOWN) == ()


def test_a_known_series_decides_what_a_dash_means() -> None:
    assert read_spans("ICE-2018-2030", {"ICE2018"}) == (Span("ICE2018", 2030, 2030),)


@pytest.mark.parametrize(
    ("number", "key"),
    [("BRR-2018-000114", ("BRR2018", 114)), ("STATE-SCB0045230", ("STATESCB", 45230)), ("none", None)],
)
def test_series_and_number_of_an_identifier(number: str, key: tuple[str, int] | None) -> None:
    assert key_of(number) == key


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (
            ["Doc. No.", "Page(s)", "Date", "Author", "Recipient", "Description", "Exemption", "Justification"],
            "number pages date author recipient description codes reason",
        ),
        (
            ["Control No.", "No. of Pages", "Date", "From/To", "Subject", "Withheld in Full", "Withheld in Part",
             "Exemption(s) Claimed", "Basis"],
            "number - date author+recipient description full part codes reason",
        ),
        (["Bates Begin", "Bates End", "Privilege", "Explanation"], "pages last codes reason"),
        (["Vaughn Index #", "Document Type", "Bates Number", "Disposition", "Statutory Basis", "Justification"],
         "number kind pages withheld codes reason"),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_headings(headings: list[str], roles: str) -> None:
    found = roles_of(headings)
    said = ["+".join(role for role, at in found.items() if at == place) or "-" for place in range(len(headings))]
    assert said == roles.split()


def test_headings_are_found_below_a_title_and_in_two_rows() -> None:
    rows = [["Vaughn Index", ""], ["", ""], ["Bates", "Exemption", "Reason"], ["BRR-2018-000101", "(b)(5)", "Drafts"]]
    assert (layout := find_layout(rows)) is not None
    assert (layout.first, layout.body) == (2, 3)
    two = [["Bates", "Exemption(s)", "Basis for", "Document"], ["Range", "Claimed", "Withholding", "Date"]]
    assert (layout := find_layout([*two, ["1-2", "(b)(5)", "", ""]])) is not None
    assert "reason" in layout.columns
    assert find_layout([["Name", "Telephone"], ["Doyle", "555"]]) is None


HEAD = ("Bates Range", "Date", "Description", "Exemption(s)", "Basis")


def test_entries_with_merged_cells_continued_rows_and_repeated_headings() -> None:
    first = IndexTable(
        "p. 1",
        [
            HEAD,
            ("BRR-2018-000101–102", "6/15/18", "E-mail", "(b)(6)", "Names of line staff."),
            ("", "", "", "(b)(5)", "Advice of staff,"),
            ("", "", "", "", "before the decision."),
            ("Part two", "Part two", "Part two", "Part two", "Part two"),
        ],
    )
    second = IndexTable("p. 2", [HEAD, ("BRR-2018-000110", "", "Memo", "5, 6", "(b)(5): drafts. (b)(6): names.")])
    third = IndexTable("p. 3", [("BRR-2018-000111", "", "Memo", "(b)(4)", "Prices.")])
    found = read_index([first, second, third], {"BRR2018"})
    assert [(entry.place, entry.pages, entry.codes) for entry in found.entries] == [
        ("p. 1, row 2", "BRR-2018-000101–102", ("(b)(6)",)),
        ("p. 1, row 3", "BRR-2018-000101–102", ("(b)(5)",)),
        ("p. 2, row 2", "BRR-2018-000110", ("(b)(5)", "(b)(6)")),
        ("p. 3, row 1", "BRR-2018-000111", ("(b)(4)",)),
    ]
    assert found.entries[1].reason == "Advice of staff, before the decision."
    assert found.entries[1].description == "E-mail"
    assert reason_for(found.entries[2], ("(b)(6)",)) == "(b)(6): names."
    assert reason_for(found.entries[2], ("(b)(7)",)) == "(b)(5): drafts. (b)(6): names."


def test_pages_counted_in_a_document_and_marks_of_what_is_withheld() -> None:
    rows = [
        ("Doc. No.", "Pages", "Withheld in Full", "Withheld in Part", "Exemption"),
        ("C05739563", "2-3", "", "X", "B5"),
        ("C05739564", "1-4", "X", "", "B5"),
    ]
    entries = read_index([IndexTable("", rows)], {"C"}).entries
    assert entries[0].spans == (Span("C", 5739563, 5739563, (2, 3)),)
    assert [entry.withheld for entry in entries] == ["part", "full"]


def test_columns_that_a_person_chose_count() -> None:
    rows = [("A", "B", "C"), ("000101-103", "because", "(b)(5)")]
    assert read_index([IndexTable("", rows)], (), "BRR2018").entries == ()
    found = read_index([IndexTable("", rows)], (), "BRR2018", {"pages": 0, "reason": 1, "codes": 2})
    assert [(entry.spans, entry.reason) for entry in found.entries] == [((Span("BRR2018", 101, 103),), "because")]


def test_the_key_of_sub_codes() -> None:
    key = read_key(
        [
            "Justification categories",
            "(b)(6) and (b)(7)(C)-4: names of third parties",
            "(b)(7)(E)-1\tSensitive techniques",
            "and procedures used in interviews.",
            "(b)(6): personal matters in general",
            "b6 -1, b7C -1 Names of special agents",
        ]
    )
    assert key == {
        "(b)(6)-4": "names of third parties",
        "(b)(7)(C)-4": "names of third parties",
        "(b)(7)(E)-1": "Sensitive techniques and procedures used in interviews.",
        "(b)(6)-1": "Names of special agents",
        "(b)(7)(C)-1": "Names of special agents",
    }
    assert sub_codes("b6 -4; b7C -1,3") == ("(b)(6)-4", "(b)(7)(C)-1", "(b)(7)(C)-3")
    assert sub_codes("(b)(6), (b)(7)(C)") == ()
    assert meanings("b7C -4, b7E -9", key) == (("(b)(7)(C)-4", "names of third parties"),)


def test_entries_speak_for_deletions_by_page_and_code() -> None:
    pages = Numbered([(1, [("B", 101)]), (2, [("B", 102)]), (3, [("B", 103)]), (4, [])])
    claims = [
        Claim("six", (Span("B", 101, 102),), ("(b)(6)",)),
        Claim("five", (Span("B", 102, 102),), ("(b)(5)",)),
        Claim("away", (Span("B", 900, 902),), ("(b)(5)",)),
        Claim("seven", (Span("B", 101, 101),), ("(b)(7)(C)",)),
    ]
    found = match(
        claims,
        pages,
        [
            Deletion("names", 1, ("(b)(6)", "(b)(7)")),
            Deletion("advice", 2, ("(b)(5)",)),
            Deletion("other", 2, ("(b)(4)",)),
            Deletion("unmarked", 2, ()),
            Deletion("left out", 3, ("(b)(5)",)),
            Deletion("no number", 4, ("(b)(5)",)),
        ],
    )
    assert found.by_deletion == {
        "names": (("six", "seven"), True),
        "advice": (("five",), True),
        "other": (("six", "five"), False),
        "unmarked": (("six", "five"), True),
    }
    assert (found.not_indexed, found.unnumbered) == (("left out",), ("no number",))
    assert found.entries["away"].pages == []
    assert found.entries["six"].differing == ["other"]


def test_only_some_pages_of_a_document_are_meant() -> None:
    pages = Numbered((page, [("C", 5)]) for page in (10, 11, 12, 13))
    assert pages.pages(Span("C", 5, 5, (2, 3))) == [11, 12]
    assert pages.pages(Span("C", 5, 5)) == [10, 11, 12, 13]
