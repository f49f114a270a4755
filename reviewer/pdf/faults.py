"""Sorts what can go wrong with a source file into errors that name it and say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.model.errors import SourceError
from reviewer.pdf.mupdf import MUPDF_ERRORS

_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office or Outlook file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"<", "a web page or XML file"),
    (b"From ", "a mailbox"),
)

DAMAGED_ADVICE = "Ask the sender for the file again, or open it in another PDF program and save a copy."


def missing(path: Path) -> SourceError:
    """No such file."""
    return SourceError(
        f"{path}: there is no such file.", "Check that it was not moved or renamed.", code="missing", file=path
    )


def unreadable(path: Path, cause: OSError) -> SourceError:
    """The operating system refuses the file."""
    return SourceError(
        f"{path} cannot be read: {cause.strerror or cause}.",
        "Check the permissions of the file, and whether its disk or network folder is connected.",
        code="unreadable",
        file=path,
    )


def empty(path: Path) -> SourceError:
    """A file of zero bytes."""
    return SourceError(f"{path.name} is empty (0 bytes).", "Copy or download it again.", code="empty-file", file=path)


def foreign(path: Path, head: bytes) -> SourceError:
    """Something that is neither a PDF nor an image; said by name where its first bytes tell."""
    what = next((name for magic, name in _OTHER_FORMATS if head.startswith(magic)), "")
    named_pdf = path.suffix.lower() == ".pdf"
    message = f"{path.name} is not a PDF" + (f": it is {what}." if what else ".")
    if not named_pdf:
        message = f"{path.name} is {what or 'of a kind'} that cannot be reviewed here."
    return SourceError(
        message,
        "Print it to PDF with the program it belongs to; PDF, TIFF, PNG and JPEG files are read.",
        code="not-a-pdf" if named_pdf else "unsupported",
        file=path,
    )


def damaged(path: Path, page: int | None = None, cause: object = "") -> SourceError:
    """The file, or one page of it (from 0), is broken beyond what can be repaired."""
    where = path.name if page is None else f"{path.name}, page {page + 1},"
    detail = f" ({cause})" if cause else ""
    return SourceError(
        f"{where} is damaged and cannot be read{detail}.", DAMAGED_ADVICE, code="damaged", file=path, page=page
    )


def no_pages(path: Path) -> SourceError:
    """A whole file without a single page."""
    return SourceError(f"{path.name} has no pages.", DAMAGED_ADVICE, code="no-pages", file=path)


def encrypted(path: Path) -> SourceError:
    """A password is needed and none was given."""
    return SourceError(
        f"{path.name} is encrypted and needs a password.",
        "Give the password that came with the release.",
        code="encrypted",
        file=path,
    )


def wrong_password(path: Path) -> SourceError:
    """The password given does not open the file."""
    return SourceError(
        f"{path.name} does not open with this password.",
        "Check capitals and blanks, or ask the sender for the password.",
        code="wrong-password",
        file=path,
    )


@contextmanager
def page_faults(path: Path, page: int | None) -> Iterator[None]:
    """Whatever MuPDF raises inside is told as damage of this page."""
    try:
        yield
    except MUPDF_ERRORS as cause:
        if isinstance(cause, RecursionError | NotImplementedError):
            raise
        raise damaged(path, page, _words(cause)) from cause


def _words(cause: Exception) -> str:
    """MuPDF's own words without its error number (`code=7: cycle in page tree`)."""
    text = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    return text.partition(": ")[2] if text.startswith("code=") else text
