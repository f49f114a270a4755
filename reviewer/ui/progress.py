"""Keeps the bars in step with the project: how far reading and reviewing are, and what can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reviewer.services.processing import Processing, ProcessingState
from reviewer.ui.panels.status_bar import StatusBar
from reviewer.ui.session import Session
from reviewer.ui.widgets.meter import Coverage, Meter


class Progress(QObject):
    """The meter and the status bar of one window."""

    failed = Signal(object)  # UserError: reading stopped before its end
    failures_changed = Signal(object)  # how many pages and files could not be read

    def __init__(self, status: StatusBar, meter: Meter, undo_key: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._status, self._meter, self._undo_key = status, meter, undo_key
        self._session: Session | None = None
        self._importing = self._stopping = False
        self._failures = 0
        status.pause_wanted.connect(self.toggle)
        status.resume_wanted.connect(self.toggle)

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session, self._importing, self._stopping, self._failures = session, False, False, 0
        session.progressed.connect(self.show)

    def end(self) -> None:
        """The project was closed."""
        self._session, self._importing, self._stopping = None, False, False

    def toggle(self) -> None:
        """Pause reading, or go on."""
        processing = self._processing
        if processing is None or self._stopping:
            return
        if not processing.state.running:
            processing.start()
        elif processing.state.paused:
            processing.resume()
        else:
            processing.pause()

    def stop(self) -> None:
        """End reading for now; it goes on when asked to, or when the project is opened again."""
        if self._session is not None and self.is_reading() and not self._stopping:
            self._stopping = True
            self._session.stop_reading()
            self._status.show_idle(self.tr("Stopping …"))

    def is_reading(self) -> bool:
        """Whether pages are being read, or reading is paused."""
        return self._processing is not None and self._processing.state.running

    def can_toggle(self) -> bool:
        """Whether anything is left to read; what follows the last page cannot be paused."""
        return self._processing is not None and self._coverage().unread > 0

    def action_text(self) -> str:
        """`Pause reading` or `Go on reading`."""
        processing = self._processing
        reads = processing is not None and processing.state.running and not processing.state.paused
        return self.tr("&Pause reading") if reads else self.tr("&Go on reading")

    def show_import(self, done: int, total: int, name: str) -> None:
        """Say how far an import is."""
        self._importing = True
        self._status.show_importing(done, total, name)

    def import_ended(self) -> None:
        """Nothing is being imported any more."""
        self._importing = False
        self.refresh()

    def refresh(self) -> None:
        """Ask the project for its figures."""
        session = self._session
        if session is None:
            return
        coverage = self._coverage()
        self._meter.show_coverage(coverage)
        self._status.show_failures(coverage.failed)
        self._status.show_undo(session.edits.undo_title, self._undo_key())
        if coverage.failed != self._failures:
            self._failures = coverage.failed
            self.failures_changed.emit(coverage.failed)
        if session.processing is not None:
            self.show(session.processing.state, coverage)
        elif not self._importing:
            self._rest(coverage)

    def show(self, state: ProcessingState, coverage: Coverage | None = None) -> None:
        """Say how far reading is, and why it stopped if it had to; `coverage` saves asking the project for it."""
        if state.error is not None:
            self.failed.emit(state.error)
        self._stopping = self._stopping and state.running
        finished = state.done + state.failed
        if self._importing or self._stopping:
            return
        if state.total > finished and state.running:
            left = state.seconds_left
            self._status.show_reading(finished, state.total, state.pages_per_minute, left, state.paused)
        else:
            self._rest(coverage)

    @property
    def _processing(self) -> Processing | None:
        return self._session.processing if self._session is not None else None

    def _coverage(self) -> Coverage:
        return self._session.project.coverage() if self._session is not None else Coverage()

    def _rest(self, coverage: Coverage | None = None) -> None:
        """Say how it stands while nothing is being read; never that all is read unless it is."""
        session = self._session
        if session is None:
            return
        if not session.project.page_count:
            nothing = self.tr("No pages to read") if session.project.files() else self.tr("Nothing imported yet")
            self._status.show_idle(nothing)
            return
        found = coverage or self._coverage()
        if found.unread:
            text = self.tr("1 page not read yet") if found.unread == 1 else self.tr("{0} pages not read yet")
            self._status.show_idle(text.format(f"{found.unread:,}"), resume=session.processing is not None)
        elif found.failed:
            self._status.show_idle(self.tr("Reading has ended"))
        else:
            self._status.show_idle(self.tr("All pages read"))
