"""No worker outlives the process that started it, even one that ends without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from reviewer.pdf.write import PdfWriter
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import OpenFile
from tests.pipeline.workers_kit import make_release, workers

PARENT = """
import sys
from pathlib import Path
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalysePage, OpenFile, RenderThumbnail

if __name__ == "__main__":
    path = Path(sys.argv[1])
    pool = WorkerPool(1, screen=True)
    pool.submit(RenderThumbnail(path, 0)).result()
    pool.submit(AnalysePage(path, 0)).result()
    print("ready", flush=True)
    if sys.argv[2] == "leave":
        sys.exit()  # without shutting the pool down
    while True:
        pool.submit(AnalysePage(path, 0)).result()
"""


@pytest.mark.parametrize("way", ["kill", "leave"])
def test_no_worker_outlives_its_parent(tmp_path: Path, way: str) -> None:
    script, path = tmp_path / "parent.py", tmp_path / "page.pdf"
    script.write_text(PARENT, encoding="utf-8")
    writer = PdfWriter()
    writer.page(612, 792).text(72, 72, "A page to be read again and again")
    writer.save(path)
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, str(script), str(path), way],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stderr is not None
    with parent.stdout, parent.stderr:
        assert parent.stdout.readline() == "ready\n"
        children = [] if way == "leave" else psutil.Process(parent.pid).children(recursive=True)
        if way == "kill":
            assert len(children) >= 2
            parent.kill()
        # Both ends of the pipe are held by the children, too: it only ends with the last of them.
        assert parent.stderr.read() == ""
    parent.wait(30)
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_worker_is_deaf_to_ctrl_c_from_its_first_moment(tmp_path: Path) -> None:
    release = make_release(tmp_path / "release.pdf")
    with WorkerPool(1) as pool:
        pool.submit(OpenFile(release)).result()
        (worker,) = workers()
        status = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii")
    blocked = int(next(line for line in status.splitlines() if line.startswith("SigBlk")).split()[1], 16)
    assert blocked & 1 << signal.SIGINT - 1
