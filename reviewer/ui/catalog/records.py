"""Actions on the documents found inside files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.records import DocumentEdits, records_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def document_actions(window: Shell) -> list[Action]:
    """Where documents begin and what they are; all of them mean the document of the page in view."""
    desk = window.desk
    act = partial(Action, menu="review", group=3, submenu=_tr("&Document of this page"))

    def edits(do: Callable[[DocumentEdits], object]) -> Callable[[], None]:
        def run() -> None:
            found = records_of(desk.views)
            if found is not None:
                do(found)

        return run

    def asks(question: Callable[[DocumentEdits], bool]) -> Callable[[], bool]:
        def ask() -> bool:
            found = records_of(desk.views)
            return found is not None and question(found)

        return ask

    return [
        act("document.edit", _tr("&Edit the document …"),
            _tr("Correct its kind, date, sender, recipients, subject or attachments."),
            edits(DocumentEdits.edit), ("Ctrl+Alt+D",), "letter", enabled=asks(DocumentEdits.can_edit)),
        act("document.begin", _tr("&Begin a document at this page"),
            _tr("Split the document: a new one begins at the page in view."),
            edits(DocumentEdits.begin), ("Ctrl+Alt+N",), enabled=asks(DocumentEdits.can_begin)),
        act("document.join", _tr("&Join with the document before"),
            _tr("Make one document of this one and the one before it in its file."),
            edits(DocumentEdits.join), ("Ctrl+Alt+J",), enabled=asks(DocumentEdits.can_join)),
    ]  # fmt: skip
