"""One window: the start view, or an open project with its bars, menus and notices."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog
from typing_extensions import override

from reviewer.model.errors import UserError
from reviewer.services.workspace import Workspace
from reviewer.ui.catalog import window_actions
from reviewer.ui.desk import Desk
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.exporting import Exporting
from reviewer.ui.frame import WindowFrame
from reviewer.ui.importing import Importing
from reviewer.ui.links import Links
from reviewer.ui.merging import Merging
from reviewer.ui.pauses import put_aside_while_open
from reviewer.ui.printing import Printing
from reviewer.ui.progress import Progress
from reviewer.ui.recovering import tell_recovery
from reviewer.ui.returning import Returning
from reviewer.ui.review import ReviewView
from reviewer.ui.rooms import furnish, show_settings
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.sources import Sources
from reviewer.ui.theme.theme import Theme
from reviewer.ui.unlocking import Unlocking
from reviewer.ui.views import Views
from reviewer.ui.widgets.drop import DropFilter
from reviewer.ui.widgets.notice import Notice

_log = logging.getLogger(__name__)


class Window(WindowFrame):
    """Opens and closes projects; everything about the open one is the desk's and the session's."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(theme, settings)
        self.desk = Desk(theme, self)
        self.sources = Sources(settings, self)
        self.unlocking = Unlocking(self.passwords, self)
        self.progress = Progress(self.status, self.meter, lambda: self.registry.key("edit.undo"), self)
        self.importing = Importing(settings, self.progress, self)
        self.exporting = Exporting(settings, self.desk.query, self)
        self.printing = Printing(lambda: self.desk.view, self)
        self.returning = Returning(settings, self)
        self.merging = Merging(settings, self, theme)
        self._helpers = (
            self.exporting,
            self.printing,
            self.returning,
            self.merging,
            self.progress,
            self.importing,
            self.sources,
            self.unlocking,
        )
        self.drops = DropFilter(self, theme, self._drop_words)
        self.put_together(window_actions(self))
        self._links = Links(self)
        self._say_nothing_open()

    @property
    def session(self) -> Session | None:
        """The open project's session."""
        return self.desk.session

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
        open_here = self.session.workspace if self.session is not None else None
        if open_here is not None and open_here.path == path and not read_only and not open_here.read_only:
            return True  # one that was only looked at is left only where it can be changed now
        try:
            workspace = Workspace.open(path, reviewer=self.settings.reviewer, read_only=read_only)
        except UserError as error:
            if error.code != "in-use" or not self.bring_forward(path):
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
        views = Views(self.stack, view, session.commands)
        furnish(self, self.desk, self.exporting, session, views)
        self.desk.lay_out(session, views, self.registry)
        self.registry.install("review", view)
        self.registry.install("redactions", view.page_view, view.redactions.list.view)
        self._links.follow(session, views)
        for part in (self.toolbar, self.status):
            part.setVisible(True)
        view.splitter.restoreState(self.settings.bytes("splitter"))
        view.restore(self.settings.text(_place_key(workspace.path)))
        mark = self.tr(" (read only)") if session.project.read_only else ""
        self.setWindowTitle(f"{session.project.title}{mark} – FOIA Reviewer")
        self.project_opened.emit(workspace.path)
        for banner in workspace.opening.banners:
            self.notify(Notice(banner, level="attention", key=f"banner {banner}"))
        tell_recovery(self, workspace)
        for helper in self._helpers:
            helper.begin(session)
        self._links.page_shown(view.page_view.current_page())
        view.page_view.setFocus()
        self.refresh()
        put_aside_while_open(session)

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

    def show_settings(self) -> None:
        """Show the settings."""
        show_settings(self, self.desk.views)

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
            if self.desk.views is not None and self.desk.views.known("redactions") is not None:
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
        self.stack.setCurrentWidget(self.start)
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
