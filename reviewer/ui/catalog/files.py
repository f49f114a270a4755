"""Actions on projects and files, and help."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def file_actions(window: Shell) -> list[Action]:
    """What the menu File holds."""
    desk = window.desk
    opened, writable = desk.has_project, desk.can_edit
    return [
        Action(
            "file.new",
            _tr("&New project …"),
            _tr("Make a project file for a release."),
            window.new_project,
            ("Ctrl+N",),
            "plus",
            menu="file",
        ),
        Action(
            "file.open",
            _tr("&Open project …"),
            _tr("Open a project file."),
            window.open_project,
            ("Ctrl+O",),
            "open",
            menu="file",
        ),
        Action(
            "file.window",
            _tr("New &window"),
            _tr("Open another window."),
            window.new_window,
            ("Ctrl+Shift+N",),
            menu="file",
        ),
        Action(
            "file.import",
            _tr("&Import release …"),
            _tr("Add the files that the agency sent."),
            lambda: window.importing.ask([]),
            ("Ctrl+I",),
            "import",
            menu="file",
            group=1,
            enabled=writable,
        ),
        Action(
            "file.cancel-import",
            _tr("&Cancel the import"),
            _tr("Give up the import; files imported up to now stay."),
            window.importing.cancel,
            (),
            "stop",
            menu="file",
            group=1,
            enabled=lambda: window.importing.busy,
        ),
        Action(
            "file.pause",
            _tr("&Pause reading"),
            _tr("Stop reading pages for now, or go on."),
            window.progress.toggle,
            ("Ctrl+Shift+P",),
            "pause",
            menu="file",
            group=1,
            enabled=window.progress.can_toggle,
            text=window.progress.action_text,
        ),
        Action(
            "file.stop",
            _tr("&Stop reading"),
            _tr("End reading and free the computer; what is read stays."),
            window.progress.stop,
            (),
            "stop",
            menu="file",
            group=1,
            enabled=window.progress.is_reading,
        ),
        Action(
            "file.export",
            _tr("&Export …"),
            _tr("Write the withholding log, the excerpts, the index or the deadlines into a file."),
            window.exporting.ask,
            ("Ctrl+E",),
            "export",
            menu="file",
            group=1,
            enabled=lambda: desk.has_project() and not window.exporting.busy,
        ),
        Action(
            "file.locate",
            _tr("&Locate missing files …"),
            _tr("Say where released files lie now."),
            window.sources.locate,
            (),
            "locate",
            menu="file",
            group=1,
            enabled=window.sources.has_missing,
        ),
        Action(
            "file.close",
            _tr("&Close project"),
            _tr("Close the project; every edit is saved already."),
            window.close_project,
            ("Ctrl+W",),
            menu="file",
            group=2,
            enabled=opened,
        ),
        Action("file.quit", _tr("&Quit"), _tr("Close every window."), window.quit, ("Ctrl+Q",), menu="file", group=2),
    ]


def help_actions(window: Shell) -> list[Action]:
    """What the menu Help holds."""
    return [
        Action(
            "help.palette",
            _tr("Find a command …"),
            _tr("Do anything by typing a few letters of it."),
            window.show_palette,
            ("Ctrl+K",),
            "command",
            menu="help",
        ),
        Action(
            "help.keys",
            _tr("Keys"),
            _tr("Show every key and what it does."),
            window.show_keys,
            ("F1",),
            "keyboard",
            menu="help",
        ),
        Action(
            "help.sample",
            _tr("Explore the sample release"),
            _tr("Make a fictional release and open it."),
            window.open_sample,
            (),
            "sample",
            menu="help",
            group=1,
        ),
        Action(
            "help.about",
            _tr("About FOIA Reviewer"),
            _tr("Version, licence and what the program promises."),
            window.show_about,
            (),
            "info",
            menu="help",
            group=1,
        ),
    ]
