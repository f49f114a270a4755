"""Turns a laid-out sheet into a released page: scanned or drawn, redacted, stamped, with its truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from numpy.random import Generator
from PIL import Image

from reviewer.model.geometry import Rect
from reviewer.pdf.write import Font, PageWriter, PdfWriter
from reviewer.pdf.write import text_width as written_width
from reviewer.sample.codes import normalised, printed
from reviewer.sample.damage import SCANS, Damage, Placement, Scan, place, scanned
from reviewer.sample.fonts import text_width
from reviewer.sample.habits import Habit
from reviewer.sample.layout import Type, put
from reviewer.sample.markup import Policy
from reviewer.sample.raster import blank, paint
from reviewer.sample.redact import TrueRedaction, covered, redact
from reviewer.sample.sheet import RGB, Box, Glyphs, Mark, Picture, Sheet, Stroke

_FONTS: dict[str, Font] = {
    "sans": "Helvetica",
    "sans-bold": "Helvetica-Bold",
    "sans-italic": "Helvetica",
    "serif": "Times-Roman",
    "serif-bold": "Times-Bold",
    "serif-italic": "Times-Roman",
    "mono": "Courier",
    "typewriter": "Courier",
    "typewriter-bold": "Courier-Bold",
    "office": "Helvetica",
    "office-bold": "Helvetica-Bold",
}
_PICTURE_DPI = 200


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done to one page.

    `whole` is the claim for a page withheld whole; `failed` are the tags whose text stays beneath their blocks.
    """

    style: str
    habit: Habit
    policy: Policy
    damage: Damage = "office"
    head: str = ""
    whole: str | None = None
    failed: tuple[str, ...] = ()
    bates: str | None = None


@dataclass(frozen=True, slots=True)
class PageTruth:
    """What a perfect reader of one page would say.

    Words are visible, hidden, or cut by a block's edge; `aside` are codes and stamps. Words in `pictures` are unknown.
    """

    width: float
    height: float
    style: str
    redactions: tuple[TrueRedaction, ...]
    visible: tuple[Glyphs, ...]
    hidden: tuple[Glyphs, ...]
    cut: tuple[Glyphs, ...]
    aside: tuple[Glyphs, ...]
    pictures: tuple[Rect, ...]
    bates: str | None
    markers: tuple[str, ...]


def press(sheet: Sheet, treatment: Treatment, writer: PdfWriter, rng: Generator) -> PageTruth:
    """Write the page into `writer` and say what is on it."""
    page = writer.page(sheet.width, sheet.height)
    if treatment.style == "vector":
        return _drawn(sheet, treatment, page)
    return _photographed(sheet, treatment, page, rng)


def _drawn(sheet: Sheet, treatment: Treatment, page: PageWriter) -> PageTruth:
    """A page of text and drawing operators; what a block covers is left out, unless the redaction failed."""
    overlay, redactions = _covers(list(sheet.words()), sheet, treatment)
    failed = {word for word in sheet.words() if word.span >= 0 and word.tag in treatment.failed}
    redactions = [replace(r, recoverable=not failed.isdisjoint(_beneath(r, failed))) for r in redactions]
    stamps = _stamps(sheet, treatment)
    gone = _left_out(list(sheet.words()), redactions) - failed
    kept = [m for m in sheet.marks if not (isinstance(m, Glyphs) and m in gone)]
    _write([*kept, *overlay, *stamps], page)
    return _truth(sheet, treatment, list(sheet.words()), redactions, [*overlay, *stamps])


def _left_out(words: Sequence[Glyphs], redactions: Sequence[TrueRedaction]) -> set[Glyphs]:
    """What is withheld, and the words beside it that a block lies on: a plain rectangle round several lines covers
    released words, too. A lone sign that a block only touches stays."""
    _, hidden, cut = covered(words, redactions)
    return {w for w in words if w.span >= 0} | set(hidden) | {w for w in cut if any(c.isalnum() for c in w.text)}


def _beneath(redaction: TrueRedaction, words: set[Glyphs]) -> set[Glyphs]:
    return {word for word in words for rect in redaction.rects if word.rect.overlap(rect) > 0}


def _photographed(sheet: Sheet, treatment: Treatment, page: PageWriter, rng: Generator) -> PageTruth:
    """A scan; blocks are drawn onto the paper before it or onto the picture after it, stamps always after."""
    scan = SCANS[treatment.style][treatment.damage]
    placement = place(sheet.width, sheet.height, scan, rng)
    after = treatment.habit.after_scan
    flat = Placement(sheet.width, sheet.height)
    words = [_moved(word, placement) for word in sheet.words()]
    overlay, redactions = _covers(words if after else list(sheet.words()), sheet, treatment)
    image = blank(sheet, scan.dpi)
    paint(image, sheet.marks, scan.dpi)
    if not after:
        paint(image, overlay, scan.dpi)
        where = placement
        overlay = [_moved(mark, placement) for mark in overlay if isinstance(mark, Glyphs)]
    else:
        where = flat
    image = scanned(image, scan, placement, rng)
    stamps = _stamps(sheet, treatment)
    image = _stamped(image, [*(overlay if after else []), *stamps], scan)
    _place(image, page, scan)
    moved = [replace(r, rects=tuple(where.rect(rect) for rect in r.rects)) for r in redactions]
    return _truth(sheet, treatment, words, moved, [*overlay, *stamps])


def _moved(word: Glyphs, placement: Placement) -> Glyphs:
    spot = placement.rect(Rect(word.x, word.baseline, word.x, word.baseline))
    return replace(word, x=spot.x0, baseline=spot.y0)


def _covers(words: list[Glyphs], sheet: Sheet, treatment: Treatment) -> tuple[list[Mark], list[TrueRedaction]]:
    if treatment.whole is None:
        return redact(words, treatment.policy, treatment.habit, sheet.width)
    return cover_page(sheet, treatment.whole, treatment.habit)


def cover_page(sheet: Sheet, claim: str, habit: Habit) -> tuple[list[Mark], list[TrueRedaction]]:
    """One block over the whole body, with its claim in the middle."""
    rect = Rect(66.0, 74.0, sheet.width - 66, sheet.height - 80)
    text = habit.separator.join(printed(claim, habit.form))
    half = habit.stroke_width / 2 if habit.stroke else 0.0
    size = 26.0
    x = rect.center[0] - text_width(habit.code_face, size, text) / 2
    marks: list[Mark] = [
        Box(rect.grown(-half), habit.fill, habit.stroke, habit.stroke_width if habit.stroke else 0.0),
        Glyphs(x, rect.center[1], text, habit.code_face, size, habit.code_ink, "code"),
    ]
    return marks, [TrueRedaction((rect,), "page", normalised(claim), text, "at", ("whole",))]


def _stamps(sheet: Sheet, treatment: Treatment) -> list[Mark]:
    """Page number of the release at the foot, release stamp at the head."""
    extra = Sheet(sheet.width, sheet.height)
    if treatment.bates:
        kind = Type("sans", 9.5, layer="identifier")
        put(extra, sheet.width - 40, sheet.height - 24, treatment.bates, kind, align="right")
    if treatment.head:
        claims = sorted(set(" ".join(treatment.policy[tag] for tag in _used(sheet, treatment.policy)).split()))
        codes = ",".join(printed(" ".join(claims), treatment.habit.form))
        kind = Type("sans-bold", 11, layer="stamp")
        for row, line in enumerate((treatment.head, codes)):
            put(extra, sheet.width - 170, 34 + 14 * row, line, kind)
    return extra.marks


def _used(sheet: Sheet, policy: Policy) -> list[str]:
    return [tag for tag in policy if any(word.tag == tag and word.span >= 0 for word in sheet.words())]


def _stamped(image: Image.Image, marks: Sequence[Mark], scan: Scan) -> Image.Image:
    """Blocks and stamps on the picture; a bilevel picture stays bilevel."""
    if image.mode != "1":
        paint(image, list(marks), scan.dpi)
        return image
    gray = image.convert("L")
    paint(gray, list(marks), scan.dpi)
    if any(isinstance(m, Box) and m.fill and 40 < sum(m.fill) / 3 < 230 for m in marks):
        return gray.convert("1", dither=Image.Dither.FLOYDSTEINBERG)
    return gray.point(lambda value: 255 if value > 127 else 0).convert("1")


def _place(image: Image.Image, page: PageWriter, scan: Scan) -> None:
    target = Rect(0.0, 0.0, page.width, page.height)
    data = BytesIO()
    if image.mode == "1":
        image.save(data, "PNG")
    else:
        image.save(data, "JPEG", quality=scan.quality if scan.quality < 85 else 90, dpi=(scan.dpi, scan.dpi))
    page.image(target, data.getvalue())


def _write(marks: Sequence[Mark], page: PageWriter) -> None:
    """Marks as PDF operators."""
    for mark in marks:
        match mark:
            case Glyphs():
                font = _FONTS[mark.face]
                stretch = text_width(mark.face, mark.size, mark.text) / written_width(mark.text, mark.size, font)
                page.text(mark.x, mark.baseline, mark.text, mark.size, font, _color(mark.color), stretch=stretch)
            case Box():
                fill = None if mark.fill is None else _color(mark.fill)
                stroke = None if mark.stroke is None else _color(mark.stroke)
                page.rectangle(mark.rect, fill, stroke, mark.width)
            case Stroke():
                xs, ys = [p[0] for p in mark.points], [p[1] for p in mark.points]
                half = mark.width / 2
                page.rectangle(Rect(min(xs), min(ys) - half, max(xs), max(ys) + half), _color(mark.color))
            case Picture():
                page.image(mark.rect, _flat(mark))


def _flat(mark: Picture) -> bytes:
    """The picture on white, as a PNG file."""
    image = Image.new("RGB", mark.image.size, (255, 255, 255))
    image.paste(mark.image.convert("RGB"), mask=mark.image.convert("RGBA").getchannel("A"))
    width = round(mark.rect.width * _PICTURE_DPI / 72)
    data = BytesIO()
    image.resize((width, round(width * image.height / image.width)), Image.Resampling.LANCZOS).save(data, "PNG")
    return data.getvalue()


def _color(color: RGB) -> tuple[float, float, float]:
    return color[0] / 255, color[1] / 255, color[2] / 255


def _truth(
    sheet: Sheet, treatment: Treatment, words: list[Glyphs], redactions: list[TrueRedaction], painted: Sequence[Mark]
) -> PageTruth:
    body = [word for word in words if word.layer == "body"]
    visible, hidden, cut = covered(body, redactions)
    aside = [word for word in words if word.layer != "body"] + [m for m in painted if isinstance(m, Glyphs)]
    marked = any(word.text == "Non-Responsive" for word in aside)
    return PageTruth(
        sheet.width,
        sheet.height,
        treatment.style,
        tuple(redactions),
        tuple(visible),
        tuple(hidden),
        tuple(cut),
        tuple(aside),
        tuple(mark.rect for mark in sheet.marks if isinstance(mark, Picture)),
        treatment.bates,
        ("non-responsive",) if marked else (),
    )
