"""The list of all redactions: an edit touches the rows of its page, and leaves the list as if it were read anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtWidgets import QApplication

from reviewer.model.geometry import Rect
from reviewer.ui.models.lists import IdListModel
from reviewer.ui.panels.redactions import RedactionsPanel
from reviewer.ui.project import Scope
from reviewer.ui.session import Session
from reviewer.ui.window import Window

_ALL = 2


@given(some.lists(some.integers(), unique=True), some.lists(some.integers(), unique=True), some.data())
@settings(deadline=None)
def test_a_part_of_a_list_is_exchanged(known: list[int], new: list[int], data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(known)))
    stop = data.draw(some.integers(start, len(known)))
    model: IdListModel[int] = IdListModel(lambda number: number, str)
    model.set_ids(known)
    mirror = list(known)
    model.rowsRemoved.connect(lambda _parent, first, last: mirror.__delitem__(slice(first, last + 1)))
    model.rowsInserted.connect(
        lambda _parent, first, last: mirror.__setitem__(slice(first, first), list(model.ids)[first : last + 1])
    )
    model.exchange(start, stop, new)
    assert list(model.ids) == mirror == [*known[:start], *new, *known[stop:]]
    assert all(model.place(one) is not None for one in new)


@pytest.fixture
def panel(window: Window) -> RedactionsPanel:
    """The panel in view, with the redactions of all pages."""
    window.show()
    assert window.desk.view is not None
    panel = window.desk.view.redactions
    window.desk.view.right.show_panel("redactions")
    panel._scope.setCurrentIndex(_ALL)
    return panel


Act = Callable[[Session, list[str]], object]
ACTS: dict[str, Act] = {
    "check": lambda session, ids: session.edits.box_right(ids[3]),
    "accept": lambda session, ids: session.edits.accept(ids[2:9]),
    "reject": lambda session, ids: session.edits.reject(ids[4], drawn=False),
    "draw": lambda session, ids: session.edits.draw(session.project.page_ids[1], Rect(40, 700, 90, 712)),
    "codes": lambda session, ids: session.edits.set_codes_of([ids[0], ids[-1]], ["(b)(4)"]),
}


@pytest.mark.parametrize("only_new", [False, True])
@pytest.mark.parametrize("act", ACTS)
def test_an_edit_leaves_the_list_as_if_it_were_read_anew(
    window: Window, panel: RedactionsPanel, act: str, only_new: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    panel._only_new.setChecked(only_new)
    listed = list(panel.list.model.ids)
    scopes: list[str] = []
    whole = session.project.redaction_ids

    def count(scope: Scope, page: int | None, *, only_new: bool = False) -> list[str]:
        scopes.append(scope)
        return whole(scope, page, only_new=only_new)

    monkeypatch.setattr(session.project, "redaction_ids", count)
    steps: tuple[Callable[[], object], ...] = (lambda: ACTS[act](session, listed), session.edits.undo)
    for step in steps:
        step()
        QApplication.processEvents()
        assert list(panel.list.model.ids) == whole("all", None, only_new=only_new)
    assert list(panel.list.model.ids) == listed
    if act != "draw":  # what was drawn is gone when it is taken back: nobody knows on which page it was
        assert not scopes, "the whole list was read for one row"
