"""Redactions accepted at once above a confidence: counted first, one edit, and never those that need an eye."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.ui.dialogs.accept_sure import AcceptSureDialog
from reviewer.ui.window import Window
from tests.ui.test_accessibility import nameless


def _asked(window: Window) -> AcceptSureDialog:
    window.show()
    window.registry.run("review.accept-sure")
    QApplication.processEvents()
    (dialog,) = window.findChildren(AcceptSureDialog)
    return dialog


def test_what_is_sure_is_accepted_as_one_edit(window: Window) -> None:
    assert window.session is not None
    project = window.session.project
    dialog = _asked(window)
    assert nameless(dialog) == []
    assert not dialog.accept_button.isEnabled(), "the reader of this project is 97 % sure of everything"
    dialog.least.setCurrentIndex(2)
    wanted = [str(one) for one in dialog.redactions()]
    assert dialog.said.text() == f"{len(wanted)} redactions would be accepted."
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    rows = {one: project.redaction(one) for one in project.redaction_ids("all", None)}
    for one, row in rows.items():
        assert row is not None
        assert row.checked == (one in wanted)
        assert one not in wanted or (row.marking != "none" and not row.recoverable)
    assert any(row is not None and not row.checked for row in rows.values()), "an unmarked one needs an eye"
    window.registry.run("edit.undo")
    assert not any(row is not None and row.checked for one in rows if (row := project.redaction(one)))


def test_only_on_the_page_in_view(window: Window) -> None:
    view = window.desk.view
    assert view is not None
    assert window.session is not None
    dialog = _asked(window)
    dialog.least.setCurrentIndex(3)
    every = dialog.redactions()
    dialog.where.setCurrentIndex(0)
    page = view.page_view.current_page()
    here = dialog.redactions()
    assert set(here) < set(every)
    assert {row.page_id for one in here if (row := window.session.project.redaction(one)) is not None} <= {page}
    dialog.reject()
