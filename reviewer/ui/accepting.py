"""Accepts at once what the program is sure of, after a look at how many that are."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.ids import PageId, Uuid
from reviewer.services.operations import AcceptRedactions
from reviewer.ui.desk import Desk
from reviewer.ui.dialogs.accept_sure import AcceptSureDialog


def accept_sure(desk: Desk) -> None:
    """Ask how sure and where, and accept; nothing happens while no page is open."""
    session, view = desk.session, desk.view
    page = view.page_view.current_page() if view is not None else None
    if session is None or view is None or page is None:
        return
    reads, document = session.workspace.read.redactions, session.project.document_pages(page)

    def sure(least: float, pages: tuple[int, int] | None) -> Sequence[Uuid]:
        return reads.sure(least, (PageId(pages[0]), PageId(pages[1])) if pages is not None else None)

    dialog = AcceptSureDialog(sure, (page, page), (document[0], document[-1]), view.window())
    dialog.accepted.connect(lambda: session.commands.perform(AcceptRedactions(dialog.redactions())))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
