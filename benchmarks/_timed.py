"""Speed and memory of the whole of reading, side by side with OCRmyPDF and with nothing but Tesseract."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks._statistics import ratio
from benchmarks._timed_files import born_digital_file, image_only_file, repeated_file
from benchmarks._timed_runs import JOBS, Run, fed_to_tesseract, run_bare, run_ocrmypdf, run_process
from reviewer.services.importing import import_paths
from reviewer.services.processing import Processing
from reviewer.services.workspace import Workspace

_IMAGE_PAGES = 40
_GLANCE = 0.02


def run_timed(folder: Path, corpus: Path | None, rounds: int, pages: int) -> dict[str, float]:
    """The timed figures; what each means stands in docs/benchmarks.md. `folder` is made for the files."""
    folder.mkdir(parents=True, exist_ok=True)
    images = image_only_file(folder / "images.pdf", corpus, _IMAGE_PAGES)
    layered = folder / "ocrmypdf.pdf"
    fed = fed_to_tesseract(images, folder / "fed")
    ours, theirs, bare = [], [], []
    for _ in range(rounds):
        bare.append(run_bare(fed))
        ours.append(run_process(images))
        theirs.append(run_ocrmypdf(images, layered))
    figures = _beside(ours, theirs, bare)
    runs = list(ours)
    scans = repeated_file(layered, folder / "scans.pdf", pages)
    for name, file in (("layer", born_digital_file(folder / "digital.pdf", pages)), ("scan_layer", scans)):
        read = [run_process(file) for _ in range(rounds)]
        runs += read
        figures[f"{name}_pages_per_s"] = median(pages / run.reading for run in read)
        figures[f"{name}_pages_per_cpu_s"] = median(pages / run.processor for run in read)
        figures["parent_growth_mb"] = median(run.growth_mb for run in read)
    figures["in_view_s"] = median(_in_view(folder / f"view-{n}", images, scans) for n in range(rounds))
    figures["worker_mb"] = max(run.worker_mb for run in runs)
    figures["parent_mb"] = max(run.parent_mb for run in runs)
    return figures


def _beside(ours: Sequence[Run], theirs: Sequence[Run], bare: Sequence[Run]) -> dict[str, float]:
    return {
        "image_pages": _IMAGE_PAGES,
        "page_s": median(run.seconds for run in ours) / _IMAGE_PAGES,
        "page_s_ocrmypdf": median(run.seconds for run in theirs) / _IMAGE_PAGES,
        "ratio_ocrmypdf": ratio([run.seconds for run in ours], [run.seconds for run in theirs]),
        "ratio_ocrmypdf_cpu": ratio([run.processor for run in ours], [run.processor for run in theirs]),
        "ratio_bare": ratio([run.pages for run in ours], [run.pages for run in bare]),
        "ratio_bare_documents": ratio([run.documents for run in ours], [run.documents for run in bare]),
        "ratio_bare_all": ratio([run.reading for run in ours], [run.reading for run in bare]),
        "ratio_bare_cpu": ratio([run.processor for run in ours], [run.processor for run in bare]),
    }


def _in_view(folder: Path, queued: Path, opened: Path) -> float:
    """Seconds from opening a new file to the text of its first page, while the pages of another wait to be read."""
    folder.mkdir(parents=True)
    with Workspace.create(folder / "view.foia") as workspace:
        import_paths(workspace, [queued])
        processing = Processing(workspace, JOBS)
        processing.start()
        while not processing.state.done:
            time.sleep(_GLANCE)
        start = time.perf_counter()
        import_paths(workspace, [opened])
        file = workspace.read.sources.files()[-1].id
        processing.start()
        processing.prefer(file, 0)
        while True:
            row = workspace.read.pages.at(file, 0)
            if row is not None and row.state == "done":
                break
            time.sleep(_GLANCE)
        seconds = time.perf_counter() - start
        processing.stop()
    return seconds
