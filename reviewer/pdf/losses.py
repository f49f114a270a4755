"""Tells whether MuPDF had to leave something of a page out, from what it warned of: damage that no error tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from reviewer.pdf.mupdf import pymupdf

MENDED = (
    "The file is damaged and was mended as it was opened: pages or parts of pages may be missing. "
    "Ask the sender for the file again."
)
LOST = "Part of this page is damaged in the file: something may be missing or look otherwise. Ask for the file again."

# MuPDF 1.26 and later: pictures cut short or undecodable, page contents that are missing or not understood. Fonts,
# colour profiles, bookmarks and wrong lengths, which it makes good, are none of them.
_LOSSES = re.compile(
    r"padding truncated image|premature end|read error; treating|zlib error|incorrect data check|overflow in \dd fax"
    r"|cannot decode|failed to decode|failed to allocate image|zero sized image|cannot load content stream"
    r"|content stream is not a stream|error in content stream|page may not be correct|cannot find XObject",
    re.IGNORECASE,
)


class Losses:
    """What came of a block of work: `found` is whether something was left out in it."""

    found: bool = False


@contextmanager
def watching_losses() -> Iterator[Losses]:
    """Whatever is read or rendered inside is watched; the outcome stands when the block has ended."""
    losses = Losses()
    pymupdf.TOOLS.reset_mupdf_warnings()
    try:
        yield losses
    finally:
        losses.found = bool(_LOSSES.search(pymupdf.TOOLS.mupdf_warnings()))
