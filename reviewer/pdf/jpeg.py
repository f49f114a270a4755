"""JPEG files reduced to what they show: no metadata, no thumbnails, nothing behind the end."""

from __future__ import annotations

from dataclasses import dataclass

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_SIZES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what every viewer decodes
_TABLES = {0xC4, 0xDB, 0xDD}  # Huffman, quantisation, restart interval
_ADOBE, _JFIF = 0xEE, 0xE0  # how colours are coded
_ALONE = {0x01, *range(0xD0, 0xD8)}
_GRAY, _COLOR = 1, 3
_TAIL = 16  # bytes behind which the end may stand: line ends and the like, which writers of PDF add


@dataclass(frozen=True, slots=True)
class BareJpeg:
    """A JPEG file of 1 or 3 channels that holds its picture and nothing else."""

    data: bytes
    width: int
    height: int
    channels: int


def plain_size(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and channels (1 or 3) that the head of a whole JPEG file tells; None for what is no plain one.

    Of three channels it must be plain, too, whether they are red, green and blue: every decoder then takes them alike.
    """
    if data[:2] != bytes((0xFF, _START)) or bytes((0xFF, _END)) not in data[-_TAIL:]:
        return None
    at, size, told = 2, None, False
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + length]
        if marker in _SIZES and len(segment) >= 10:
            size = int.from_bytes(segment[7:9], "big"), int.from_bytes(segment[5:7], "big"), segment[9]
            told = told or segment[10::3] == b"\x01\x02\x03"
        elif marker in _ALONE or marker == 0xFF or (0xC5 <= marker <= 0xCF and marker not in (0xC8, 0xCC)):
            return None
        told = told or marker == _JFIF or (marker == _ADOBE and segment[4:9] == b"Adobe")
        at += 2 + length
    if size is None or 0 in size or size[2] not in (_GRAY, _COLOR) or not (told or size[2] == _GRAY):
        return None
    return size


def bare_jpeg(data: bytes) -> BareJpeg | None:
    """The picture of a JPEG file alone; None for what is no plain one (CMYK, lossless, damaged)."""
    if data[:2] != bytes((0xFF, _START)):
        return None
    kept, at, size = bytearray(data[:2]), 2, None
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == _END:
            break
        length = 2 if marker in _ALONE else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + length]
        if marker in _SIZES:
            if size is not None or len(segment) < 10:
                return None
            size = int.from_bytes(segment[7:9], "big"), int.from_bytes(segment[5:7], "big"), segment[9]
        at += length
        if marker in _SIZES | _TABLES:
            kept += segment
        elif marker == _ADOBE and segment[4:9] == b"Adobe":
            kept += segment[:2] + b"\x00\x0e" + segment[4:16]
        elif marker == _JFIF and segment[4:9] == b"JFIF\x00":
            kept += segment[:2] + b"\x00\x10" + segment[4:16] + b"\x00\x00"  # without its thumbnail
        elif marker == _SCAN:
            stop = _scan_end(data, at)
            kept += segment + data[at:stop]
            at = stop
        elif marker not in _ALONE and not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            return None
    if size is None or size[2] not in (_GRAY, _COLOR) or 0 in size:
        return None
    return BareJpeg(bytes(kept) + bytes((0xFF, _END)), *size)


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded pixels that begin at `at` end: at the next marker that is no part of them."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] not in (0x00, *range(0xD0, 0xD8)):
            return at
        at += 2
    return len(data)
