"""The writing thread: order, isolation of failures, a full disk."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from reviewer.model.errors import ProjectError
from reviewer.services.operations import MarkSeen, SetNote
from reviewer.services.workspace import Workspace
from reviewer.storage.writer import Writer
from tests.storage.material import add_file, black, box, read_pages, result


def test_an_edit_jumps_the_queue(workspace: Workspace) -> None:
    order: list[str] = []
    writer = workspace._project.writer
    started, gate = threading.Event(), threading.Event()

    def slow(name: str) -> Future[None]:
        def work(connection: sqlite3.Connection) -> None:
            started.set()
            gate.wait(30)
            order.append(name)
            time.sleep(0.03)  # longer than a batch may take

        return writer.store(work)

    futures = [slow("a"), slow("b"), slow("c")]
    started.wait(30)
    edit = threading.Thread(target=lambda: writer.edit(lambda connection: order.append("edit")))
    edit.start()
    while not writer._edits:
        time.sleep(0.001)
    gate.set()
    edit.join()
    for future in futures:
        future.result()
    assert order == ["a", "edit", "b", "c"]


def test_a_future_is_done_only_after_the_commit(workspace: Workspace) -> None:
    seen: list[int] = []

    def look(future: Future[int]) -> None:
        with workspace._project.reader() as connection:
            seen.append(connection.execute("SELECT count(*) FROM failure").fetchone()[0])

    future = workspace._project.writer.store(
        lambda c: c.execute("INSERT INTO failure (code, message, at) VALUES ('x', 'y', 'z')").rowcount
    )
    future.add_done_callback(look)
    future.result()
    workspace._project.edit(lambda c: None)
    assert seen == [1]


def test_a_failure_undoes_itself_and_not_its_batch(workspace: Workspace) -> None:
    writer = workspace._project.writer
    gate = threading.Event()

    def insert(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO setting (name, value) VALUES ('good', '1')")

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO setting (name, value) VALUES ('bad', '1')")
        raise ValueError("no")

    first = writer.store(lambda connection: gate.wait(30))
    futures = [writer.store(insert), writer.store(fail)]
    gate.set()
    first.result()
    futures[0].result()
    with pytest.raises(ValueError, match="no"):
        futures[1].result()
    assert workspace.read.matter.settings() == {"good": 1}


def test_a_cancelled_result_is_not_stored(workspace: Workspace) -> None:
    writer = workspace._project.writer
    gate = threading.Event()
    first = writer.store(lambda connection: gate.wait(30))
    second = writer.store(lambda c: c.execute("INSERT INTO setting (name, value) VALUES ('no', '1')").rowcount)
    assert second.cancel()
    gate.set()
    first.result()
    workspace._project.edit(lambda c: None)
    assert workspace.read.matter.settings() == {}


def test_waiting_for_the_writer_on_its_own_thread_is_a_bug(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError):
        workspace._project.edit(lambda c: workspace._project.edit(lambda d: None))


def test_closing_finishes_what_is_queued(workspace: Workspace) -> None:
    add_file(workspace, 5, "more.pdf")
    claimed = workspace.intake.claim_pages(5)
    futures = [workspace.intake.store_page_result(page.id, result(page.number)) for page in claimed]
    workspace.close()
    assert all(future.done() and future.exception() is None for future in futures)
    with Workspace.open(workspace.path) as again:
        assert again.read.redactions.count() == 8


def fill_disk(workspace: Workspace) -> None:
    """From now on the file may not grow: SQLite says FULL, as on a full disk."""

    def limit(connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    workspace._project.edit(limit)


def test_a_full_disk_is_told_and_loses_nothing(workspace: Workspace) -> None:
    add_file(workspace, 40, "more.pdf")
    claimed = workspace.intake.claim_pages(40)
    fill_disk(workspace)
    many = [black(box(20, 200 + 14 * n)) for n in range(30)]
    futures = [
        workspace.intake.store_page_result(page.id, result(page.number, many, thumbnail=b"x" * 9000))
        for page in claimed
    ]
    errors = [future.exception() for future in futures]
    told = {error.code for error in errors if isinstance(error, ProjectError)}
    assert "disk-full" in told
    assert told <= {"disk-full", "not-stored"}
    workspace._project.edit(lambda c: c.execute("PRAGMA max_page_count = 1073741823"))
    stored = sum(error is None for error in errors)
    with workspace._project.reader() as connection:
        assert connection.execute("SELECT count(*) FROM redaction").fetchone()[0] == 3 + 30 * stored
        assert connection.execute("SELECT count(*) FROM page_text").fetchone()[0] == 3 + stored
    assert workspace.read.matter.problems() == []
    assert workspace.intake.claim_pages(40) == []
    workspace.intake.release_all_pages()
    assert len(workspace.intake.claim_pages(2)) == min(2, 40 - stored)
    workspace.close()
    with Workspace.open(workspace.path) as again:
        assert again.read.pages.pending() == 40 - stored
        read_pages(again, *(result(n) for n in range(40 - stored)))
        assert again.read.pages.pending() == 0


def test_an_edit_on_a_full_disk_is_refused_whole(workspace: Workspace) -> None:
    fill_disk(workspace)
    pages = [page for page, _, _ in workspace.read.pages.sizes()]
    note = "x" * 500_000
    with pytest.raises(ProjectError) as caught:
        workspace.perform(SetNote("page", pages[0], note))
    assert caught.value.code == "disk-full"
    assert workspace.undo_title is None
    assert workspace.read.marks.notes() == []
    workspace._project.edit(lambda c: c.execute("PRAGMA max_page_count = 1073741823"))
    assert workspace.perform(MarkSeen((pages[0],))) is not None


class _FailingConnection(sqlite3.Connection):
    """A disk that fails while a transaction is committed, and again while it is taken back."""

    failing = False

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        if self.failing and sql in ("COMMIT", "ROLLBACK"):
            raise sqlite3.OperationalError(f"disk I/O error in {sql}")
        return super().execute(sql, parameters)


def test_a_failing_rollback_leaves_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "matter.foia"
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=_FailingConnection)
    writer = Writer(connection, path)
    connection.failing = True
    with pytest.raises(sqlite3.OperationalError, match="COMMIT"):
        writer.store(lambda c: c.execute("CREATE TABLE t (x)")).result(10)
    connection.failing = False
    assert writer.store(lambda c: c.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]).result(10) == 0
    writer.close()
    connection.close()
