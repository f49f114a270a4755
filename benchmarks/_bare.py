"""Nothing but Tesseract: a program that reads stored pictures with our engine in some processes, and does no more.

`python -m benchmarks._bare FOLDER PROCESSES` prints how many pictures were read in how many seconds. The clock begins
when every process has its engine, as the one that `process` prints begins when its workers are started.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import numpy as np

from reviewer.model.ocr import Layout, OcrEngine
from reviewer.ocr.engines import create_engine

_LIST = "fed.json"


@dataclass(frozen=True, slots=True)
class Fed:
    """A picture that Tesseract was fed: the name of its file in the folder, and how it was to be read."""

    name: str
    dpi: int
    layout: Layout
    alphabet: str


def write_list(folder: Path, fed: Sequence[Fed]) -> None:
    """Note down what lies in `folder`, in the order in which it was fed."""
    (folder / _LIST).write_text(json.dumps([asdict(one) for one in fed]), encoding="utf-8")


def read_all(folder: Path, processes: int) -> tuple[int, float]:
    """How many pictures there are, and the seconds in which `processes` read them, start-up left out."""
    fed = [Fed(**one) for one in json.loads((folder / _LIST).read_text(encoding="utf-8"))]
    context = multiprocessing.get_context("spawn")
    waiting: SimpleQueue[Fed | None] = context.SimpleQueue()
    ready: SimpleQueue[bool] = context.SimpleQueue()
    readers = [context.Process(target=_read, args=(folder, waiting, ready)) for _ in range(processes)]
    for reader in readers:
        reader.start()
    for _ in readers:
        ready.get()
    start = time.perf_counter()
    for one in [*fed, *[None for _ in readers]]:
        waiting.put(one)
    for reader in readers:
        reader.join()
    seconds = time.perf_counter() - start
    if any(reader.exitcode for reader in readers):
        raise RuntimeError("a process that read pictures failed")
    return len(fed), seconds


def _read(folder: Path, waiting: SimpleQueue[Fed | None], ready: SimpleQueue[bool]) -> None:
    engine: OcrEngine = create_engine()
    ready.put(True)
    while (one := waiting.get()) is not None:
        engine.read(np.load(folder / one.name), dpi=one.dpi, layout=one.layout, alphabet=one.alphabet)


if __name__ == "__main__":
    pictures, taken = read_all(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{pictures} pictures read ({taken:.2f} s)")
