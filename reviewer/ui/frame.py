"""The frame of a window: its bars and notices, and all of it that needs no project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.errors import UserError
from reviewer.ui.actions import Action, ActionRegistry
from reviewer.ui.dialogs.about import AboutDialog
from reviewer.ui.dialogs.keys import KeysDialog
from reviewer.ui.help import HelpWindow
from reviewer.ui.menus import fill_menu_bar
from reviewer.ui.panels.command_palette import CommandPalette
from reviewer.ui.panels.status_bar import StatusBar
from reviewer.ui.placing import place
from reviewer.ui.settings import Settings
from reviewer.ui.start.view import StartView
from reviewer.ui.tab_order import all_controls_wanted, bring_into_view, step_focus
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import Choice
from reviewer.ui.toolbar import ToolBar
from reviewer.ui.widgets.field_undo import FieldUndo
from reviewer.ui.widgets.meter import Meter
from reviewer.ui.widgets.notice import Notice, NoticeBar
from reviewer.ui.widgets.password_bar import PasswordBar


class WindowFrame(QMainWindow):
    """Bars above and below a stack of views, notices, manual, keys and theme.

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
        self.bring_forward: Callable[[Path], bool] = lambda _path: False  # another window of this program has the file
        self.registry = ActionRegistry(theme, self)
        self.status = StatusBar()
        self.meter = Meter(theme)
        self.notices = NoticeBar(theme)
        self.notices.left.connect(self._take_keys_back)
        self.passwords = PasswordBar(theme)
        self.start = StartView(theme)
        self.toolbar: ToolBar
        self._manual: HelpWindow | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self._field_undo = FieldUndo(self)
        self._keys_were_in: QWidget | None = None

    def put_together(self, actions: Iterable[Action]) -> None:
        """Take the actions of the window, make the bars that show them, and lay all out."""
        self.registry.add(actions)
        self.registry.follow(self.settings.keys.applied)
        self.settings.keys.changed.connect(self.registry.rekey)
        for record in self.registry.records:
            if record.context == "window":
                self.addAction(self.registry.action(record.id))
        self.toolbar = ToolBar(self.theme, self.registry, self.meter)
        inside = QWidget()
        inside.setProperty("role", "window")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.toolbar, self.passwords, self.notices):
            layout.addWidget(part)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(inside)
        fill_menu_bar(self.menuBar(), self.registry)
        place(self, self.settings.bytes("geometry"))

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return step_focus(self, next) if all_controls_wanted() else super().focusNextPrevChild(next)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """A key may lead to a field that is scrolled out of view; under a click nothing must move away.

        Nor when a list that dropped down or another window gives the keys back to where they were.
        """
        self._field_undo.follow(before, now if now is not None and self.isAncestorOf(now) else None)
        seen = now is not None and now.isVisible()  # a view that is about to come begins at its top
        if now is None or not seen or not self.isAncestorOf(now):
            return
        if now is not self._keys_were_in and not QApplication.mouseButtons():
            bring_into_view(now)
        self._keys_were_in = now

    def _take_keys_back(self) -> None:
        """A notice with the keys went away: they go where they were in the view, not to what stands next above it."""
        front = self.stack.currentWidget()
        if front is not None:
            (front.focusWidget() or front).setFocus()

    def notify(self, notice: Notice) -> None:
        """Show a notice."""
        self.notices.show_notice(notice)

    def show_error(self, error: UserError) -> None:
        """Show a user's error as a notice."""
        self.notices.show_error(error, safe=self.tr("Everything you did up to now is saved."))

    def new_window(self) -> None:
        """Open another window."""
        self.window_wanted.emit()

    def quit(self) -> None:
        """End the program."""
        self.quit_wanted.emit()

    def open_sample(self) -> None:
        """Make the sample release and open it."""
        self.sample_wanted.emit(self)

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
