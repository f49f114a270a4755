"""Running lines are kept with their pages, are left out when names are found, and are searched all the same."""

from __future__ import annotations

from pathlib import Path

from reviewer.model.documents import DocumentFinding
from tests.storage.material import made_project, result

LINES = ("Report of Marian Doyle", "Victor Okafor came to the pier.")


def test_running_lines_reach_whoever_finds_names(tmp_path: Path) -> None:
    with made_project(tmp_path / "matter.foia", 2) as workspace:
        file = workspace.read.sources.files()[0].id
        for page in workspace.read.pages.of_file(file):
            workspace.intake.store_page_result(page.id, result(page.number, redactions=(), lines=LINES)).result()
        changes = workspace.intake.store_running(file, {1: frozenset({0})}).result()
        workspace.intake.store_documents(file, [DocumentFinding(0, 1)]).result()
        second = workspace.read.pages.at(file, 1)
        assert second is not None
        assert changes.of("page") == {second.id}
        waiting = dict(workspace.read.names.waiting(0, 10))
        assert [wanted.running for wanted in waiting.values()] == [frozenset(), frozenset({0})]


def test_pages_whose_running_lines_change_wait_for_their_names_again(tmp_path: Path) -> None:
    with made_project(tmp_path / "matter.foia", 2) as workspace:
        file = workspace.read.sources.files()[0].id
        for page in workspace.read.pages.of_file(file):
            workspace.intake.store_page_result(page.id, result(page.number, redactions=(), lines=LINES)).result()
        workspace.intake.store_documents(file, [DocumentFinding(0, 1)]).result()
        pages = [page for page, _ in workspace.read.names.waiting(0, 10)]
        workspace.intake.store_names(dict.fromkeys(pages, ())).result()
        assert workspace.read.names.waiting(0, 10) == []
        workspace.intake.store_running(file, {0: frozenset({0})}).result()
        assert [page for page, _ in workspace.read.names.waiting(0, 10)] == pages[:1]
        assert not workspace.intake.store_running(file, {0: frozenset({0})}).result()
        workspace.intake.store_running(file, {}).result()
        assert dict(workspace.read.names.waiting(0, 10))[pages[0]].running == frozenset()
