"""Makes the OCR engine that a project asks for: the shipped one, or the user's own Tesseract."""

from __future__ import annotations

import os
from pathlib import Path

from reviewer.model.errors import SourceError
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


def split_languages(languages: str) -> tuple[str, ...]:
    """The names in `eng+nld`; SourceError if there is none."""
    names = tuple(part.strip() for part in languages.split("+") if part.strip())
    if not names:
        raise SourceError("No OCR language is set.", "Set one in the project, such as eng.", code="language-missing")
    return names


def language_missing(missing: list[str], installed: list[str], folder: str) -> SourceError:
    """The error that says which language is not installed and how to get it."""
    files = ", ".join(f"{name}.traineddata" for name in missing)
    present = ", ".join(sorted(installed)) or "none"
    return SourceError(
        f"The OCR language {', '.join(missing)} is not installed (installed: {present}).",
        f"Get {files} from github.com/tesseract-ocr/tessdata_fast, put it into {folder} or a folder of your own, and"
        " name that folder in the settings; or set another language.",
        code="language-missing",
    )
