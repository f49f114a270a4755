"""What the parts of a window tell each other: bars, start view, those who help, and the views of the open project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.ui.session import Session
from reviewer.ui.sources import file_of_row
from reviewer.ui.views import Views

if TYPE_CHECKING:
    from reviewer.ui.window import Window


class Links(QObject):
    """Connects the parts of one window, and answers what one of them asks of another."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._connect()
        self._connect_files()

    def _connect(self) -> None:
        window = self._window
        window.start.new_wanted.connect(window.new_project)
        window.start.open_wanted.connect(window.open_project)
        window.start.sample_wanted.connect(window.open_sample)
        window.start.project_chosen.connect(window.open_path)
        window.start.forget_wanted.connect(window.forget_wanted)
        window.start.files_dropped.connect(window.open_paths)
        window.drops.dropped.connect(window.open_paths)
        window.toolbar.search.searched.connect(self._search)
        window.toolbar.search.left.connect(self._to_page)
        window.toolbar.search.led_down.connect(self._to_hits)
        window.toolbar.search.typed.connect(window.desk.search_typed)
        window.desk.query_changed.connect(window.toolbar.search.setText)
        window.status.stop_wanted.connect(self._stop)
        window.status.failures_wanted.connect(window.sources.show_failures)
        window.theme.changed.connect(window.registry.refresh)
        window.notices.turned.connect(window.registry.refresh)

    def _connect_files(self) -> None:
        """What is told about files becomes notices, and what is opened or found again is shown."""
        window = self._window
        for telling in (
            window.importing,
            window.exporting,
            window.printing,
            window.returning,
            window.merging,
            window.sources,
            window.unlocking,
        ):
            telling.noticed.connect(window.notify)
        for trying in (
            window.importing,
            window.exporting,
            window.printing,
            window.returning,
            window.merging,
            window.sources,
            window.progress,
        ):
            trying.failed.connect(window.show_error)
        for ending in (
            window.exporting,
            window.printing,
            window.returning,
            window.merging,
            window.sources,
            window.unlocking,
        ):
            ending.dismissed.connect(window.notices.dismiss_key)
        window.importing.ended.connect(window.unlocking.look)
        window.importing.went_on.connect(self._say_importing)
        for turned in (window.importing.ended, window.exporting.turned, window.printing.turned):
            turned.connect(window.registry.refresh)
        window.progress.failures_changed.connect(window.unlocking.look)
        window.sources.locked.connect(window.unlocking.wanted_for)
        window.sources.asked_for.connect(window.unlocking.ask_for)
        window.sources.page_wanted.connect(self._go_to)
        window.sources.shown_anew.connect(self._show_anew)
        window.unlocking.opened.connect(self._unlocked)

    def follow(self, session: Session, views: Views) -> None:
        """A project was opened: what its views say and ask reaches the bars and those who help."""
        window, view = self._window, views.review
        view.selection_changed.connect(window.registry.refresh)
        view.search.found.connect(lambda _pages: window.registry.refresh())
        view.page_shown.connect(self.page_shown)
        view.hinted.connect(window.status.show_hint)
        view.problem_chosen.connect(self._problem)
        view.import_wanted.connect(lambda: window.importing.ask([]))
        session.commands.failed.connect(window.show_error)
        session.progressed.connect(lambda _state: window.registry.refresh())
        session.project.changed.connect(window.refresh)
        session.project.changed.connect(views.refresh)
        views.turned.connect(window.registry.refresh)

    def _say_importing(self, words: str) -> None:
        if self._window.desk.view is not None:
            self._window.desk.view.show_importing(words)

    def _problem(self, row_id: str) -> None:
        file = file_of_row(row_id)
        if file is not None:
            self._window.sources.show_problem(file)

    def _stop(self) -> None:
        """The one word in the status bar that ends what goes on there."""
        if self._window.importing.busy:
            self._window.importing.cancel()
        else:
            self._window.progress.stop()

    def page_shown(self, page_id: int | None) -> None:
        """Another page is in view: ask for its outline, and whether its file is the one imported."""
        if self._window.session is not None and page_id is not None and self._window.desk.view is not None:
            view = self._window.desk.view
            self._window.session.ask_outline(page_id, lambda: view.show_outline(page_id))
            self._window.sources.look_at(page_id)
        self._window.registry.refresh()

    def _go_to(self, page_id: int) -> None:
        if self._window.desk.view is not None:
            self._window.desk.show_pages()
            self._window.desk.view.go_to(page_id)

    def _show_anew(self) -> None:
        """Pages can be shown that could not, or the other way round."""
        view = self._window.desk.view
        if view is not None:
            view.page_view.refresh_pictures()
            view.page_view.refresh()
            view.documents.reload()
        self._window.registry.refresh()

    def _unlocked(self) -> None:
        if self._window.session is not None:
            self._window.session.go_on_reading()
            self._window.importing.tell_of_unlocked(self._window.notices.notices)
            self._show_anew()

    def _search(self, query: str) -> None:
        if self._window.desk.view is not None:
            self._window.desk.show_pages()
            self._window.desk.view.left.setVisible(True)
            self._window.desk.view.search.finish(query)
            self._window.desk.view.search.step(1)

    def _to_hits(self, query: str) -> None:
        """Into the list of what was found, as soon as there is any."""
        if self._window.desk.view is not None:
            self._window.desk.show_pages()
            self._window.desk.view.left.show_panel("search")
            self._window.desk.view.left.setVisible(True)
            self._window.desk.view.search.finish(query)
            self._window.desk.view.search.take_keys()

    def _to_page(self) -> None:
        if self._window.desk.view is not None:
            self._window.desk.view.page_view.setFocus()
