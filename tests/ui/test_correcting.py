"""Misread words are corrected where they stand: Enter stores, Escape leaves, and what was read can be had back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from reviewer.model.ids import PageId
from reviewer.storage.reads import Reads
from reviewer.ui.correcting import WordField
from reviewer.ui.page import Segment
from reviewer.ui.page.selection import TextRun
from reviewer.ui.review import ReviewView
from reviewer.ui.window import Window

FIRST, LAST = 4, 5


@pytest.fixture
def view(window: Window, qtbot: QtBot) -> ReviewView:
    """The review view with two words of its first page selected."""
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    select(window, FIRST, LAST)
    return window.desk.view


def reads(window: Window) -> Reads:
    assert window.session is not None
    return window.session.workspace.read


def page_of(window: Window) -> PageId:
    return reads(window).pages.of_file()[0].id


def read_words(window: Window) -> list[str]:
    return [word.text for word in reads(window).pages.content(page_of(window)).text.words]


def select(window: Window, first: int, last: int) -> None:
    assert window.desk.view is not None
    words = reads(window).pages.content(page_of(window)).text.words[first : last + 1]
    rects = tuple(word.rect for word in words)
    quote = " ".join(word.text for word in words)
    segment = Segment(page_of(window), first, last, rects, quote)
    window.desk.view.page_view.selection_changed.emit((segment,))


def field(window: Window) -> WordField:
    """The field, opened by its key."""
    assert window.desk.view is not None
    QTest.keyClick(window.desk.view.page_view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    (found,) = window.findChildren(WordField)
    return found


def test_what_is_typed_is_stored_and_undone(window: Window, view: ReviewView) -> None:
    before = read_words(window)
    asked = field(window)
    assert asked.field.text() == " ".join(before[FIRST : LAST + 1])
    asked.field.setText("quite different")
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    assert read_words(window)[FIRST : LAST + 1] == ["quite", "different"]
    assert "quite different" in reads(window).pages.text(page_of(window))
    window.registry.run("edit.undo")
    assert read_words(window) == before


def test_escape_leaves_the_words_as_they_are(window: Window, view: ReviewView) -> None:
    before = read_words(window)
    asked = field(window)
    asked.field.setText("anything")
    QTest.keyClick(asked.field, Qt.Key.Key_Escape)
    assert read_words(window) == before
    assert reads(window).pages.corrections() == []


def test_the_text_shows_what_was_corrected_and_takes_it_back(window: Window, view: ReviewView) -> None:
    before = read_words(window)
    select(window, FIRST, FIRST)
    asked = field(window)
    asked.field.clear()
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    view.right.show_panel("text")
    QApplication.processEvents()
    listed = view.text.corrections
    assert listed.isVisible()
    (back,) = listed.findChildren(QAbstractButton)
    assert back.accessibleName() == f"Take the correction of “{before[FIRST]}” back"
    QTest.keyClick(back, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert read_words(window) == before
    assert not listed.isVisible()


def test_words_that_are_dirt_leave_no_gap_in_quotes(window: Window, view: ReviewView) -> None:
    select(window, FIRST, FIRST)
    asked = field(window)
    asked.field.clear()
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    assert "" in read_words(window)
    run = TextRun(view.pages_model.words(page_of(window)))
    segment = run.segment(page_of(window), 0, len(run.items))
    assert segment is not None
    assert "  " not in segment.quote


def test_nothing_selected_or_a_hole_cannot_be_corrected(window: Window, view: ReviewView) -> None:
    assert window.desk.can_correct()
    view.page_view.selection_changed.emit(())
    assert not window.desk.can_correct()
    hole = Segment(page_of(window), FIRST, FIRST - 1, (), "[redacted]")
    view.page_view.selection_changed.emit((hole,))
    assert not window.desk.can_correct()
