"""Gives every coordinate of a source page in displayed points: after crop box, rotation, user unit and EXIF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reviewer.model.geometry import Rect, bounds
from reviewer.pdf.mupdf import mupdf, pymupdf


class Matrix(NamedTuple):
    """An affine map as in PDF: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y) goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Rect:
        """The smallest displayed rectangle around the mapped corners."""
        if self.b == 0 == self.c:  # every letter of an unturned page comes this way
            left, right = self.a * x0 + self.e, self.a * x1 + self.e
            top, bottom = self.d * y0 + self.f, self.d * y1 + self.f
            return Rect(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        corners = [self.point(x, y) for x in (x0, x1) for y in (y0, y1)]
        return bounds([Rect(x, y, x, y) for x, y in corners])

    def then(self, other: Matrix) -> Matrix:
        """This map followed by `other`."""
        e, f = other.point(self.e, self.f)
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            e,
            f,
        )

    def inverse(self) -> Matrix:
        """The map back; ZeroDivisionError where there is none."""
        area = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / area, -self.b / area, -self.c / area, self.a / area
        return Matrix(a, b, c, d, -(self.e * a + self.f * c), -(self.e * b + self.f * d))


IDENTITY = Matrix()

# EXIF orientation 1-8 of an image with stored size (w, h), as a map to upright coordinates.
_ORIENTATIONS: dict[int, tuple[float, float, float, float, bool, bool]] = {
    1: (1, 0, 0, 1, False, False),
    2: (-1, 0, 0, 1, True, False),
    3: (-1, 0, 0, -1, True, True),
    4: (1, 0, 0, -1, False, True),
    5: (0, 1, 1, 0, False, False),
    6: (0, 1, -1, 0, True, False),
    7: (0, -1, -1, 0, True, True),
    8: (0, -1, 1, 0, False, True),
}


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What the header of an image file says: resolution per axis (0: none) and EXIF orientation (1: upright).

    `turned` tells that MuPDF applies the orientation itself (it does for JPEG, not for TIFF and PNG).
    """

    dpi_x: float = 0.0
    dpi_y: float = 0.0
    orientation: int = 1
    turned: bool = False


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The displayed page: its size in points, and the maps into it from the three spaces that MuPDF speaks.

    `rendered`: the space of rendering. `unrotated`: the space of words, drawings, images (top left, before rotation).
    `user`: PDF user space (origin bottom left, before user unit), in which annotations are written.
    """

    width: float
    height: float
    rendered: Matrix = IDENTITY
    unrotated: Matrix = IDENTITY
    user: Matrix = IDENTITY


def page_geometry(page: pymupdf.Page, picture: PictureHeader | None = None) -> PageGeometry:
    """The geometry of `page`; `picture` is the header of an image file, None for a PDF."""
    width, height = float(page.rect.width), float(page.rect.height)
    if picture is not None:
        return _picture_geometry(page, width, height, picture)
    media, ctm = mupdf.FzRect(), mupdf.FzMatrix()
    mupdf.pdf_page_transform(pymupdf._as_pdf_page(page), media, ctm)
    user = Matrix(ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f)
    return PageGeometry(width, height, IDENTITY, _turn(page.rotation, width, height), user)


def _turn(rotation: int, width: float, height: float) -> Matrix:
    """Clockwise rotation into a displayed page of `width` x `height` points."""
    return {
        90: Matrix(0, 1, -1, 0, width, 0),
        180: Matrix(-1, 0, 0, -1, width, height),
        270: Matrix(0, -1, 1, 0, 0, height),
    }.get(rotation % 360, IDENTITY)


def _picture_geometry(page: pymupdf.Page, width: float, height: float, header: PictureHeader) -> PageGeometry:
    """An image counts 72 dpi unless its header says otherwise; MuPDF assumes 96."""
    info = page.get_image_info()
    pixels = (info[0]["width"], info[0]["height"]) if info else (width, height)
    stored = pixels[0] * 72 / (header.dpi_x or 72), pixels[1] * 72 / (header.dpi_y or 72)
    upright = (stored[1], stored[0]) if header.orientation >= 5 else stored
    if header.turned:
        whole = Matrix(upright[0] / width, 0, 0, upright[1] / height)
    else:
        a, b, c, d, right, down = _ORIENTATIONS.get(header.orientation, _ORIENTATIONS[1])
        turn = Matrix(a, b, c, d, upright[0] if right else 0, upright[1] if down else 0)
        whole = Matrix(stored[0] / width, 0, 0, stored[1] / height).then(turn)
    return PageGeometry(upright[0], upright[1], whole, whole, whole)
