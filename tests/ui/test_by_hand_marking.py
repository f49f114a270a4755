"""Words selected by hand: copied, corrected, tagged, marked as names; documents and comments of their pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reviewer.model.comments import Comment
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId
from reviewer.model.page import PageResult
from reviewer.services.operations import AddTag
from reviewer.services.workspace import Workspace
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.dialogs.tags import TagsDialog
from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.records import DocumentForm
from tests.ui.hands import Hands, does, write
from tests.ui.test_by_hand_checking import undo_and_redo

COMMENTED = 12  # a page without redactions
COMMENTS = (
    Comment("highlight", (Rect(100, 150, 250, 165),), "OGC", "2018-10-29T14:30", "Why not released?"),
    Comment("note", (Rect(300, 300, 320, 320),), "J. Doyle", "2018-11-02", "Ask the program office"),
)


@pytest.fixture(scope="module")
def shared_project(made_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two tags, and a page that came with comments."""
    target = tmp_path_factory.mktemp("shared") / "case"
    shutil.copytree(made_project, target)
    with Workspace.open(target / "Review.foia", reviewer="Dana Reviewer") as workspace:
        workspace.perform(AddTag("public interest", "#ffd54a", "P"))
        workspace.perform(AddTag("contract", "#7fc4ff", "C"))
        page = workspace.read.pages.of_file(FileId(1))[COMMENTED - 1]
        kept = workspace.read.pages.content(page.id)
        assert kept is not None
        result = PageResult(page.number, page.width, page.height, "ocr", kept.text, comments=COMMENTS)
        workspace.intake.store_page_result(page.id, result).result()
    return target / "Review.foia"


def clipboard() -> str:
    return str(QGuiApplication.clipboard().text())


@does("edit.copy", "edit.copy-quote", "edit.copy-cite")
def test_words_are_copied_with_their_holes_and_their_place(hands: Hands) -> None:
    words = hands.mark_words(4, 0, 3)
    hands.do("edit.copy")
    assert clipboard().split() == words.split()
    hands.do("edit.copy-quote")
    assert clipboard().startswith(f"“{words}”")
    assert "BRR-2018-000104" in clipboard()
    hands.do("edit.copy-cite")
    assert clipboard().startswith("BRR-2018-000104; Release_1of3.pdf p. 4")


@does("edit.correct", "edit.undo", "edit.redo")
def test_misread_words_are_corrected(hands: Hands) -> None:
    hands.mark_words(4, 2, 2)
    page = hands.session.project.page_ids[3]
    before = hands.session.project.text(page)
    hands.do("edit.correct")
    hands.enter("Ombudsperson")
    after = hands.session.project.text(page)
    assert "Ombudsperson" in after
    assert "Ombudsperson" not in before
    undo_and_redo(hands, lambda: hands.session.project.text(page), before, after)


@does("edit.correct")
def test_escape_leaves_the_words_as_they_were_read(hands: Hands) -> None:
    hands.mark_words(4, 2, 2)
    hands.do("edit.correct")
    hands.enter("Ombudsperson", end="Esc")
    assert hands.session.edits.undo_title == ""


def passages(hands: Hands) -> list[tuple[tuple[str, ...], str]]:
    """The tags and the words of every passage."""
    project = hands.session.project
    rows = [project.passage(one) for one in project.passage_ids(None)]
    return [(tuple(name for name, _color in row.tags), row.quote) for row in rows if row is not None]


@does("passage.tag", "edit.undo", "edit.redo")
def test_words_are_tagged_by_two_keys(hands: Hands) -> None:
    words = hands.mark_words(4, 0, 3)
    hands.do("passage.tag")
    hands.choose("C")
    assert hands.session.commands.segments == (), "the words are done with"
    assert hands.view.right.current == "passages"
    undo_and_redo(hands, lambda: passages(hands), [], [(("contract",), words)])


@does("passage.tag", "edit.undo")
def test_a_passage_gets_a_second_tag_and_loses_it(hands: Hands) -> None:
    hands.mark_words(4, 0, 3)
    hands.do("passage.tag")
    hands.choose("C")
    hands.do("passage.tag")
    hands.choose("P")
    assert [set(tags) for tags, _words in passages(hands)] == [{"contract", "public interest"}]
    hands.do("passage.tag")
    hands.choose("C")
    assert [tags for tags, _words in passages(hands)] == [("public interest",)]
    hands.do("edit.undo")
    assert [set(tags) for tags, _words in passages(hands)] == [{"contract", "public interest"}]


@does("passage.tag")
def test_a_new_tag_is_made_on_the_way(hands: Hands) -> None:
    words = hands.mark_words(4, 0, 3)

    def answer(dialog: NewTagDialog) -> None:
        write(dialog.focusWidget(), "searches 🔍")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    with hands.asked(NewTagDialog, answer):
        hands.do("passage.tag")
        hands.choose("+")
    assert passages(hands) == [(("searches 🔍",), words)]


@does("tool.region", "edit.undo", "edit.redo")
def test_a_region_is_tagged(hands: Hands) -> None:
    hands.go_to(4)
    hands.do("tool.region")
    hands.draw_box(4, Rect(100, 200, 260, 300))
    hands.choose("P")

    def rects() -> list[tuple[Rect, ...]]:
        project = hands.session.project
        return [row.rects for one in project.passage_ids(None) if (row := project.passage(one)) is not None]

    ((made,),) = rects()
    assert abs(made.x0 - 100) < 2 > abs(made.y1 - 300)
    undo_and_redo(hands, rects, [], [(made,)])
    hands.press("V")


@does("passage.remove", "edit.undo", "edit.redo")
def test_a_passage_is_removed(hands: Hands) -> None:
    words = hands.mark_words(4, 0, 3)
    hands.do("passage.tag")
    hands.choose("C")
    hands.do("passage.remove")
    undo_and_redo(hands, lambda: passages(hands), [(("contract",), words)], [])
    assert not hands.can("passage.remove")
    assert hands.refuses("passage.remove")


@does("entity.mark", "mention.remove", "edit.undo", "edit.redo")
def test_a_name_is_marked_and_a_mention_removed(hands: Hands) -> None:
    marks = hands.session.workspace.read.marks
    name = hands.mark_words(4, 0, 1)
    hands.do("entity.mark")
    hands.choose("O")
    assert hands.view.right.current == "entities"
    (made,) = marks.entities()
    assert (made.name, made.kind) == (name.strip(" :,."), "organisation")
    hands.do("edit.undo")
    assert marks.entities() == []
    hands.do("edit.redo")
    assert [row.name for row in marks.entities()] == [made.name]
    hands.click_row(hands.view.entities.list.view, 0)
    rows = hands.view.entities.mentions
    hands.wait(lambda: rows.model.rowCount() > 0)
    own = next(
        place
        for place in range(rows.model.rowCount())
        if hands.session.project.entity_of(str(rows.model.index(place).data(ID_ROLE))) is not None
    )
    hands.click_row(rows.view, own)
    mention = str(rows.model.index(own).data(ID_ROLE))
    assert hands.session.commands.mention == mention
    hands.do("mention.remove")
    assert hands.session.project.entity_of(mention) is None
    hands.do("edit.undo")
    assert hands.session.project.entity_of(mention) is not None


@does("tags.manage")
def test_the_tags_are_managed_in_their_dialog(hands: Hands) -> None:
    def name(dialog: NewTagDialog) -> None:
        write(dialog.focusWidget(), "وثيقة")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    def answer(dialog: TagsDialog) -> None:
        with hands.asked(NewTagDialog, name):
            hands.press_button(dialog, "New …")
        hands.press_button(dialog, "Done")

    with hands.asked(TagsDialog, answer):
        hands.do("tags.manage")
    assert [tag.name for tag in hands.session.project.tags()] == ["public interest", "contract", "وثيقة"]
    hands.do("edit.undo")
    assert [tag.name for tag in hands.session.project.tags()] == ["public interest", "contract"]


@does("edit.tag-found", "edit.find", "edit.undo", "edit.redo")
def test_every_place_found_gets_a_tag(hands: Hands) -> None:
    assert not hands.can("edit.tag-found"), "nothing was searched"
    hands.do("edit.find")
    hands.enter("northwind")
    hands.wait(lambda: not hands.view.search.busy and hands.can("edit.tag-found"))

    def choose(picker: TagPicker) -> None:
        write(picker.field, "contract")
        QTest.keyClick(picker.field, Qt.Key.Key_Return)

    with hands.asked(TagPicker, choose):
        hands.do("edit.tag-found")
    found = passages(hands)
    assert len(found) > 1
    assert all(tags == ("contract",) and "northwind" in words.lower() for tags, words in found)
    hands.view.page_view.setFocus()  # in the field, undo takes back what was typed there
    undo_and_redo(hands, lambda: len(passages(hands)), 0, len(found))
    hands.do("edit.find")
    hands.enter("")


def documents(hands: Hands) -> list[tuple[int, int]]:
    """The first and last page of every document."""
    return [(row.first_page, row.last_page) for row in hands.session.workspace.read.sources.documents()]


@does("document.begin", "document.join", "edit.undo", "edit.redo")
def test_a_document_is_split_and_joined_again(hands: Hands) -> None:
    hands.go_to(2)
    whole = documents(hands)
    assert not hands.can("document.join"), "no document of the file comes before it"
    hands.do("document.begin")
    split = documents(hands)
    assert len(split) == len(whole) + 1
    undo_and_redo(hands, lambda: documents(hands), whole, split)
    assert not hands.can("document.begin"), "one begins here already"
    hands.do("document.join")
    assert documents(hands) == whole


@does("document.edit", "edit.undo", "edit.redo")
def test_what_was_read_of_a_document_is_corrected(hands: Hands) -> None:
    hands.go_to(4)

    def subject() -> str:
        row = hands.session.workspace.read.sources.document_of(hands.session.project.page_ids[3])
        assert row is not None
        return row.subject or ""

    before = subject()

    def answer(form: DocumentForm) -> None:
        form.subject.setFocus()
        QTest.keyClick(form.subject, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write(form.subject, "מסמך סודי")
        QTest.keyClick(form.subject, Qt.Key.Key_Return)

    with hands.asked(DocumentForm, answer):
        hands.do("document.edit")
    undo_and_redo(hands, subject, before, "מסמך סודי")


@does("view.comments", "comments.import", "comments.import-all", "edit.undo", "edit.redo")
def test_comments_become_passages(hands: Hands) -> None:
    assert not hands.can("comments.import"), "none is selected"
    hands.do("view.comments")
    panel = hands.view.comments
    hands.wait(lambda: panel.list.model.rowCount() == len(COMMENTS))
    hands.click_row(panel.list.view, 0)
    hands.do("comments.import")
    assert len(passages(hands)) == 1
    assert not hands.can("comments.import"), "it is one already"
    hands.do("comments.import-all")
    after = passages(hands)
    assert len(after) == len(COMMENTS)
    assert not hands.can("comments.import-all")
    undo_and_redo(hands, lambda: len(passages(hands)), 1, len(COMMENTS))


SELECTED = ("edit.copy", "edit.copy-quote", "edit.correct", "passage.tag", "passage.remove", "entity.mark",
            "mention.remove")  # fmt: skip


def test_nothing_is_marked_while_nothing_is_selected(hands: Hands) -> None:
    QGuiApplication.clipboard().setText("as it was")
    assert [action for action in SELECTED if hands.can(action)] == []
    assert [action for action in SELECTED if not hands.refuses(action)] == []
    assert hands.session.edits.undo_title == ""
    assert clipboard() == "as it was"
