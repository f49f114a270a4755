"""Words misread by a letter are found, marked as such, and words of their own are not taken for misreadings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.query import Query
from reviewer.search import parse
from reviewer.services.workspace import Workspace
from tests.storage.material import add_file, black, box, read_pages, result

_LINES = (
    ("the detention bed was paid", "for modern services"),
    ("the detentlon bed was paid",),
    ("a retention schedule", "rnodern times"),
    ("Northwlnd sells cameras", "in 2018"),
    ("call 2019 or 2018", "Northwind"),
    ("the wit ness", "docurnents"),
    *(("every retention rule", f"page {n}") for n in range(7)),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.create(Path(tmp_path_factory.mktemp("misread")) / "a.foia", reviewer="Ada") as workspace:
        add_file(workspace, len(_LINES), "Scan.pdf")
        shape = (black(box(300, 100), codes=("(b)(5)",)),)
        read_pages(workspace, *(result(n, shape if n < 2 else (), lines) for n, lines in enumerate(_LINES)))
        yield workspace


def exact(workspace: Workspace, query: Query) -> list[int]:
    return [hit.number for hit in workspace.read.search.pages(query)]


def misread(workspace: Workspace, query: Query) -> list[int]:
    return [hit.number for hit in workspace.read.search.misread(query)]


@pytest.mark.parametrize(
    ("typed", "found", "doubtful"),
    [
        ("detention", [0], [1]),
        ('"detention bed"', [0], [1]),
        ('"the detention bed"', [0], [1]),
        ("detention bed", [0], [1]),
        ("detention NEAR/2 bed", [0], [1]),
        ("detention near:redaction/9", [0], [1]),
        ("detention code:b5", [0], [1]),
        ("detention NOT bed", [], []),
        ("detention OR camera*", [0, 3], [1]),
        ("northwind", [4], [3]),
        ("modern", [0], [2]),
        ("documents", [], [5]),
        ("detention~", [0, 1], []),
        ("detention~ bed", [0, 1], []),
        ("NOT detention~", [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], []),
        ("detention~ NEAR/1 bed", [0, 1], []),
        ("detention~ near:redaction/9", [0, 1], []),
        ("2018", [3, 4], []),
        ("bed", [0, 1], []),
        ("deten*", [0, 1], []),
        ("code:b5", [0, 1], []),
    ],
)
def test_misread_words_are_found_apart(made: Workspace, typed: str, found: list[int], doubtful: list[int]) -> None:
    query = parse(typed)
    assert exact(made, query) == found
    assert made.read.search.count(query) == len(found)
    assert misread(made, query) == doubtful


def test_a_misread_hit_shows_how_it_was_read_and_where(made: Workspace) -> None:
    query = parse('"detention bed"')
    (hit,) = made.read.search.misread(query)
    assert made.read.search.readings(query, hit.page) == ("detentlon bed",)
    (place,) = made.read.search.places(query, hit.page)
    words = made.read.pages.content(hit.page).text.words
    assert [words[number].text for number in place.words] == ["detentlon", "bed"]
    assert made.read.search.excerpt(query, hit.page).startswith("the detentlon bed was paid")


def test_a_common_word_is_a_word_of_its_own(made: Workspace) -> None:
    assert misread(made, parse("detention")) == [1], "retention stands on too many pages to be a misreading"


def test_what_is_read_later_is_known_at_once(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.foia", reviewer="Ada") as workspace:
        add_file(workspace, 2, "Scan.pdf")
        read_pages(workspace, result(0, (), ("detention",)))
        assert misread(workspace, parse("detention")) == []
        read_pages(workspace, result(1, (), ("detentlon",)))
        assert misread(workspace, parse("detention")) == [1]
