"""Ways about an open project: views, panels, pages, hits and tools, and what is copied on the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from reviewer.ui.desk_state import DeskState
from reviewer.ui.page import PageView, Tool
from reviewer.ui.views import ViewName


class DeskWays(DeskState):
    """Brings things to the front; every method does nothing while no project is open."""

    def view_opener(self, name: ViewName) -> Callable[[], None]:
        """A callback that brings a view to the front; where it is there already, the keys go into it."""

        def run() -> None:
            if self.views is not None:
                again = self.views.in_front == name
                self.views.show(name)
                if again:
                    self.views.take_keys()

        return run

    def show_pages(self) -> None:
        """Bring the pages to the front; the keys stay where they are, if they are there already."""
        if self.views is not None:
            self.views.show("review")

    def take_tool(self, tool: Tool) -> None:
        """Take a tool in hand."""
        if self.view is not None:
            self.view.page_view.set_tool(tool)
            self.view.selection_changed.emit()

    def tool(self) -> Tool:
        """The tool in hand."""
        return self.view.page_view.tool() if self.view is not None else Tool.SELECT

    def on_page(self, act: Callable[[PageView], object]) -> Callable[[], None]:
        """A callback for the page view, such as `PageView.zoom_in`."""

        def run() -> None:
            if self.view is not None:
                act(self.view.page_view)

        return run

    def panel_opener(self, name: str) -> Callable[[], None]:
        """A callback that brings a panel to the front; where it is there already, the keys go into it."""

        def run() -> None:
            if self.view is not None and self.views is not None:
                self.views.show("review")  # the panels stand beside the pages
                left = name in ("documents", "pages", "outline", "search")
                side = self.view.left if left else self.view.right
                again = side.isVisible() and side.current == name
                side.setVisible(True)
                side.show_panel(name)
                if again:
                    side.take_keys()

        return run

    def can_turn(self, by: int) -> Callable[[], bool]:
        """Whether the pages are in front, and there is one after (1) or before (-1) the one in view."""

        def asked() -> bool:
            if self.view is None or not self.shows("review"):
                return False
            finder = self.view.page_view.finder
            here = finder.current()
            return here is not None and 0 <= here + by < len(finder.layout)

        return asked

    def can_fit_selection(self) -> bool:
        """Words or a redaction are selected on the pages in front."""
        commands = self.commands
        chosen = commands is not None and (bool(commands.segments) or commands.redaction is not None)
        return chosen and self.shows("review")

    def toggle(self, side: str) -> Callable[[], None]:
        """A callback that shows or hides the panel `left` or `right`."""

        def run() -> None:
            if self.view is not None:
                panel = self.view.left if side == "left" else self.view.right
                panel.setVisible(not panel.isVisible())

        return run

    def go(self, forward: bool) -> Callable[[], None]:
        """A callback for back and forward."""

        def run() -> None:
            if self.view is not None:
                self.view.journey.go_back(forward)

        return run

    def can_go(self, forward: bool) -> Callable[[], bool]:
        """Whether back or forward leads anywhere."""
        return lambda: self.view is not None and self.view.journey.can_go_back(forward)

    def find_step(self, by: int) -> Callable[[], None]:
        """A callback that shows the next or the previous page found, from whatever view."""

        def run() -> None:
            if self.view is not None and self.views is not None:
                self.views.show("review")
                self.view.search.step(by)

        return run

    def search_typed(self, typed: str) -> None:
        """Search what is being typed."""
        if self.view is not None:
            self.view.search.search_unfinished(typed)

    def show_saved(self) -> None:
        """Show the searches that were kept, beside the pages found."""
        if self.view is not None:
            self.show_pages()
            self.view.left.setVisible(True)
            self.view.left.show_panel("search")
            self.view.search.saved.open()

    def query(self) -> str:
        """The query whose hits are shown."""
        return self.view.search.query if self.view is not None else ""

    def type_page(self) -> None:
        """Open the field for a page number."""
        if self.view is not None:
            self.view.strip.page_field.setFocus()
            self.view.strip.page_field.selectAll()

    def copy_text(self) -> str:
        """What `copy_words` copies here, as the menu says it."""
        return self.tr("&Copy rows") if self.in_table() else self.tr("&Copy words")

    def copy_words(self) -> None:
        """Copy the selected words, or the rows of the table as a table."""
        if self.in_table() and self.views is not None:
            QGuiApplication.clipboard().setText(self.views.table.copied())
        elif self.view is not None:
            self.view.page_view.copy()

    def copy_cite(self) -> None:
        """Copy the pin cite of the page in view."""
        if self.view is not None:
            QGuiApplication.clipboard().setText(self.view.cite.cite)
