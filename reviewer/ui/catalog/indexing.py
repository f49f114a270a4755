"""Actions on the agency's own index: its view, and importing one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.agency_index.wiring import VIEW, importing_of
from reviewer.ui.catalog.shell import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def index_actions(window: Shell) -> list[Action]:
    """The view, and what comes into it."""
    desk = window.desk

    def import_index() -> None:
        if desk.views is not None:
            desk.view_opener(VIEW)()
            importing_of(desk.views).ask()

    return [
        Action("show.index", _tr("Agency's index"),
               _tr("Show the agency's own reasons, and which deletions its index leaves out."),
               desk.view_opener(VIEW), ("Ctrl+F9",), "note", menu="view", enabled=desk.has_project,
               checked=lambda: desk.shows(VIEW)),
        Action("index.import", _tr("Import the agency's &index …"),
               _tr("Take in a Vaughn index or declaration table: XLSX, CSV, Word or PDF."),
               import_index, (), "import", menu="file", group=1, enabled=desk.can_edit),
    ]  # fmt: skip
