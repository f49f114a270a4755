"""Actions on the comments that came with the files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from reviewer.services.operations import ImportComments
from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def comment_actions(window: Shell) -> list[Action]:
    """The list of comments, and passages made of one or of all that are listed."""
    desk = window.desk
    act = partial(Action, menu="review", group=3, submenu=_tr("&Comments in the files"))

    def selected() -> list[str]:
        comment = desk.view.comments.selected if desk.view is not None else None
        in_front = desk.view is not None and desk.view.right.current == "comments"
        return [comment] if comment is not None and in_front else []

    def listed() -> list[str]:
        return list(desk.view.comments.shown()) if desk.view is not None else []

    def can_import(comments: list[str]) -> bool:
        return desk.can_edit() and desk.session is not None and bool(desk.session.project.comments.to_import(comments))

    def some_wait() -> bool:
        return desk.can_edit() and desk.session is not None and desk.session.project.comments.waiting() > 0

    def do_import(comments: list[str]) -> None:
        if desk.session is not None and desk.commands is not None:
            rows = desk.session.project.comments.to_import(comments)
            if rows:
                desk.commands.perform(ImportComments(rows))

    return [
        Action("view.comments", _tr("Comments in the files"),
               _tr("Show what someone wrote or marked in the files before they were sent."),
               desk.panel_opener("comments"), ("Ctrl+6",), "note", menu="view", group=3, submenu=_tr("&Panels"),
               enabled=desk.has_project),
        act("comments.import", _tr("Make a passage of the comment"),
            _tr("Tag its place, with author, date and words as the note."), lambda: do_import(selected()),
            ("Ctrl+Alt+P",), "tag", enabled=lambda: can_import(selected())),
        act("comments.import-all", _tr("Make passages of all comments listed"),
            _tr("Tag the place of each, with author, date and words as the note; one edit."),
            lambda: do_import(listed()), (), "import", enabled=some_wait),
    ]  # fmt: skip
