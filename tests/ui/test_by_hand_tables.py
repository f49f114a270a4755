"""The table of redactions grouped and sorted from the menu, and its rows decided on and copied."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from reviewer.services.workspace import Workspace
from reviewer.storage.reads.listing import Grouping
from reviewer.ui.table import RedactionsView
from tests.ui.hands import Hands, does
from tests.ui.table_kit import listed, settle

GROUPINGS: tuple[Grouping, ...] = ("document", "codes", "marking", "kind", "check", "position")
SORTS = ("item", "document", "code", "kind", "words", "check", "position", "confidence")


@pytest.fixture(scope="module")
def shared_project(made_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The items are numbered, so that they can be sorted by their numbers."""
    target = tmp_path_factory.mktemp("shared") / "case"
    shutil.copytree(made_project, target)
    with Workspace.open(target / "Review.foia", reviewer="Dana Reviewer") as workspace:
        workspace.intake.number_items()
    return target / "Review.foia"


def table_of(hands: Hands) -> RedactionsView:
    """The table, with its answers there."""
    views = hands.window.desk.views
    assert views is not None
    settle(views.table)
    return views.table


@does("table.group-none")
@pytest.mark.parametrize("by", [pytest.param(by, marks=does(f"table.group-{by}")) for by in GROUPINGS])
def test_rows_are_grouped_from_any_view(hands: Hands, by: Grouping) -> None:
    hands.do(f"table.group-{by}")
    assert hands.window.desk.shows("redactions")
    table = table_of(hands)
    assert table.grouping.by == by
    groups = table.model.lines.groups
    assert sum(group.count for group in groups) == len(hands.session.project.redaction_ids("all", None))
    assert hands.is_on(f"table.group-{by}")
    hands.do("table.group-none")
    table_of(hands)
    assert hands.is_on("table.group-none")
    assert len(table.model.lines.groups) == 0


@pytest.mark.parametrize("column", [pytest.param(column, marks=does(f"table.sort-{column}")) for column in SORTS])
def test_rows_are_sorted_from_any_view_and_turned_round(hands: Hands, column: str) -> None:
    hands.do(f"table.sort-{column}")
    assert hands.window.desk.shows("redactions")
    table = table_of(hands)
    first = [_key(hands, one, column) for one in listed(table)]
    hands.do(f"table.sort-{column}")
    second = [_key(hands, one, column) for one in listed(table)]
    assert sorted([first, second]) == sorted([sorted(first), sorted(first, reverse=True)])
    assert (first == second) == (len(set(first)) == 1)


def _key(hands: Hands, one: str, column: str) -> float | str:
    """What a column is sorted by; one without a code comes after all others."""
    row, place = hands.redaction(one), hands.session.project.redaction_ids("all", None)
    keys: dict[str, float | str] = {
        "item": place.index(one),
        "document": place.index(one),
        "code": json.dumps(row.codes) if row.codes else "~",
        "kind": row.kind,
        "words": row.words,
        "check": f"{row.box_checked} {row.code_checked}",
        "position": row.position,
        "confidence": row.confidence,
    }
    return keys[column]


@does("table.close-groups", "table.open-groups", "table.turn-group", "table.select-group", "table.group-codes")
def test_groups_are_closed_opened_and_selected(hands: Hands) -> None:
    hands.do("table.group-codes")
    table = table_of(hands)
    rows, groups = table.model.rowCount(), len(table.model.lines.groups)
    assert hands.can("table.close-groups")
    hands.do("table.close-groups")
    table_of(hands)
    assert table.model.rowCount() == groups
    hands.do("table.open-groups")
    table_of(hands)
    assert table.model.rowCount() == rows
    table.table.setFocus()
    hands.press("Ctrl+Home")
    assert table.group is not None
    count = table.group.count
    hands.do("table.turn-group")
    table_of(hands)
    assert table.model.rowCount() == rows - count
    hands.do("table.turn-group")
    table_of(hands)
    assert table.model.rowCount() == rows
    hands.do("table.select-group")
    table_of(hands)
    assert len(table.selected) == count
    assert "right: box and code" in hands.label("review.confirm")
    hands.take("table.group-none")


@does("review.confirm", "review.codes", "review.position", "edit.undo", "edit.copy")
def test_rows_are_decided_on_together(hands: Hands) -> None:
    hands.do("show.redactions")
    table = table_of(hands)
    table.table.setFocus()
    hands.press("Ctrl+Home")
    hands.press("Shift+Down")
    table_of(hands)
    several = table.selected
    assert len(several) == 2
    hands.do("review.confirm")
    assert all(hands.redaction(one).checked for one in several)
    hands.do("edit.undo")
    assert not any(hands.redaction(one).checked for one in several)
    hands.do("review.position")
    hands.choose("C")
    assert {hands.redaction(one).position for one in several} == {"contested"}
    hands.do("edit.undo")
    hands.do("review.codes")
    hands.enter("b4")
    assert {hands.redaction(one).codes for one in several} == {("(b)(4)",)}
    hands.do("edit.undo")
    table.table.setFocus()
    assert hands.label("edit.copy") == "Copy rows"
    hands.do("edit.copy")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3, "a heading and two rows"


def test_no_group_is_turned_while_rows_are_not_grouped(hands: Hands) -> None:
    hands.do("show.redactions")
    table_of(hands)
    of_groups = ("table.close-groups", "table.open-groups", "table.turn-group", "table.select-group")
    assert [action for action in of_groups if hands.can(action)] == []
    assert [action for action in of_groups if not hands.refuses(action)] == []
