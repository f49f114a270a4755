"""Turns pixels and image files into the streams that a PDF holds, and into small pictures for the project."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from reviewer.model.evidence import Pixels

Codec = Literal["flate", "jpeg", "ccitt"]
Format = Literal["png", "jpeg"]

_STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_SIZES = 273, 278, 279  # TIFF tags
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class ImageStream:
    """An image as a PDF object: its dictionary entries, its filter, and the encoded bytes."""

    entries: str
    filter: str
    data: bytes
    parameters: str = ""


def image_stream(source: Pixels | bytes, codec: Codec = "flate", quality: int = 75) -> ImageStream:
    """Pixels (`H x W` or `H x W x 3` uint8) in the codec asked for; JPEG files as they are, other files as flate.

    `ccitt` (fax, group 4) makes black of everything darker than 128. Raises ValueError for bytes that are no image.
    """
    if isinstance(source, bytes):
        if source.startswith(b"\xff\xd8\xff"):
            return _jpeg(source)
        with Image.open(BytesIO(source)) as image:
            source = np.asarray(image.convert("L" if image.mode in ("1", "L", "LA") else "RGB"))
    if codec == "jpeg":
        return _jpeg(encode_picture(source, "jpeg", quality))
    if codec == "ccitt":
        return _ccitt(source)
    height, width = source.shape[:2]
    components = 1 if source.ndim == 2 else source.shape[2]
    return ImageStream(
        _entries(width, height, _SPACES[components]),
        "/FlateDecode",
        zlib.compress(np.ascontiguousarray(source).tobytes(), 9),
    )


def encode_picture(image: Pixels, format: Format = "jpeg", quality: int = 75) -> bytes:  # noqa: A002
    """`image` (grey or RGB) as the bytes of a JPEG or PNG file."""
    pixels = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    options = [cv2.IMWRITE_JPEG_QUALITY, quality] if format == "jpeg" else [cv2.IMWRITE_PNG_COMPRESSION, 6]
    done, data = cv2.imencode(f".{format}", pixels, options)
    if not done:
        raise ValueError("OpenCV could not encode the image")
    return data.tobytes()


def _entries(width: int, height: int, space: str, bits: int = 8) -> str:
    return f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent {bits}/ColorSpace{space}"


def _jpeg(data: bytes) -> ImageStream:
    with Image.open(BytesIO(data)) as image:
        space = _SPACES[len(image.getbands())]
        return ImageStream(_entries(*image.size, space), "/DCTDecode", data)


def _ccitt(pixels: Pixels) -> ImageStream:
    gray = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    image = Image.fromarray(gray >= 128)
    file = BytesIO()
    image.save(file, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    with Image.open(BytesIO(file.getvalue())) as tiff:
        start, size = tiff.tag_v2[_STRIP_OFFSETS][0], tiff.tag_v2[_STRIP_SIZES][0]  # type: ignore[attr-defined]
    parameters = f"<</K -1/Columns {image.width}/Rows {image.height}/BlackIs1 true>>"
    data = file.getvalue()[start : start + size]
    return ImageStream(_entries(*image.size, "/DeviceGray", 1), "/CCITTFaxDecode", data, parameters)
