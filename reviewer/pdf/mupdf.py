"""The one place that imports PyMuPDF: silent, and with its errors gathered in one tuple."""

from __future__ import annotations

import pymupdf
from pymupdf import mupdf

# MuPDF prints every repaired cross-reference on standard error; what matters to the user is told by SourceError.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

# The bindings raise RuntimeError (C extension), their own FzError family (SWIG layer) and ValueError (argument checks
# that a damaged file can fail, such as a page without a finite size).
MUPDF_ERRORS: tuple[type[Exception], ...] = (RuntimeError, ValueError, IndexError, mupdf.FzErrorBase)


def empty_store() -> None:
    """Drop MuPDF's cache of decoded images and fonts, which grows to 256 MB and more if left alone."""
    pymupdf.TOOLS.store_shrink(100)


__all__ = ["MUPDF_ERRORS", "empty_store", "mupdf", "pymupdf"]
