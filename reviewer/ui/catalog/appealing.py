"""Actions of the appeal: its view, suggestions, issues."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.contesting.wiring import appeal_of

if TYPE_CHECKING:
    from reviewer.ui.contesting.view import AppealView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def appeal_actions(window: Shell) -> list[Action]:
    """The view, and what is done in it."""
    desk = window.desk
    act = partial(Action, context="appeal", menu="review", group=4, submenu=_tr("In the &appeal"))

    def on(do: Callable[[AppealView], object]) -> Callable[[], None]:
        def run() -> None:
            found = appeal_of(desk.views)
            if found is not None:
                do(found)

        return run

    def can_decide() -> bool:
        found = appeal_of(desk.views) if desk.shows("appeal") else None
        return found is not None and found.can_decide()

    def packet() -> None:
        desk.view_opener("appeal")()
        on(lambda view: view.show_section(None))()

    def issue() -> None:
        desk.view_opener("appeal")()
        on(lambda view: view.new_issue())()

    return [
        Action("show.appeal", _tr("Appeal"), _tr("Show what is contested and why, what is suggested, and the packet."),
               desk.view_opener("appeal"), ("Ctrl+F10",), "flag", menu="view", enabled=desk.has_project,
               checked=lambda: desk.shows("appeal")),
        act("appeal.accept", _tr("Accept suggestion"), _tr("Contest what is selected on the ground suggested."),
            on(lambda view: view.accept()), ("A",), "check", enabled=can_decide),
        act("appeal.decline", _tr("Decline suggestion"), _tr("Do not suggest this ground for what is selected again."),
            on(lambda view: view.decline()), ("Shift+X",), "reject", enabled=can_decide),
        act("appeal.accept-all", _tr("Accept all of this ground"), _tr("Contest all items that it is suggested for."),
            on(lambda view: view.accept(every=True)), ("Shift+A",), "check-twice", enabled=can_decide),
        act("appeal.decline-all", _tr("Decline all of this ground"), _tr("Do not suggest it for any of these again."),
            on(lambda view: view.decline(every=True)), ("Ctrl+Shift+X",), enabled=can_decide),
        Action("appeal.issue", _tr("Add issue …"), _tr("Contest something that is no redaction, such as the search."),
               issue, ("Ctrl+Shift+I",), "plus", menu="review", group=4, submenu=_tr("In the &appeal"),
               enabled=desk.can_edit),
        Action("appeal.packet", _tr("Appeal packet …"), _tr("Look at the packet before it is written, then write it."),
               packet, ("Ctrl+Shift+E",), "export", menu="file", group=1, enabled=desk.has_project),
    ]  # fmt: skip
