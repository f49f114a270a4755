"""Actions on the board of passages and its tree of tags, on history and settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.rooms import board_of, care_of

if TYPE_CHECKING:
    from reviewer.ui.passages.board import PassageBoard


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def board_actions(window: Shell) -> list[Action]:
    """What is done with tags and passages on the board."""
    desk = window.desk
    act = partial(Action, context="board", menu="review", group=3, submenu=_tr("On the &board"))

    def board(do: Callable[[PassageBoard], object]) -> Callable[[], None]:
        def run() -> None:
            found = board_of(desk.views)
            if found is not None:
                do(found)

        return run

    def asks(question: Callable[[PassageBoard], object]) -> Callable[[], bool]:
        """Asks the board while it is in front and the project can be changed."""

        def ask() -> bool:
            found = board_of(desk.views) if desk.shows("passages") and desk.can_edit() else None
            return found is not None and bool(question(found))

        return ask

    on_tag = asks(lambda b: b.tags.can_edit())
    to_move = asks(lambda b: b.tree.current is not None or b.list.selected)

    return [
        act("tags.new", _tr("New tag …"), _tr("Add a tag to the tree."), board(lambda b: b.tags.new()), ("Ins",),
            "plus", enabled=asks(lambda _board: True)),
        act("tags.below", _tr("New tag below …"), _tr("Add a tag below the one in hand."),
            board(lambda b: b.tags.new(b.tree.current)), ("Shift+Ins",), enabled=on_tag),
        act("tags.rename", _tr("Change tag …"), _tr("Give the tag another name, colour, key or description."),
            board(lambda b: b.tags.change()), ("F2",), "tag", enabled=on_tag),
        act("tags.merge", _tr("Merge tag into …"), _tr("Give all its passages another tag, and remove it."),
            board(lambda b: b.tags.merge()), (), enabled=on_tag),
        act("tags.remove", _tr("Remove tag"), _tr("Remove the tag; its passages stay."),
            board(lambda b: b.tags.remove()), (), "trash", enabled=on_tag),
        act("board.up", _tr("Move up"), _tr("Move the tag in hand, or the selected passages, up."),
            board(lambda b: b.step(-1)), ("Alt+Up",), "up", enabled=to_move),
        act("board.down", _tr("Move down"), _tr("Move the tag in hand, or the selected passages, down."),
            board(lambda b: b.step(1)), ("Alt+Down",), "down", enabled=to_move),
        act("tags.indent", _tr("Put tag below"), _tr("Put the tag below the one before it."),
            board(lambda b: b.tree.indent()), ("Alt+Shift+Right",), enabled=asks(lambda b: b.tree.can_indent())),
        act("tags.outdent", _tr("Put tag out"), _tr("Put the tag out of the one above it."),
            board(lambda b: b.tree.outdent()), ("Alt+Shift+Left",), enabled=asks(lambda b: b.tree.can_outdent())),
        act("tags.import", _tr("Import codebook …"), _tr("Take in tags from a codebook, after a look at them."),
            board(lambda b: b.tags.import_codebook()), (), "import", enabled=desk.can_edit),
        act("tags.export", _tr("Export codebook …"), _tr("Write the tags into a codebook, as JSON or CSV."),
            board(lambda b: b.tags.export_codebook()), (), "export", enabled=desk.has_project),
    ]  # fmt: skip


def care_actions(window: Shell) -> list[Action]:
    """What is done where text is still in the file beneath a redaction."""
    desk = window.desk

    def can_open() -> bool:
        care = care_of(desk.views)
        return care is not None and care.has_card()

    def open_card() -> None:
        care = care_of(desk.views)
        if care is not None:
            care.open()

    words = _tr("Say what to do about text that is still in the file beneath the selected redaction.")
    return [Action("review.beneath", _tr("Text &beneath …"), words, open_card, ("Ctrl+Alt+B",), "recoverable",
                   "review", "review", enabled=can_open)]  # fmt: skip


def record_actions(window: Shell) -> list[Action]:
    """The board, the history and the settings themselves."""
    desk = window.desk
    view = partial(Action, menu="view", enabled=desk.has_project)
    return [
        view("show.passages", _tr("Passages"), _tr("Show every tagged passage of the project on one board."),
             desk.view_opener("passages"), ("F9",), "tag", checked=lambda: desk.shows("passages")),
        view("show.audit", _tr("Everything that was done"), _tr("Show the record of every edit, with its author."),
             desk.view_opener("audit"), ("Ctrl+Shift+H",), "undo", checked=lambda: desk.shows("audit")),
        view("view.history", _tr("History"), _tr("Show the edits of this session, to go back to any of them."),
             desk.panel_opener("history"), ("Ctrl+H",), "undo", group=3, submenu=_tr("&Panels")),
        Action("show.settings", _tr("&Settings …"), _tr("Your name, look, text size, policy of the project, keys."),
               window.show_settings, ("Ctrl+,",), "system", menu="edit", group=9),
    ]  # fmt: skip
