"""Keeps the bars in step with the project: how far reading and reviewing are, and what can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.services.processing import Processing, ProcessingState
from reviewer.ui.widgets.meter import Coverage

if TYPE_CHECKING:
    from reviewer.ui.window import Window


class Progress(QObject):
    """The meter and the status bar of one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def toggle(self) -> None:
        """Pause reading, or go on."""
        processing = self._processing
        if processing is not None:
            (processing.resume if processing.state.paused else processing.pause)()

    def action_text(self) -> str:
        """`Pause reading` or `Go on reading`."""
        processing = self._processing
        return self.tr("&Go on reading") if processing and processing.state.paused else self.tr("&Pause reading")

    def refresh(self) -> None:
        """Ask the project for its figures."""
        session, window = self._window.session, self._window
        if session is None:
            return
        coverage = session.project.coverage()
        window.toolbar.meter.show_coverage(coverage)
        window.status.show_failures(coverage.failed)
        window.status.show_undo(session.edits.undo_title, window.registry.key("edit.undo"))
        if session.processing is not None:
            self.show(session.processing.state, coverage)
        else:
            self._rest(coverage)

    def show(self, state: ProcessingState, coverage: Coverage | None = None) -> None:
        """Say how far reading is, and why it stopped if it had to; `coverage` saves asking the project for it."""
        window = self._window
        if state.error is not None:
            window.notices.show_error(state.error, safe=self.tr("Everything read up to now is saved."))
        finished = state.done + state.failed
        if state.total > finished and (state.running or state.paused):
            left = state.seconds_left
            window.status.show_reading(finished, state.total, state.pages_per_minute, left, state.paused)
        elif not window.importing.busy:
            self._rest(coverage)

    @property
    def _processing(self) -> Processing | None:
        session = self._window.session
        return session.processing if session is not None else None

    def _rest(self, coverage: Coverage | None = None) -> None:
        """Say how it stands while nothing is being read; never that all is read unless it is."""
        session = self._window.session
        if session is None or not session.project.page_count:
            self._window.status.show_idle(self.tr("Nothing imported yet"))
            return
        unread = (coverage or session.project.coverage()).unread
        words = self.tr("{0} pages not read yet").format(f"{unread:,}") if unread else self.tr("All pages read")
        self._window.status.show_idle(words)
