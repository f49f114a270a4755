"""How quickly the differences of a large project are listed, shown and decided on: copies among 100,000 real pages."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psutil

from benchmarks._material import corpus_folder
from benchmarks._search_project import make_project, unpack_mail
from benchmarks._statistics import percentile
from reviewer.services.comparing import CopyRun
from reviewer.services.operations import JudgeCopies
from reviewer.services.reading_run import Orders
from reviewer.services.workspace import Workspace
from reviewer.workers.pool import WorkerPool

_SHOWN = 100  # differences that are looked at one by one
_MANY = 1_000  # places decided on as one edit


def run(pages: int = 100_000, rounds: int = 3, corpus: Path | None = None) -> dict[str, float]:
    """Seconds (`_s`) and milliseconds (`_ms`) of processor time of the process that asks; `find_s` of all processes.

    The pages are those of released e-mails, repeated where they are fewer, each copy with a few words misread. `find`:
    cutting and comparing; `list`: the state and the best copy of each redaction, as the view reads them; `row`: one
    difference with its words and boxes (95th percentile); `judge`: one decision; `judge_many`: 1,000 as one edit, and
    `undo_many` taking them back; `elsewhere`: all copies, as a log names them; `memory_mb`: of the process at its end.
    """
    folder = corpus_folder(corpus)
    if folder is None:
        raise SystemExit("this benchmark needs a folder of mail: --corpus DIR")
    cache = Path(tempfile.mkdtemp(prefix="foia-reviewer-verdicts-"))
    try:
        project = cache / "mail.foia"
        _apart(make_project, project, unpack_mail(folder / "text" / "emails.tar.xz", cache), pages)
        return {"pages": float(pages)} | _apart(_find, project) | _apart(_decide, project, rounds)
    finally:
        shutil.rmtree(cache, ignore_errors=True)


def _apart(work: Callable[..., dict[str, float]] | Callable[..., None], *arguments: object) -> dict[str, float]:
    """Run in a fresh process, so that none carries the memory of another."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result() or {}


def _find(project: Path) -> dict[str, float]:
    with Workspace.open(project, reviewer="Benchmark") as workspace, WorkerPool(1) as pool:
        CopyRun(workspace, pool, Orders()).run()
    used = os.times()  # the worker has ended: its time counts among the children's
    return {"find_s": used.user + used.system + used.children_user + used.children_system}


def _decide(project: Path, rounds: int) -> dict[str, float]:
    with Workspace.open(project, reviewer="Benchmark") as workspace:
        copies = workspace.read.copies
        listing = [_seconds(copies.listed) for _ in range(rounds)]
        state, refs = copies.listed()
        step = max(1, len(refs) // _SHOWN)
        looked_at = refs[::step][:_SHOWN]
        rows = [1000 * _seconds(lambda ref=ref: copies.row(ref)) for ref in looked_at]  # type: ignore[misc]
        places = tuple((ref.redaction, ref.there) for ref in refs)
        one = [
            1000 * _seconds(lambda place=place: workspace.perform(JudgeCopies((place,), "rejected")))  # type: ignore[misc]
            for place in places[::step][:_SHOWN]
        ]
        many = _seconds(lambda: workspace.perform(JudgeCopies(places[:_MANY], "accepted")))
        undo = _seconds(workspace.undo)
        return {
            "records": float(state.records),
            "pairs": float(state.pairs),
            "differences": float(len(refs)),
            "list_s": percentile(listing, 50),
            "row_ms": percentile(rows, 95),
            "judge_ms": percentile(one, 95),
            "judge_many_s": many,
            "undo_many_s": undo,
            "elsewhere_s": _seconds(copies.elsewhere),
            "memory_mb": psutil.Process().memory_info().rss / 1e6,
        }


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of all threads of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start
