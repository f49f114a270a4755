"""How large a picture of a page may become; said here for those who never open a PDF themselves."""

from __future__ import annotations

from typing import Final

# 16 million pixels: a Letter page at 400 dpi, an A3 sheet at 290 dpi. With colour and the detector's working copies
# of it, a worker stays under 400 MB.
PIXEL_BUDGET: Final = 16_000_000
