"""Fax pictures as TIFF files of one page, as load files want them."""

from __future__ import annotations

import struct

from reviewer.model.copies import PageCopy

_LONG, _SHORT, _RATIONAL = 4, 3, 5
_GROUP_4, _BLACK_IS_ZERO = 4, 1


def tiff_of(picture: PageCopy, dpi: float) -> bytes:
    """The TIFF file (group 4, one strip) of a `fax` picture; ValueError for any other."""
    if picture.kind != "fax":
        raise ValueError("only fax pictures become TIFF files")
    entries = [
        (256, _LONG, picture.width),
        (257, _LONG, picture.height),
        (258, _SHORT, 1),
        (259, _SHORT, _GROUP_4),
        (262, _SHORT, _BLACK_IS_ZERO),
        (273, _LONG, 0),
        (277, _SHORT, 1),
        (278, _LONG, picture.height),
        (279, _LONG, len(picture.data)),
        (282, _RATIONAL, 0),
        (283, _RATIONAL, 0),
        (296, _SHORT, 2),
    ]
    after = 8 + 2 + 12 * len(entries) + 4
    places = {273: after + 8, 282: after, 283: after}
    table = b"".join(struct.pack("<HHII", tag, kind, 1, places.get(tag, value)) for tag, kind, value in entries)
    head = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", len(entries)) + table + struct.pack("<I", 0)
    return head + struct.pack("<II", round(dpi * 100), 100) + picture.data
