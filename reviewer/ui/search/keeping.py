"""Keeps, renames and removes searches, as edits that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.ids import Uuid
from reviewer.services.operations import DeleteSearch, EditSearch, SaveSearch
from reviewer.ui.commands import ReviewCommands

if TYPE_CHECKING:
    from reviewer.ui.panels.search import SearchPanel


def keep_searches(panel: SearchPanel, commands: ReviewCommands) -> None:
    """Let what the panel's menu of saved searches asks for be done."""
    panel.kept.connect(lambda query, name: commands.perform(SaveSearch(str(query), str(name))))
    panel.renamed.connect(lambda uuid, name: commands.perform(EditSearch(Uuid(str(uuid)), title=str(name))))
    panel.removed.connect(lambda uuid: commands.perform(DeleteSearch(Uuid(str(uuid)))))
