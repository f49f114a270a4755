"""Actions on projects and files, and help."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell, has_pages


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def file_actions(window: Shell) -> list[Action]:
    """What the menu File holds."""
    return [*_project_actions(window), *_release_actions(window), *_end_actions(window)]


def _project_actions(window: Shell) -> list[Action]:
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
    ]


def _release_actions(window: Shell) -> list[Action]:
    """What comes into the project, how it is read, and what goes out of it."""
    desk, act = window.desk, partial(Action, menu="file", group=1)
    return [
        act("file.import", _tr("&Import release …"), _tr("Add the files that the agency sent."),
            lambda: window.importing.ask([]), ("Ctrl+I",), "import", enabled=desk.can_edit),
        act("file.cancel-import", _tr("&Cancel the import"),
            _tr("Give up the import; files imported up to now stay."),
            window.importing.cancel, (), "stop", enabled=lambda: window.importing.busy),
        act("file.pause", _tr("&Pause reading"), _tr("Stop reading pages for now, or go on."),
            window.progress.toggle, ("Ctrl+Shift+P",), "pause",
            enabled=window.progress.can_toggle, text=window.progress.action_text),
        act("file.stop", _tr("&Stop reading"), _tr("End reading and free the computer; what is read stays."),
            window.progress.stop, (), "stop", enabled=window.progress.is_reading),
        act("file.export", _tr("&Export …"),
            _tr("Write the withholding log, the excerpts, the index or the deadlines into a file."),
            window.exporting.ask, ("Ctrl+E",), "export",
            enabled=lambda: desk.has_project() and not window.exporting.busy),
        act("file.cancel-export", _tr("Cancel the export"),
            _tr("Give up what is being written; nothing is left of it."),
            window.exporting.cancel, (), "stop", enabled=lambda: window.exporting.busy),
        act("file.take-log", _tr("&Take back an edited log …"),
            _tr("Compare a log that was edited in a spreadsheet, and take over what you choose."),
            window.returning.ask, (), "import", enabled=desk.can_edit),
        act("file.merge", _tr("&Merge another reviewer's copy …"),
            _tr("Take over what was done in a copy of the project, after a look at what it brings."),
            window.merging.ask, (), "import", enabled=desk.can_edit),
        act("file.print", _tr("&Print …"), _tr("Print pages, with what was found on them or as released."),
            window.printing.ask, ("Ctrl+P",),
            enabled=lambda: has_pages(window)() and not window.printing.busy),
        act("file.locate", _tr("&Locate missing files …"), _tr("Say where released files lie now."),
            window.sources.locate, (), "locate", enabled=window.sources.has_missing),
    ]  # fmt: skip


def _end_actions(window: Shell) -> list[Action]:
    act = partial(Action, menu="file", group=2)
    return [
        act("file.close", _tr("&Close project"), _tr("Close the project; every edit is saved already."),
            window.close_project, ("Ctrl+W",), enabled=window.desk.has_project),
        act("file.quit", _tr("&Quit"), _tr("Close every window."), window.quit, ("Ctrl+Q",)),
    ]  # fmt: skip


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
            "help.manual",
            _tr("Manual"),
            _tr("Read how things are done; works without a network."),
            window.show_manual,
            ("F1",),
            "help",
            menu="help",
        ),
        Action(
            "help.keys",
            _tr("Keys"),
            _tr("Show every key and what it does."),
            window.show_keys,
            ("Ctrl+F1",),
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
