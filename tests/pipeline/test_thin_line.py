"""The main job once, with real parts: import, read, check, tag, mark, find, export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reviewer.sample.maker import make_release
from reviewer.services.importing import import_paths
from reviewer.services.operations.anchors import WordRun
from reviewer.services.operations.entities import AddEntity, AddMention
from reviewer.services.operations.passages import AddPassage
from reviewer.services.operations.redactions import CheckBox, CheckCode
from reviewer.services.operations.tags import AddTag
from reviewer.services.processing import Processing, ProcessingState
from reviewer.services.workspace import Workspace
from tests.cli.running import foia


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("line")
    sample = make_release(folder / "release", only={"Release_3of3"})
    path = folder / "matter.foia"
    states: list[ProcessingState] = []
    with Workspace.create(path, reviewer="Dana") as workspace:
        report = import_paths(
            workspace,
            sample.files,
            request=sample.request_number,
            agency=sample.agency,
            letter_date=sample.letter_date,
        )
        assert report.failures == []
        processing = Processing(workspace, 2)
        processing.on_change(states.append)
        processing.start()
        assert processing.wait(300)
        assert states[-1].done == states[-1].total > 0
        assert not states[-1].running
    return path


def test_the_whole_job(project: Path, tmp_path: Path) -> None:
    with Workspace.open(project) as workspace:
        redaction = workspace.read.redactions.next_unchecked()
        assert redaction is not None
        before = workspace.read.pages.coverage()
        workspace.perform(CheckBox((redaction.uuid,), "right"))
        workspace.perform(CheckCode((redaction.uuid,), "right"))
        assert workspace.read.pages.coverage().detected_checked == before.detected_checked + 1

        page = redaction.page
        content = workspace.read.pages.content(page)
        tag = AddTag("public interest")
        workspace.perform(tag)
        workspace.perform(AddPassage((WordRun(page, 0, 3),), (tag.uuid,), "worth quoting"))
        entity = AddEntity(content.text.words[0].text)
        workspace.perform(entity)
        workspace.perform(AddMention(entity.uuid, (WordRun(page, 0, 0),)))
        assert workspace.undo_title is not None
        documents = workspace.read.sources.documents()
        assert documents
        assert documents[0].first_page == 0

    log = tmp_path / "log.csv"
    done = foia("export", project, "log-csv", "-o", log)
    assert done.returncode == 0, done.stderr.decode()
    with log.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with Workspace.open(project, read_only=True) as workspace:
        assert len(rows) == workspace.read.redactions.count()
        assert workspace.read.marks.passages()[0].note == "worth quoting"
    found = foia("search", project, 'tag:"public interest"')
    assert found.returncode == 0
    assert b"Release_3of3.pdf" in found.stdout
