"""Draws comparisons: both strips at equal scale, place outlined, words beside it underlined, cites and dates."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from docx.document import Document
from docx.shared import Inches
from PIL import Image, ImageDraw

from reviewer.export.cells import visible
from reviewer.export.packet.comparisons import Comparison, Strip
from reviewer.export.packet.exhibit_pages import Furniture
from reviewer.export.packet.exhibits import Source
from reviewer.export.paper.sheets import Sheets, around
from reviewer.export.wording import date_words
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId

ADDED: Final = "Outlines, underlining and masks added by requester; both strips otherwise as released, flattened."
MASKED: Final = "masked by requester"
_WIDE, _HIGH = 612.0, 792.0
_EDGE, _HEAD, _FOOT = 36.0, 30.0, 26.0
_GREY: Final = (200, 200, 200)
_INCHES: Final = 6.5


def strip_picture(strip: Strip, page: bytes) -> bytes:
    """The strip cut from the picture of its page (a JPEG file), personal words painted over; a JPEG file."""
    with Image.open(io.BytesIO(page)) as whole:
        scale = whole.width / strip.width
        cut = whole.convert("RGB").crop((0, round(strip.top * scale), whole.width, round(strip.bottom * scale)))
    pen = ImageDraw.Draw(cut)
    for rect in strip.masked:
        x0, y0, x1, y1 = (value * scale for value in (rect.x0, rect.y0 - strip.top, rect.x1, rect.y1 - strip.top))
        pen.rectangle((x0 - 2, y0 - 2, x1 + 2, y1 + 2), fill=_GREY)
    out = io.BytesIO()
    cut.save(out, "JPEG", quality=88)
    return out.getvalue()


def draw_comparison(
    sheets: Sheets,
    comparison: Comparison,
    of: int,
    letter: str,
    pictures: Mapping[PageId, bytes],
    sources: Mapping[FileId, Source],
    furniture: Furniture,
) -> None:
    """Add one sheet; a strip whose page has no picture says so."""
    name = f"Exhibit {letter}, sheet {comparison.number} of {of}"
    sheets.page(_WIDE, _HIGH, bookmark=name)
    room = _WIDE - 2 * _EDGE
    if furniture.draft:
        sheets.text(_EDGE, _HEAD - 10, furniture.draft, 7.5, bold=True, room=room)
    sheets.text(_EDGE, _HEAD, f"{name} · {furniture.appeal}", 8, bold=True, room=room)
    sheets.text(_EDGE, _HEAD + 26, title(comparison), 11, bold=True, room=room)
    scale = room / max(comparison.hidden.width, comparison.shown.width)
    top = _HEAD + 52
    for heading, strip in ((HIDDEN, comparison.hidden), (SHOWN, comparison.shown)):
        sheets.text(_EDGE, top, heading, 9, bold=True, room=room)
        for line in facts(strip):
            top += 11
            sheets.text(_EDGE, top, line, 8, room=room)
        top = _strip(sheets, strip, pictures.get(strip.page, b""), top + 8, scale) + 26
    lines = [
        f"SHA-256 {sources[file].sha256}"
        + (f" (manifest line {furniture.lines[file]})" if file in furniture.lines else "")
        for file in dict.fromkeys((comparison.hidden.file, comparison.shown.file))
    ]
    sheets.text(_EDGE, _HIGH - _FOOT - 8, ADDED, 6.5, room=room)
    for number, line in enumerate(lines):
        sheets.text(_EDGE, _HIGH - _FOOT + 8 * number, line, 6.5, room=room)


HIDDEN: Final = "As withheld"
SHOWN: Final = "As released in the other copy"


def title(comparison: Comparison) -> str:
    """`Items 4, 5: the same words, hidden and released`."""
    what = "item" if len(comparison.items) == 1 else "items"
    when = "in an earlier release" if comparison.newly else "in the same release"
    return f"{what.capitalize()} {', '.join(comparison.items)}: the same words, released {when}"


def facts(strip: Strip) -> list[str]:
    """Where a strip stands, when it was released, and what the page bears."""
    cite = f"{strip.cite}"
    day = date_words(strip.released_on.isoformat()) if strip.released_on else "date of release not stated"
    found = [f"{cite} · {strip.release}, {day}"]
    notes = [legend.upper() for legend in strip.legends]
    if strip.masked:
        notes.append(f"grey: {MASKED}")
    return [*found, "Page bears: " + ", ".join(notes)] if strip.legends else [*found, *notes]


def _strip(sheets: Sheets, strip: Strip, picture: bytes, top: float, scale: float) -> float:
    """Draw a strip from `top` on; where it ends."""
    high = (strip.bottom - strip.top) * scale
    frame = Rect(_EDGE, top, _EDGE + strip.width * scale, top + high)
    if not picture:
        sheets.frame(frame, 0.5)
        words = "No picture of this page: the source file is missing, changed or cannot be read."
        sheets.text(frame.x0 + 8, (frame.y0 + frame.y1) / 2, words, 9, room=frame.width - 16)
        return frame.y1
    sheets.picture(frame, strip_picture(strip, picture))
    sheets.frame(frame, 0.3, 0.5)

    def placed(rect: Rect) -> Rect:
        y0, y1 = max(rect.y0, strip.top), min(rect.y1, strip.bottom)
        x = frame.x0
        return Rect(
            x + rect.x0 * scale, top + (y0 - strip.top) * scale, x + rect.x1 * scale, top + (y1 - strip.top) * scale
        )

    sheets.lines(around([placed(rect) for rect in strip.outlined], 2.0), 1.0)
    under = [placed(rect) for rect in strip.underlined]
    sheets.lines([((rect.x0, rect.y1 + 1), (rect.x1, rect.y1 + 1)) for rect in under], 0.6)
    for rect in map(placed, strip.masked):
        sheets.text(rect.x0, rect.y1 - 1, MASKED, min(6.0, rect.height), room=rect.width)
    return frame.y1


def write_docx(
    sheet: Document,
    found: Sequence[Comparison],
    pictures_of: Callable[[Sequence[PageId]], Mapping[PageId, bytes]],
    path: Path,
) -> None:
    """The same comparisons into a document that can be edited."""
    for comparison in found:
        pictures = pictures_of((comparison.hidden.page, comparison.shown.page))
        sheet.add_heading(visible(title(comparison)), 2)
        for heading, strip in ((HIDDEN, comparison.hidden), (SHOWN, comparison.shown)):
            sheet.add_paragraph(heading).runs[0].bold = True
            for line in facts(strip):
                sheet.add_paragraph(visible(line))
            if strip.page in pictures:
                sheet.add_picture(io.BytesIO(outlined_picture(strip, pictures[strip.page])), width=Inches(_INCHES))
            else:
                sheet.add_paragraph("No picture of this page: the source file is missing, changed or cannot be read.")
    sheet.add_paragraph(ADDED)
    sheet.save(str(path))


def outlined_picture(strip: Strip, page: bytes) -> bytes:
    """The strip with its outlines and underlines in the pixels, for a document that cannot draw over a picture."""
    with Image.open(io.BytesIO(strip_picture(strip, page))) as cut:
        scale = cut.width / strip.width
        pen = ImageDraw.Draw(cut)
        for rect in strip.outlined:
            x0, x1 = rect.x0 * scale, rect.x1 * scale
            y0, y1 = (max(0.0, value - strip.top) * scale for value in (rect.y0, rect.y1))
            pen.rectangle((x0 - 4, y0 - 4, x1 + 4, min(y1 + 4, cut.height - 1)), outline=(0, 0, 0), width=3)
        for rect in strip.underlined:
            y = min((rect.y1 - strip.top) * scale + 3, cut.height - 1)
            pen.line((rect.x0 * scale, y, rect.x1 * scale, y), fill=(0, 0, 0), width=2)
        out = io.BytesIO()
        cut.save(out, "JPEG", quality=88)
        return out.getvalue()
