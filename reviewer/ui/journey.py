"""Takes the reader to a page, a hit or what is selected, and back to where they came from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.page import PageView
from reviewer.ui.page_model import ProjectPages
from reviewer.ui.project import Project
from reviewer.ui.trail import Trail


class Journey(QObject):
    """Every jump in one page view; words that a jump leaves behind are not selected any more."""

    went = Signal()

    def __init__(
        self, project: Project, commands: ReviewCommands, view: PageView, pages: ProjectPages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._project, self._commands, self._view, self._pages = project, commands, view, pages
        self._trail = Trail()

    def go_to(self, page_id: int, rect: Rect | None = None) -> None:
        """Show a page, or a rect of it, and remember where we came from."""
        here = self._view.place()
        if here is not None and self._view.current_page() != page_id:
            self._trail.jump(here)
        self._leave_behind(page_id)
        self._view.go_to(page_id)
        if rect is not None:
            self._view.go_to(page_id, rect)

    def go_to_number(self, number: int) -> None:
        """Show the page with this number in the run of all pages, from 1."""
        ids = self._project.page_ids
        if ids:
            self.go_to(ids[max(1, min(number, len(ids))) - 1])
            self._view.setFocus()

    def go_to_hit(self, page_id: int) -> None:
        """Show a page found by the search, at its first hit."""
        hit = self._project.hit(page_id)
        self._pages.current_hit = page_id
        self._view.refresh()
        self.go_to(page_id, hit.boxes[0] if hit is not None and hit.boxes else None)

    def go_back(self, forward: bool = False) -> None:
        """Go to where we came from, or forward again."""
        here = self._view.place()
        place = (self._trail.forward(here) if forward else self._trail.back(here)) if here is not None else None
        if place is not None:
            self._leave_behind(place[0])
            self._view.return_to(place)
            self.went.emit()

    def can_go_back(self, forward: bool = False) -> bool:
        """Whether there is a place to go back or forward to."""
        return self._trail.can_go(forward)

    def turn(self, by: int, *, document: bool = False) -> None:
        """Turn the page in view, or its whole document, by quarters clockwise, for the eye alone."""
        page = self._view.current_page()
        if page is not None:
            self._view.turn(self._project.document_pages(page) if document else (page,), by)

    def zoom_to_selection(self) -> None:
        """Let the selected words, else the selected redaction, fill the view."""
        row = self._project.redaction(self._commands.redaction)
        if self._commands.segments:
            first = self._commands.segments[0]
            self._view.zoom_to(first.page_id, bounds(first.rects))
        elif row is not None:
            self._view.zoom_to(row.page_id, bounds(row.rects))

    def show_selection(self) -> None:
        """Bring the selected words into view, if they were scrolled out of it: nothing is marked unseen."""
        segments = self._commands.segments
        if segments and not any(self._view.shows(part.page_id, bounds(part.rects)) for part in segments):
            self._view.go_to(segments[0].page_id, segments[0].rects[0])

    def _leave_behind(self, page_id: int) -> None:
        """Words and regions of other pages are out of sight now: no key may act on them."""
        if all(part.page_id != page_id for part in self._commands.segments):
            self._view.clear_selection()
            self._commands.segments = ()
        if self._commands.region is not None and self._commands.region[0] != page_id:
            self._commands.region = None
