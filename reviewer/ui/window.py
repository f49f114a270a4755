"""One window: the start view, or an open project with its bars, menus and notices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.errors import UserError
from reviewer.services.workspace import Workspace
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.catalog import window_actions
from reviewer.ui.desk import Desk
from reviewer.ui.dialogs.about import AboutDialog
from reviewer.ui.dialogs.keys import KeysDialog
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.importing import Importing
from reviewer.ui.menus import fill_menu_bar
from reviewer.ui.panels.command_palette import CommandPalette
from reviewer.ui.panels.status_bar import StatusBar
from reviewer.ui.progress import Progress
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.start.view import StartView
from reviewer.ui.theme.tokens import Choice
from reviewer.ui.toolbar import ToolBar
from reviewer.ui.widgets.drop import DropFilter
from reviewer.ui.widgets.notice import Notice, NoticeBar

if TYPE_CHECKING:
    from reviewer.ui.application import Application

SIZE = (1280, 800)


class Window(QMainWindow):
    """Opens and closes projects; everything about the open one is the desk's and the session's."""

    closed = Signal(object)  # self

    def __init__(self, application: Application) -> None:
        super().__init__()
        self.application, self.theme, self.settings = application, application.theme, application.settings
        self.desk = Desk(self.theme, self)
        self.progress = Progress(self)
        self.registry = ActionRegistry(self.theme, self)
        self.registry.add(window_actions(self))
        for record in self.registry.records:
            if record.context == "window":
                self.addAction(self.registry.action(record.id))
        self.start = StartView(self.theme)
        self.toolbar = ToolBar(self.theme, self.registry)
        self.status = StatusBar()
        self.notices = NoticeBar(self.theme)
        self.importing = Importing(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._lay_out()
        self._connect()
        fill_menu_bar(self.menuBar(), self.registry)
        self.resize(*SIZE)
        self.restoreGeometry(self.settings.bytes("geometry"))
        self._say_nothing_open()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "window")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.toolbar, self.notices):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(inside)

    def _connect(self) -> None:
        self.start.new_wanted.connect(self.new_project)
        self.start.open_wanted.connect(self.open_project)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.project_chosen.connect(self.open_path)
        self.start.forget_wanted.connect(self.application.forget_project)
        self.start.files_dropped.connect(self.new_project)
        self.drops = DropFilter(self)
        self.drops.dropped.connect(self._dropped)
        self.toolbar.search.searched.connect(self._search)
        self.toolbar.search.left.connect(self._to_page)
        self.status.pause_wanted.connect(self.progress.toggle)
        self.status.resume_wanted.connect(self.progress.toggle)
        self.status.failures_wanted.connect(self.importing.show_failures)
        self.theme.changed.connect(self.registry.refresh)

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

    def open_path(self, path: Path, read_only: bool = False) -> bool:
        """Open a project file in this window; False, and a notice, where that fails."""
        try:
            workspace = Workspace.open(path, reviewer=self.settings.reviewer, read_only=read_only)
        except UserError as error:
            steps: tuple[tuple[str, Callable[[], object]], ...] = ()
            if error.code == "in-use":
                steps = ((self.tr("Open to read"), lambda: self.open_path(path, read_only=True)),)
            self.notify(Notice(error.message, error.advice, "warning", steps))
            return False
        self.use(workspace)
        return True

    def use(self, workspace: Workspace, read: bool = True) -> None:
        """Show an open workspace, in place of the project that was open here."""
        self.close_project()
        session = Session(workspace, self, read=read)
        view = ReviewView(session.project, session.commands, self.theme, self.registry, session.tiles)
        self.desk.lay_out(session, view, self.registry)
        self.registry.install("review", view)
        self.registry.install("redactions", view.page_view, view.redactions.list.view)
        view.selection_changed.connect(self.registry.refresh)
        view.page_shown.connect(self._page_shown)
        view.problem_chosen.connect(self.importing.show_problem)
        view.import_wanted.connect(self.import_files)
        session.commands.failed.connect(self.show_error)
        session.progressed.connect(self.progress.show)
        session.project.changed.connect(self.refresh)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        for part in (self.toolbar, self.status):
            part.setVisible(True)
        view.splitter.restoreState(self.settings.bytes("splitter"))
        view.restore(self.settings.text(_place_key(workspace.path)))
        self.setWindowTitle(f"{session.project.title} – FOIA Reviewer")
        self.application.remember_project(workspace.path)
        for banner in workspace.opening.banners:
            self.notify(Notice(banner, level="attention", key="banner"))
        self.importing.begin(session)
        view.page_view.setFocus()
        self.refresh()

    def close_project(self) -> None:
        """Close the open project; every edit is in its file already."""
        session, view = self.desk.session, self.desk.view
        if session is None or view is None:
            return
        view.redactions.details.note_field.flush()
        self.settings.keep_bytes("splitter", view.splitter.saveState())
        self.settings.keep_text(_place_key(session.workspace.path), view.state())
        self.desk.clear()
        self.importing.end()
        self.notices.dismiss_all()
        view.page_view.set_content(None, None)
        self._stack.removeWidget(view)
        view.deleteLater()
        session.close()
        session.deleteLater()
        self._say_nothing_open()
        self.application.show_recent(self)

    def new_project(self, files: object = None) -> None:
        """Ask for a new project and begin with it."""
        paths = list(files) if isinstance(files, list) else []
        dialog = NewProjectDialog(self.settings.folder, self.settings.reviewer, paths, self)
        if dialog.exec():
            self.settings.reviewer, self.settings.folder = dialog.reviewer, dialog.path.parent
            try:
                workspace = Workspace.create(dialog.path, reviewer=dialog.reviewer)
            except UserError as error:
                self.show_error(error)
            else:
                self.use(workspace)
                self.importing.matter = dialog.matter()
                if dialog.files:
                    self.importing.run(dialog.files, dialog.matter())
        dialog.deleteLater()

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
        self.application.open_sample(self)

    def new_window(self) -> None:
        """Open another window."""
        self.application.new_window()

    def import_files(self) -> None:
        """Ask what to import."""
        self.importing.ask([])

    def has_missing(self) -> bool:
        """A source file is not where it was."""
        return self.session is not None and bool(self.session.project.missing_files())

    def locate_missing(self) -> None:
        """Ask where missing files lie."""
        self.importing.locate()

    def begin_search(self) -> None:
        """Put the cursor into the search field."""
        self.toolbar.search.setFocus()
        self.toolbar.search.selectAll()

    def show_palette(self) -> None:
        """Find any command by typing."""
        self.registry.refresh()
        CommandPalette(self.theme, self.registry, self).pop_up()

    def show_keys(self) -> None:
        """Show every key."""
        dialog = KeysDialog(self.registry, self)
        dialog.exec()
        dialog.deleteLater()

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

    def _page_shown(self, page_id: int | None) -> None:
        if self.session is not None and page_id is not None and self.desk.view is not None:
            view = self.desk.view
            self.session.ask_outline(page_id, lambda: view.show_outline(page_id))
        self.registry.refresh()

    def _search(self, query: str) -> None:
        if self.desk.view is not None:
            self.desk.view.left.setVisible(True)
            if query != self.desk.view.search.query:
                self.desk.view.search.search(query)
            self.desk.view.search.step(1)

    def _to_page(self) -> None:
        if self.desk.view is not None:
            self.desk.view.page_view.setFocus()

    def _dropped(self, paths: list[Path]) -> None:
        projects = [path for path in paths if path.suffix == ".foia"]
        if projects:
            self.open_path(projects[0])
        elif self.session is not None:
            self.importing.ask(paths)
        else:
            self.new_project(paths)

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
            self.application.show_recent(self)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.keep_bytes("geometry", self.saveGeometry())
        self.close_project()
        self.settings.flush()
        event.accept()
        self.closed.emit(self)


def _place_key(path: Path) -> str:
    """The key under which the place in a project is kept: its path, in a form that an ini file takes."""
    return "place/" + path.resolve().as_posix().replace("/", "|")
