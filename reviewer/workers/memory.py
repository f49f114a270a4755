"""How processes use memory: a worker keeps what a page took for the next one; none looks for garbage in libraries."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # mallopt(3)
_KEPT = 128 << 20  # bytes free at most at the end of the heap: what a page of 300 dpi in colours takes and lets go
_LARGEST = 32 << 20  # bytes of one piece, the most the library allows; larger ones go back at once


def keep_memory() -> None:
    """Called first thing in a worker. On Linux with the GNU C library; elsewhere there is nothing to set.

    Left to itself the library gives the end of the heap back whenever some megabytes are free there, which after every
    mask of a page they are, and the system clears each page of memory anew when it is asked for again.
    """
    if sys.platform != "linux":
        return
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "gnu_get_libc_version"):
        library.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
        library.mallopt(_M_TRIM_THRESHOLD, _KEPT)


@contextmanager
def loading() -> Iterator[None]:
    """Libraries loaded within it stay, so that Python looks for garbage among them neither now nor later.

    While they are loaded that takes a tenth of the time, and afterwards 30 ms at every change of file.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
