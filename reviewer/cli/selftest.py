"""`self-test`: proves on this machine that the parts of the program are here and work together, one line a check."""

from __future__ import annotations

import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from reviewer import __version__
from reviewer.cli.desktop import Desktop
from reviewer.cli.terminal import printable
from reviewer.model.errors import UserError

LINES = (
    "The agency withheld the names of its staff",
    "and released the other portions of the record.",
    "Let me know which dates work for the review.",
)
_DPI = 200
_MOST_MISSED = 0.2  # of the words: a clean page that reads worse than this is not read by the engine shipped

Check = tuple[str, Callable[[], str]]


def checks(folder: Path, desktop: Desktop) -> Iterator[Check]:
    """Every check as its name and what runs it; each returns what it found, and raises what went wrong."""
    scan = folder / "self-test.pdf"
    yield "resources", _resources
    yield "scan", lambda: make_scan(scan)
    yield "render", lambda: _render(scan)
    yield "ocr", lambda: _ocr(scan)
    yield "worker", lambda: _worker(scan)
    yield "project", lambda: _project(folder / "self-test.foia")
    yield "deadline", _deadline
    yield "names", _names
    yield "exports", lambda: _exports(folder)
    if desktop.try_window is not None:
        yield "window", desktop.try_window


@click.command("self-test")
@click.pass_obj
def command(desktop: Desktop) -> int:
    """Prove that this installation works: fonts, rendering, OCR, worker processes, project file, exports, window.

    Everything happens in a temporary folder. Exit status 1 if any check fails.
    """
    click.echo(f"foia-reviewer {__version__}, Python {platform.python_version()}, {platform.platform()}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="foia-self-test-", ignore_cleanup_errors=True) as folder:
        for name, check in checks(Path(folder), desktop):
            started = time.perf_counter()
            try:
                words, result = check(), "ok"
            except (UserError, ImportError, OSError, RuntimeError, LookupError) as error:
                # what a broken installation raises: a missing library, file, model or entry
                words, result = str(error) or type(error).__name__, "FAILED"
                failed += 1
            click.echo(f"{result:6}  {name:9}  {time.perf_counter() - started:5.2f} s  {printable(words)}")
    click.echo("All checks passed." if not failed else f"{failed} checks failed: install the program again.")
    return 1 if failed else 0


def _resources() -> str:
    from reviewer.model.exemptions import scheme_faults, schemes
    from reviewer.model.resources import resource

    fonts = len([*resource("fonts").glob("*.ttf"), *resource("fonts").glob("*.otf")])
    left_out = "".join(f"; left out: {fault}" for fault in scheme_faults())
    return f"{len(schemes())} exemption schemes, {fonts} fonts{left_out}"


def make_scan(path: Path) -> str:
    """A scanned page: three lines of text and a blacked-out line with its code, as pixels in a PDF."""
    from PIL import Image, ImageDraw, ImageFont

    from reviewer.model.resources import resource

    pixel = _DPI / 72
    page = Image.new("L", (round(612 * pixel), round(792 * pixel)), 255)
    draw = ImageDraw.Draw(page)
    serif = ImageFont.truetype(resource("fonts", "LiberationSerif-Regular.ttf"), round(12 * pixel))
    sans = ImageFont.truetype(resource("fonts", "LiberationSans-Regular.ttf"), round(9 * pixel))
    for number, line in enumerate(LINES):
        draw.text((72 * pixel, (100 + 18 * number) * pixel), line, fill=0, font=serif)
    draw.rectangle((72 * pixel, 160 * pixel, 320 * pixel, 175 * pixel), fill=0)
    draw.text((180 * pixel, 163 * pixel), "(b)(6)", fill=255, font=sans)
    page.save(path, "PDF", resolution=_DPI)
    return f"a page of {page.width} × {page.height} pixels"


def _render(scan: Path) -> str:
    from reviewer.pdf.source import open_source

    with open_source(scan) as source:
        image = source.page(0).render(72).image
    if int(image.min()) > 64 or int(image.max()) < 192:
        raise UserError("The page was rendered without its ink.")
    return f"{image.shape[1]} × {image.shape[0]} pixels"


def _missed(words: list[str]) -> float:
    """The share of the page's words that are not among `words`."""
    wanted = " ".join(LINES).replace(".", "").lower().split()
    read = {word.strip(".,").lower() for word in words}
    return sum(word not in read for word in wanted) / len(wanted)


def _judge_words(words: list[str]) -> None:
    if (missed := _missed(words)) > _MOST_MISSED:
        raise UserError(f"{missed:.0%} of the words were not read.")


def _ocr(scan: Path) -> str:
    from reviewer.ocr.engines import create_engine
    from reviewer.pdf.source import open_source

    with open_source(scan) as source:
        image = source.page(0).render(_DPI).image
    engine = create_engine()
    try:
        words = engine.read(image, dpi=_DPI)
        _judge_words([word.text for word in words])
        return f"{len(words)} words by {engine.name}"
    finally:
        engine.close()


def _worker(scan: Path) -> str:
    from reviewer.model.page import PageResult
    from reviewer.workers.pool import WorkerPool
    from reviewer.workers.requests import AnalysePage

    with WorkerPool(1) as pool:
        result = pool.submit(AnalysePage(scan, 0)).result()
    if not isinstance(result, PageResult) or result.error is not None:
        raise UserError("The worker gave no page.")
    _judge_words([word.text for word in result.text.words])
    codes = sorted({code for redaction in result.redactions for code in redaction.codes})
    if codes != ["(b)(6)"]:
        raise UserError(
            f"The redaction was not read: {len(result.redactions)} found, codes {', '.join(codes) or 'none'}."
        )
    return f"{len(result.text.words)} words, redaction {codes[0]}"


def _deadline() -> str:
    """The calendar of federal holidays is loaded by name: a packaged build may lack it."""
    from datetime import date

    from reviewer.appeal.deadlines import agency_clock
    from reviewer.appeal.periods import periods

    due = agency_clock(date(2018, 6, 15))
    if due != date(2018, 7, 16):
        raise UserError(f"Twenty working days from 15 Jun 2018 came out as {due:%d %b %Y}.")
    return f"{len(periods()[0])} appeal periods, working days"


def _names() -> str:
    """The tables of reporters, courts and telephone numbers are loaded by name: a packaged build may lack them."""
    from reviewer.model.geometry import Rect
    from reviewer.model.page import PageText, Word
    from reviewer.text.names.find import find_names

    line = "Interior v. Klamath, 532 U.S. 1 (2001), and 5 U.S.C. 552(b)(5); call 202-555-0147"
    words = tuple(Word(Rect(k * 60, 0, k * 60 + 50, 10), word) for k, word in enumerate(line.split()))
    kinds = {name.kind for name in find_names(PageText(words, (), line))}
    if lacking := {"court case", "statute", "phone"} - kinds:
        raise UserError(f"Not found on a page that has them: {', '.join(sorted(lacking))}.")
    return ", ".join(sorted(kinds))


def _exports(folder: Path) -> str:
    """Writers of Word, PDF and calendars read files that their libraries ship: a packaged build may lack them."""
    from reviewer.export.packet.templates import open_template, template_names
    from reviewer.export.registry import FORMATS, write
    from reviewer.export.rows import Content

    nothing = Content("self-test", "2018-06-15T09:30:00", title="Log, יומן, سجل")  # lines that are turned, too
    written = [name for name, kind in FORMATS.items() if kind.write is not None]
    for name in written:
        write(nothing, name, folder / f"self-test-{name}{FORMATS[name].suffix}")
    letters = [open_template(name) for name in template_names()]
    return f"{len(written)} formats, {len(letters)} letters"


def _project(path: Path) -> str:
    from reviewer.services.workspace import Workspace

    Workspace.create(path, reviewer="self-test").close()
    workspace = Workspace.open(path)
    workspace.close()
    return f"{path.stat().st_size // 1024} kB, written and reopened"
