"""Which view of the open project is in front: pages, table of redactions, figures, requests; what they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from reviewer.model.changes import Changes
from reviewer.model.geometry import Rect
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.review import ReviewView

if TYPE_CHECKING:
    from reviewer.ui.matter import MatterView
    from reviewer.ui.overview import OverviewView
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

    The actions of the window work on what is selected in the view in front. All views but the pages are made when they
    are first asked for: until then they cost neither time nor memory, and hear of no change.
    """

    turned = Signal()  # another view is in front, or something else is selected in the table

    def __init__(self, stack: QStackedWidget, review: ReviewView, commands: ReviewCommands) -> None:
        super().__init__(review)
        self.review = review
        stack.addWidget(review)
        stack.setCurrentWidget(review)
        self._stack, self._commands = stack, commands
        self._makers: dict[ViewName, Callable[[], FurtherView]] = {}
        self._made: dict[ViewName, tuple[QWidget, FurtherView]] = {}

    def add(self, name: ViewName, make: Callable[[], FurtherView]) -> None:
        """Take in a further view, once: `make` gives a widget when `show(name)` first brings it to the front."""
        self._makers[name] = make

    def further(self, name: ViewName) -> QWidget:
        """A view that was added, made now if nobody asked for it before; KeyError if there is none of this name."""
        return self._further(name)[0]

    def known(self, name: ViewName) -> QWidget | None:
        """A view that was made already, or nothing."""
        return self._made[name][0] if name in self._made else None

    @property
    def table(self) -> RedactionsView:
        """The table of redactions."""
        return cast("RedactionsView", self.further("redactions"))

    @property
    def overview(self) -> OverviewView:
        """The figures of the release."""
        return cast("OverviewView", self.further("overview"))

    @property
    def matter(self) -> MatterView:
        """The requests."""
        return cast("MatterView", self.further("requests"))

    @property
    def in_front(self) -> ViewName:
        """The view that is shown."""
        shown = self._stack.currentWidget()
        return next((name for name, (widget, _view) in self._made.items() if widget is shown), "review")

    def show(self, name: ViewName) -> None:
        """Bring a view to the front; what was selected stays so."""
        if name == self.in_front:
            self.turned.emit()  # its button went up when it was pressed, and has to stay down
            return
        self._commands.several = ()
        if name == "review":
            self._commands.redaction = self.review.redactions.selected
            self._stack.setCurrentWidget(self.review)
            self.review.page_view.setFocus()
        else:
            widget, view = self._further(name)
            if name == "overview":
                self.overview.show_next_step(self.matter.next_step())
            self._stack.setCurrentWidget(widget)
            view.come()
            focus = QApplication.focusWidget()
            if focus is None or not (focus is widget or widget.isAncestorOf(focus)):
                widget.setFocus()  # what takes the keys in it is not there yet: left to Qt, they land on any button
            if name == "redactions" and self._commands.redaction is not None:
                self.table.select([self._commands.redaction], self._commands.redaction)
        self.turned.emit()

    def take_keys(self) -> None:
        """Give the keys to the view in front."""
        if self.in_front == "review":
            self.review.page_view.setFocus()
        else:
            self._further(self.in_front)[1].come()

    def show_page(self, page: object, rect: object = None) -> None:
        """Show a page (its id), or a Rect of it, from whatever view."""
        self.show("review")
        self.review.journey.go_to(int(str(page)), rect if isinstance(rect, Rect) else None)

    def open(self, redaction: object) -> None:
        """Show a redaction on its page."""
        self.show("review")
        self._commands.redaction_wanted.emit(redaction)

    def refresh(self, changes: Changes) -> None:
        """The project changed: tell the views that were made. The pages see to themselves."""
        for _widget, view in list(self._made.values()):
            view.refresh(changes)
        about_requests = any(kind in changes for kind in ("request", "event", "release", "letter", "file"))
        if about_requests and self.in_front == "overview":
            self.overview.show_next_step(self.matter.next_step())

    def let_go(self) -> None:
        """The project is closed: take the views out of the window."""
        self.review.search.let_go()
        if "redactions" in self._made:
            self.table.let_go()
        for view in (*(widget for widget, _view in self._made.values()), self.review):
            self._stack.removeWidget(view)
            view.deleteLater()

    def show_code(self, code: object) -> None:
        """List the redactions that claim a code."""
        self.table.filters.clear()
        self.table.filters.choose_code(str(code))
        self._show_head_of_table()

    def show_beneath(self) -> None:
        """List the redactions under which text is still in the file."""
        self.table.filters.clear()
        self.table.filters.choose_beneath()
        self._show_head_of_table()

    def show_document(self, document: object) -> None:
        """List the redactions of a document that the overview shows."""
        title = next((bar.name for bar in self.overview.documents.bars if bar.key == document), "")
        self.table.filters.clear()
        self.table.filters.choose_document(str(document), title)
        self._show_head_of_table()

    def _show_head_of_table(self) -> None:
        """Other rows were asked for: they are read from the first, wherever the table stood."""
        self.show("redactions")
        self.table.table.scrollToTop()

    def cell_edited(self, redaction: str, column: str, typed: str) -> None:
        """What was typed into a cell concerns its row alone, whatever else is selected."""
        commands = self._commands
        before, commands.redaction = (commands.redaction, commands.several), redaction
        commands.several = ()
        if column == "note":
            commands.set_note("redaction", redaction, typed)
        else:
            {"code": commands.set_codes, "kind": commands.set_kind, "position": commands.set_position}[column](typed)
        commands.redaction, commands.several = before

    def table_selected(self) -> None:
        """Other rows of the table are selected: the actions of the window work on them."""
        if self.in_front == "redactions":
            selected = self.table.selected
            self._commands.redaction = self.table.current or (selected[0] if selected else None)
            self._commands.several = selected
            self.turned.emit()

    def _further(self, name: ViewName) -> tuple[QWidget, FurtherView]:
        if name not in self._made:
            view = self._makers[name]()
            assert isinstance(view, QWidget), "a view is a widget"
            self._made[name] = (view, view)
            self._stack.addWidget(view)
        return self._made[name]
