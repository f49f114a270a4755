"""Worker processes are watched, replaced and ended; nothing of theirs is left."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
import pytest

from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions, AnalysePage, Limits, LoadFinders, OpenFile, RenderTile
from reviewer.workers.slots import Slot
from reviewer.workers.tasks import Task
from tests.pipeline.workers_kit import make_release, make_scan, workers

pytestmark = pytest.mark.usefixtures("no_process_left")
LAVISH = Limits()


@pytest.fixture
def no_process_left() -> Iterator[None]:
    yield
    assert workers() == []
    assert not [thread.name for thread in threading.enumerate() if thread.name == "worker-supervisor"]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release(tmp_path_factory.mktemp("release") / "release.pdf")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_scan(tmp_path_factory.mktemp("scan") / "scan.pdf")


def test_idle_workers_load_ahead_and_one_of_them_what_citations_take(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[tuple[int, bool]] = []
    both = threading.Event()
    give = Slot.give

    def noted(slot: Slot, task: Task) -> None:
        if isinstance(task.request, LoadFinders):
            loaded.append((slot.number, task.request.citations))
            task.future.add_done_callback(lambda _: both.set() if len(loaded) == 4 else None)
        give(slot, task)

    monkeypatch.setattr(Slot, "give", noted)
    finders = LoadFinders(release)
    with WorkerPool(3) as pool:
        pool.get_ready(release, AnalyseOptions())
        for _ in range(2):  # asked twice, done once
            pool.prepare(LoadFinders(release, citations=True), finders)
        assert both.wait(60)
        futures = [pool.submit(OpenFile(release)) for _ in range(6)]
        assert [future.result().page_count for future in futures] == [6] * 6
    assert sorted(loaded) == [(1, False), (1, True), (2, False), (3, False)]


def test_a_killed_worker_costs_nothing_but_a_second_try(release: Path) -> None:
    with WorkerPool(1) as pool:
        pool.submit(OpenFile(release)).result()
        (before,) = workers()
        futures = [pool.submit(AnalysePage(release, number)) for number in range(4)]
        before.kill()
        assert [future.result().page for future in futures] == [0, 1, 2, 3]
        (after,) = workers()
        assert after.pid != before.pid


def test_a_page_that_kills_every_worker_is_named_and_the_batch_goes_on(release: Path) -> None:
    with WorkerPool(1) as pool:
        pool.submit(OpenFile(release)).result()
        doomed = pool.submit(AnalysePage(release, 3))
        after = pool.submit(AnalysePage(release, 4))
        while not doomed.done():
            for process in workers():
                process.kill()
        with pytest.raises(SourceError) as caught:
            doomed.result()
        # Whether the later workers die before or after they are ready is a matter of luck.
        assert caught.value.code in {"crash", "worker-start"}
        assert caught.value.page == 3
        assert after.result().page == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that stops a process")
def test_a_worker_that_stands_still_is_replaced_and_the_page_named(release: Path) -> None:
    with WorkerPool(1, limits=Limits(work_seconds=60, clock_seconds=1.0)) as pool:
        pool.submit(OpenFile(release)).result()
        for process in workers():
            os.kill(process.pid, signal.SIGSTOP)
        assert pool.submit(OpenFile(release)).result().page_count == 6


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(0.0, 60, LAVISH.memory), "hang"), (Limits(60, 60, 10_000_000), "memory")],
)
def test_a_page_that_costs_too_much_is_named_after_two_tries(scan: Path, limits: Limits, code: str) -> None:
    with WorkerPool(1, limits=limits) as pool, pytest.raises(SourceError) as caught:
        pool.submit(AnalysePage(scan, 1)).result()
    assert caught.value.code == code
    assert (caught.value.file, caught.value.page) == (scan, 1)
    assert "scan.pdf, page 2," in caught.value.message
    assert caught.value.advice


def test_workers_are_renewed_after_some_pages(release: Path) -> None:
    with WorkerPool(1, recycle_after=2) as pool:
        seen = set()
        for _ in range(3):
            pool.submit(OpenFile(release)).result()
            seen |= {process.pid for process in workers()}  # it has one more to serve: it is there
            pool.submit(OpenFile(release)).result()
    assert len(seen) == 3


def test_shutdown_cancels_what_waits_and_stops_what_runs(release: Path) -> None:
    pool = WorkerPool(1)
    futures = [pool.submit(AnalysePage(release, number % 6)) for number in range(30)]
    futures[0].result()
    pool.shutdown()
    pool.shutdown()
    outcomes = {type(future.exception()) if not future.cancelled() else CancelledError for future in futures[-10:]}
    assert outcomes == {CancelledError}
    with pytest.raises(RuntimeError):
        pool.submit(OpenFile(release))


def test_nothing_starts_before_the_first_request() -> None:
    with WorkerPool(4, screen=True):
        assert workers() == []
    with pytest.raises(ValueError, match="needs a worker"):
        WorkerPool(0)


def test_all_workers_that_read_can_be_started_ahead(release: Path) -> None:
    with WorkerPool(2, screen=True) as pool:
        pool.get_ready(release, AnalyseOptions())
        for page in range(2):
            pool.submit(AnalysePage(release, page)).result()
        assert len(workers()) == 2


def test_an_engine_that_cannot_be_loaded_ahead_is_told_by_the_page(release: Path) -> None:
    spoken_nowhere = AnalyseOptions(languages="none")
    with WorkerPool(1) as pool:
        pool.get_ready(release, spoken_nowhere)
        with pytest.raises(SourceError, match="not installed"):
            pool.submit(AnalysePage(release, 0, None, spoken_nowhere)).result()


def test_tiles_nobody_closed_go_with_the_pool_and_no_worker_prints(
    release: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with WorkerPool(0, screen=True) as pool:
        tile = pool.submit(RenderTile(release, 0, 1.0, Rect(0, 0, 100, 100))).result()
        name = tile.name
        assert np.all(tile.pixels()[:2] == 255)
        assert pool.submit(AnalysePage(release, 0)).result().page == 0
    with pytest.raises(FileNotFoundError):
        SharedMemory(name=name)
    assert capfd.readouterr() == ("", "")
