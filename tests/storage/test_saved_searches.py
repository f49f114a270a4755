"""Searches that are kept: names, order, undo, and that only what can be asked is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.model.changes import Changes
from reviewer.model.errors import QueryError
from reviewer.services.operations import DeleteSearch, EditError, EditSearch, SaveSearch
from reviewer.services.workspace import Workspace


def names(workspace: Workspace) -> list[tuple[str, str]]:
    return [(row.name, row.query) for row in workspace.read.search.saved()]


def test_a_search_is_kept_renamed_moved_and_let_go(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.foia", reviewer="Ada") as workspace:
        told: list[Changes] = []
        workspace.events.subscribe(told.append)
        first, second = SaveSearch("fee near:redaction", "Fees"), SaveSearch(" code:b5 ")
        workspace.perform(first)
        workspace.perform(second)
        assert names(workspace) == [("Fees", "fee near:redaction"), ("code:b5", "code:b5")]
        assert all("saved search" in changes for changes in told)
        workspace.perform(EditSearch(second.uuid, title="Deliberation", query="code:b5 seen:no", ordinal=0))
        assert names(workspace) == [("Deliberation", "code:b5 seen:no"), ("Fees", "fee near:redaction")]
        workspace.perform(DeleteSearch(first.uuid))
        assert names(workspace) == [("Deliberation", "code:b5 seen:no")]
        workspace.undo()
        workspace.undo()
        assert names(workspace) == [("Fees", "fee near:redaction"), ("code:b5", "code:b5")]
        workspace.redo()
        assert names(workspace)[0] == ("Deliberation", "code:b5 seen:no")


def test_what_cannot_be_asked_is_not_kept(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.foia", reviewer="Ada") as workspace:
        workspace.perform(SaveSearch("fee", "Fees"))
        with pytest.raises(EditError, match="already a search"):
            workspace.perform(SaveSearch("cost", "FEES"))
        with pytest.raises(EditError, match="empty"):
            workspace.perform(SaveSearch("  ", "Nothing"))
        with pytest.raises(QueryError, match="never closed"):
            workspace.perform(SaveSearch("(fee", "Open"))
        assert names(workspace) == [("Fees", "fee")]
