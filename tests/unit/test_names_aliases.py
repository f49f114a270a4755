"""Names of one person are grouped, with a reason; names of two persons are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.names.aliases import AliasGroup, group_people, places_in_groups
from reviewer.text.names.alike import Neighbours, is_alike
from reviewer.text.names.printed import fold, lone_surname, read_name, take_apart
from reviewer.text.names.sightings import Sightings

USUAL = {"Shapiro, Andrew J": 120, "Shapiro, Andrew J <shapiroa@state.example>": 20}


def group_of(groups: list[AliasGroup], text: str) -> AliasGroup:
    return next(group for group in groups if any(alias.text == text for alias in group.aliases))


def together(printed: dict[str, int], one: str, other: str) -> bool:
    return group_of(groups := group_people(printed), one) is group_of(groups, other)


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("Mills, Cheryl D <MillsCD@state.example>", "Mills, Cheryl D", "millscd@state.example"),
        ("Doe, Jane [mailto:jdoe@x.example]", "Doe, Jane", "jdoe@x.example"),
        ("Doe, Jane [rnailto:jdoe@x.example]", "Doe, Jane", "jdoe@x.example"),
        ("'jdoe@x.example'", "", "jdoe@x.example"),
        ("Doe, Jane <jdoe©x.example>", "Doe, Jane", "jdoe@x.example"),
        ("Doe, Jane <jane. doe@x.example>", "Doe, Jane", "jane.doe@x.example"),
        ("[redacted (b)(6)]", "", ""),
        ("Doe [redacted (b)(6)]", "Doe", ""),
        ("Jane Doe jane.doe", "Jane Doe", "jane.doe"),
        ("Roe, Max jane.doe", "Roe, Max", ""),
        ("", "", ""),
    ],
)
def test_a_printed_person_is_taken_apart(text: str, name: str, address: str) -> None:
    parts = take_apart(text)
    assert (parts.name, parts.address) == (name, address)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Shapiro, Andrew J", ("shapiro", "andrew", "j")),
        ("Andrew J. Shapiro", ("shapiro", "andrew", "j")),
        ("Shapiro. Andrew J", ("shapiro", "andrew", "j")),
        ("Shapiro Andrew J", ("shapiro", "andrew", "j")),
        ("Slaughter, Anne- Marie", ("slaughter", "annemarie", "")),
        ("EAP/K:Green, Christopher (Seoul)", ("green", "christopher", "")),
        ("The Honorable Hillary Rodham Clinton Secretary of State", ("clinton", "hillary", "r")),
        ("José Núñez", ("nunez", "jose", "")),
        ("Oscar de la Renta", ("delarenta", "oscar", "")),
    ],
)
def test_a_name_is_read_in_any_order(text: str, parts: tuple[str, str, str]) -> None:
    name = read_name(text)
    assert name is not None
    assert (name.surname, name.given, name.middle) == parts


@pytest.mark.parametrize("text", ["H", "NEWS-Mahogany", "a very long list of words that is no name", "H nnailto", ""])
def test_what_is_no_full_name_is_not_read_as_one(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize(
    "other",
    [
        "Andrew Shapiro",
        "Shapiro, Andrew",
        "Shapiro Andrew J",
        "Shapiro, Andy J",
        "Shapiro, A J",
        "Shapro, Andrew J",
        "Shapiro, Andrev",
        "Andrew, Shapiro",
        "Shapiro, Andrew J (PM)",
        "shapiroa@state.example",
        "shapiroaj@state.example",
        "ashapiro",
        "andrew.shapiro@",
        "shapirca@state.example",
    ],
)
def test_aliases_of_one_person_are_grouped_with_a_reason(other: str) -> None:
    groups = group_people({**USUAL, other: 1})
    key = fold(take_apart(other).name) or take_apart(other).address
    group = next(group for group in groups if any(alias.key == key for alias in group.aliases))
    assert group.name == "Shapiro, Andrew J"
    assert all(alias.reason and 0 < alias.confidence <= 1 for alias in group.aliases)


@pytest.mark.parametrize(
    "other",
    ["Shapiro, Daniel B", "Shapiro, Andrea J", "Sharp, Andrew J", "Smith, Andrew", "shapirod@state.example", "Andrew"],
)
def test_other_people_stay_apart(other: str) -> None:
    printed = {**USUAL, "Shapiro, Daniel B": 60, "Shapiro, Andrea J": 60, other: 60}
    groups = group_people(printed)
    key = fold(take_apart(other).name) or take_apart(other).address
    mine = next(group for group in groups if any(alias.key == key for alias in group.aliases))
    assert mine is not group_of(groups, "Shapiro, Andrew J")


def test_two_usual_initials_are_two_persons() -> None:
    assert not together({"Smith, John A": 50, "Smith, John B": 60}, "Smith, John A", "Smith, John B")


def test_a_word_is_whose_address_it_is_printed_with() -> None:
    printed = {"Clinton, Hillary R <hdr@x.example>": 5, "H <hdr@x.example>": 40, "H": 100, "H <hrod@x.example>": 30}
    groups = group_people(printed)
    assert len(groups) == 1
    assert "printed" in next(alias.reason for alias in groups[0].aliases if alias.text == "H")


def test_a_shared_mailbox_belongs_to_nobody() -> None:
    printed = {"Doe, Jane <desk@x.example>": 10, "Roe, Max <desk@x.example>": 9, "Poe, Ann <desk@x.example>": 8}
    assert len(group_people(printed)) == 4


def test_redactions_are_nobody() -> None:
    assert group_people({"[redacted (b)(6)]": 500, "[redacted]": 3, "": 2}) == []


def test_lone_surnames() -> None:
    assert lone_surname("Secretary Clinton") == "clinton"
    assert lone_surname("Jane Doe") is None


def test_groups_do_not_depend_on_the_order_of_what_is_read() -> None:
    printed = {**USUAL, "Andrew Shapiro": 3, "Shapro, Andrew J": 1, "Roe, Max": 4, "roem@x.example": 2}
    turned = dict(reversed(printed.items()))
    assert group_people(printed) == group_people(turned)


@given(st.dictionaries(st.text(max_size=60), st.integers(1, 100), max_size=30))
def test_every_name_and_address_is_in_one_group(printed: dict[str, int]) -> None:
    seen = Sightings()
    for text, count in printed.items():
        seen.add(text, count)
    keys = [place.key for place in places_in_groups(seen)]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(seen.names) | set(seen.addresses)


def test_a_name_of_ten_thousand_letters_costs_no_time() -> None:
    start = time.process_time()
    groups = group_people({"Ab" * 5_000: 1, "A, " * 3_333: 1, "@" * 10_000: 1, **USUAL})
    assert time.process_time() - start < 2
    assert group_of(groups, "Shapiro, Andrew J")


def test_neighbours_are_found_without_comparing_all() -> None:
    near = Neighbours(["shapiro andrew", "okafor victor"])
    assert list(near.near("shapro andrew")) == ["shapiro andrew"]
    assert list(near.near("lindqvist tobias")) == []
    assert is_alike("muscatine lissa", "muscantine lissa")
    assert not is_alike("doe", "dae")
