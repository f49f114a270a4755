"""What the actions need of the window that offers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reviewer.ui.desk import Desk
from reviewer.ui.exporting import Exporting
from reviewer.ui.importing import Importing
from reviewer.ui.merging import Merging
from reviewer.ui.printing import Printing
from reviewer.ui.progress import Progress
from reviewer.ui.returning import Returning
from reviewer.ui.review import ReviewView
from reviewer.ui.sources import Sources
from reviewer.ui.widgets.notice import Notice, NoticeBar


class Shell(Protocol):
    """A window as its actions see it: its parts, and what only the window itself can do."""

    @property
    def desk(self) -> Desk:
        """The edits and places of the open project."""

    @property
    def progress(self) -> Progress:
        """Reading: pause, go on, stop."""

    @property
    def importing(self) -> Importing:
        """Imports: ask, cancel."""

    @property
    def exporting(self) -> Exporting:
        """Exports: ask, cancel."""

    @property
    def printing(self) -> Printing:
        """Printing: ask."""

    @property
    def returning(self) -> Returning:
        """Edited logs: ask."""

    @property
    def merging(self) -> Merging:
        """Other reviewers' copies: ask."""

    @property
    def sources(self) -> Sources:
        """Source files: locate, read again."""

    @property
    def notices(self) -> NoticeBar:
        """What happened: the notices that are shown."""

    def new_project(self) -> None:
        """Ask for a new project."""

    def open_project(self) -> None:
        """Ask which project to open."""

    def open_sample(self) -> None:
        """Open the sample release."""

    def new_window(self) -> None:
        """Open another window."""

    def close_project(self) -> None:
        """Close the open project."""

    def quit(self) -> None:
        """End the program."""

    def notify(self, notice: Notice) -> None:
        """Show a notice."""

    def begin_search(self) -> None:
        """Put the cursor into the search field."""

    def show_palette(self) -> None:
        """Find a command by typing."""

    def show_manual(self) -> None:
        """Show the manual."""

    def show_keys(self) -> None:
        """Show every key."""

    def show_settings(self) -> None:
        """Show the settings."""

    def show_about(self) -> None:
        """Say what this program is."""

    def theme_choice(self) -> str:
        """The theme chosen."""

    def theme_setter(self, name: str) -> Callable[[], None]:
        """A callback that chooses a theme."""


def on_view(window: Shell, act: Callable[[ReviewView], object]) -> Callable[[], None]:
    """A callback for the review view, such as `ReviewView.copy_quote`; nothing while no project is open."""

    def run() -> None:
        if window.desk.view is not None:
            act(window.desk.view)

    return run


def on_pages(window: Shell) -> Callable[[], bool]:
    """Asks whether a page of a project is in front: what is done to pages elsewhere, nobody would see."""
    return lambda: window.desk.shows("review") and _page(window) is not None


def has_pages(window: Shell, *, edits: bool = False) -> Callable[[], bool]:
    """Asks whether the open project holds a page; with `edits` also whether it can be changed."""
    return lambda: _page(window) is not None and (window.desk.can_edit() or not edits)


def _page(window: Shell) -> int | None:
    """The page in view, or in the view that another one hides."""
    return window.desk.view.page_view.current_page() if window.desk.view is not None else None
