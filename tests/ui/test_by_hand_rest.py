"""What needs a release of its own: the agency's index taken in, and text beneath a redaction."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from reviewer.ui.agency_index.preview import IndexPreview
from reviewer.ui.agency_index.view import AgencyIndexView
from reviewer.ui.rooms import care_of
from tests.ui.hands import Hands, does
from tests.unit.appeal_kit import make_contested


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A matter whose second and third redaction have text beneath them."""
    return make_contested(tmp_path_factory.mktemp("matter")).path


@does("index.import", "edit.undo", "edit.redo")
def test_the_agencys_index_is_taken_in(hands: Hands, tmp_path: Path) -> None:
    reads = hands.session.workspace.read.indexes
    printed = next(page.printed for page in reads.pages() if page.printed)
    path = tmp_path / "Vaughn.csv"
    path.write_text(f"Bates,Exemption,Justification\n{printed},(b)(6),Names of staff.\n", encoding="utf-8")

    def accept(dialog: IndexPreview) -> None:
        hands.wait(dialog.accept_button.isEnabled)
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    def entries() -> int:
        return sum(len(reads.entries(index.uuid)) for index in reads.indexes())

    assert entries() == 0
    with hands.asked(IndexPreview, accept), hands.asked(QFileDialog, hands.answer_path(path)):
        hands.do("index.import")
    assert hands.window.desk.shows("index")
    assert hands.window.desk.views is not None
    view = hands.window.desk.views.further("index")
    assert isinstance(view, AgencyIndexView)
    hands.wait(lambda: entries() == 1 and view.model.rowCount() > 0)
    hands.wait(lambda: hands.can("edit.undo"))
    hands.do("edit.undo")
    assert entries() == 0
    hands.do("edit.redo")
    assert entries() == 1


@does("review.beneath")
def test_the_card_about_text_beneath_is_opened_and_left(hands: Hands) -> None:
    project = hands.session.project
    ids = project.redaction_ids("all", None)
    bare = next(one for one in ids if not hands.redaction(one).recoverable)
    hands.view.selecting.show_redaction(bare)
    hands.settle()
    assert not hands.can("review.beneath"), "nothing is beneath this one"
    assert hands.refuses("review.beneath")
    hands.view.selecting.show_redaction(next(one for one in ids if hands.redaction(one).recoverable))
    hands.settle()
    hands.do("review.beneath")
    care = care_of(hands.window.desk.views)
    assert care is not None
    assert care.card is not None
    assert care.card.isVisible()
    hands.press("Esc")
    hands.wait(lambda: care.card is None or not care.card.isVisible())
