"""Actions of the comparison: its view, going through differences, saying what they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.compare.wiring import compare_of, show_copies

if TYPE_CHECKING:
    from reviewer.ui.compare.view import CompareView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def compare_actions(window: Shell) -> list[Action]:
    """The view, and what is done in it."""
    desk = window.desk
    act = partial(Action, context="copies", menu="review", group=4, submenu=_tr("Between &copies"))

    def on(do: Callable[[CompareView], object]) -> Callable[[], None]:
        def run() -> None:
            found = compare_of(desk.views)
            if found is not None:
                do(found)

        return run

    def in_front() -> bool:
        return desk.shows("compare")

    def lists_any() -> bool:
        found = compare_of(desk.views) if in_front() else None
        return found is not None and found.model.rowCount() > 0

    def can_decide() -> bool:
        found = compare_of(desk.views) if in_front() else None
        return found is not None and found.can_decide()

    def can_contest() -> bool:
        found = compare_of(desk.views) if in_front() else None
        return found is not None and found.can_contest()

    def selected() -> str | None:
        return desk.view.redactions.selected if desk.view is not None and desk.shows("review") else None

    def show_here() -> None:
        if desk.views is not None and selected() is not None:
            show_copies(desk.views, selected())

    return [
        Action("show.compare", _tr("Compare"), _tr("Show where another copy has what is hidden in one."),
               desk.view_opener("compare"), ("F4",), "copy", menu="view", enabled=desk.has_project,
               checked=in_front),
        Action("copies.here", _tr("Other copies of this place"), _tr("Show what other copies have in this place."),
               show_here, ("Shift+F4",), "copy", menu="review", group=4, submenu=_tr("Between &copies"),
               enabled=lambda: selected() is not None),
        act("copies.next", _tr("Next difference"), _tr("Go to the next difference between copies."),
            on(lambda view: view.step(1)), ("Alt+PgDown",), "next", enabled=lists_any),
        act("copies.previous", _tr("Previous difference"), _tr("Go to the difference before."),
            on(lambda view: view.step(-1)), ("Alt+PgUp",), "previous", enabled=lists_any),
        act("copies.accept", _tr("Same words"), _tr("Say that the other copy shows what is hidden here; again: take it"
            " back."), on(lambda view: view.judge("accepted")), ("Ctrl+Return",), "check", enabled=can_decide),
        act("copies.reject", _tr("Not the same"), _tr("Say that it does not, and list it no more; again: take it"
            " back."), on(lambda view: view.judge("rejected")), ("Ctrl+Backspace",), "reject", enabled=can_decide),
        act("copies.contest", _tr("Contest"), _tr("Contest the redaction, because the other copy shows its words."),
            on(lambda view: view.contest()), ("Ctrl+Alt+Return",), "flag", enabled=can_contest),
        act("copies.open", _tr("Show on its page"), _tr("Show the redaction on its page, to check or contest it."),
            on(lambda view: view.open_place()), ("Ctrl+J",), "pages", enabled=can_decide),
    ]  # fmt: skip
