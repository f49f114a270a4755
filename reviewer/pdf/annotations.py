"""Reads annotations and form fields with their boxes in displayed points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from reviewer.model.evidence import Annotation, Color
from reviewer.model.geometry import Rect
from reviewer.pdf.mupdf import mupdf, pymupdf

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5  # PDF 32000-1, table 165
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?")  # PDF 32000-1, 7.9.4


def read_annotations(page: pymupdf.Page) -> tuple[Annotation, ...]:
    """All annotations but links and pop-ups, in the order of the file, form fields last; none for image files."""
    if not page.parent.is_pdf:
        return ()
    return tuple(chain((_annotation(a) for a in page.annots()), _fields(page)))


def _annotation(annot: pymupdf.Annot) -> Annotation:
    raw, info, colors = annot.this, annot.info, annot.colors
    quads = mupdf.pdf_annot_quad_point_count(raw) if mupdf.pdf_annot_has_quad_points(raw) else 0
    rects = tuple(_quad_box(mupdf.pdf_annot_quad_point(raw, i)) for i in range(quads))
    opacity = annot.opacity
    return Annotation(
        subtype=annot.type[1],
        rects=rects or (_outer_box(raw),),
        fill=_color(colors.get("fill")),
        stroke=_color(colors.get("stroke")),
        opacity=float(opacity) if opacity >= 0 else 1.0,
        author=info.get("title") or "",
        content=info.get("content") or "",
        hidden=bool(annot.flags & (_HIDDEN | _NO_VIEW)),
        written=local_time(info.get("creationDate") or "") or local_time(info.get("modDate") or ""),
    )


def local_time(stamp: str) -> str:
    """A PDF date (`D:20181029143000-04'00'`) as `2018-10-29T14:30`, or its day alone; empty where it is none."""
    found = _DATE.match(stamp.strip())
    if found is None:
        return ""
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        at = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0)  # noqa: DTZ001 - local, as it stands there
    except ValueError:  # a month of 13 and the like: whoever wrote the file did not know the day either
        return ""
    return at.date().isoformat() if hour is None else at.isoformat(timespec="minutes")


def _fields(page: pymupdf.Page) -> Iterator[Annotation]:
    widget = mupdf.pdf_first_widget(pymupdf._as_pdf_page(page))
    while widget.m_internal:
        flags = mupdf.pdf_annot_flags(widget)
        value = mupdf.pdf_annot_field_value(widget) or ""
        yield Annotation("Widget", (_box(mupdf.pdf_annot_rect(widget)),), content=value, hidden=bool(flags & _HIDDEN))
        widget = mupdf.pdf_next_widget(widget)


def _outer_box(annot: mupdf.PdfAnnot) -> Rect:
    # MuPDF raises where a subtype has no box that can be set: watermarks, and whatever else it does not know to edit.
    return _box(mupdf.pdf_annot_rect(annot) if mupdf.pdf_annot_has_rect(annot) else mupdf.pdf_bound_annot(annot))


def _box(rect: mupdf.FzRect) -> Rect:
    return Rect(float(rect.x0), float(rect.y0), float(rect.x1), float(rect.y1))


def _quad_box(quad: mupdf.FzQuad) -> Rect:
    return _box(mupdf.fz_rect_from_quad(quad))


def _color(color: Sequence[float] | None) -> Color | None:
    if not color:
        return None
    if len(color) == 3:
        return float(color[0]), float(color[1]), float(color[2])
    if len(color) == 4:
        cyan, magenta, yellow, key = color
        return (1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key)
    return float(color[0]), float(color[0]), float(color[0])
