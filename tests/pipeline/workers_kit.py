"""What the tests of workers share: a release to read, and a look at the worker processes that run."""

from __future__ import annotations

from pathlib import Path

import psutil
from PIL import Image, ImageDraw, ImageFont

from reviewer.model.geometry import Rect
from reviewer.model.resources import resource
from reviewer.pdf.write import PdfWriter


def make_release(path: Path) -> Path:
    """Six pages of text with a black bar each."""
    writer = PdfWriter({"title": "Release"})
    for number in range(6):
        page = writer.page(612, 792)
        for line in range(14):
            page.text(72, 100 + 16 * line, f"Line {line} of page {number} says what anyone may read today.", 12)
        page.rectangle(Rect(72, 400, 300, 414))
    writer.save(path)
    return path


def make_scan(path: Path) -> Path:
    """Two scanned pages full of small print: whatever else becomes faster, OCR of one takes far over a glance."""
    font = ImageFont.truetype(resource("fonts", "LiberationSerif-Regular.ttf"), 36)
    page = Image.new("L", (2550, 3300), 255)
    draw = ImageDraw.Draw(page)
    for line in range(66):
        words = " ".join(f"word{line * 12 + number}" for number in range(12))
        draw.text((150, 120 + 46 * line), words, fill=0, font=font)
    page.save(path, "PDF", resolution=300, save_all=True, append_images=[page])
    return path


def workers() -> list[psutil.Process]:
    """The running workers of this process (not Python's own tracker of shared memory)."""
    return [process for process in psutil.Process().children(recursive=True) if _is_worker(process)]


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:  # it is ending
        return False
