"""One window: the start view, or an open project with its bars, menus and notices."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.errors import UserError
from reviewer.services.workspace import Workspace
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.catalog import window_actions
from reviewer.ui.desk import Desk
from reviewer.ui.dialogs.about import AboutDialog
from reviewer.ui.dialogs.keys import KeysDialog
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.exporting import Exporting
from reviewer.ui.help import HelpWindow
from reviewer.ui.importing import Importing
from reviewer.ui.matter import MatterView
from reviewer.ui.menus import fill_menu_bar
from reviewer.ui.overview import OverviewView
from reviewer.ui.panels.command_palette import CommandPalette
from reviewer.ui.panels.status_bar import StatusBar
from reviewer.ui.placing import place
from reviewer.ui.printing import Printing
from reviewer.ui.progress import Progress
from reviewer.ui.review import ReviewView
from reviewer.ui.rooms import furnish, show_settings
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.sources import Sources, file_of_row
from reviewer.ui.start.view import StartView
from reviewer.ui.table import RedactionsView
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import Choice
from reviewer.ui.toolbar import ToolBar
from reviewer.ui.unlocking import Unlocking
from reviewer.ui.views import Views
from reviewer.ui.widgets.drop import DropFilter
from reviewer.ui.widgets.meter import Meter
from reviewer.ui.widgets.notice import Notice, NoticeBar
from reviewer.ui.widgets.password_bar import PasswordBar

_log = logging.getLogger(__name__)


class Window(QMainWindow):
    """Opens and closes projects; everything about the open one is the desk's and the session's.

    What concerns other windows too it asks for by a signal; the application listens.
    """

    closed = Signal(object)  # self
    start_shown = Signal(object)  # self: the start view came into view
    project_opened = Signal(object)  # Path
    forget_wanted = Signal(object)  # Path
    sample_wanted = Signal(object)  # self
    window_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.theme, self.settings = theme, settings
        self._manual: HelpWindow | None = None
        self.registry = ActionRegistry(theme, self)
        self.status = StatusBar()
        self.notices = NoticeBar(theme)
        self.passwords = PasswordBar(theme)
        self.desk = Desk(theme, self)
        self.start = StartView(theme)
        self.sources = Sources(settings, self)
        self.unlocking = Unlocking(self.passwords, self)
        self._make_actions()
        self._helpers = (self.exporting, self.printing, self.progress, self.importing, self.sources, self.unlocking)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._lay_out()
        self._connect()
        self._connect_files()
        fill_menu_bar(self.menuBar(), self.registry)
        place(self, self.settings.bytes("geometry"))
        self._say_nothing_open()

    def _make_actions(self) -> None:
        """Progress and importing know the bars, the actions know both, and the tool bar shows the actions."""
        self.meter = Meter(self.theme)
        self.progress = Progress(self.status, self.meter, lambda: self.registry.key("edit.undo"), self)
        self.importing = Importing(self.settings, self.progress, self)
        self.exporting = Exporting(self.settings, self._searched, self)
        self.printing = Printing(lambda: self.desk.view, self)
        self.registry.add(window_actions(self))
        self.registry.follow(self.settings.keys.applied)
        self.settings.keys.changed.connect(self.registry.rekey)
        for record in self.registry.records:
            if record.context == "window":
                self.addAction(self.registry.action(record.id))
        self.toolbar = ToolBar(self.theme, self.registry, self.meter)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "window")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.toolbar, self.passwords, self.notices):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(inside)

    def _connect(self) -> None:
        self.start.new_wanted.connect(self.new_project)
        self.start.open_wanted.connect(self.open_project)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.project_chosen.connect(self.open_path)
        self.start.forget_wanted.connect(self.forget_wanted)
        self.start.files_dropped.connect(self.open_paths)
        self.drops = DropFilter(self, self.theme, self._drop_words)
        self.drops.dropped.connect(self.open_paths)
        self.toolbar.search.searched.connect(self._search)
        self.toolbar.search.left.connect(self._to_page)
        self.toolbar.search.typed.connect(self.desk.search_typed)
        self.desk.query_changed.connect(self.toolbar.search.setText)
        self.status.stop_wanted.connect(self._stop)
        self.status.failures_wanted.connect(self.sources.show_failures)
        self.theme.changed.connect(self.registry.refresh)

    def _connect_files(self) -> None:
        """What is told about files becomes notices, and what is opened or found again is shown."""
        for telling in (self.importing, self.exporting, self.printing, self.sources, self.unlocking):
            telling.noticed.connect(self.notify)
        for trying in (self.importing, self.exporting, self.printing, self.sources, self.progress):
            trying.failed.connect(self.show_error)
        for ending in (self.exporting, self.printing, self.sources, self.unlocking):
            ending.dismissed.connect(self.notices.dismiss_key)
        self.importing.ended.connect(self.unlocking.look)
        self.importing.went_on.connect(self._say_importing)
        for turned in (self.importing.ended, self.exporting.turned, self.printing.turned):
            turned.connect(self.registry.refresh)
        self.progress.failures_changed.connect(self.unlocking.look)
        self.sources.locked.connect(self.unlocking.wanted_for)
        self.sources.page_wanted.connect(self._go_to)
        self.sources.shown_anew.connect(self._show_anew)
        self.unlocking.opened.connect(self._unlocked)

    @property
    def session(self) -> Session | None:
        """The open project's session."""
        return self.desk.session

    def notify(self, notice: Notice) -> None:
        """Show a notice."""
        self.notices.show_notice(notice)

    def show_error(self, error: UserError) -> None:
        """Show a user's error as a notice."""
        self.notices.show_error(error, safe=self.tr("Everything you did up to now is saved."))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the project among `paths`; import the others into it, or begin a project with them."""
        projects = [path for path in paths if path.suffix.lower() == ".foia"]
        files = [path for path in paths if path not in projects]
        opened = bool(projects) and self.open_path(projects[0])
        if files and (opened or not projects):
            if self.session is not None:
                self.importing.ask(files)
            else:
                self.new_project(files)

    def _drop_words(self, paths: Sequence[Path]) -> str:
        """What dropping these would do; nothing on the start view, which has a place of its own for them."""
        if self.session is None:
            return ""
        project = next((path for path in paths if path.suffix.lower() == ".foia"), None)
        if project is not None:
            return self.tr("Drop to open {0}").format(project.name)
        if self.session.project.read_only:
            return self.tr("{0} is open to read: nothing can be imported").format(self.session.project.title)
        return self.tr("Drop to import into {0}").format(self.session.project.title)

    def open_path(self, path: Path, read_only: bool = False) -> bool:
        """Open a project file in this window; False, and a notice, where that fails."""
        if self.session is not None and self.session.workspace.path == path and not read_only:
            if not self.session.workspace.read_only:
                return True
            self.close_project()  # it was only looked at, and shall be changed now
        try:
            workspace = Workspace.open(path, reviewer=self.settings.reviewer, read_only=read_only)
        except UserError as error:
            self._say_not_opened(path, error)
            return False
        self.use(workspace)
        if read_only:
            title = self.tr("You look at {0} without changing it").format(path.name)
            text = self.tr("What others change in it meanwhile is shown when it is opened again.")
            step = (self.tr("Open for writing"), lambda: self.open_path(path))
            self.notify(Notice(title, text, "attention", (step,), key="read-only"))
        return True

    def use(self, workspace: Workspace, read: bool = True) -> None:
        """Show an open workspace, in place of the project that was open here."""
        self.close_project()
        session = Session(workspace, self, read=read)
        view = ReviewView(session.project, session.commands, self.theme, self.registry, session.tiles)
        table = RedactionsView(workspace.read, self.theme, editable=not session.project.read_only)
        overview = OverviewView(workspace.read.overview.all, session.run, self.theme)
        matter = MatterView(
            workspace.read, session.commands.perform, self.theme, editable=not session.project.read_only
        )
        views = Views(self._stack, view, table, overview, matter, session.commands)
        furnish(self, session, views)
        self.desk.lay_out(session, views, self.registry)
        self.registry.install("review", view)
        self.registry.install("redactions", view.page_view, view.redactions.list.view)
        view.selection_changed.connect(self.registry.refresh)
        view.page_shown.connect(self._page_shown)
        view.hinted.connect(self.status.show_hint)
        view.problem_chosen.connect(self._problem)
        view.import_wanted.connect(lambda: self.importing.ask([]))
        session.commands.failed.connect(self.show_error)
        session.progressed.connect(lambda _state: self.registry.refresh())
        session.project.changed.connect(self.refresh)
        session.project.changed.connect(views.refresh)
        views.turned.connect(self.registry.refresh)
        table.export_wanted.connect(self.exporting.ask)
        overview.save_wanted.connect(self.exporting.save_chart)
        matter.calendar_wanted.connect(lambda: self.exporting.ask("deadlines-ics"))
        table.restore(self.settings.bytes("table"))
        for part in (self.toolbar, self.status):
            part.setVisible(True)
        view.splitter.restoreState(self.settings.bytes("splitter"))
        view.restore(self.settings.text(_place_key(workspace.path)))
        self.setWindowTitle(f"{session.project.title} – FOIA Reviewer")
        self.project_opened.emit(workspace.path)
        for banner in workspace.opening.banners:
            self.notify(Notice(banner, level="attention", key=f"banner {banner}"))
        for helper in self._helpers:
            helper.begin(session)
        self._page_shown(view.page_view.current_page())
        view.page_view.setFocus()
        self.refresh()

    def close_project(self) -> None:
        """Close the open project; every edit is in its file already."""
        if self.session is not None:
            self._close_dialogs()
            self._keep_place()
            self._let_go()

    def close_after_fault(self, sentence: str) -> None:
        """Close the project although something in this window is broken, and say so."""
        session = self.session
        path = session.workspace.path if session is not None else None
        try:
            self.close_project()
        except Exception:  # noqa: BLE001 - logged: whatever is broken here must not keep the file open
            _log.critical("the view of %s could not be closed in good order", path, exc_info=True)
            if session is not None:
                session.close()
        step: tuple[tuple[str, Callable[[], object]], ...] = ()
        if path is not None:
            step = ((self.tr("Open again"), lambda: self.open_path(path)),)
            sentence = self.tr("{0} The project was closed safely; every edit up to now is in it.").format(sentence)
        self.notify(Notice(self.tr("The program met a fault"), sentence, "warning", step, key="fault"))

    def new_project(self, files: Sequence[Path] = ()) -> None:
        """Ask for a new project and begin with it."""
        dialog = NewProjectDialog(self.settings.folder, self.settings.reviewer, list(files), self)
        dialog.accepted.connect(lambda: self._begin_project(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_project(self) -> None:
        """Ask which project file to open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open project"), str(self.settings.folder), self.tr("FOIA Reviewer projects (*.foia)")
        )
        if chosen:
            self.settings.folder = Path(chosen).parent
            self.open_path(Path(chosen))

    def open_sample(self) -> None:
        """Make the sample release and open it."""
        self.sample_wanted.emit(self)

    def new_window(self) -> None:
        """Open another window."""
        self.window_wanted.emit()

    def quit(self) -> None:
        """End the program."""
        self.quit_wanted.emit()

    def begin_search(self) -> None:
        """Put the cursor into the search field."""
        self.toolbar.search.setFocus()
        self.toolbar.search.selectAll()

    def show_palette(self) -> None:
        """Find any command by typing."""
        self.registry.refresh()
        CommandPalette(self.theme, self.registry, self).pop_up()

    def show_manual(self) -> None:
        """Show the manual beside the work."""
        if self._manual is None:
            self._manual = HelpWindow(self)
        self._manual.show()
        self._manual.raise_()

    def show_keys(self) -> None:
        """Show every key."""
        dialog = KeysDialog(self.registry, self)
        dialog.exec()
        dialog.deleteLater()

    def show_settings(self) -> None:
        """Show the settings."""
        show_settings(self)

    def show_about(self) -> None:
        """Say what this program is."""
        dialog = AboutDialog(self)
        dialog.exec()
        dialog.deleteLater()

    def theme_choice(self) -> str:
        """The theme chosen."""
        return self.theme.choice

    def theme_setter(self, name: str) -> Callable[[], None]:
        """A callback that chooses a theme."""

        def choose() -> None:
            self.settings.theme = cast(Choice, name)
            self.theme.choose(cast(Choice, name))
            self.registry.refresh()

        return choose

    def refresh(self, *_changes: object) -> None:
        """Bring bars and actions in step with the project."""
        self.registry.refresh()
        self.progress.refresh()

    def _say_not_opened(self, path: Path, error: UserError) -> None:
        steps: tuple[tuple[str, Callable[[], object]], ...] = ()
        if error.code in ("in-use", "cannot-lock"):
            steps = ((self.tr("Open to read"), lambda: self.open_path(path, read_only=True)),)
        elif error.code == "missing":
            steps = ((self.tr("Remove from the list"), lambda: self.forget_wanted.emit(path)),)
        self.notify(Notice(error.message, error.advice, "warning", steps, key=f"open {path}"))

    def _begin_project(self, dialog: NewProjectDialog) -> None:
        self.settings.reviewer, self.settings.folder = dialog.reviewer, dialog.path.parent
        matter, files = dialog.matter(), dialog.files
        try:
            workspace = Workspace.create(dialog.path, reviewer=dialog.reviewer)
        except UserError as error:
            self.show_error(error)
            return
        self.use(workspace)
        self.importing.matter = matter
        if files:
            self.importing.run(files, matter)

    def _say_importing(self, words: str) -> None:
        if self.desk.view is not None:
            self.desk.view.show_importing(words)

    def _problem(self, row_id: str) -> None:
        file = file_of_row(row_id)
        if file is not None:
            self.sources.show_problem(file)

    def _stop(self) -> None:
        """The one word in the status bar that ends what goes on there."""
        if self.importing.busy:
            self.importing.cancel()
        else:
            self.progress.stop()

    def _page_shown(self, page_id: int | None) -> None:
        if self.session is not None and page_id is not None and self.desk.view is not None:
            view = self.desk.view
            self.session.ask_outline(page_id, lambda: view.show_outline(page_id))
            self.sources.look_at(page_id)
        self.registry.refresh()

    def _go_to(self, page_id: int) -> None:
        if self.desk.view is not None:
            self.desk.view_opener("review")()
            self.desk.view.go_to(page_id)

    def _show_anew(self) -> None:
        """Pages can be shown that could not, or the other way round."""
        view = self.desk.view
        if view is not None:
            view.page_view.refresh_pictures()
            view.page_view.refresh()
            view.documents.reload()
        self.registry.refresh()

    def _unlocked(self) -> None:
        if self.session is not None:
            self.session.go_on_reading()
            self._show_anew()

    def _search(self, query: str) -> None:
        if self.desk.view is not None:
            self.desk.view_opener("review")()
            self.desk.view.left.setVisible(True)
            if query != self.desk.view.search.query:
                self.desk.view.search.search(query)
            self.desk.view.search.step(1)

    def _searched(self) -> str:
        return self.desk.view.search.query if self.desk.view is not None else ""

    def _to_page(self) -> None:
        if self.desk.view is not None:
            self.desk.view.page_view.setFocus()

    def _close_dialogs(self) -> None:
        """Leave what is being asked, the innermost question first: a dialog must not outlive what it asks about."""
        for dialog in reversed(self.findChildren(QDialog)):
            if dialog.isVisible():
                dialog.reject()

    def _keep_place(self) -> None:
        session, view = self.desk.session, self.desk.view
        if session is not None and view is not None:
            view.redactions.details.note_field.flush()
            self.settings.keep_bytes("splitter", view.splitter.saveState())
            if self.desk.views is not None:
                self.settings.keep_bytes("table", self.desk.views.table.state())
            self.settings.keep_text(_place_key(session.workspace.path), view.state())

    def _let_go(self) -> None:
        session, views = self.desk.session, self.desk.views
        if session is None or views is None:
            return
        self.desk.clear()
        for helper in self._helpers:
            helper.end()
        self.notices.dismiss_all()
        self.toolbar.search.clear()
        views.review.page_view.set_content(None, None)
        views.let_go()
        session.close()
        session.deleteLater()
        self._say_nothing_open()
        self.start_shown.emit(self)

    def _say_nothing_open(self) -> None:
        self._stack.setCurrentWidget(self.start)
        self.setWindowTitle("FOIA Reviewer")
        for part in (self.toolbar, self.status):
            part.setVisible(False)
        self.registry.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.session is None:
            self.start_shown.emit(self)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.keep_bytes("geometry", self.saveGeometry())
        self._close_dialogs()
        self.close_project()
        self.settings.flush()
        event.accept()
        self.closed.emit(self)


def _place_key(path: Path) -> str:
    """The key under which the place in a project is kept: its path, in a form that an ini file takes."""
    return "place/" + path.resolve().as_posix().replace("/", "|")
