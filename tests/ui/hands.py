"""Hands on the window of an open project: its pages, redactions and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.ui.models.rows import RedactionRow
from tests.ui.menu_hands import WAIT, MenuHands, does, write

__all__ = ["Hands", "does", "write"]


class Hands(MenuHands):
    """Pages count from 1, words and redactions of a page from 0."""

    def go_to(self, number: int) -> None:
        """Type the number of a page."""
        self.do("go.page")
        self.enter(str(number))
        page = self.session.project.page_ids[number - 1]
        self.qtbot.waitUntil(lambda: self.view.page_view.current_page() == page, timeout=WAIT)

    def click_redaction(self, number: int, place: int) -> RedactionRow:
        """Click on a redaction of a page: `place` counts those of the page from 0."""
        self.go_to(number)
        page = self.session.project.page_ids[number - 1]
        one = self.session.project.redaction_ids("page", page)[place]
        row = self.session.project.redaction(one)
        assert row is not None
        self.view.page_view.go_to(page, row.rects[0])
        QTest.mouseClick(
            self.view.page_view.viewport(), Qt.MouseButton.LeftButton, pos=self.spot(number, *row.rects[0].center)
        )
        self.settle()
        assert self.session.commands.redaction == one
        return row

    def redaction(self, one: str | None = None) -> RedactionRow:
        """A redaction as it is stored, or the one that is selected."""
        row = self.session.project.redaction(one or self.session.commands.redaction)
        assert row is not None
        return row

    def mark_words(self, number: int, first: int, last: int) -> str:
        """Drag over words of a page; those words."""
        self.go_to(number)
        words = self.words(number)
        start, end = words[first].rect, words[last].rect
        page = self.session.project.page_ids[number - 1]
        self.view.page_view.go_to(page, start)
        self.drag(self.spot(number, start.x0 + 1, start.center[1]), self.spot(number, end.x1 - 1, end.center[1]))
        assert self.session.commands.segments
        return self.session.commands.quote()

    def words(self, number: int) -> Sequence[Word]:
        """The words of a page."""
        content = self.session.project.content(self.session.project.page_ids[number - 1])
        assert content is not None
        return content.text.words

    def draw_box(self, number: int, rect: Rect) -> None:
        """Drag a box over a page, in points."""
        page = self.session.project.page_ids[number - 1]
        self.view.page_view.go_to(page, rect)
        self.drag(self.spot(number, rect.x0, rect.y0), self.spot(number, rect.x1, rect.y1))

    def spot(self, number: int, x: float, y: float) -> QPoint:
        """Where a place of a page, in points, is in the view of the pages."""
        return QPoint(*(round(each) for each in self.view.page_view.finder.to_window(number - 1, x, y)))

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press the mouse on the pages, move it in steps and release it."""
        on, left = self.view.page_view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(on, left, pos=start)
        for step in range(1, 5):
            QTest.mouseMove(on, start + (end - start) * step / 4)
        QTest.mouseRelease(on, left, pos=end)
        self.settle()

    def tidy(self) -> None:
        """Take back what a test did, and leave the window as it was opened: pages in front, nothing selected."""
        self.close_popups()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                window.reject()
        if self.window.session is None:
            return
        while self.session.edits.undo_title:
            self.session.edits.undo()
        self.session.project.flush()
        self.window.desk.view_opener("review")()
        commands = self.session.commands
        commands.passage = commands.mention = commands.region = None
        commands.passages = commands.several = ()
        self.view.selecting.select_redaction(None)
        self.view.page_view.clear_selection()
        self.view.go_to_number(1)
        self.window.notices.dismiss_all()
        self.settle()
