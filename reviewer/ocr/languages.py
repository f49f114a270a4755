"""Names of OCR languages, and the error for one that is not installed."""

from __future__ import annotations

from reviewer.model.errors import SourceError


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
