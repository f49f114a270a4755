"""Reads what a page paints, drawings and images, as shapes in displayed points that share one painting order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot
from typing import Any

from reviewer.model.evidence import Color, Drawing, PlacedImage
from reviewer.model.geometry import Rect
from reviewer.pdf.geometry import Matrix, PageGeometry
from reviewer.pdf.mupdf import pymupdf

# A map or a chart paints hundreds of thousands of paths; a redaction is never lost among fewer than this many, and
# on the rest of such a page the pixels still speak.
MAX_DRAWINGS = 20_000
_MAX_PARTS = 64  # rectangles of one path that are told apart
_PATHS = ("fill-path", "stroke-path")
_IMAGES = ("fill-image", "fill-imgmask")


def read_drawings(
    page: pymupdf.Page, geometry: PageGeometry, log: Sequence[tuple[str, Any]]
) -> tuple[tuple[Drawing, ...], bool]:
    """The drawings of a page whose painting log is `log`, and whether there were more than MAX_DRAWINGS."""
    if not any(kind in _PATHS for kind, _ in log):
        return (), False
    found: list[Drawing] = []

    def collect(path: dict[str, Any]) -> None:
        if len(found) <= MAX_DRAWINGS:
            found.extend(_drawings_of(path, geometry.unrotated))

    page.get_cdrawings(callback=collect)
    return tuple(found[:MAX_DRAWINGS]), len(found) > MAX_DRAWINGS


def _drawings_of(path: dict[str, Any], turn: Matrix) -> Iterator[Drawing]:
    if path["type"] not in ("f", "s", "fs"):
        return
    items = path["items"]
    rects = boxes = [turn.box(*item[1]) for item in items if item[0] == "re"]
    fill, stroke = _color(path.get("fill")), _color(path.get("color"))
    opacity = float(path.get("fill_opacity" if fill else "stroke_opacity") or 0.0)
    if len(boxes) != len(items) or not _apart(boxes):
        boxes = [turn.box(*path["rect"])]
    is_rect = len(rects) == len(items) == len(boxes) or _is_box(items)
    for box in boxes:
        yield Drawing(box, fill, stroke, float(path.get("width") or 0.0), opacity, int(path["seqno"]), is_rect)


def _apart(boxes: Sequence[Rect]) -> bool:
    """Whether the rectangles of a path do not overlap: overlapping ones may cut holes and are one shape."""
    return len(boxes) <= _MAX_PARTS and all(a.overlap(b) <= 0 for a, b in combinations(boxes, 2))


def _is_box(items: Sequence[Any]) -> bool:
    """Whether lines or a quad go around one axis-parallel rectangle."""
    if len(items) == 1 and items[0][0] == "qu":
        ul, ur, ll, lr = items[0][1]
        points = [ul, ur, lr, ll, ul]
    elif len(items) in (3, 4) and all(item[0] == "l" for item in items):
        points = [items[0][1], *(item[2] for item in items)]
        if len(items) == 3:
            points.append(points[0])
    else:
        return False
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    closed = hypot(points[0][0] - points[-1][0], points[0][1] - points[-1][1]) < 0.1
    straight = all(min(abs(x), abs(y)) < 0.1 for x, y in steps)
    turning = all((abs(a[0]) < 0.1) != (abs(b[0]) < 0.1) for a, b in pairwise(steps))
    return closed and straight and turning


def read_images(
    shown: Sequence[dict[str, Any]], geometry: PageGeometry, log: Sequence[tuple[str, Any]]
) -> tuple[PlacedImage, ...]:
    """The images of a page, of which MuPDF tells in `shown`; their order is found by walking the painting log beside
    them, box by box.
    """
    places = [(order, box) for order, (kind, box) in enumerate(log) if kind in _IMAGES]
    found: list[PlacedImage] = []
    at = 0
    for info in shown:
        box = info["bbox"]
        order = next((i for i in range(at, len(places)) if _same(places[i][1], box)), None)
        if order is not None:
            at = order + 1
        seqno = places[order][0] if order is not None else (places[min(at, len(places) - 1)][0] if places else 0)
        found.append(
            PlacedImage(geometry.unrotated.box(*box), info["width"], info["height"], int(info["bpc"]), int(seqno))
        )
    return tuple(found)


def _same(a: Sequence[float], b: Sequence[float]) -> bool:
    return all(abs(x - y) <= 1.0 for x, y in zip(a, b, strict=True))


def scan_dpi(shown: Sequence[dict[str, Any]], geometry: PageGeometry) -> int:
    """Resolution of the scan behind a page: the finest of the images that together cover half of it; 0 for none.

    A scan may be cut into strips, or split into a coarse background and a fine mask; specks of images do not count.
    """
    turn, whole = geometry.unrotated, Rect(0, 0, geometry.width, geometry.height)
    covered, finest = 0.0, 0.0
    for info in shown:
        a, b, c, d, _, _ = info["transform"]
        across, down = hypot(a, b) * hypot(turn.a, turn.b), hypot(c, d) * hypot(turn.c, turn.d)
        area = turn.box(*info["bbox"]).overlap(whole)
        strip = across >= 0.5 * whole.width  # a picture file has hundreds of them, each lower than a line of print
        if across <= 0 or down <= 0 or (area < 0.005 * whole.area and not strip):
            continue
        covered += area
        finest = max(finest, info["width"] / across * 72, info["height"] / down * 72)
    return round(finest) if covered >= 0.5 * whole.area else 0


def _color(color: Sequence[float] | None) -> Color | None:
    return (float(color[0]), float(color[1]), float(color[2])) if color is not None and len(color) == 3 else None
