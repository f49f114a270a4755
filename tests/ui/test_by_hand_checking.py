"""Redactions checked by hand: what each key stores, what undo gives back, and when a key does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer.model.geometry import Rect
from reviewer.ui.dialogs.accept_sure import AcceptSureDialog
from tests.ui.hands import Hands, does


def undo_and_redo(hands: Hands, stored: Callable[[], Any], before: Any, after: Any) -> None:
    """An edit is taken back and done again; it is named in the menu both times."""
    assert stored() == after
    said = hands.label("edit.undo")
    assert said.startswith("Undo: ")
    hands.do("edit.undo")
    assert stored() == before
    assert hands.label("edit.redo") == said.replace("Undo", "Redo")
    hands.do("edit.redo")
    assert stored() == after
    hands.press("Ctrl+Z")
    hands.press("Ctrl+Y")
    assert stored() == after


@does("review.confirm", "edit.undo", "edit.redo")
def test_enter_says_box_right_then_code_right_then_goes_on(hands: Hands) -> None:
    one = hands.click_redaction(2, 3).id

    def checks() -> tuple[str, str]:
        return hands.redaction(one).box_checked, hands.redaction(one).code_checked

    assert hands.label("review.confirm") == "Box right"
    hands.do("review.confirm")
    assert checks() == ("right", "unchecked")
    assert hands.label("review.confirm") == "Code right"
    hands.do("review.confirm")
    undo_and_redo(hands, checks, ("right", "unchecked"), ("right", "right"))
    assert hands.label("review.confirm") == "Next"
    hands.do("review.confirm")
    assert hands.session.commands.redaction != one
    assert not hands.redaction().checked


@does("review.reject", "edit.undo", "edit.redo")
def test_x_says_that_it_is_no_redaction(hands: Hands) -> None:
    one = hands.click_redaction(2, 4).id
    hands.do("review.reject")
    undo_and_redo(hands, lambda: hands.redaction(one).rejected, False, True)
    hands.press("Del")
    assert not hands.redaction(one).rejected, "said again, nothing was said after all"


@does("review.codes", "edit.undo", "edit.redo")
def test_codes_are_typed_into_the_field_that_a_key_opens(hands: Hands) -> None:
    one = hands.click_redaction(2, 5).id
    before = hands.redaction(one).codes
    hands.do("review.codes")
    assert hands.view.redactions.details.codes_field.hasFocus()
    hands.enter("b5 b7c")
    assert hands.view.page_view.hasFocus(), "the keys are back on the pages"
    undo_and_redo(hands, lambda: hands.redaction(one).codes, before, ("(b)(5)", "(b)(7)(C)"))


POSITIONS = (("N", "not contested"), ("C", "contested"), ("A", "attorney to decide"), ("R", "resolved"))


@pytest.mark.parametrize(
    ("key", "position"), [pytest.param(*each, marks=does("review.position")) for each in POSITIONS]
)
def test_a_position_is_chosen_by_two_keys(hands: Hands, key: str, position: str) -> None:
    one = hands.click_redaction(2, 6).id
    hands.do("review.position")
    hands.choose(key)
    assert hands.redaction(one).position == position
    hands.do("edit.undo")
    assert hands.redaction(one).position == "undecided"


@does("review.position", "edit.undo", "edit.redo")
def test_a_position_is_taken_back_and_given_again(hands: Hands) -> None:
    one = hands.click_redaction(2, 6).id
    hands.do("review.position")
    hands.choose("Down")
    hands.choose("Return")
    undo_and_redo(hands, lambda: hands.redaction(one).position, "undecided", "not contested")


@does("review.note", "edit.undo", "edit.redo")
def test_a_note_is_written_and_stored(hands: Hands) -> None:
    one = hands.click_redaction(2, 7).id
    hands.do("review.note")
    assert hands.view.redactions.details.note_field.hasFocus()
    QTest.keyClicks(hands.view.redactions.details.note_field, "Ask for the contract.")
    hands.press("Esc")
    assert hands.view.page_view.hasFocus()
    undo_and_redo(hands, lambda: hands.session.project.note("redaction", one), "", "Ask for the contract.")


@does("review.next", "review.previous")
def test_n_goes_through_what_nobody_checked(hands: Hands) -> None:
    ids = hands.session.project.redaction_ids("all", None)
    hands.do("review.next")
    assert hands.session.commands.redaction == ids[0]
    hands.do("review.next")
    assert hands.session.commands.redaction == ids[1]
    row = hands.redaction()
    assert hands.view.page_view.shows(row.page_id, row.rects[0])
    hands.do("review.previous")
    assert hands.session.commands.redaction == ids[0]
    hands.do("review.reject")
    hands.do("review.next")
    assert hands.session.commands.redaction == ids[1]
    hands.do("review.next")
    hands.do("review.previous")
    hands.do("review.previous")
    assert hands.session.commands.redaction != ids[0], "one that was checked is passed over"


@does("review.seen", "edit.undo", "edit.redo")
def test_s_says_that_the_page_was_seen(hands: Hands) -> None:
    hands.go_to(4)
    page = hands.session.project.page_ids[3]

    def seen() -> bool:
        row = hands.session.project.page(page)
        assert row is not None
        return row.seen

    assert hands.label("review.seen") == "Page seen"
    hands.do("review.seen")
    assert hands.window.toolbar.meter.coverage.seen == 1
    undo_and_redo(hands, seen, False, True)
    assert hands.label("review.seen") == "Page not seen"
    hands.do("review.seen")
    assert not seen()
    assert hands.window.toolbar.meter.coverage.seen == 0


def shapes(hands: Hands, number: int) -> list[tuple[Rect, ...]]:
    """The boxes of each redaction of a page that is one."""
    page = hands.session.project.page_ids[number - 1]
    content = hands.session.project.content(page)
    assert content is not None
    return [row.rects for row in content.redactions if row.box_checked != "not a redaction"]


@does("review.split", "edit.undo", "edit.redo")
def test_one_is_split_into_its_lines(hands: Hands) -> None:
    row = hands.click_redaction(1, 4)
    assert row.lines == 3
    before = shapes(hands, 1)
    hands.do("review.split")
    after = shapes(hands, 1)
    assert len(after) == len(before) + 2
    assert row.rects not in after
    undo_and_redo(hands, lambda: shapes(hands, 1), before, after)


@does("review.join", "edit.undo", "edit.redo")
def test_one_is_joined_with_the_next(hands: Hands) -> None:
    first = hands.click_redaction(10, 6)
    second = hands.redaction(hands.session.project.redaction_ids("page", first.page_id)[7])
    before = shapes(hands, 10)
    hands.do("review.join")
    after = shapes(hands, 10)
    assert len(after) == len(before) - 1
    assert any({*first.rects, *second.rects} <= set(rects) for rects in after)
    undo_and_redo(hands, lambda: shapes(hands, 10), before, after)
    hands.do("edit.undo")
    hands.click_redaction(9, 0)
    assert not hands.can("review.join"), "none follows on its page"
    assert hands.refuses("review.join")


@does("tool.draw", "edit.undo", "edit.redo")
def test_a_missed_one_is_drawn_and_the_drawn_one_rejected(hands: Hands) -> None:
    hands.go_to(9)
    before = shapes(hands, 9)
    hands.do("tool.draw")
    hands.draw_box(9, Rect(100, 200, 260, 240))
    after = shapes(hands, 9)
    (drawn,) = [rects for rects in after if rects not in before]
    assert abs(drawn[0].x0 - 100) < 2 > abs(drawn[0].y1 - 240)
    row = hands.redaction()
    assert row.rects == drawn, "what was drawn is selected"
    assert row.box_checked == "drawn"
    undo_and_redo(hands, lambda: shapes(hands, 9), before, after)
    hands.press("V")


@does("review.accept-sure", "edit.undo", "edit.redo")
def test_what_is_sure_is_accepted_on_the_page_in_view(hands: Hands) -> None:
    hands.go_to(10)
    page = hands.session.project.page_ids[9]

    def checked() -> int:
        return sum(hands.redaction(one).checked for one in hands.session.project.redaction_ids("page", page))

    said: list[str] = []

    def answer(dialog: AcceptSureDialog) -> None:
        QTest.keyClick(dialog.least, Qt.Key.Key_Down)
        QTest.keyClick(dialog.least, Qt.Key.Key_Down)  # 95 % or more
        QTest.keyClick(dialog.where, Qt.Key.Key_Home)  # the page in view
        said.append(dialog.said.text())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    with hands.asked(AcceptSureDialog, answer):
        hands.do("review.accept-sure")
    assert said == ["20 redactions would be accepted."]
    undo_and_redo(hands, checked, 0, 20)


@does("review.accept-sure")
def test_nothing_is_accepted_where_the_question_is_left(hands: Hands) -> None:
    with hands.asked(AcceptSureDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        hands.do("review.accept-sure")
    assert hands.session.edits.undo_title == ""


@does("review.number")
def test_every_item_gets_its_number_for_good(hands: Hands) -> None:
    ids = hands.session.project.redaction_ids("all", None)
    assert {hands.redaction(one).item for one in ids} == {None}
    hands.do("review.number")
    hands.wait(lambda: hands.redaction(ids[0]).item == 1)
    assert [hands.redaction(one).item for one in ids] == list(range(1, len(ids) + 1))
    assert not hands.can("edit.undo"), "a number stays for good"
    assert [notice.title for notice in hands.window.notices.notices] == ["Every item has its number"]


SELECTED = ("review.confirm", "review.reject", "review.codes", "review.position", "review.note", "review.split",
            "review.join")  # fmt: skip


def test_nothing_is_decided_while_nothing_is_selected(hands: Hands) -> None:
    assert [action for action in SELECTED if hands.can(action)] == []
    assert [action for action in SELECTED if not hands.refuses(action)] == []
    assert hands.session.edits.undo_title == ""


def test_nothing_is_decided_on_a_page_that_another_view_hides(hands: Hands) -> None:
    hands.click_redaction(2, 3)
    hands.do("show.overview")
    actions = (*SELECTED, "review.next", "review.previous", "review.seen")
    assert [action for action in actions if hands.can(action)] == []
    for keys in ("X", "K", "P", "W", "N", "S", "J", "Shift+J"):
        hands.press(keys)
    assert hands.window.desk.shows("overview")
    assert hands.session.edits.undo_title == ""
