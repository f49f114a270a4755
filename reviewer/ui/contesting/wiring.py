"""Puts the appeal into a window: its view, and what is said of grounds beside a redaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reviewer.ui.contesting.beside import Beside
from reviewer.ui.session import Session
from reviewer.ui.views import Views

if TYPE_CHECKING:
    from reviewer.ui.contesting.view import AppealView
    from reviewer.ui.frame import WindowFrame


def add_appeal(window: WindowFrame, session: Session, views: Views) -> None:
    """Add the view to an open project, with its keys."""
    views.add("appeal", lambda: _appeal(window, session, views))
    review, details = views.review, views.review.redactions.details
    beside = Beside(
        session.workspace.read,
        session.commands.perform,
        lambda: review.redactions.selected,
        details.grounds,
        editable=not session.project.read_only,
    )
    details.grounds.all_wanted.connect(lambda: _show_in_appeal(views, review.redactions.selected))
    review.selection_changed.connect(beside.follow)
    session.project.changed.connect(beside.refresh)


def _appeal(window: WindowFrame, session: Session, views: Views) -> AppealView:
    from reviewer.ui.contesting.view import AppealView

    view = AppealView(session, window.theme, window.registry)
    view.place_wanted.connect(views.show_page)
    view.selection_changed.connect(window.registry.refresh)
    view.failed.connect(window.show_error)
    view.packet.writer.noticed.connect(window.notify)
    window.registry.install("appeal", view)
    view.list.addAction(window.registry.action("review.position"))
    return view


def _show_in_appeal(views: Views, redaction: str | None) -> None:
    views.show("appeal")
    cast("AppealView", views.further("appeal")).go_to_item(redaction)


def appeal_of(views: Views | None) -> AppealView | None:
    """The appeal of the open project."""
    return cast("AppealView", views.further("appeal")) if views is not None else None
