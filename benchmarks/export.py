"""How quickly a log of 10,000 redactions, a packet of 100 contested ones and a PDF of 500 pages are written."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from statistics import median

from PIL import Image

from benchmarks._memory import PeakMemory
from reviewer.export.registry import Options
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, PageText, Redaction, Token, Word
from reviewer.pdf.write import PdfWriter
from reviewer.services import packets
from reviewer.services.exporting import export
from reviewer.services.operations import AddChallenge, AddPassage, AddTag, EditAppeal, Target, WordRun
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile

_PAGES, _A_PAGE = 1_250, 8
_CONTESTED = 100
_PDF_PAGES = 500
_SIZE = (612.0, 792.0)


def run(rounds: int = 3) -> dict[str, float]:
    """Seconds, medians of `rounds`; `memory_mb` is the most that this process held, `worker_mb` the most of one worker.

    The log is of made pages with stored crops of 4 kB; the packet's pages are noisy scans at 200 dpi, one contested
    redaction on each, rendered by workers as for a user. The annotated PDF is of 500 pages: half are plain scans at 200
    dpi, a quarter scans with a block over them, a quarter born digital; each has a redaction, every fifth a passage.
    """
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with PeakMemory() as packet, Workspace.create(folder / "packet.foia", reviewer="Benchmark") as workspace:
            _fill_packet(workspace, folder / "scans.pdf")
            plan = packets.plan(workspace, packets.find_request(workspace), today=date(2026, 1, 5))
            pack = partial(packets.export_packet, workspace, plan)
            figures["packet100_s"] = median(_timed(partial(pack, folder / f"packet-{n}")) for n in range(rounds))
            figures["packet100_mb"] = sum(path.stat().st_size for path in (folder / "packet-0").rglob("*.*")) / 1e6
        with PeakMemory() as log, Workspace.create(folder / "log.foia", reviewer="Benchmark") as workspace:
            _fill_log(workspace, folder)
            export(workspace, "log-csv", folder / "numbered.csv")  # the first log gives the items their numbers
            for figure, options in (("log_s", Options()), ("log_crops_s", Options(crops=True))):
                write = partial(export, workspace, "log-xlsx", options=options)
                figures[figure] = median(_timed(partial(write, folder / f"{figure}-{n}.xlsx")) for n in range(rounds))
        with PeakMemory() as pdf, Workspace.create(folder / "pdf.foia", reviewer="Benchmark") as workspace:
            _fill_pdf(workspace, folder / "pages.pdf")
            copy = partial(export, workspace, "annotated-pdf")
            figures["pdf500_s"] = median(_timed(partial(copy, folder / f"copy-{n}.pdf")) for n in range(rounds))
            figures["pdf500_mb"] = (folder / "copy-0.pdf").stat().st_size / 1e6
    figures["memory_mb"] = max(packet.peak, log.peak, pdf.peak) / 1e6
    figures["worker_mb"] = max(packet.worker, pdf.worker) / 1e6
    return figures


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _result(number: int, redactions: int) -> PageResult:
    draw = random.Random(number)
    words = tuple(
        Word(
            Rect(60 + 50 * (n % 10), 60 + 14 * (n // 10), 105 + 50 * (n % 10), 72 + 14 * (n // 10)), text, 0.95, n // 10
        )
        for n, text in enumerate(f"word{draw.randrange(5_000)}" for _ in range(350))
    )
    shapes = tuple(
        Redaction(
            (Rect(60.0, 580.0 + 22 * n, 400.0, 592.0 + 22 * n),), "black", ("(b)(5)",), "(b)(5)", "at", 0.97, words=9
        )
        for n in range(redactions)
    )
    tokens = tuple(Token(n, 350, 34) for n in range(redactions))
    text = PageText(words, tokens, " ".join(word.text for word in words))
    return PageResult(
        number,
        *_SIZE,
        "ocr",
        text,
        shapes,
        bates=f"BENCH-{number:06}",
        crops=tuple(_crop(n + number * redactions) for n in range(redactions)),
    )


def _crop(number: int) -> bytes:
    """A strip of some 4 kB like those that reading stores, each another one."""
    out = BytesIO()
    strip = _noise((850, 60)).copy()
    strip.paste(number % 200, (number % 700, 20, number % 700 + 90, 40))
    strip.save(out, "JPEG", quality=12)
    return out.getvalue()


@cache
def _noise(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 24)


def _receive(workspace: Workspace, path: Path, pages: int, redactions: int) -> None:
    request = workspace.intake.add_request("Bureau of Benchmarks", "2026-BENCH-1")
    release = workspace.intake.add_release("made", request=request)
    data = path.read_bytes() if path.exists() else b""
    received = ReceivedFile(path, sha256(data).hexdigest(), len(data))
    workspace.intake.add_source_file(release, received, [_SIZE] * pages)
    stored = [
        workspace.intake.store_page_result(page.id, _result(page.number, redactions))
        for page in workspace.intake.claim_pages(pages)
    ]
    for future in stored:
        future.result()


def _fill_log(workspace: Workspace, folder: Path) -> None:
    _receive(workspace, folder / "none.pdf", _PAGES, _A_PAGE)


def _fill_pdf(workspace: Workspace, path: Path) -> None:
    writer = PdfWriter()
    out = BytesIO()
    _noise((1700, 2200)).save(out, "JPEG", quality=60)
    for number in range(_PDF_PAGES):
        page = writer.page(*_SIZE)
        if number % 4 < 3:
            page.image(Rect(0, 0, *_SIZE), out.getvalue())
        if number % 4 == 3:
            for row in range(34):
                page.text(60, 72 + 14 * row, "words of a released page that run from one margin to the other side", 11)
        if number % 4 > 1:
            page.rectangle(Rect(60, 580, 400, 592))
    writer.save(path)
    _receive(workspace, path, _PDF_PAGES, 1)
    tag = AddTag("Key fact")
    workspace.perform(tag)
    for found in workspace.read.pages.of_file()[::5]:
        workspace.perform(AddPassage((WordRun(found.id, 5, 40),), (tag.uuid,)))


def _fill_packet(workspace: Workspace, path: Path) -> None:
    writer = PdfWriter()
    scan = _noise((1700, 2200))
    out = BytesIO()
    scan.save(out, "JPEG", quality=60)
    for _ in range(_CONTESTED):
        page = writer.page(*_SIZE)
        page.image(Rect(0, 0, *_SIZE), out.getvalue())
        for row in range(34):
            page.text(60, 72 + 14 * row, "words of a released page that run from one margin to the other side", 11)
        page.rectangle(Rect(60, 580, 400, 592))
    writer.save(path)
    _receive(workspace, path, _CONTESTED, 1)
    request = packets.find_request(workspace)
    targets = tuple(Target("redaction", uuid) for uuid in workspace.read.redactions.ids())
    workspace.perform(AddChallenge(targets, ("foreseeable-harm",), title="Exemption 5", request=request))
    if request is not None:
        workspace.perform(EditAppeal(request, addressee="Appeals Officer", contact="Requester", signatory="Requester"))
