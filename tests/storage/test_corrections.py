"""A reviewer's corrections of words lie over the reading, survive a new one, are searched, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.model.errors import UserError
from reviewer.model.ids import PageId
from reviewer.search.grammar import parse
from reviewer.services.operations import AddPassage, CorrectWords, WordRun
from reviewer.services.operations.words import spread
from reviewer.services.workspace import Workspace
from tests.storage.material import TEXT, add_file, read_pages, result


@pytest.fixture
def read(tmp_path: Path) -> Iterator[tuple[Workspace, PageId]]:
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        add_file(workspace, 1)
        yield workspace, read_pages(workspace, result(0))[0]


def said(workspace: Workspace, page: PageId) -> list[str]:
    return [word.text for word in workspace.read.pages.content(page).text.words]


def found(workspace: Workspace, query: str) -> int:
    return workspace.read.search.count(parse(query))


def test_a_corrected_word_is_shown_searched_and_kept_beside_the_reading(read: tuple[Workspace, PageId]) -> None:
    workspace, page = read
    assert said(workspace, page)[2] == "Doyle"
    workspace.perform(CorrectWords(page, 2, 2, "Boyle"))
    assert said(workspace, page)[2] == "Boyle"
    assert "Ms Boyle the detention bed" in workspace.read.pages.text(page)
    assert (found(workspace, "boyle"), found(workspace, "doyle")) == (1, 0)
    (correction,) = workspace.read.pages.corrections(page)
    assert (correction.read, correction.text, correction.needs_look) == ("Doyle", "Boyle", False)
    assert workspace.read.matter.problems() == []


def test_undo_and_typing_the_reading_again_both_take_it_back(read: tuple[Workspace, PageId]) -> None:
    workspace, page = read
    before = said(workspace, page)
    workspace.perform(CorrectWords(page, 2, 2, "Boyle"))
    workspace.perform(CorrectWords(page, 2, 2, "Bayle"))
    workspace.undo()
    assert said(workspace, page)[2] == "Boyle"
    workspace.undo()
    assert said(workspace, page) == before
    workspace.redo()
    workspace.perform(CorrectWords(page, 2, 2, "Doyle"))
    assert said(workspace, page) == before
    assert workspace.read.pages.corrections(page) == []
    assert found(workspace, "doyle") == 1


def test_it_survives_a_new_reading(read: tuple[Workspace, PageId]) -> None:
    workspace, page = read
    workspace.perform(CorrectWords(page, 2, 2, "Boyle"))
    again = result(0, lines=("Dear Ms Dovle the detention bed", *TEXT[1:]))
    workspace.intake.read_again([page])
    workspace.intake.store_page_result(page, again).result()
    assert said(workspace, page)[2] == "Boyle"
    assert found(workspace, "boyle") == 1
    workspace.perform(CorrectWords(page, 2, 2, "Doyle"))  # what the first reading said
    assert said(workspace, page)[2] == "Dovle"


def test_a_word_read_in_pieces_is_one_word(read: tuple[Workspace, PageId]) -> None:
    workspace, page = read
    workspace.perform(CorrectWords(page, 2, 2, "Boyle"))
    again = result(0)
    words = list(again.text.words)
    whole = words[2]
    middle = (whole.rect.x0 + whole.rect.x1) / 2
    pieces = [
        replace(whole, text="Do", rect=whole.rect._replace(x1=middle)),
        replace(whole, text="yle", rect=whole.rect._replace(x0=middle)),
    ]
    text = replace(again.text, words=(*words[:2], *pieces, *words[3:]))
    workspace.intake.store_page_result(page, replace(again, text=text, redactions=())).result()
    assert said(workspace, page)[2:4] == ["Boyle", ""]
    assert "Ms Boyle the detention" in workspace.read.pages.text(page)
    assert workspace.read.pages.words_between(page, 1, 4) == "Ms Boyle the"


def test_a_place_without_a_word_needs_a_look(read: tuple[Workspace, PageId]) -> None:
    workspace, page = read
    workspace.perform(CorrectWords(page, 2, 2, "Boyle"))
    workspace.intake.store_page_result(page, result(0, lines=("Dear",))).result()
    assert [row.needs_look for row in workspace.read.pages.corrections()] == [True]
    workspace.intake.store_page_result(page, result(0)).result()
    assert [row.needs_look for row in workspace.read.pages.corrections()] == [False]
    assert said(workspace, page)[2] == "Boyle"


def test_a_marked_passage_quotes_the_correction(read: tuple[Workspace, PageId]) -> None:
    workspace, page = read
    workspace.perform(AddPassage((WordRun(page, 1, 5),)))
    workspace.perform(CorrectWords(page, 2, 2, "Boyle"))
    (passage,) = workspace.read.marks.passages()
    assert passage.quote == "Ms Boyle the detention bed"


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (3, 2), (0, 99)])
def test_words_that_are_not_there(read: tuple[Workspace, PageId], first: int, last: int) -> None:
    workspace, page = read
    with pytest.raises(UserError):
        workspace.perform(CorrectWords(page, first, last, "x"))


@pytest.mark.parametrize(
    ("typed", "words", "parts"),
    [
        ("and the", ["andthe"], ["and the"]),
        ("From", ["Fr", "om"], ["From", ""]),
        ("a b c", ["a", "x", "c"], ["a", "b", "c"]),
        ("a new b c", ["a", "b", "c"], ["a new", "b", "c"]),
        ("new a", ["a"], ["new a"]),
        ("a c", ["a", "b", "c"], ["a", "", "c"]),
        ("", ["dirt"], [""]),
    ],
)
def test_what_is_typed_goes_to_the_words_it_replaces(typed: str, words: list[str], parts: list[str]) -> None:
    assert spread(typed, words) == parts
