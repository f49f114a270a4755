"""Runs one reading of a file in its own processes, and says what it took: seconds, processor time, memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import psutil

from benchmarks._bare import Fed, write_list
from reviewer.model.ocr import Gray, Layout, OcrEngine, OcrWord
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import PageRow
from reviewer.workers.analyse import analyse_page
from reviewer.workers.requests import AnalyseOptions

JOBS = 2
OCRMYPDF = ("--force-ocr", "--rasterizer", "pypdfium", "-O0", "--output-type", "pdf", "--jobs", str(JOBS))
_PROCESS = "import sys; from reviewer.app.console import main; sys.exit(main())"
_GLANCE = 0.1


@dataclass(slots=True)
class Run:
    """Wall seconds with start-up (`seconds`), without it (`reading`), and of these up to the last page that was stored
    (`pages`) and to the documents of its file (`documents`), which names and copies follow; processor seconds of
    everything.

    Memory in MB: the most of the process started, its most while the second half was read, the most of any of its own.
    """

    seconds: float = 0.0
    reading: float = 0.0
    pages: float = 0.0
    documents: float = 0.0
    processor: float = 0.0
    parent_mb: float = 0.0
    worker_mb: float = 0.0
    growth_mb: float = 0.0
    samples: list[float] = field(default_factory=list)


def run_process(file: Path) -> Run:
    """The whole of `foia-reviewer process` on a new project with `JOBS` workers; RuntimeError if a page failed."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "timed.foia")
        command = [sys.executable, "-c", _PROCESS, "process", str(project), str(file), "--workers", str(JOBS)]
        run, output = _weighed(command)
        run.pages, run.documents = _recorded(project)
    found = re.search(r"(\d+) of (\d+) pages read.*\(([\d.]+) s\)", output)
    if found is None or found[1] != found[2]:
        raise RuntimeError(f"process did not read all of {file.name}: {output[-400:]}")
    run.reading = float(found[3])
    return run


def _recorded(project: Path) -> tuple[float, float]:
    """Seconds by the project's own record, from the first page handed out to the last stored and to the documents."""
    with Workspace.open(project, read_only=True) as workspace:
        job = next(job for job in workspace.read.history.jobs() if job.kind == "reading")
        last = max(page.read_at or "" for page in _pages(workspace))
    start = datetime.fromisoformat(job.started_at)
    stored, found = ((datetime.fromisoformat(end) - start).total_seconds() for end in (last, job.ended_at or last))
    return stored, found


def _pages(workspace: Workspace) -> Iterator[PageRow]:
    for file in workspace.read.sources.files():
        for number in range(file.page_count):
            page = workspace.read.pages.at(file.id, number)
            if page is not None:
                yield page


def run_ocrmypdf(file: Path, target: Path) -> Run:
    """OCRmyPDF on the same file with as many processes; RuntimeError if it fails."""
    return _weighed([sys.executable, "-m", "ocrmypdf", *OCRMYPDF, str(file), str(target)])[0]


def _weighed(command: Sequence[str]) -> tuple[Run, str]:
    before, start = os.times(), time.perf_counter()
    run = Run()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment(), text=True, encoding="utf-8"
    ) as process:
        yield_like_workers(process.pid)
        scale = threading.Thread(target=_weigh, args=(process.pid, run), daemon=True)
        scale.start()
        output, _ = process.communicate()
        scale.join()
    run.seconds = time.perf_counter() - start
    after = os.times()
    run.processor = after.children_user + after.children_system - before.children_user - before.children_system
    if process.returncode:
        raise RuntimeError(f"{command[2:4]} failed: {output[-400:]}")
    half = len(run.samples) // 2
    run.growth_mb = max(run.samples[half:], default=0.0) - max(run.samples[:half], default=0.0)
    return run, output


def _weigh(pid: int, run: Run) -> None:
    try:
        parent = psutil.Process(pid)
        while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
            run.samples.append(parent.memory_info().rss / 1e6)
            run.parent_mb = max(run.parent_mb, run.samples[-1])
            for child in parent.children(recursive=True):
                run.worker_mb = max(run.worker_mb, _memory_mb(child))
            time.sleep(_GLANCE)
    except psutil.NoSuchProcess:
        return


def _memory_mb(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss / 1e6)
    except psutil.NoSuchProcess:
        return 0.0


def yield_like_workers(pid: int) -> None:
    """The priority of our own workers, so that other work on the machine slows all sides alike."""
    if sys.platform == "win32":
        psutil.Process(pid).nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        psutil.Process(pid).nice(10)


def environment() -> Mapping[str, str]:
    """The environment with this interpreter's programs (the packaged Tesseract) in the path.

    Python keeps what it compiled, as it does for whoever uses these programs: else each start would compile them anew.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PATH": path, "OMP_THREAD_LIMIT": "1"}


class _Recorder:
    """An engine that keeps what it is fed as files."""

    def __init__(self, engine: OcrEngine, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self.fed: list[Fed] = []

    @property
    def name(self) -> str:
        return self._engine.name

    def read(self, image: Gray, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        name = f"{len(self.fed):06}.npy"
        np.save(self._folder / name, image)
        self.fed.append(Fed(name, dpi, layout, alphabet))
        return self._engine.read(image, dpi=dpi, layout=layout, alphabet=alphabet)

    def close(self) -> None:
        self._engine.close()


def fed_to_tesseract(file: Path, folder: Path) -> Path:
    """Every picture that reading `file` hands to Tesseract, stored in `folder`, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    recorder = _Recorder(create_engine(), folder)
    with open_source(file) as source:
        for page in range(source.page_count):
            analyse_page(source, page, AnalyseOptions(), recorder)
    recorder.close()
    write_list(folder, recorder.fed)
    return folder


def run_bare(folder: Path) -> Run:
    """Nothing but Tesseract calls on the pictures in `folder`, by a program of its own with `JOBS` processes."""
    run, output = _weighed([sys.executable, "-m", "benchmarks._bare", str(folder), str(JOBS)])
    found = re.search(r"pictures read \(([\d.]+) s\)", output)
    if found is None:
        raise RuntimeError(f"the pictures were not read: {output[-400:]}")
    run.reading = run.pages = run.documents = float(found[1])
    return run
