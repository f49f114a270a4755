"""Whether memory stays flat while the pages of one very long file are read, and its documents found."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks._timed_files import born_digital_file
from benchmarks._timed_runs import run_process


def run(pages: int = 2000) -> dict[str, float]:
    """The whole of `process` on one file of `pages` born-digital pages, a few dozen again and again; memory in MB.

    `parent_at_tenth_N_mb` is the memory of the process started after N tenths of the time; `parent_growth_mb` by how
    much its most in the second half, in which the documents are found, exceeds its most in the first.
    """
    with tempfile.TemporaryDirectory() as folder:
        read = run_process(born_digital_file(Path(folder, "long.pdf"), pages))
    tenths = {f"parent_at_tenth_{tenth}_mb": read.samples[len(read.samples) * tenth // 10] for tenth in range(1, 10, 2)}
    return {
        "pages": pages,
        "pages_per_s": pages / read.reading,
        "pages_per_cpu_s": pages / read.processor,
        **tenths,
        "parent_mb": read.parent_mb,
        "parent_growth_mb": read.growth_mb,
        "worker_mb": read.worker_mb,
    }
