"""Puts the agency's own index into a window: its view, and its reason beside a redaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from reviewer.export.index_reasons import quotations
from reviewer.model.changes import Changes
from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.rows import RedactionRow
from reviewer.ui.agency_index.block import IndexBlock
from reviewer.ui.agency_index.judging import IndexJudging
from reviewer.ui.session import Session
from reviewer.ui.views import Views

if TYPE_CHECKING:
    from reviewer.ui.agency_index.importing import IndexImporting
    from reviewer.ui.agency_index.view import AgencyIndexView
    from reviewer.ui.frame import WindowFrame

VIEW = "index"


def add_agency_index(window: WindowFrame, session: Session, views: Views) -> None:
    """Add the view to an open project."""
    views.add(VIEW, lambda: _view(window, session, views))
    review = views.review
    judging = IndexJudging(session, window, session)
    block = IndexBlock(review.redactions.details, editable=not session.project.read_only)
    review.redactions.details.add_line(block)
    beside = ReasonsBeside(session.workspace.read, block, lambda: review.redactions.selected)
    block.all_wanted.connect(lambda: views.show(VIEW))
    block.judged.connect(judging.judge)
    block.match_wanted.connect(judging.choose)
    review.selection_changed.connect(beside.follow)
    session.project.changed.connect(beside.refresh)


def _view(window: WindowFrame, session: Session, views: Views) -> AgencyIndexView:
    from reviewer.ui.agency_index.importing import IndexImporting
    from reviewer.ui.agency_index.view import AgencyIndexView

    editable = not session.project.read_only
    view = AgencyIndexView(session.workspace.read, session.run, window.theme, editable=editable)
    importing = IndexImporting(session, window.settings, window, view)
    view.place_wanted.connect(views.open)
    view.page_wanted.connect(views.show_page)
    view.import_wanted.connect(importing.ask)
    view.remove_wanted.connect(importing.remove)
    view.request_chosen.connect(importing.choose_request)
    judging = IndexJudging(session, window, view)
    view.judged.connect(judging.judge)
    view.match_wanted.connect(judging.choose)
    view.selection_changed.connect(window.registry.refresh)
    importing.noticed.connect(window.notify)
    importing.failed.connect(window.show_error)
    importing.dismissed.connect(window.notices.dismiss_key)
    return view


def importing_of(views: Views) -> IndexImporting:
    """What takes an index in; its view is made if it was not yet."""
    from reviewer.ui.agency_index.importing import IndexImporting

    return cast("IndexImporting", views.further(VIEW).findChild(IndexImporting))


class ReasonsBeside(QObject):
    """Keeps the agency's reason beside the selected redaction in step."""

    def __init__(self, read: Reads, block: IndexBlock, selected: Callable[[], str | None]) -> None:
        super().__init__(block)
        self._read, self._block, self._selected = read, block, selected
        self._shown: str | None = None

    def follow(self, *_selection: object) -> None:
        """Another redaction may be selected."""
        if self._selected() != self._shown:
            self.show_anew()

    def refresh(self, changes: Changes) -> None:
        """The project changed."""
        if "agency index" in changes or "redaction" in changes or "page" in changes:
            self.show_anew()

    def show_anew(self) -> None:
        """Read what the indexes say of the selected redaction; without an index nothing is shown."""
        self._shown = self._selected()
        row = self._read.redactions.one(Uuid(self._shown)) if self._shown is not None else None
        if row is None:
            return
        cited = self._read.indexes.cited(row.uuid)
        self._block.setVisible(bool(cited.names))
        if cited.names:
            where = self._place(row)
            self._block.show_cited(row.uuid, where, quotations(cited, row.codes), cited)

    def _place(self, row: RedactionRow) -> str:
        """Where a redaction stands, in words."""
        file = self._read.sources.file(row.file)
        return f"{file.name} p. {row.number + 1}" if file is not None else f"p. {row.number + 1}"
