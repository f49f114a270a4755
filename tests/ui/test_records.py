"""Documents are split, joined and corrected in the window: by menu, palette and in the tree, with undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QMenu

from reviewer.model.ids import PageId, Uuid
from reviewer.storage.rows import DocumentRow
from reviewer.ui.records import DocumentEdits, DocumentForm, records_of
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.window import Window


def parts(window: Window) -> tuple[DocumentEdits, Session, ReviewView]:
    edits, session, view = records_of(window.desk.views), window.session, window.desk.view
    assert edits is not None
    assert session is not None
    assert view is not None
    return edits, session, view


def documents(session: Session) -> list[DocumentRow]:
    return session.workspace.read.sources.documents()


def of_page(session: Session, page: int) -> DocumentRow:
    row = session.workspace.read.sources.document_of(PageId(page))
    assert row is not None
    return row


def longer(session: Session) -> tuple[DocumentRow, int]:
    """A document of several pages that another one precedes, and the id of its second page."""
    row = next(row for row in documents(session) if row.last_page > row.first_page > 0)
    page = session.workspace.read.pages.at(row.file, row.first_page + 1)
    assert page is not None
    return row, page.id


def test_a_document_begins_at_the_page_in_view_and_undo_joins_it_again(window: Window) -> None:
    _edits, session, view = parts(window)
    row, second = longer(session)
    count = len(documents(session))
    view.go_to(second)
    cite = session.project.cite([second])
    assert window.registry.action("document.begin").isEnabled()
    window.registry.run("document.begin")
    session.project.flush()
    assert len(documents(session)) == count + 1
    assert of_page(session, second).first_page == row.first_page + 1
    assert session.project.cite([second]) != cite  # it is page 1 of its document now
    assert not window.registry.action("document.begin").isEnabled()
    session.commands.undo()
    session.project.flush()
    assert of_page(session, second).uuid == row.uuid
    assert session.project.cite([second]) == cite


def test_a_document_is_joined_with_the_one_before(window: Window) -> None:
    _edits, session, view = parts(window)
    row, second = longer(session)
    view.go_to(second)
    window.registry.run("document.join")
    session.project.flush()
    joined = of_page(session, second)
    assert joined.first_page < row.first_page
    assert joined.last_page == row.last_page
    first = session.workspace.read.pages.at(row.file, 0)
    assert first is not None
    view.go_to(first.id)
    assert not window.registry.action("document.join").isEnabled()


def test_what_was_read_of_a_document_is_corrected(window: Window) -> None:
    _edits, session, view = parts(window)
    row, second = longer(session)
    view.go_to(second)
    window.registry.run("document.edit")
    (form,) = window.findChildren(DocumentForm)
    assert form.subject.text() == (row.subject or "")
    assert form.to.accessibleName() == "To"
    assert form.focusWidget() is form.date  # where typing corrects something, not on what stores
    form.subject.setText("Minutes of the harbour board")
    form.to.setText("Brook, Tom;  Roe, Kim ;")
    form.date.setText("the day after")
    form.accept_button.click()
    assert form.problem() == "“the day after” is no date."
    form.date.setText("June 15, 2018")
    form.accept_button.click()
    session.project.flush()
    changed = of_page(session, second)
    assert (changed.subject, changed.to, changed.date) == (
        "Minutes of the harbour board",
        ("Brook, Tom", "Roe, Kim"),
        "2018-06-15",
    )
    assert changed.origin == "person"
    row_in_view = session.project.page(second)
    assert row_in_view is not None
    assert row_in_view.document == "Minutes of the harbour board"
    session.commands.undo()
    assert of_page(session, second).subject == row.subject


def test_dates_that_can_be_typed(window: Window) -> None:
    _edits, session, _view = parts(window)
    row, second = longer(session)
    form = DocumentForm(row, "p. 2", window)
    for typed, stored in (
        ("2018", "2018"),
        ("2018-06", "2018-06"),
        ("2018-06-15 14:22", "2018-06-15T14:22"),
        ("6/15/2018", "2018-06-15"),
        ("", None),
    ):
        form.date.setText(typed)
        assert form.problem() == ""
        session.commands.perform(form.edit())
        assert of_page(session, second).date == stored


def test_the_tree_offers_what_can_be_done_with_a_document(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    edits, session, view = parts(window)
    row, second = longer(session)
    view.documents.reload()
    view.go_to(second)
    tree, shown = view.documents.view, list[QMenu]()
    monkeypatch.setattr(QMenu, "popup", lambda self, _place: shown.append(self))
    tree.customContextMenuRequested.emit(QPoint(5, 5_000))  # the row in hand is that of the page in view
    entries = [action.text().replace("&", "") for action in shown[-1].actions() if action.text()]
    assert entries[:2] == ["Edit the document …", "Join with the document before"]
    assert "Read again with OCR" in entries
    shown[-1].actions()[1].trigger()
    session.project.flush()
    assert of_page(session, second).first_page < row.first_page
    assert edits.menu(QModelIndex()) is None


def test_a_page_without_a_document_offers_nothing(window: Window) -> None:
    edits, session, _view = parts(window)
    session.commands.page = None
    assert [edits.can_begin(), edits.can_join(), edits.can_edit()] == [False] * 3
    edits.begin()
    edits.join()
    edits.edit()
    assert session.edits.undo_title == ""
    assert session.workspace.read.sources.document(Uuid("none")) is None
