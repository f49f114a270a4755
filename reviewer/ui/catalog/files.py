"""Actions on projects and files, and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action

if TYPE_CHECKING:
    from reviewer.ui.window import Window


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def file_actions(window: Window) -> list[Action]:
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
            window.import_files,
            ("Ctrl+I",),
            "import",
            menu="file",
            group=1,
            enabled=writable,
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
            enabled=opened,
            text=window.progress.action_text,
        ),
        Action(
            "file.locate",
            _tr("&Locate missing files …"),
            _tr("Say where released files lie now."),
            window.locate_missing,
            (),
            "locate",
            menu="file",
            group=1,
            enabled=window.has_missing,
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
        Action("file.quit", _tr("&Quit"), _tr("Close this window."), window.close, ("Ctrl+Q",), menu="file", group=2),
    ]


def help_actions(window: Window) -> list[Action]:
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
