"""Actions of the table of redactions: how its rows are grouped, and item numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from reviewer.ui.accepting import accept_sure
from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell, has_pages
from reviewer.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from reviewer.storage.reads.listing import Grouping
    from reviewer.ui.table import RedactionsView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def table_actions(window: Shell) -> list[Action]:
    """Groups of rows, and the numbers of items."""
    groups = [*_grouping_actions(window), *_line_actions(window)]
    return [*groups, *_sorting_actions(window), _sure_action(window), _number_action(window)]


def _table(window: Shell) -> RedactionsView | None:
    """The table, if it was made already."""
    views = window.desk.views
    return cast("RedactionsView | None", views.known("redactions")) if views is not None else None


def _grouping_actions(window: Shell) -> list[Action]:
    desk = window.desk

    def group(by: Grouping | None) -> Callable[[], None]:
        def run() -> None:
            desk.view_opener("redactions")()
            table = _table(window)
            if table is not None:
                table.grouping.choose(by)

        return run

    def is_grouped(by: Grouping | None) -> Callable[[], bool]:
        def asked() -> bool:
            table = _table(window)
            return desk.in_table() and table is not None and table.grouping.by == by

        return asked

    names: tuple[tuple[Grouping | None, str], ...] = (
        (None, _tr("Do not group redactions")),
        ("document", _tr("Group redactions by document")),
        ("codes", _tr("Group redactions by exemption")),
        ("marking", _tr("Group redactions by marking")),
        ("kind", _tr("Group redactions by kind")),
        ("check", _tr("Group redactions by check")),
        ("position", _tr("Group redactions by position")),
    )
    text = _tr("Show all redactions in one table, those that share this below a line of their own.")
    return [
        Action(f"table.group-{by or 'none'}", name, text, group(by), menu="view", group=2,
               submenu=_tr("&Group redactions"), enabled=desk.has_project, checked=is_grouped(by))
        for by, name in names
    ]  # fmt: skip


def _sorting_actions(window: Shell) -> list[Action]:
    desk = window.desk

    def sort(column: str) -> Callable[[], None]:
        def run() -> None:
            desk.view_opener("redactions")()
            table = _table(window)
            if table is not None:
                table.sort_by(column)

        return run

    names = (
        ("item", _tr("Sort redactions by number")),
        ("document", _tr("Sort redactions by document")),
        ("code", _tr("Sort redactions by exemption")),
        ("kind", _tr("Sort redactions by kind")),
        ("words", _tr("Sort redactions by size")),
        ("check", _tr("Sort redactions by check")),
        ("position", _tr("Sort redactions by position")),
        ("confidence", _tr("Sort redactions by confidence")),
    )
    text = _tr("Put the table in this order; once more turns it round.")
    return [
        Action(f"table.sort-{column}", name, text, sort(column), menu="view", group=2,
               submenu=_tr("S&ort redactions"), enabled=desk.has_project)
        for column, name in names
    ]  # fmt: skip


def _line_actions(window: Shell) -> list[Action]:
    act = partial(Action, menu="view", group=2, submenu=_tr("&Group redactions"))

    def on(do: Callable[[RedactionsView], object]) -> Callable[[], None]:
        def run() -> None:
            table = _table(window)
            if table is not None:
                do(table)

        return run

    def grouped() -> bool:
        table = _table(window)
        return window.desk.in_table() and table is not None and table.grouping.by is not None

    def on_line() -> bool:
        table = _table(window)
        return window.desk.in_table() and table is not None and table.group is not None

    return [
        act("table.select-group", _tr("Select the whole group"), _tr("Select every redaction below this line."),
            on(lambda table: table.select_group()), enabled=on_line),
        act("table.turn-group", _tr("Open or close the group"), _tr("Show what stands below this line, or hide it."),
            on(lambda table: table.turn_group()), enabled=on_line),
        act("table.open-groups", _tr("Open all groups"), _tr("Show the redactions of every group."),
            on(lambda table: table.open_groups(True)), enabled=grouped),
        act("table.close-groups", _tr("Close all groups"), _tr("Show the lines of the groups alone."),
            on(lambda table: table.open_groups(False)), enabled=grouped),
    ]  # fmt: skip


def _sure_action(window: Shell) -> Action:
    desk = window.desk
    words = _tr("Say of many redactions at once that box and code are right, where the program is sure enough.")
    return Action("review.accept-sure", _tr("Accept what is sure …"), words, lambda: accept_sure(desk), (),
                  "check-twice", menu="review", group=0, enabled=has_pages(window, edits=True))  # fmt: skip


def _number_action(window: Shell) -> Action:
    desk = window.desk

    def number() -> None:
        if desk.session is not None:
            desk.session.workspace.intake.number_items()
            said = _tr("The number stands in the table of redactions and in every log, and stays for good.")
            window.notify(Notice(_tr("Every item has its number"), said, key="numbers"))

    words = _tr("Give every redaction its item number now, not only with the first export; it keeps it for good.")
    return Action(
        "review.number",
        _tr("Number the items"),
        words,
        number,
        menu="review",
        group=1,
        enabled=has_pages(window, edits=True),
    )
