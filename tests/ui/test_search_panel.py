"""The search panel: as one types, misread pages, notes and the rest, narrowing down, searches that are kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.search import parse
from reviewer.services.operations import AddEntity, AddMention, AddPassage, SetNote, WordRun
from reviewer.ui.panels.search import SearchPanel
from reviewer.ui.search.saved import NameField
from reviewer.ui.window import Window


@pytest.fixture
def panel(window: Window) -> SearchPanel:
    assert window.desk.view is not None
    return window.desk.view.search


def ask(panel: SearchPanel, qtbot: QtBot, query: str) -> None:
    """Search and wait until the last count is there."""
    panel.search(query)
    qtbot.waitUntil(lambda: not panel.busy)
    qtbot.waitUntil(lambda: panel.facets.finished or not panel.list.model.ids)


def shown(panel: SearchPanel) -> list[str]:
    return [panel.kinds.itemText(place) for place in range(panel.kinds.count())]


def test_pages_are_found_while_one_types(window: Window, panel: SearchPanel, qtbot: QtBot) -> None:
    field = window.toolbar.search
    field.setFocus()
    QTest.keyClicks(field, "redw")
    qtbot.waitUntil(lambda: panel.query == "redw" and not panel.busy)
    ask(panel, qtbot, "redw*")
    expected = panel.list.model.ids
    assert expected
    panel.search_unfinished("redw")
    qtbot.waitUntil(lambda: not panel.busy)
    assert panel.list.model.ids == expected
    for unfinished in ("redwood (", "redwood date:20188", "redwood AND"):
        panel.search_unfinished(unfinished)
    qtbot.waitUntil(lambda: not panel.busy)
    assert panel.list.model.ids == expected, "what is not finished is no mistake"
    panel.search_unfinished("")
    assert panel.list.model.ids == ()


def test_only_the_last_question_is_answered(panel: SearchPanel, qtbot: QtBot) -> None:
    for query in ("a*", "the", "of", "nowhereatall", "redwood city"):
        panel.search(query)
    qtbot.waitUntil(lambda: not panel.busy)
    ids = panel.list.model.ids
    ask(panel, qtbot, "redwood city")
    assert panel.list.model.ids == ids
    assert panel.query == "redwood city"


def test_enter_goes_to_the_first_hit_as_soon_as_it_is_there(window: Window, panel: SearchPanel, qtbot: QtBot) -> None:
    field = window.toolbar.search
    field.setText("redwood city")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.list.current is not None)
    assert window.desk.view is not None
    assert window.desk.view.page_view.current_page() == panel.list.model.ids[0]


def test_enter_opens_the_first_hit_though_a_later_one_is_in_view(
    window: Window, panel: SearchPanel, qtbot: QtBot
) -> None:
    ask(panel, qtbot, "redwood")
    first, later = panel.list.model.ids[0], panel.list.model.ids[-1]
    assert window.desk.view is not None
    window.desk.view.journey.go_to(int(later), None)
    panel.list.select(later)
    panel.search_unfinished("redwood city")
    panel.search_unfinished("redwood")
    qtbot.waitUntil(lambda: not panel.busy)
    panel.step(1)
    assert panel.list.current == first
    panel.step(1)
    assert panel.list.current == panel.list.model.ids[1] != first


def test_a_misread_word_is_found_and_marked(panel: SearchPanel, qtbot: QtBot) -> None:
    ask(panel, qtbot, "redvvood")
    qtbot.waitUntil(lambda: bool(panel.list.model.ids))
    row = panel.list.model.row(0)
    assert row is not None
    assert row.misread
    assert "Redwood" in row.snippet
    name = panel.list.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(name).startswith("perhaps misread: ")


def test_notes_and_the_rest_open_at_their_place(window: Window, panel: SearchPanel, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace = window.session.workspace
    hits = workspace.read.search.pages(parse("redwood"))
    place = workspace.read.search.places(parse("redwood"), hits[-1].page)[0]
    run = WordRun(hits[-1].page, place.words[0], place.words[0])
    entity = AddEntity("Redwood City", "place")
    for operation in (
        SetNote("page", hits[-1].page, "Redwood: who went?"),
        AddPassage((run,), ()),
        entity,
        AddMention(entity.uuid, (run,)),
    ):
        workspace.perform(operation)
    ask(panel, qtbot, "redwood")
    qtbot.waitUntil(lambda: panel.kinds.count() == 5)
    assert shown(panel)[1:4] == ["Notes (1)", "Passages (1)", "Entities (1)"]
    went: list[tuple[object, object]] = []
    panel.place_chosen.connect(lambda page, rect: went.append((page, rect)))
    for kind in ("note", "passage", "entity", "document"):
        panel.kinds.setCurrentIndex(panel.kinds.findData(kind))
        row = panel.list.model.row(0)
        assert row is not None
        assert "redwood" in row.snippet.lower()
        assert row.icon
        panel.list.activated.emit(panel.list.model.ids[0])
    assert [page for page, _rect in went[:3]] == [hits[-1].page] * 3
    assert went[1][1] == place.rects[0]


def test_a_count_narrows_the_search_down(panel: SearchPanel, qtbot: QtBot) -> None:
    ask(panel, qtbot, "redwood OR residency")
    before = len(panel.list.model.ids)
    group = panel.facets.tree.topLevelItem(0)
    assert group is not None
    assert group.text(0) == "Exemption"
    value = group.child(group.childCount() - 1)
    assert value is not None
    code, pages = value.text(0), int(value.text(1))
    asked: list[object] = []
    panel.changed.connect(asked.append)
    panel.facets.tree.itemActivated.emit(value, 0)
    assert asked == [f"(redwood OR residency) code:{code}"]
    qtbot.waitUntil(lambda: not panel.busy)
    assert len(panel.list.model.ids) == pages <= before


def test_a_search_is_kept_asked_again_and_removed(window: Window, panel: SearchPanel, qtbot: QtBot) -> None:
    assert window.session is not None
    saved = window.session.workspace.read.search.saved
    ask(panel, qtbot, "redwood near:redaction")
    panel.saved.choices.aboutToShow.emit()
    keep = panel.saved.choices.actions()[0]
    assert keep.isEnabled()
    keep.trigger()
    field = panel.saved.findChildren(NameField)[-1]
    field.field.setText("Beside deletions")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert [(row.name, row.query) for row in saved()] == [("Beside deletions", "redwood near:redaction")]
    ask(panel, qtbot, "residency")
    panel.saved.choices.aboutToShow.emit()
    next(action for action in panel.saved.choices.actions() if action.text() == "Beside deletions").trigger()
    assert panel.query == "redwood near:redaction"
    assert window.toolbar.search.text() == "redwood near:redaction"
    panel.renamed.emit(saved()[0].uuid, "Near")
    assert saved()[0].name == "Near"
    panel.removed.emit(saved()[0].uuid)
    assert saved() == []
    window.session.edits.undo()
    assert saved()[0].name == "Near"


def test_a_wrong_query_is_explained_when_it_is_finished(panel: SearchPanel, qtbot: QtBot) -> None:
    ask(panel, qtbot, "redwood")
    panel.search("redwood kind:green")
    assert panel.list.model.ids == ()
    assert "“kind:” takes black" in panel.list.empty.accessibleName()
    assert not panel.facets.isVisibleTo(panel)


def test_the_glass_in_the_field_searches_without_a_key(window: Window, panel: SearchPanel, qtbot: QtBot) -> None:
    assert window.desk.views is not None
    window.desk.views.show("overview")
    field = window.toolbar.search
    QTest.keyClicks(field, "redwood")
    field._icon.trigger()
    qtbot.waitUntil(lambda: panel.query == "redwood" and not panel.busy)
    assert window.desk.views.in_front == "review"


def test_enter_explains_what_could_not_be_understood_while_it_was_typed(
    window: Window, panel: SearchPanel, qtbot: QtBot
) -> None:
    field = window.toolbar.search
    field.setFocus()
    QTest.keyClicks(field, "redwood AND (")
    qtbot.waitUntil(lambda: panel.query == "redwood AND (" and not panel.busy)
    assert panel.list.model.ids, "what is not finished is no mistake"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not panel.list.model.ids
    assert "is missing after" in panel.list.empty.accessibleName()
