"""How quickly the window starts, shows, turns and takes edits on a project of 10,000 pages, and what it weighs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil

from benchmarks._cost import Cost, cost, costs, summary, worst
from benchmarks._project import large_project
from benchmarks._statistics import percentile

if TYPE_CHECKING:
    from benchmarks._screen import Screen

_SAID = "shown"
_FRAMES, _TURNS, _JUMPS, _EDITS, _FILTERS = 300, 30, 15, 50, 5
_UNREAD = 400  # pages that are read while all else is measured


def run(pages: int = 10_000, rounds: int = 3) -> dict[str, float]:
    """Seconds (`_s`) and milliseconds (`_ms`) by the clock, medians; `_cpu_ms` is time of the window's own thread.

    A real window of 1280 by 800 (off the screen unless QT_QPA_PLATFORM says otherwise) with a real render worker,
    while the last pages are read with OCR and stored behind it.
    `first_page_s` is from opening the project to its first sharp page, with the program running; `start_s` from the
    start of the process to the start view (`start_cpu_s`: processor time of that process), with the byte code that an
    installed program has. `turn_cached_ms` and `turn_cold_ms`: a key turns the page, until it is
    sharp, with and without its picture rendered ahead. `jump_ms`: a page far away is asked for, until its thumbnail
    and marks are there (`jump_sharp_ms`: until it is sharp). `frame`: scrolling by 40 pixels. `next_redaction_ms` and
    `check_ms`: the keys N and Enter, until the window is painted (the check is in the project file by then), with the
    95th percentile and the longest. `filter_ms`: list all redactions that are not checked (`redactions` in all).
    `stall`: the longest time without a turn of the event loop in all of this but opening. `theme`: from light to dark
    or back. `table`: see `_table.walk_table`.
    Memory is that of the window's process at the end.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks._screen import Screen
    from benchmarks._table import walk_table

    figures: dict[str, float] = {"pages": float(pages)}
    starts = _starts(rounds)
    figures |= {"start_s": median(clock for clock, _ in starts), "start_cpu_s": median(cpu for _, cpu in starts)}
    with tempfile.TemporaryDirectory() as folder:
        project = large_project(Path(folder), pages, min(_UNREAD, pages // 2))
        with Screen(Path(folder) / "settings") as screen:
            figures["first_page_s"] = median(_first_page_s(screen, project, rounds))
            screen.watch_anew()
            figures |= _walk(screen, pages)
            figures |= summary("filter", costs(screen.filter_redactions for _ in range(_FILTERS)), median)
            figures["redactions"] = float(screen.redactions())
            figures |= summary("stall_max", [worst(screen.stalls)], max)
            figures |= walk_table(screen)
            figures |= summary("theme", costs(screen.change_theme for _ in range(2 * rounds)), median)
            figures["memory_mb"] = psutil.Process().memory_info().rss / 1e6
    return figures


def show_start() -> None:
    """Start the program, show its start view, say so and wait until the input closes; runs in a process of its own."""
    from benchmarks._screen import Screen

    with tempfile.TemporaryDirectory() as folder, Screen(Path(folder)) as screen:
        screen.show_start()
        print(_SAID, flush=True)
        sys.stdin.read()


def _starts(rounds: int) -> list[tuple[float, float]]:
    """Seconds by the clock and of the processor of some starts, after one that writes the byte code."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return [_start(environment) for _ in range(rounds + 1)][1:]


def _start(environment: dict[str, str]) -> tuple[float, float]:
    command = [sys.executable, "-c", "from benchmarks.ui import show_start; show_start()"]
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        took, used = time.perf_counter() - start, psutil.Process(process.pid).cpu_times()
        process.stdin.close()
    if said != _SAID:
        raise RuntimeError(f"the program did not start (exit status {process.returncode})")
    return took, used.user + used.system


def _first_page_s(screen: Screen, project: Path, rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        screen.close_project()
        start = time.perf_counter()
        screen.open(project, read=True)
        screen.wait_sharp()
        yield time.perf_counter() - start


def _walk(screen: Screen, pages: int) -> dict[str, float]:
    """Turn, jump, scroll and check through the project."""
    cached, cold, far, sharp = list[Cost](), list[Cost](), list[Cost](), list[Cost]()
    for _ in range(_TURNS):
        screen.rest()
        cached.append(cost(screen.turn))
    for _ in range(_TURNS):
        screen.rest()
        screen.forget_pictures()
        cold.append(cost(screen.turn))
    for number in range(_JUMPS):
        screen.rest()
        target = 1 + (number * pages * 7 // 19 + pages // 2) % pages
        start, cpu = time.perf_counter(), time.thread_time()
        far.append(cost(lambda page=target: screen.jump(page)))  # type: ignore[misc]
        screen.wait_sharp()
        sharp.append(Cost((time.perf_counter() - start) * 1e3, (time.thread_time() - cpu) * 1e3))
    frames = costs(screen.scroll for _ in range(_FRAMES))
    following, checks = list[Cost](), list[Cost]()
    for _ in range(_EDITS):
        following.append(cost(screen.next_redaction))
        checks += [cost(screen.check), cost(screen.check)]  # the box, then the code
    return (
        summary("turn_cached", cached, median)
        | summary("turn_cold", cold, median)
        | summary("jump", far, median)
        | summary("jump_sharp", sharp, median)
        | summary("frame_p95", frames, lambda values: percentile(list(values), 95))
        | summary("next_redaction", following, median)
        | summary("check", checks, median)
        | summary("check_p95", checks, lambda values: percentile(list(values), 95))
        | summary("check_max", checks, max)
    )
