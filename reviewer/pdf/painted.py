"""Tells which pictures make up a page that paints nothing else: where each is shown, and in what colour a stencil."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reviewer.model.evidence import Color
from reviewer.model.geometry import Rect
from reviewer.pdf.copies import clipped, only_picture
from reviewer.pdf.geometry import Matrix, PageGeometry
from reviewer.pdf.mupdf import pymupdf

_UNSEEN = "ignore-text"
_PICTURE, _STENCIL = "fill-image", "fill-imgmask"
_MOST = 200  # strips or stencils of a page
_LONGEST = 40_000  # bytes of contents that set so many
_CLIPS = re.compile(rb"\bW\*?\s|[4-7]\s+Tr\b")
_TOKEN = re.compile(rb"/?[^\s/\[\]<>(){}%]+|\S")
_OPERAND = re.compile(rb"[-+.\d]+|/.+")
_NO_MATTER = frozenset({b"cm", b"G", b"RG", b"K", b"w", b"J", b"j", b"M", b"i", b"ri"})  # where it is shown is known
_BLACK: Color = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture by its object number, and the map of the unit square (top left first) to displayed points.

    `ink` is the colour that a stencil lets through; None: the picture has its own.
    """

    xref: int
    placed: Matrix
    ink: Color | None = None


def painted_pictures(
    page: pymupdf.Page, geometry: PageGeometry, log: Sequence[tuple[str, Any]], shown: Sequence[dict[str, Any]]
) -> tuple[Painted, ...] | None:
    """The pictures of a page in the order in which they are painted; None where it may show anything else.

    `log` is what MuPDF paints of it, `shown` the pictures among that, with their places before the page is turned.
    """
    if not page.parent.is_pdf or not 0 < len(shown) <= _MOST:
        return None
    kinds = [kind for kind, _ in log if kind != _UNSEEN]
    if len(kinds) != len(shown) or not {*kinds} <= {_PICTURE, _STENCIL}:
        return None
    if next(page.annots(), None) or next(page.widgets(), None):
        return None
    places = [Matrix(*info["transform"]).then(geometry.unrotated) for info in shown]
    if kinds == [_PICTURE]:
        xref = only_picture(page)
        box = places[0].box(0, 0, 1, 1)
        if not xref or (_CLIPS.search(page.read_contents()) and clipped(page, geometry, box)):
            return None
        return (Painted(xref, places[0]),)
    named = _named_in_contents(page)
    if named is None or len(named) != len(shown):
        return None
    return tuple(_matched(page.parent, named, kinds, shown, places)) or None


def _matched(
    document: pymupdf.Document,
    named: Sequence[tuple[int, Color]],
    kinds: Sequence[str],
    shown: Sequence[dict[str, Any]],
    places: Sequence[Matrix],
) -> Iterator[Painted]:
    """What the contents name beside what MuPDF painted; nothing where they are not the same pictures."""
    sizes = [tuple(document.xref_get_key(xref, side)[1] for side in ("Width", "Height")) for xref, _ in named]
    stencils = [document.xref_get_key(xref, "ImageMask")[1] == "true" for xref, _ in named]
    if sizes != [(str(info["width"]), str(info["height"])) for info in shown]:
        return
    if stencils != [kind == _STENCIL for kind in kinds]:
        return
    for (xref, ink), place, stencil in zip(named, places, stencils, strict=True):
        yield Painted(xref, place, ink if stencil else None)


def _named_in_contents(page: pymupdf.Page) -> list[tuple[int, Color]] | None:
    """The pictures that the contents name one after the other, with the colour for stencils at each.

    None where they do anything that may change how a picture looks: clip, blend, set patterns, write.
    """
    contents = page.read_contents()
    if len(contents) > _LONGEST:
        return None
    own = {str(name): int(xref) for xref, _, _, _, _, _, _, name, _, form in page.get_images(full=True) if not form}
    found: list[tuple[int, Color]] = []
    ink, kept = _BLACK, []
    operands: list[bytes] = []
    for token in _TOKEN.findall(contents):
        if _OPERAND.fullmatch(token):
            operands.append(token)
            continue
        if token == b"q":
            kept.append(ink)
        elif token == b"Q" and kept:
            ink = kept.pop()
        elif token in (b"g", b"rg"):
            color = _color(operands, 1 if token == b"g" else 3)
            if color is None:
                return None
            ink = color
        elif token == b"Do" and len(operands) == 1 and (xref := own.get(operands[0][1:].decode("latin-1"))):
            found.append((xref, ink))
        elif token not in _NO_MATTER:
            return None
        operands.clear()
    return found


def _color(operands: Sequence[bytes], channels: int) -> Color | None:
    try:
        levels = [min(1.0, max(0.0, float(operand))) for operand in operands]
    except ValueError:
        return None
    if len(levels) != channels:
        return None
    return (levels[0], levels[0], levels[0]) if channels == 1 else (levels[0], levels[1], levels[2])


def quarter_turns(placed: Matrix) -> int | None:
    """The quarter turns clockwise by which a picture is shown; None where it is slanted or mirrored."""
    a, b, c, d = placed.a, placed.b, placed.c, placed.d
    if b == c == 0 and a != 0 != d:
        return {(True, True): 0, (False, False): 2}.get((a > 0, d > 0))
    if a == d == 0 and b != 0 != c:
        return {(True, False): 1, (False, True): 3}.get((b > 0, c > 0))
    return None


def box_of(painted: Painted) -> Rect:
    """Where a picture is shown, in displayed points."""
    return painted.placed.box(0, 0, 1, 1)
