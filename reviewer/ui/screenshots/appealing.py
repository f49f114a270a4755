"""The parts of the appeal, with a letter and a ground accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reviewer.ui.screenshots.patience import until, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]


def appeal(window: Window) -> Iterator[State]:
    """Suggestions, items that nobody decided on, what is contested, the packet."""
    from reviewer.services.operations import AcceptLetter
    from reviewer.ui.contesting.wiring import appeal_of

    session = window.session
    assert session is not None
    for letter in session.workspace.read.matter.letters("suggested"):
        session.commands.perform(AcceptLetter(letter.uuid))
    window.registry.run("show.requests")
    yield "requests-letter-accepted", None
    window.registry.run("show.appeal")
    view = appeal_of(window.desk.views)
    assert view is not None

    def settle() -> None:
        wait(0.05)
        until(lambda: not view.busy)

    view.show_section("suggested")
    settle()
    yield "appeal-suggested", None
    if view.can_decide():
        view.accept(every=True)
    settle()
    view.show_section("contested")
    settle()
    yield "appeal-contested", None
    for section in ("attorney", "uncontested"):
        view.show_section(section)
        settle()
        yield f"appeal-{section}", None
    view.show_section(None)
    settle()
    yield "appeal-packet", None
    window.registry.run("appeal.issue")
    settle()
    yield "appeal-issue", None
    window.registry.run("show.review")
