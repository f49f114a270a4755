"""The entities view: suggestions accepted, refused, joined; entities renamed, split, merged; the way to a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from reviewer.services.workspace import Workspace
from reviewer.storage.rows import EntityRow
from reviewer.storage.rows.names import SuggestionRow
from reviewer.text.names.find import find_names_of
from reviewer.text.names.model import has_model, installed_model
from reviewer.ui.entities.in_context import InContext
from reviewer.ui.entities.picker import PickEntityDialog
from reviewer.ui.entities.view import EntitiesView
from reviewer.ui.window import Window


def find_all(workspace: Workspace) -> None:
    """Find the names of every page as a worker does, by rules alone."""
    while batch := workspace.read.names.waiting(0, 64):
        names = find_names_of([wanted for _page, wanted in batch])
        found = dict(zip((page for page, _wanted in batch), names, strict=True))
        workspace.intake.store_names(found).result()
    workspace.intake.store_groups([], last=True).result()


@pytest.fixture
def entities(window: Window, qtbot: QtBot) -> EntitiesView:
    assert window.session is not None
    find_all(window.session.workspace)
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.entities")
    assert window.desk.views is not None
    view = window.desk.views.further("entities")
    assert isinstance(view, EntitiesView)
    qtbot.waitUntil(lambda: bool(view.lists.suggested.rows))
    return view


def press(view: EntitiesView, key: Qt.Key) -> None:
    """Press a key in the list that is shown."""
    view.lists.table.setFocus()
    QTest.keyClick(view.lists.table, key)
    QApplication.processEvents()


def all_entities(window: Window) -> list[EntityRow]:
    """The entities of the open project."""
    assert window.session is not None
    return window.session.workspace.read.marks.entities()


def test_suggestions_come_most_frequent_first_with_their_places(entities: EntitiesView, qtmodeltester: Any) -> None:
    rows = entities.lists.suggested.rows
    assert [row.mentions for row in rows] == sorted((row.mentions for row in rows), reverse=True)
    shown = entities.details.shown
    assert isinstance(shown, SuggestionRow)
    assert shown == rows[0]
    assert entities.details.places.rows
    assert all(name.id for name in entities.details.names.rows)
    for model in (entities.lists.suggested, entities.details.names, entities.details.places):
        qtmodeltester.check(model, force_py=True)


def test_enter_accepts_and_undo_suggests_again(window: Window, entities: EntitiesView) -> None:
    first = entities.lists.suggested.rows[0]
    press(entities, Qt.Key.Key_Return)
    assert [row.name for row in all_entities(window)] == [first.form]
    assert all_entities(window)[0].mentions == first.mentions
    assert first.leader not in {row.leader for row in entities.lists.suggested.rows}
    assert window.session is not None
    window.session.commands.undo()
    assert not all_entities(window)
    assert entities.lists.suggested.rows[0].leader == first.leader


def test_delete_says_that_it_is_no_name(window: Window, entities: EntitiesView) -> None:
    first = entities.lists.suggested.rows[0]
    press(entities, Qt.Key.Key_Delete)
    assert not all_entities(window)
    assert first.leader not in {row.leader for row in entities.lists.suggested.rows}


def test_a_name_is_corrected_before_it_is_accepted(window: Window, entities: EntitiesView) -> None:
    entities.details.name_field.setText("Better Name")
    entities.details.kind.setCurrentText("system")
    entities.details.accept.click()
    assert [(row.name, row.kind) for row in all_entities(window)] == [("Better Name", "system")]


def test_enter_in_the_name_accepts_it_as_corrected(window: Window, entities: EntitiesView) -> None:
    field = entities.details.name_field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Better Name")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [row.name for row in all_entities(window)] == ["Better Name"]


def test_what_is_typed_and_ticked_stays_while_names_are_found(entities: EntitiesView) -> None:
    names = entities.details.names
    names.setData(names.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    entities.details.name_field.setText("Better N")
    entities.lists.reload()
    assert entities.details.name_field.text() == "Better N"
    assert len(names.chosen()) == len(names.rows) - 1


def test_the_keys_stay_on_an_entity_that_moves_in_the_list(window: Window, entities: EntitiesView) -> None:
    """By its place alone the next edit went to whichever entity stood there then."""
    for _ in range(3):
        press(entities, Qt.Key.Key_Return)
    entities.lists.show_tab("entities")
    press(entities, Qt.Key.Key_End)
    last = entities.lists.current()
    assert isinstance(last, EntityRow)
    assert last == entities.lists.entities.rows[-1]
    field = entities.details.name_field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "AAA first of all")
    QTest.keyClick(field, Qt.Key.Key_Return)
    now = entities.lists.current()
    assert isinstance(now, EntityRow)
    assert (now.uuid, now.name) == (last.uuid, "AAA first of all")
    assert entities.lists.entities.rows[0].uuid == last.uuid
    press(entities, Qt.Key.Key_End)
    press(entities, Qt.Key.Key_Home)
    assert entities.lists.table.currentIndex().row() == 0


def test_the_entity_that_took_another_in_is_shown(window: Window, entities: EntitiesView) -> None:
    for _ in range(3):
        press(entities, Qt.Key.Key_Return)
    one, _between, other = all_entities(window)
    entities.show_entity(one.uuid)
    assert entities.join_to(other.uuid)
    shown = entities.lists.current()
    assert isinstance(shown, EntityRow)
    assert shown.uuid == other.uuid
    entities.details.remove.setFocus()
    QTest.keyClick(entities.details.remove, Qt.Key.Key_Return)
    assert len(all_entities(window)) == 1
    assert entities.lists.table.hasFocus()  # Enter once more would delete the next one else


def test_unticked_names_are_left_out(entities: EntitiesView) -> None:
    names = entities.details.names
    names.setData(names.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert len(names.chosen()) == len(names.rows) - 1
    assert entities.details.accept.isEnabled() is (len(names.rows) > 1)


def test_an_entity_is_edited_merged_and_split(window: Window, entities: EntitiesView) -> None:
    press(entities, Qt.Key.Key_Return)
    press(entities, Qt.Key.Key_Return)
    one, other = sorted(all_entities(window), key=lambda row: -row.mentions)
    entities.show_entity(one.uuid)
    shown = entities.details.shown
    assert isinstance(shown, EntityRow)
    assert shown.uuid == one.uuid
    entities.details.role_field.setText("sales")
    entities.details.role_field.editingFinished.emit()
    assert next(row for row in all_entities(window) if row.uuid == one.uuid).role == "sales"

    assert entities.join_to(other.uuid)
    merged = all_entities(window)
    assert [row.uuid for row in merged] == [other.uuid]
    assert merged[0].mentions == one.mentions + other.mentions

    entities.show_entity(other.uuid)
    names = entities.details.names
    names.setData(names.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    entities.details.split.click()
    assert len(all_entities(window)) == 2


def test_one_mention_alone_is_taken_away(window: Window, entities: EntitiesView) -> None:
    press(entities, Qt.Key.Key_Return)
    entity = all_entities(window)[0]
    entities.show_entity(entity.uuid)
    entities.details.places_table.selectRow(0)
    assert entities.details.single.isVisible()
    entities.details.single.click()
    assert all_entities(window)[0].mentions == entity.mentions - 1


def test_enter_on_a_mention_leads_to_its_place(window: Window, entities: EntitiesView) -> None:
    place = entities.details.places.rows[-1]
    entities.details.places_table.selectRow(len(entities.details.places.rows) - 1)
    entities.details.places_table.setFocus()
    entities.details.places_table.activated.emit(entities.details.places_table.currentIndex())
    assert window.desk.shows("review")
    assert window.desk.view is not None
    assert window.desk.view.page_view.current_page() == place.page
    assert window.desk.view.page_view.shows(place.page, place.boxes[0])


def test_lists_are_narrowed_and_say_when_nothing_fits(entities: EntitiesView, qtbot: QtBot) -> None:
    entities.lists.kind.setCurrentText("person")
    assert {row.kind for row in entities.lists.suggested.rows} == {"person"}
    QTest.keyClicks(entities.lists.part, "qqqxyzzy")
    qtbot.waitUntil(entities.lists.empty.isVisible)
    assert "No name fits" in entities.lists.empty.accessibleName()
    assert entities.details.shown is None


def test_who_writes_to_whom_is_listed(entities: EntitiesView) -> None:
    entities.lists.show_tab("letters")
    for row in entities.lists.letters.rows:
        assert row.messages > 0
    entities.lists.show_tab("entities")
    assert entities.lists.empty.isVisible()


def test_the_picker_takes_one_entity(window: Window, entities: EntitiesView) -> None:
    press(entities, Qt.Key.Key_Return)
    press(entities, Qt.Key.Key_Return)
    rows = all_entities(window)
    dialog = PickEntityDialog("Merge", "", rows, window)
    assert dialog.problem()
    dialog._field.setText(rows[1].name.upper())
    assert dialog.entity == rows[1].uuid
    assert not dialog.problem()


def test_the_picker_lists_all_entities_for_the_mouse(window: Window, entities: EntitiesView) -> None:
    press(entities, Qt.Key.Key_Return)
    press(entities, Qt.Key.Key_Return)
    rows = sorted(all_entities(window), key=lambda row: row.name.casefold())
    dialog = PickEntityDialog("Merge", "", rows, window)
    assert [dialog.list.item(place).text() for place in range(dialog.list.count())] == [row.name for row in rows]
    QTest.keyClicks(dialog._field, rows[1].name)
    assert dialog.list.item(0).isHidden() == (rows[1].name.casefold() not in rows[0].name.casefold())
    dialog.list.itemClicked.emit(dialog.list.item(0))
    assert dialog.entity == rows[0].uuid


def test_a_mention_is_never_cut_off_from_its_context(entities: EntitiesView) -> None:
    table = entities.details.places_table
    option = QStyleOptionViewItem()
    option.rect, option.font = QRect(0, 0, 200, 30), table.font()
    place = replace(entities.details.places.rows[0], before="many words " * 9, quote="Kowalczyk", after="and more")
    entities.details.places.show([place])
    delegate = table.itemDelegateForColumn(0)
    assert isinstance(delegate, InContext)
    delegate.initStyleOption(option, entities.details.places.index(0, 0))
    assert "▸Kowal" in option.text
    assert table.fontMetrics().horizontalAdvance(option.text) <= 200


def test_rejected_names_can_be_suggested_again(window: Window, entities: EntitiesView) -> None:
    first = entities.lists.suggested.rows[0]
    press(entities, Qt.Key.Key_Delete)
    assert first.leader not in {row.leader for row in entities.lists.suggested.rows}
    entities.lists.show_tab("rejected")
    assert [row.form for row in entities.lists.rejected.rows] == [name.form for name in first.names]
    assert entities.details.places.rows
    assert entities.details.reopen.isVisible()
    assert not entities.details.accept.isVisible()
    for _name in first.names:
        press(entities, Qt.Key.Key_Return)
    assert not entities.lists.rejected.rows
    entities.lists.show_tab("suggested")
    assert entities.lists.suggested.rows[0].leader == first.leader


def test_it_says_when_names_come_from_rules_alone(entities: EntitiesView) -> None:
    assert entities.lists.rules_alone.isVisible() == (not has_model())
    assert has_model() == (installed_model() is not None)
    entities.lists.show_tab("letters")
    assert not entities.lists.rules_alone.isVisible()


def test_the_panel_beside_the_page_lists_mentions_of_accepted_names(
    window: Window, entities: EntitiesView, qtbot: QtBot
) -> None:
    press(entities, Qt.Key.Key_Return)
    (entity,) = all_entities(window)
    views, session = window.desk.views, window.desk.session
    assert views is not None
    assert session is not None
    views.show("review")
    panel = views.review.entities
    views.review.right.show_panel("entities")
    panel.select(entity.uuid)
    listed = panel.mentions.model.ids
    assert len(listed) == entity.mentions
    last = session.project.mention(str(listed[-1]))
    assert last is not None
    assert last.cite
    panel.mentions.activated.emit(listed[-1])
    qtbot.waitUntil(lambda: views.review.page_view.current_page() == last.page_id)
    assert session.commands.mention is None, "it follows its name and is not removed alone"
    QTest.mouseClick(panel.all, Qt.MouseButton.LeftButton)
    assert views.in_front == "entities"
    assert entities.details.shown == entity
