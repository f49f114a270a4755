"""Says what was recovered of a project that the program never closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.services.workspace import Workspace
from reviewer.ui.history.words import clock
from reviewer.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from reviewer.ui.frame import WindowFrame


def tell_recovery(window: WindowFrame, workspace: Workspace) -> None:
    """A notice where the last end was a bad one: the last edit that is there, and which pages are read again."""
    found = workspace.recovery
    if found is None:
        return
    parts = [_tr("No edit was lost: the last one is “{0}”, {1}.").format(found.last_edit, clock(found.last_at))]
    if not found.last_edit:
        parts = [_tr("No edit had been made.")]
    if found.pages_again == 1:
        parts.append(_tr("1 page was being read, and is read again."))
    elif found.pages_again:
        parts.append(_tr("{0} pages were being read, and are read again.").format(f"{found.pages_again:,}"))
    title = _tr("{0} was recovered: the program was not closed in good order").format(workspace.path.name)
    window.notify(Notice(title, " ".join(parts), "attention", key="recovered"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recovery", text)
