"""Finds redactions that the file itself draws: blocks, patches and annotations, and what they are laid over."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from reviewer.detection.beneath import holds_print, is_shown
from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.detection.pixels import PagePixels
from reviewer.detection.tones import DARK
from reviewer.model.evidence import Color, Drawing, PageEvidence
from reviewer.model.exemptions import read_codes
from reviewer.model.geometry import Rect
from reviewer.model.page import Kind

SMALLEST_WIDTH, SMALLEST_HEIGHT = 6.0, 5.0
LARGEST_SHARE = 0.9  # of the page: what is larger is a background
OPAQUE = 0.9
BLACK, WHITE, GRAY_SPREAD = 0.35, 0.93, 0.12
SURE, LIKELY = 0.995, 0.99
MOST_DRAWINGS = 4_000
HIDDEN_LETTERS = 2
LARGER, INSIDE, RIM = 1.5, 0.98, 1.0  # a scan is so many times as large; share of a place on it; points
COVERING = frozenset({"Redact", "Square", "Widget", "Stamp", "FreeText", "Polygon", "Ink"})
DROWNED, DROWNED_SHARE = 4.0, 0.6  # points around a block; share of them that is black, where no block is
MOST_LOOKS = 24  # places of a page under which its scan is looked at: for each look it is decoded
LISTED, LISTED_APART = 6, 0.8  # blocks of a list of exemptions; least share of them that name one of their own
FLAT = 12.0  # grey levels that a plain patch varies


class _Scans:
    """The pictures of a page that are painted under something else, and whether they still hold print there."""

    def __init__(self, page: PagePixels, evidence: PageEvidence) -> None:
        self._page, self._evidence, self._looks = page, evidence, 0

    def hide_print(self, rect: Rect, before: int | None = None) -> bool:
        """Whether a much larger picture, painted `before` or at all, holds print in `rect` that the page does not show:
        a white-out or a patch laid over a scan. No more than `MOST_LOOKS` are looked at."""
        inner = rect.grown(-RIM)
        on_scan = any(
            (before is None or i.order < before)
            and i.rect.area > LARGER * rect.area
            and i.rect.overlap(rect) >= INSIDE * rect.area
            for i in self._evidence.images
        )
        if not on_scan or self._looks >= MOST_LOOKS or min(inner.width, inner.height) <= 0:
            return False
        self._looks += 1
        picture = self._evidence.beneath(inner)
        return picture is not None and holds_print(picture) and not is_shown(self._page, picture, inner)


def find_drawn(page: PagePixels, evidence: PageEvidence, explain: Explain | None = None) -> list[Candidate]:
    """Candidates from drawing operators, images and annotations, with the exact rectangles the file gives.

    Black blocks count as drawn; other fills, patches and covers only where they hide text that is still in the file, or
    where nothing but an exemption is written on them.
    """
    scans = _Scans(page, evidence)
    found = _annotated(page, evidence, scans)
    # A border is often a path of its own; half of its line lies outside the block.
    borders = {d.rect: d.line_width for d in evidence.drawings[:MOST_DRAWINGS] if d.fill is None and d.stroke}
    coded = _coded_blocks(page, evidence)
    blocks = [d.rect for d in evidence.drawings[:MOST_DRAWINGS] if d.fill is not None and d.is_rect]
    for drawing in evidence.drawings[:MOST_DRAWINGS]:
        if drawing.fill is None or drawing.opacity < OPAQUE or not drawing.is_rect or not _sized(page, drawing.rect):
            continue
        kind = kind_of(drawing.fill, bordered=drawing.stroke is not None or drawing.rect in borders)
        if not _shows(page, drawing.rect, drawing.fill) or _painted_over(evidence, drawing):
            continue
        if kind == "black" and _drowned(page, drawing.rect, blocks):
            continue
        rect = drawing.rect.grown(
            max(drawing.line_width if drawing.stroke else 0.0, borders.get(drawing.rect, 0.0)) / 2
        )
        hides = _letters(evidence, drawing.rect, before=drawing.order) >= HIDDEN_LETTERS
        hides = hides or (kind != "black" and scans.hide_print(drawing.rect, before=drawing.order))
        if kind == "black" or hides or drawing.rect in coded:
            content = kind != "white" and _varies(page, rect)
            found.append(Candidate((rect,), kind, SURE if hides else LIKELY, "vector-fill", content))
        elif explain is not None and kind != "white":
            explain.drop([drawing.rect], f"drawn {kind} block", "hides no text: shading")
    for image in evidence.images:
        plain = _sized(page, image.rect) and not _varies(page, image.rect)
        hides = plain and _letters(evidence, image.rect, before=image.order) >= HIDDEN_LETTERS
        if hides or (plain and scans.hide_print(image.rect, before=image.order)):
            found.append(Candidate((image.rect,), _patch_kind(page, image.rect), LIKELY, "vector-patch"))
    return found


def _coded_blocks(page: PagePixels, evidence: PageEvidence) -> frozenset[Rect]:
    """Where nothing but an exemption is written on what the file fills.

    Empty where each of many blocks names another one: a release repeats its few claims, and the letter that goes with
    it lists all there are, to be ticked.
    """
    fills = {d.rect for d in evidence.drawings[:MOST_DRAWINGS] if d.fill is not None and d.is_rect}
    claims = {rect: _only_codes(evidence, rect) for rect in fills if _sized(page, rect)}
    claims = {rect: codes for rect, codes in claims.items() if codes}
    outer = [r for r in claims if not any(r.area < o.area and r.overlap(o) >= INSIDE * r.area for o in claims)]
    listed = len(outer) >= LISTED and len({claims[rect] for rect in outer}) > LISTED_APART * len(outer)
    return frozenset() if listed else frozenset(claims)


def _only_codes(evidence: PageEvidence, rect: Rect) -> tuple[str, ...]:
    """The exemptions written on a block if nothing else is."""
    written = read_codes(" ".join(w.text for w in evidence.words if rect.contains_point(*w.rect.center)))
    return () if any(c.isalnum() for c in written.rest) else tuple(written.codes)


def kind_of(fill: Color, *, bordered: bool) -> Kind:
    """The kind of a block painted in `fill` (0-1); a white one with a border is an outline."""
    light = 0.299 * fill[0] + 0.587 * fill[1] + 0.114 * fill[2]
    if light >= WHITE:
        return "outline" if bordered else "white"
    if max(fill) - min(fill) > GRAY_SPREAD and light > BLACK / 2:
        return "color"
    return "black" if light < BLACK else "gray"


def _annotated(page: PagePixels, evidence: PageEvidence, scans: _Scans) -> list[Candidate]:
    """Redact annotations not yet applied, and other annotations and form fields that lie over text."""
    found: list[Candidate] = []
    for note in evidence.annotations:
        rects = tuple(r for r in note.rects if _sized(page, r))
        if note.hidden or not rects or note.subtype not in COVERING:
            continue
        if note.subtype == "Redact":
            kind: Kind = "outline" if note.fill is None else kind_of(note.fill, bordered=True)
            found.append(Candidate(rects, kind, SURE, "annotation"))
        elif all(
            not _varies(page, r) and (_letters(evidence, r) >= HIDDEN_LETTERS or scans.hide_print(r)) for r in rects
        ):
            found.append(Candidate(rects, _patch_kind(page, rects[0]), LIKELY, "annotation"))
    return found


def _sized(page: PagePixels, rect: Rect) -> bool:
    point = page.unit / page.scale
    share = rect.area * page.scale**2 / max(1, page.width * page.height)
    return rect.width >= SMALLEST_WIDTH * point and rect.height >= SMALLEST_HEIGHT * point and share < LARGEST_SHARE


def _letters(evidence: PageEvidence, rect: Rect, before: int | None = None) -> int:
    """Visible letters and digits in a rectangle that were painted before it (or at all)."""
    if not any(rect.overlap(w.rect) > 0 for w in evidence.words):
        return 0
    inside = (c for c in evidence.characters(rect) if c.visible and rect.contains_point(*c.rect.center))
    return sum(c.char.isalnum() for c in inside if before is None or c.order < before)


def _levels(page: PagePixels, rect: Rect) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    x0, y0, x1, y1 = page.to_box(rect)
    return page.gray[y0 + 2 : max(y0 + 3, y1 - 2), x0 + 2 : max(x0 + 3, x1 - 2)]


def _shows(page: PagePixels, rect: Rect, fill: Color) -> bool:
    """Whether the block is seen on the page, not painted over or clipped away."""
    part = _levels(page, rect)
    wanted = 255 * (0.299 * fill[0] + 0.587 * fill[1] + 0.114 * fill[2])
    return part.size > 0 and abs(float(np.median(part)) - wanted) < 40


def _drowned(page: PagePixels, rect: Rect, blocks: Sequence[Rect]) -> bool:
    """Whether the page around a black block, other blocks apart, is as black: it hides nothing that can be told."""
    margin = DROWNED * page.unit / page.scale
    x0, y0, x1, y1 = page.to_box(rect.grown(margin))
    dark = page.gray[y0:y1, x0:x1] < DARK * page.paper
    ring = np.ones_like(dark)
    for block in (b for b in blocks if b.overlap(rect.grown(margin))):
        left, top, right, bottom = page.to_box(block.grown(margin / 4))
        ring[max(0, top - y0) : max(0, bottom - y0), max(0, left - x0) : max(0, right - x0)] = False
    return bool(ring.any()) and float(dark[ring].mean()) > DROWNED_SHARE


def _painted_over(evidence: PageEvidence, drawing: Drawing) -> bool:
    """Whether an image painted later lies on it: a block drawn under a scan says nothing."""
    return any(
        i.order > drawing.order and i.rect.overlap(drawing.rect) > 0.9 * drawing.rect.area for i in evidence.images
    )


def _varies(page: PagePixels, rect: Rect) -> bool:
    part = _levels(page, rect)
    return part.size > 0 and float(cv2.meanStdDev(part)[1][0, 0]) > FLAT


def _patch_kind(page: PagePixels, rect: Rect) -> Kind:
    part = _levels(page, rect)
    level = float(np.median(part)) / 255 if part.size else 1.0
    return kind_of((level, level, level), bordered=False)
