"""Which view of the open project is in front: pages, table of redactions, figures, requests; what they share."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from reviewer.model.changes import Changes
from reviewer.model.geometry import Rect
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.matter import MatterView
from reviewer.ui.overview import OverviewView
from reviewer.ui.review import ReviewView
from reviewer.ui.table import RedactionsView

ViewName: TypeAlias = str
"""`review`, `redactions`, `overview`, `requests`, or what a further view was added as."""


class FurtherView(Protocol):
    """A view over the whole project that keeps itself in step."""

    def come(self) -> None:
        """It was brought to the front: take the keys."""

    def refresh(self, changes: Changes) -> None:
        """The project changed."""


class Views(QObject):
    """Links go both ways: a row of the table opens on its page, and what is selected on the page is found again there.

    The actions of the window work on what is selected in the view in front.
    """

    turned = Signal()  # another view is in front, or something else is selected in the table

    def __init__(
        self,
        stack: QStackedWidget,
        review: ReviewView,
        table: RedactionsView,
        overview: OverviewView,
        matter: MatterView,
        commands: ReviewCommands,
    ) -> None:
        super().__init__(review)
        self.review, self.table, self.overview, self.matter = review, table, overview, matter
        for view in (review, table, overview, matter):
            stack.addWidget(view)
        stack.setCurrentWidget(review)
        self._stack, self._commands = stack, commands
        self._further: dict[ViewName, tuple[QWidget, FurtherView]] = {}
        table.place_wanted.connect(self.open)
        table.selection_changed.connect(self._table_selected)
        table.codes_typed.connect(commands.set_codes)
        table.cell_edited.connect(self._cell_edited)
        commands.code_problem.connect(table.say_code_problem)
        overview.code_chosen.connect(self._show_code)
        overview.document_chosen.connect(self._show_document)
        overview.page_chosen.connect(self.show_page)
        overview.requests_wanted.connect(lambda: self.show("requests"))
        matter.page_wanted.connect(self.show_page)

    def add(self, name: ViewName, widget: QWidget, view: FurtherView) -> None:
        """Take in a further view, once; `show(name)` brings it to the front."""
        self._further[name] = (widget, view)
        self._stack.addWidget(widget)

    def further(self, name: ViewName) -> QWidget:
        """A view that was added; KeyError if there is none of this name."""
        return self._further[name][0]

    @property
    def in_front(self) -> ViewName:
        """The view that is shown."""
        shown = self._stack.currentWidget()
        others: tuple[tuple[ViewName, QWidget], ...] = (
            ("redactions", self.table),
            ("overview", self.overview),
            ("requests", self.matter),
            *((name, widget) for name, (widget, _view) in self._further.items()),
        )
        return next((name for name, view in others if shown is view), "review")

    def show(self, name: ViewName) -> None:
        """Bring a view to the front; what was selected stays so."""
        if name == self.in_front:
            self.turned.emit()  # its button went up when it was pressed, and has to stay down
            return
        self._commands.several = ()
        if name in self._further:
            widget, view = self._further[name]
            self._stack.setCurrentWidget(widget)
            view.come()
        elif name == "overview":
            self.overview.show_next_step(self.matter.next_step())
            self._stack.setCurrentWidget(self.overview)
            self.overview.come()
        elif name == "requests":
            self._stack.setCurrentWidget(self.matter)
            self.matter.requests.setFocus()
        elif name == "redactions":
            self._stack.setCurrentWidget(self.table)
            self.table.reload()
            if self._commands.redaction is not None:
                self.table.select([self._commands.redaction], self._commands.redaction)
            self.table.table.setFocus()
        else:
            self._commands.redaction = self.review.redactions.selected
            self._stack.setCurrentWidget(self.review)
            self.review.page_view.setFocus()
        self.turned.emit()

    def show_page(self, page: object, rect: object = None) -> None:
        """Show a page (its id), or a Rect of it, from whatever view."""
        self.show("review")
        self.review.journey.go_to(int(str(page)), rect if isinstance(rect, Rect) else None)

    def open(self, redaction: object) -> None:
        """Show a redaction on its page."""
        self.show("review")
        self._commands.redaction_wanted.emit(redaction)

    def refresh(self, changes: Changes) -> None:
        """The project changed: bring the table in step. The pages see to themselves."""
        for _widget, view in self._further.values():
            view.refresh(changes)
        if any(
            kind in changes
            for kind in ("redaction", "page", "file", "document", "release", "note", "item", "challenge")
        ):
            ids = changes.of("redaction") if set(changes.ids) <= {"redaction"} else frozenset()
            self.table.refresh(frozenset(ids))
            self.overview.refresh()
        if any(kind in changes for kind in ("request", "event", "release", "letter", "file")):
            self.matter.refresh()
            if self.in_front == "overview":
                self.overview.show_next_step(self.matter.next_step())

    def let_go(self) -> None:
        """The project is closed: take the views out of the window."""
        self.review.search.let_go()
        for view in (
            *(widget for widget, _view in self._further.values()),
            self.matter,
            self.overview,
            self.table,
            self.review,
        ):
            self._stack.removeWidget(view)
            view.deleteLater()

    def take_actions(self, actions: list[QAction], window: QWidget) -> None:
        """Let the keys of these actions work in the table, too; none of them is bound to `window` itself."""
        for action in actions:
            if action not in window.actions():
                self.table.table.addAction(action)

    def _show_code(self, code: object) -> None:
        self.table.filters.clear()
        self.table.filters.choose_code(str(code))
        self.show("redactions")

    def _show_document(self, document: object) -> None:
        title = next((bar.name for bar in self.overview.documents.bars if bar.key == document), "")
        self.table.filters.clear()
        self.table.filters.choose_document(str(document), title)
        self.show("redactions")

    def _cell_edited(self, redaction: str, column: str, typed: str) -> None:
        """What was typed into a cell concerns its row alone, whatever else is selected."""
        commands = self._commands
        before, commands.redaction = (commands.redaction, commands.several), redaction
        commands.several = ()
        if column == "note":
            commands.set_note("redaction", redaction, typed)
        else:
            {"code": commands.set_codes, "kind": commands.set_kind, "position": commands.set_position}[column](typed)
        commands.redaction, commands.several = before

    def _table_selected(self) -> None:
        if self.in_front == "redactions":
            selected = tuple(self.table.selected)
            self._commands.redaction = self.table.current or (selected[0] if selected else None)
            self._commands.several = selected
            self.turned.emit()
