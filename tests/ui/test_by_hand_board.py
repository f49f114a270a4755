"""Tags and passages put in order on the board, and codebooks, by keys, menus and dialogs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from reviewer.model.ids import FileId
from reviewer.services.operations import AddPassage, AddTag, WordRun
from reviewer.services.workspace import Workspace
from reviewer.ui.dialogs.codebook import CodebookDialog
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.passages.board import PassageBoard
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.rooms import board_of
from tests.ui.hands import Hands, does, write
from tests.ui.test_by_hand_checking import undo_and_redo

TREE = ["public interest", "  contract", "אישי 👩‍⚖️"]


@pytest.fixture(scope="module")
def shared_project(made_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three tags, one below another, and four passages."""
    target = tmp_path_factory.mktemp("shared") / "case"
    shutil.copytree(made_project, target)
    with Workspace.open(target / "Review.foia", reviewer="Dana Reviewer") as workspace:
        top, other = AddTag("public interest", key="P"), AddTag("אישי 👩‍⚖️", "#7fc4ff")
        low = AddTag("contract", key="C", parent=top.uuid)
        for tag in (top, low, other):
            workspace.perform(tag)
        page = workspace.read.pages.of_file(FileId(1))[3].id
        for place, tags in enumerate(((top,), (low,), (other, low), ())):
            workspace.perform(AddPassage((WordRun(page, place * 3, place * 3 + 2),), tuple(tag.uuid for tag in tags)))
    return target / "Review.foia"


@pytest.fixture
def board(hands: Hands) -> PassageBoard:
    """The board in front."""
    hands.do("show.passages")
    found = board_of(hands.window.desk.views)
    assert found is not None
    found.show_all()
    hands.settle()
    return found


def tree(hands: Hands) -> list[str]:
    """The names of the tags, moved in below those above them."""
    return ["  " * tag.depth + tag.name for tag in hands.session.project.tags()]


def take(hands: Hands, board: PassageBoard, *way: int) -> None:
    """Click on a tag; `way` leads to it from the top."""
    index = QModelIndex()
    for row in way:
        index = board.tree.model.index(row, 0, index)
    board.tree.view.scrollTo(index)
    spot = board.tree.view.visualRect(index).center()
    QTest.mouseClick(board.tree.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    hands.settle()


def named(name: str) -> Callable[[NewTagDialog], None]:
    """Gives the tag that is asked for a name."""

    def answer(dialog: NewTagDialog) -> None:
        field = dialog.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write(field, name)
        QTest.keyClick(field, Qt.Key.Key_Return)

    return answer


@does("tags.new", "edit.undo", "edit.redo")
def test_a_tag_is_added(hands: Hands, board: PassageBoard) -> None:
    with hands.asked(NewTagDialog, named("searches")):
        hands.do("tags.new")
    undo_and_redo(hands, lambda: tree(hands), TREE, [*TREE, "searches"])


@does("tags.below", "edit.undo", "edit.redo")
def test_a_tag_is_added_below_the_one_in_hand(hands: Hands, board: PassageBoard) -> None:
    take(hands, board, 1)
    with hands.asked(NewTagDialog, named("وثيقة")):
        hands.do("tags.below")
    undo_and_redo(hands, lambda: tree(hands), TREE, [*TREE, "  وثيقة"])


@does("tags.rename", "edit.undo", "edit.redo")
def test_a_tag_gets_another_name(hands: Hands, board: PassageBoard) -> None:
    take(hands, board, 0, 0)
    with hands.asked(NewTagDialog, named("contracts")):
        hands.do("tags.rename")
    undo_and_redo(hands, lambda: tree(hands), TREE, [TREE[0], "  contracts", TREE[2]])


@does("tags.merge", "edit.undo", "edit.redo")
def test_a_tag_is_merged_into_another(hands: Hands, board: PassageBoard) -> None:
    take(hands, board, 1)

    def choose(picker: TagPicker) -> None:
        write(picker.field, "contr")
        QTest.keyClick(picker.field, Qt.Key.Key_Return)

    with hands.asked(TagPicker, choose):
        hands.do("tags.merge")
    undo_and_redo(hands, lambda: tree(hands), TREE, TREE[:2])


@does("tags.remove", "edit.undo", "edit.redo")
def test_a_tag_is_removed_and_its_passages_stay(hands: Hands, board: PassageBoard) -> None:
    take(hands, board, 1)
    hands.do("tags.remove")
    assert len(hands.session.project.passage_ids(None)) == 4
    undo_and_redo(hands, lambda: tree(hands), TREE, TREE[:2])


@does("tags.indent", "tags.outdent", "edit.undo", "edit.redo")
def test_a_tag_is_put_below_the_one_before_it_and_out_again(hands: Hands, board: PassageBoard) -> None:
    take(hands, board, 1)
    hands.do("tags.indent")
    undo_and_redo(hands, lambda: tree(hands), TREE, [*TREE[:2], f"  {TREE[2]}"])
    hands.do("tags.outdent")
    assert tree(hands) == TREE


@does("board.up", "board.down", "edit.undo", "edit.redo")
def test_a_tag_is_moved_up_and_down(hands: Hands, board: PassageBoard) -> None:
    take(hands, board, 1)
    hands.do("board.up")
    undo_and_redo(hands, lambda: tree(hands), TREE, [TREE[2], *TREE[:2]])
    hands.do("board.down")
    assert tree(hands) == TREE


@does("board.down", "board.up", "edit.undo", "edit.redo")
def test_passages_are_moved_down_and_up(hands: Hands, board: PassageBoard) -> None:
    board.list.setFocus()
    before = board.model.passages
    hands.press("Home")
    hands.do("board.down")
    undo_and_redo(hands, lambda: board.model.passages, before, [before[1], before[0], *before[2:]])
    hands.do("board.up")
    assert board.model.passages == before


@does("passage.tag", "passage.remove", "edit.undo")
def test_passages_of_the_board_are_tagged_and_removed(hands: Hands, board: PassageBoard) -> None:
    board.list.setFocus()
    hands.press("Home")
    hands.press("Ctrl+A")
    marks = hands.session.workspace.read.marks
    hands.do("passage.tag")
    hands.choose("C")
    contract = next(tag.uuid for tag in marks.tags() if tag.name == "contract")
    assert all(contract in row.tags for row in marks.passages())
    hands.do("edit.undo")
    assert not all(contract in row.tags for row in marks.passages())
    hands.do("passage.remove")
    assert marks.passages() == []
    hands.do("edit.undo")
    assert len(marks.passages()) == 4


@does("tags.export", "tags.import", "edit.undo", "edit.redo")
def test_a_codebook_is_written_and_taken_in(hands: Hands, board: PassageBoard, tmp_path: Path) -> None:
    book = tmp_path / "codebook.json"
    with hands.asked(QFileDialog, hands.answer_path(book)):
        hands.do("tags.export")
    assert "public interest" in book.read_text(encoding="utf-8")
    assert [notice.title for notice in hands.window.notices.notices] == ["codebook.json is written: 3 tags"]
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace("contract", "contracts"), encoding="utf-8")
    json.loads(book.read_text(encoding="utf-8"))
    with hands.asked(CodebookDialog, hands.accept), hands.asked(QFileDialog, hands.answer_path(book)):
        hands.do("tags.import")
    assert "contracts" in "".join(tree(hands))
    after = tree(hands)
    undo_and_redo(hands, lambda: tree(hands), TREE, after)


ON_TAG = ("tags.below", "tags.rename", "tags.merge", "tags.remove", "tags.indent", "tags.outdent")


def test_no_tag_is_changed_while_none_is_in_hand(hands: Hands, board: PassageBoard) -> None:
    assert [action for action in ON_TAG if hands.can(action)] == []
    assert [action for action in ON_TAG if not hands.refuses(action)] == []
    take(hands, board, 0)
    assert [action for action in ON_TAG if not hands.can(action)] == ["tags.indent", "tags.outdent"], "the first"
    hands.do("show.review")
    assert [action for action in (*ON_TAG, "tags.new", "board.up", "board.down") if hands.can(action)] == []
    assert tree(hands) == TREE
