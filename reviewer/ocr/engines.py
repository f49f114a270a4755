"""Makes the OCR engine that a project asks for: the shipped one, or the user's own Tesseract."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.model.errors import SourceError

if TYPE_CHECKING:  # it loads NumPy, and a command line that lists the engines needs none
    from reviewer.model.ocr import OcrEngine

ENGINES = ("tesserocr", "pytesseract")


def create_engine(
    name: str = "tesserocr", languages: str = "eng", tesseract: Path | None = None, tessdata: Path | None = None
) -> OcrEngine:
    """A ready engine for one process; `languages` are Tesseract names joined by `+` (`eng+nld`).

    `tesseract` is the program for `pytesseract` (default: found on PATH); `tessdata` a folder of the user's own
    trained data (default: the shipped data, or the program's). Raises SourceError with code `engine-unknown`,
    `language-missing` or `tesseract-missing`.
    """
    # One page keeps one core: several Tesseract threads on one page are slower than several pages at once. The
    # variable is read when the library loads its OpenMP runtime, hence before the imports below.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    if name == "tesserocr":
        from reviewer.ocr.tesserocr_engine import TesserocrEngine

        return TesserocrEngine(languages, tessdata)
    if name == "pytesseract":
        from reviewer.ocr.pytesseract_engine import PytesseractEngine

        return PytesseractEngine(languages, tesseract, tessdata)
    raise SourceError(
        f"There is no OCR engine called “{name}”.", f"Choose one of: {', '.join(ENGINES)}.", code="engine-unknown"
    )
