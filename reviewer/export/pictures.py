"""Pictures for exports: which kind the bytes are, and PNG for programs that read nothing newer."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

_MIME = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}


_READ_BY_OFFICE = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as encoded bytes with its size in pixels."""

    data: bytes
    mime: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        """The ending of a file of this kind."""
        return "." + self.mime.removeprefix("image/")

    @property
    def data_uri(self) -> str:
        """For a page that holds its own pictures."""
        return f"data:{self.mime};base64,{base64.b64encode(self.data).decode('ascii')}"


def picture(data: bytes) -> Picture | None:
    """The picture as it is, or None for bytes that are none."""
    if not data:
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            mime = _MIME.get(image.format or "")
            return Picture(data, mime, *image.size) if mime else None
    except (UnidentifiedImageError, OSError):  # damaged bytes cost the picture, not the export
        return None


def for_office(found: Picture) -> Picture:
    """The picture as it is where office programs read its kind (PNG, JPEG), else as PNG."""
    return found if found.mime in _READ_BY_OFFICE else as_png(found)


def as_png(found: Picture) -> Picture:
    """The same picture as PNG."""
    if found.mime == "image/png":
        return found
    with Image.open(io.BytesIO(found.data)) as image:
        out = io.BytesIO()
        image.convert("L" if image.mode in ("1", "L") else "RGB").save(out, "PNG", optimize=False)
    return Picture(out.getvalue(), "image/png", found.width, found.height)
