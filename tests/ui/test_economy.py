"""What the window does not do: counted, not timed, so that it can be told on any machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.model.page import PageResult, PageText, Redaction, Token
from reviewer.ui.history.panel import HistoryPanel
from reviewer.ui.models.tree import DocumentTree
from reviewer.ui.window import Window

MOST_FOR_A_CHECK = 40  # reads of the project file; each of them sees one consistent state
LATER = ("docx", "openpyxl", "xlsxwriter", "reportlab", "icalendar", "holidays", "pymupdf", "cv2", "phonenumbers")
VIEWS = ("contesting.view", "passages.board", "timeline", "entities.view", "matter.view", "overview", "preferences")


@pytest.fixture
def shown(window: Window, qtbot: QtBot) -> Window:
    """A window in view, at rest, with a redaction selected on its page."""
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    window.desk.view.page_view.setFocus()
    press(window, "review.next")
    return window


def press(window: Window, action: str) -> None:
    """Do what a key does, until the window is at rest."""
    window.registry.run(action)
    settle()


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


@contextmanager
def reads(window: Window) -> Iterator[list[str]]:
    """The statements that the window asks its project meanwhile."""
    assert window.session is not None
    project = window.session.workspace._project
    asked: list[str] = []
    with (
        project.reader() as connection
    ):  # the pool lends the connection given back last: all reads in turn are this one's
        pass
    connection.set_trace_callback(lambda statement: asked.append(statement) if statement.startswith("SELECT") else None)
    try:
        yield asked
    finally:
        connection.set_trace_callback(None)


def test_a_check_asks_for_little(shown: Window) -> None:
    for _ in range(3):
        with reads(shown) as asked:
            press(shown, "review.confirm")
        assert 0 < len(asked) <= MOST_FOR_A_CHECK, "\n".join(asked)
        assert not [statement for statement in asked if "count(*) FROM page " in statement], "pages are never counted"


def test_a_page_that_is_read_makes_no_other_page_stale(shown: Window) -> None:
    assert shown.session is not None
    project, workspace = shown.session.project, shown.session.workspace
    first, *_, last = project.page_ids
    row, kept = workspace.read.pages.one(PageId(last)), workspace.read.pages.content(PageId(first))
    assert row is not None
    stale: list[frozenset[int] | None] = []
    project.changed.connect(lambda _changes: stale.append(project.stale))
    found = (Redaction((Rect(100, 100, 200, 120),), "black", ("(b)(6)",)),)
    text = PageText(kept.text.words, (Token(0, 1, 0),), kept.text.text)
    result = PageResult(row.number, row.width, row.height, "ocr", text, redactions=found)
    workspace.intake.store_page_result(row.id, result).result()
    project.flush()
    assert stale == [frozenset({last})]
    assert [one.codes for one in workspace.read.redactions.of_page(PageId(last))] == [("(b)(6)",)]


def test_views_that_nobody_asked_for_are_not_made(shown: Window) -> None:
    views = shown.desk.views
    assert views is not None
    names = ("redactions", "overview", "requests", "timeline", "entities", "passages", "audit", "settings", "appeal")
    assert [name for name in names if views.known(name) is not None] == []
    shown.registry.refresh()
    settle()
    assert [name for name in names if views.known(name) is not None] == []
    shown.registry.run("show.timeline")
    assert [name for name in names if views.known(name) is not None] == ["timeline"]


def test_a_hidden_view_reads_nothing(shown: Window) -> None:
    """Views that were looked at and left again wait until they are looked at again."""
    views = shown.desk.views
    assert views is not None
    with reads(shown) as before:
        press(shown, "review.confirm")
    for name in ("redactions", "requests", "entities", "passages", "audit", "review"):
        views.show(name)
        settle()
    press(shown, "review.next")
    with reads(shown) as after:
        press(shown, "review.confirm")
    assert len(after) <= len(before) + 4


def test_a_hidden_history_is_not_filled(shown: Window) -> None:
    panel = shown.findChildren(HistoryPanel)[0]
    press(shown, "review.confirm")
    assert panel.list.count() == 0
    shown.registry.run("view.history")
    settle()
    assert panel.list.count() == 2


class _Tree(DocumentTree):
    """Counts how often Qt asks whether there is something below a row, which it does for each row it lays out."""

    asked = 0

    @override
    def hasChildren(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> bool:  # noqa: B008 - as in Qt
        self.asked += 1
        return super().hasChildren(parent)


def test_a_change_of_theme_lays_the_tree_out_once(shown: Window) -> None:
    assert shown.session is not None
    assert shown.desk.view is not None
    documents = shown.desk.view.documents
    documents.model = _Tree(shown.session.project.branch, documents)
    documents.view.setModel(documents.model)
    documents.reload()
    settle()
    documents.model.asked = 0
    documents.view.doItemsLayout()
    once = documents.model.asked
    assert once > 0
    documents.model.asked = 0
    shown.theme.choose("light" if shown.theme.tokens.dark else "dark")
    settle()
    assert documents.model.asked <= 2 * once


def test_the_program_starts_without_what_it_needs_later() -> None:
    script = "import sys, reviewer.ui.application; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert sorted(loaded.intersection(LATER)) == []
    assert sorted(name for name in VIEWS if f"reviewer.ui.{name}" in loaded) == []
