"""Reading in the background: it ends, can be asked from anywhere, and no fault of a part ends it silently."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from reviewer.model.changes import Changes
from reviewer.model.ids import FileId
from reviewer.services.processing import Processing, ProcessingState
from reviewer.services.workspace import Workspace
from reviewer.storage.connections import Connection
from reviewer.storage.sources import ReceivedFile
from reviewer.workers import slots
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions, AnalysePage, FindInFile, LoadFinders, Request
from tests.cli.test_process import write_release

SIZE = (612.0, 792.0)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "matter.foia", reviewer="Dana") as made:
        yield made


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What would reach the guard of crashes."""
    seen: list[BaseException] = []

    def note(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            seen.append(args.exc_value)

    monkeypatch.setattr(threading, "excepthook", note)
    return seen


def add_file(workspace: Workspace, path: Path, pages: int) -> FileId:
    """A file of `pages` that wait; nothing lies at `path` unless a test put it there."""
    data = path.read_bytes() if path.is_file() else path.name.encode()
    release = workspace.intake.add_release("interim")
    received = ReceivedFile(path, sha256(data).hexdigest(), len(data))
    return FileId(workspace.intake.add_source_file(release, received, [SIZE] * pages).item)


def states(workspace: Workspace) -> list[str]:
    return [page.state for page in workspace.read.pages.of_file()]


def test_ends_where_every_page_of_a_long_file_is_missing(workspace: Workspace, tmp_path: Path) -> None:
    add_file(workspace, tmp_path / "gone.pdf", 40)
    processing = Processing(workspace, 2)
    processing.start()
    assert processing.wait(20)
    assert states(workspace) == ["failed"] * 40
    assert processing.state.failed == 40
    assert processing.state.error is None


def test_a_start_while_it_ends_is_not_lost(workspace: Workspace, tmp_path: Path) -> None:
    add_file(workspace, tmp_path / "first.pdf", 1)
    processing = Processing(workspace, 1)
    ends: list[ProcessingState] = []

    def import_more(state: ProcessingState) -> None:
        if not state.running:
            ends.append(state)
            if len(ends) == 1:
                add_file(workspace, tmp_path / "second.pdf", 3)
                processing.start()

    processing.on_change(import_more)
    processing.start()
    assert processing.wait(20)
    assert processing.wait(20)
    assert states(workspace) == ["failed"] * 4
    assert len(ends) == 2


def test_the_listener_may_stop_it(workspace: Workspace, tmp_path: Path, faults: list[BaseException]) -> None:
    add_file(workspace, tmp_path / "gone.pdf", 9)
    processing = Processing(workspace, 1)
    processing.on_change(lambda state: processing.stop() if state.failed else None)
    processing.start()
    assert processing.wait(20)
    assert not processing.state.running
    assert "reading" not in states(workspace)
    assert faults == []


def test_a_listener_that_fails_ends_nothing(workspace: Workspace, tmp_path: Path, faults: list[BaseException]) -> None:
    add_file(workspace, tmp_path / "gone.pdf", 3)
    processing = Processing(workspace, 1)
    told: list[ProcessingState] = []

    def fail(_news: object) -> None:
        raise LookupError("the view is gone")

    workspace.events.subscribe(fail)
    processing.on_change(fail)
    processing.on_change(told.append)
    processing.start()
    assert processing.wait(20)
    assert states(workspace) == ["failed"] * 3
    assert not told[-1].running
    assert {type(fault) for fault in faults} == {LookupError}


def test_a_fault_is_told_and_pages_wait_again(
    workspace: Workspace, tmp_path: Path, faults: list[BaseException]
) -> None:
    source = tmp_path / "here.pdf"
    source.write_bytes(b"%PDF-1.4")
    add_file(workspace, source, 5)

    def ask(_path: Path) -> str | None:
        raise LookupError("nobody knows")

    processing = Processing(workspace, 2, password=ask)
    processing.start()
    assert processing.wait(20)
    assert processing.state.error is not None
    assert processing.state.error.code == "internal"
    assert [type(fault) for fault in faults] == [LookupError]
    assert states(workspace) == ["pending"] * 5
    assert [job.state for job in workspace.read.history.jobs()] == ["interrupted"]


def test_reading_processes_that_do_not_start_fail_no_page(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise BlockingIOError("no process to be had")

    monkeypatch.setattr(slots, "WorkerProcess", refuse)
    source = tmp_path / "here.pdf"
    source.write_bytes(b"%PDF-1.4")
    add_file(workspace, source, 5)
    processing = Processing(workspace, 2)
    processing.start()
    assert processing.wait(20)
    assert processing.state.error is not None
    assert processing.state.error.code == "worker-start"
    assert states(workspace) == ["pending"] * 5


def test_a_new_start_is_not_paused_by_the_last_run(workspace: Workspace, tmp_path: Path) -> None:
    add_file(workspace, tmp_path / "gone.pdf", 3)
    processing = Processing(workspace, 1)
    processing.pause()
    processing.start()
    processing.pause()
    processing.stop()
    processing.start()
    assert processing.wait(20)
    assert states(workspace) == ["failed"] * 3


def test_a_file_that_was_put_back_is_looked_at_again(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "back.pdf"
    source.write_bytes(b"%PDF-1.4")
    add_file(workspace, source, 1)
    source.unlink()
    asked: list[Path] = []

    stored = threading.Event()

    def note(_changes: Changes) -> None:
        if workspace.read.pages.failed():
            stored.set()

    def put_back(state: ProcessingState) -> None:
        if state.failed and not source.exists():
            source.write_bytes(b"%PDF-1.4")
            stored.wait(20)
            workspace.intake.read_again([page.id for page in workspace.read.pages.failed()])
            processing.start()

    def ask(path: Path) -> str | None:
        asked.append(path)
        return None

    processing = Processing(workspace, 1, password=ask)
    workspace.events.subscribe(note)
    processing.on_change(put_back)
    processing.start()
    assert processing.wait(60)
    assert asked == [source]


def test_a_reading_that_cannot_be_stored_fails_its_page_alone(
    workspace: Workspace, tmp_path: Path, faults: list[BaseException]
) -> None:
    source = write_release(tmp_path / "odd.pdf", 2)
    first = add_file(workspace, source, 2)
    page = workspace.read.pages.of_file(first)[0].id

    def refuse(connection: Connection) -> None:
        connection.execute(
            f"CREATE TRIGGER refuse BEFORE UPDATE ON page WHEN new.state = 'done' AND new.id = {page} "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )

    workspace._project.edit(refuse)
    processing = Processing(workspace, 1, options=AnalyseOptions(ocr=False))
    processing.start()
    assert processing.wait(120)
    assert processing.state.error is None
    assert states(workspace) == ["failed", "done"]
    assert (processing.state.done, processing.state.failed) == (1, 1)
    assert len(faults) == 1


def test_a_language_that_is_not_installed_ends_the_run_and_costs_no_page(workspace: Workspace, tmp_path: Path) -> None:
    add_file(workspace, write_release(tmp_path / "release.pdf", 2), 2)
    processing = Processing(workspace, 1, options=AnalyseOptions(languages="xyz"))
    processing.start()
    assert processing.wait(60)
    assert processing.state.error is not None
    assert processing.state.error.code == "language-missing"
    assert states(workspace) == ["pending", "pending"]


def test_documents_of_several_files_are_found_and_idle_workers_get_ready_for_it(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pages in (1, 2, 3):
        add_file(workspace, write_release(tmp_path / f"{pages}.pdf", pages), pages)
    asked: list[Request] = []
    submit = WorkerPool.submit

    def noted(pool: WorkerPool, request: AnalysePage | FindInFile, priority: int = 0) -> Future[Any]:
        asked.append(request)
        return submit(pool, request, priority)

    monkeypatch.setattr(WorkerPool, "submit", noted)
    prepare = WorkerPool.prepare

    def ahead(pool: WorkerPool, *requests: LoadFinders) -> None:
        asked.extend(requests)
        prepare(pool, *requests)

    monkeypatch.setattr(WorkerPool, "prepare", ahead)
    processing = Processing(workspace, 2)
    processing.start()
    assert processing.wait(120)
    assert processing.state.error is None
    assert not workspace.read.sources.files_without_documents()
    assert [type(request) for request in asked].count(FindInFile) == 3
    assert {request for request in asked if isinstance(request, LoadFinders)} == {LoadFinders(workspace.path)}


def test_stopping_does_not_wait_until_the_documents_of_a_long_file_are_decided(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_file(workspace, write_release(tmp_path / "long.pdf", 1), 1)
    at_it = threading.Event()
    submit = WorkerPool.submit

    def slow(pool: WorkerPool, request: AnalysePage | FindInFile, priority: int = 0) -> Future[Any]:
        if isinstance(request, AnalysePage):
            return submit(pool, request, priority)
        at_it.set()
        return Future()  # a worker that takes for ever

    monkeypatch.setattr(WorkerPool, "submit", slow)
    processing = Processing(workspace, 1)
    processing.start()
    assert at_it.wait(60)
    processing.stop()
    assert workspace.read.sources.files_without_documents()  # found the next time
    monkeypatch.undo()
    processing.start()
    assert processing.wait(60)
    assert not workspace.read.sources.files_without_documents()
    assert [job.state for job in workspace.read.history.jobs()] == ["done", "cancelled"]
