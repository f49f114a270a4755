"""How quickly the differences between copies of a project of 100,000 pages are listed, shown and decided on."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import psutil

from benchmarks._statistics import percentile
from reviewer.model.ids import new_uuid
from reviewer.services.operations import JudgeCopies
from reviewer.services.workspace import Workspace
from reviewer.storage.blobs import dump, pack_rects, pack_words
from reviewer.storage.connections import connect
from tests.storage.material import SIZE, box, words

_FILE = 2_000  # pages
_ON_PAGE = 3  # redactions, of each of which another page shows what it hides
_SHOWN = 100  # differences that are looked at one by one
_MANY = 1_000  # places decided on as one edit


def run(pages: int = 100_000, rounds: int = 3) -> dict[str, float]:
    """Seconds (`_s`) and milliseconds (`_ms`) of processor time of the process that asks.

    The pages are made up: each has three redactions, and is a copy of a page in the other half, in another release.
    `list`: the state and the best copy of each redaction, as the view reads them; `row`: one difference with its words
    and boxes (95th percentile); `judge`: one decision; `judge_many`: 1,000 as one edit, and `undo_many` taking them
    back; `elsewhere`: all copies, as a log names them; `memory_mb`: of the process at its end.
    """
    folder = Path(tempfile.mkdtemp(prefix="foia-reviewer-verdicts-"))
    try:
        _apart(_fill, folder / "copies.foia", pages)
        return {"pages": float(pages)} | _apart(_decide, folder / "copies.foia", rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _apart(work: Callable[..., dict[str, float]], *arguments: object) -> dict[str, float]:
    """Run in a fresh process, so that none carries the memory of another."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _fill(project: Path, pages: int) -> dict[str, float]:
    with Workspace.create(project, reviewer="Benchmark") as workspace:
        releases = [workspace.intake.add_release(name, received_on=day) for name, day in
                    (("First", "2018-06-15"), ("Second", "2019-06-15"))]  # fmt: skip
    with closing(connect(project, "rw")) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _fill_pages(connection, releases, pages)
        _fill_copies(connection, pages)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    return {}


def _fill_pages(connection: Connection, releases: Sequence[str], pages: int) -> None:
    reviewer = connection.execute("SELECT uuid FROM reviewer").fetchone()["uuid"]
    for file in range(1, (pages + _FILE - 1) // _FILE + 1):
        release = releases[file * _FILE > pages // 2]
        connection.execute(
            "INSERT INTO item_received (id, uuid, release, name, path, sha256, bytes, added_by, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, 1, ?, '2026-01-01')",
            (file, new_uuid(), release, f"{file}.pdf", f"{file}.pdf", f"{file:064}", reviewer),
        )
        connection.execute(
            "INSERT INTO source_file (id, page_count, state, documents_found) VALUES (?, ?, 'ready', 1)", (file, _FILE)
        )
    connection.executemany(
        "INSERT INTO page (id, file, number, width, height, state, text_source) "
        "VALUES (?, ?, ?, ?, ?, 'done', 'layer')",
        ((page + 1, page // _FILE + 1, page % _FILE, *SIZE) for page in range(pages)),
    )
    blob = pack_words(words(("Dear Ms Doyle the detention bed contract was signed on Friday by all",) * 20))
    connection.executemany("INSERT INTO page_words (page, words) VALUES (?, ?)", ((n + 1, blob) for n in range(pages)))
    connection.execute("DELETE FROM copy_wait")


def _fill_copies(connection: Connection, pages: int) -> None:
    shape = pack_rects((box(300, 100),))
    connection.executemany(
        "INSERT INTO redaction (uuid, page, ordinal, before_word, line, origin, rects, kind, codes, code_text, "
        "marking, finding) VALUES (?, ?, ?, ?, 0, 'machine', ?, 'black', ?, 'b6', 'at', '{}')",
        (
            (f"{page}-{n}", page + 1, n, 10 * n, shape, dump(["(b)(6)"]))
            for page in range(pages)
            for n in range(_ON_PAGE)
        ),
    )
    connection.executemany(
        "INSERT INTO copy_unit (id, page, last_page, runs, words, prints, compared) "
        "VALUES (?1, ?1, ?1, '[]', x'', x'', 1)",
        ((page + 1,) for page in range(pages)),
    )
    half = pages // 2
    connection.executemany(
        "INSERT INTO copy_pair (id, first, second, common, likeness) VALUES (?, ?, ?, 200, 0.9)",
        ((page + 1, page + 1, half + page + 1) for page in range(half)),
    )
    connection.executemany(
        "INSERT INTO copy_place (pair, redaction, shown, page, word, runs, confidence) "
        "VALUES (?, ?, 'released', ?, ?, ?, ?)",
        (
            (page % half + 1, f"{page}-{n}", other + 1, 10 * n, dump([[other + 1, 10 * n, 4]]), 0.95)
            for page in range(2 * half)
            for other in [(page + half) % (2 * half)]
            for n in range(_ON_PAGE)
        ),
    )
    connection.execute("DELETE FROM copy_wait")


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
