"""Puts comparing into a window: its view, its keys, and what is said of copies beside a redaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reviewer.ui.compare.beside import CopyLine
from reviewer.ui.session import Session
from reviewer.ui.views import Views

if TYPE_CHECKING:
    from reviewer.ui.compare.view import CompareView
    from reviewer.ui.frame import WindowFrame


def add_compare(window: WindowFrame, session: Session, views: Views) -> None:
    """Add the view to an open project, and the line in the details of a redaction."""
    views.add("compare", lambda: _compare(window, session, views))
    review, details = views.review, views.review.redactions.details
    line = CopyLine(
        session.workspace.read, lambda: review.redactions.selected, lambda page: session.project.cite([page])
    )
    details.add_line(line)
    line.wanted.connect(lambda redaction: show_copies(views, redaction))
    review.selection_changed.connect(line.follow)
    session.project.changed.connect(line.refresh)


def show_copies(views: Views, redaction: object) -> None:
    """Show what other copies have in the place of a redaction."""
    views.show("compare")
    cast("CompareView", views.further("compare")).show_redaction(str(redaction))


def compare_of(views: Views | None) -> CompareView | None:
    """The comparison of the open project."""
    return cast("CompareView", views.further("compare")) if views is not None else None


def _compare(window: WindowFrame, session: Session, views: Views) -> CompareView:
    from reviewer.ui.compare.view import CompareView

    view = CompareView(session, window.theme, window.registry)
    view.place_wanted.connect(views.open)
    view.selection_changed.connect(window.registry.refresh)
    window.registry.install("copies", view)
    return view
