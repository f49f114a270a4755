"""Lays out what is no running text: form, invoice, agenda, newsletter, slide, photograph, deletion sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from reviewer.model.geometry import Rect
from reviewer.model.page import Disposition, VirtualPage
from reviewer.sample.cast import texts
from reviewer.sample.codes import normalised, printed
from reviewer.sample.layout import Flow, Type, put
from reviewer.sample.pictures import bar_chart, photograph, place_picture, seal, wordmark
from reviewer.sample.record import Order, Record
from reviewer.sample.sheet import Box, Picture, Sheet, Stroke

_SMALL = Type("sans", 6.5, 1.2, 0)
_CELL = Type("mono", 9.5, 1.25, 0)
_SANS = Type("sans", 10, 1.3, 4)
_SHADE = (214, 214, 214)
_WORDS: dict[str, tuple[Disposition, str]] = {
    "withheld": ("withheld", ""),
    "duplicate": ("duplicate", "Duplicate"),
    "referred": ("referred", "Referral/Direct"),
    "consultation": ("consultation", "Referral/Consult"),
}


def set_form(order: Order) -> Record:
    """A form of framed cells with small labels and typed entries, and a table below."""
    text = texts("records")["form"]
    flow = Flow(Sheet, top=56, bottom=740, left=54, right=558, policy=order.policy)
    place_picture(flow.sheet, 54, 36, seal(), 34)
    put(flow.sheet, 96, 50, order.cast.values["agency"], Type("serif-bold", 10))
    put(flow.sheet, 306, 66, text["title"], Type("serif-bold", 14), align="center")
    flow.y = 80
    for row in text["rows"]:
        _form_row(flow, [(label, order.fill(value), units) for label, value, units in row])
    _narrative(flow, text["narrative_label"], order.fill(text["narrative"]))
    flow.space(18)
    flow.text(text["table_title"], _SANS.but(face="sans-bold"))
    _table(flow, [order.lines(row) for row in text["table"]], [0, 150, 240, 330, 420])
    put(flow.sheet, 558, 752, text["number"], _SMALL.but(size=8), align="right")
    date = datetime.strptime(text["rows"][0][1][1], "%m/%d/%Y").date().isoformat()  # noqa: DTZ007  no zone on a form
    return Record("form", flow.sheets, date, text["title"], ordered=False)


def _form_row(flow: Flow, cells: list[tuple[str, str, int]]) -> None:
    left, top, height = flow.left, flow.y, 33.0
    unit = (flow.right - flow.left) / sum(units for _, _, units in cells)
    for label, value, units in cells:
        right = left + unit * units
        flow.sheet.add(Box(Rect(left, top, right, top + height), None, (0, 0, 0), 0.8))
        put(flow.sheet, left + 3, top + 8, label, _SMALL)
        inner = flow.inside(left + 5, right - 3, top + 14)
        inner.text(value, _CELL)
        left = right
    flow.y = top + height


def _narrative(flow: Flow, label: str, text: str) -> None:
    top = flow.y
    put(flow.sheet, flow.left + 3, top + 8, label, _SMALL)
    inner = flow.inside(flow.left + 5, flow.right - 5, top + 14)
    inner.text(text, _CELL.but(leading=1.45))
    flow.y = max(inner.y + 12, top + 120)
    flow.sheet.add(Box(Rect(flow.left, top, flow.right, flow.y), None, (0, 0, 0), 0.8))


def _table(flow: Flow, rows: list[list[str]], columns: Sequence[float], height: float = 20.0) -> None:
    """A ruled table with a shaded head and every second row tinted."""
    for number, row in enumerate(rows):
        shade = _SHADE if number == 0 else (240, 240, 240) if number % 2 == 0 else None
        box = Rect(flow.left, flow.y, flow.right, flow.y + height)
        flow.sheet.add(Box(box, shade, (90, 90, 90), 0.5))
        kind = _SANS.but(face="sans-bold") if number == 0 else _SANS
        for column, value in zip(columns, row, strict=True):
            cell = flow.inside(flow.left + column + 6, flow.right - 4, flow.y + 1)
            cell.text(value, kind)
        flow.y += height


def set_agenda(order: Order) -> Record:
    """An agenda with a vendor's logo and shaded rows."""
    text = texts("records")["agenda"]
    flow = Flow(Sheet, top=60, left=72, right=540, policy=order.policy)
    wordmark(flow.sheet, 72, 54, order.cast.values["vendor"])
    flow.y = 120
    flow.text(text["title"], Type("serif-bold", 18, 1.2, 4))
    flow.text(order.fill(text["line"]), Type("serif-italic", 11, 1.3, 20))
    for number, (time, what) in enumerate(text["items"]):
        if number % 2 == 0:
            flow.sheet.add(Box(Rect(72, flow.y, 540, flow.y + 30), (226, 226, 226)))
        flow.space(6)
        flow.field(time, order.fill(what), Type("serif", 12, 1.1, 10), 64, Type("serif-bold", 12))
    flow.space(16)
    flow.text(text["note"], Type("serif", 11))
    return Record("attachment", flow.sheets, subject=text["title"])


def set_invoice(order: Order) -> Record:
    """An invoice with dark head row, shaded cells and a total."""
    text = texts("records")["invoice"]
    flow = Flow(Sheet, top=60, left=72, right=540, policy=order.policy)
    wordmark(flow.sheet, 72, 54, order.cast.values["vendor_short"])
    put(flow.sheet, 540, 80, text["title"], Type("sans-bold", 22), align="right")
    put(flow.sheet, 540, 98, text["number"], Type("sans", 11), align="right")
    for indent, key in ((72, "vendor"), (320, "bill_to")):
        for row, line in enumerate(order.lines(text[key])):
            put(flow.sheet, indent, 134 + 15 * row, line, Type("sans", 10.5))
    flow.y = 204
    flow.sheet.add(Box(Rect(72, 204, 540, 226), (36, 36, 36)))
    columns = [0.0, 290.0, 340.0, 404.0]
    for column, label in zip(columns, ("Description", "Quantity", "Unit price", "Amount"), strict=True):
        put(flow.sheet, 78 + column, 219, label, _SANS.but(face="sans-bold", color=(255, 255, 255)))
    flow.y = 226
    for row in text["rows"]:
        for column, value in zip(columns, row, strict=True):
            put(flow.sheet, 78 + column, flow.y + 16, value, _SANS)
        flow.sheet.rule(72, 540, flow.y + 24, 0.5, (150, 150, 150))
        flow.y += 24
    flow.sheet.add(Box(Rect(412, flow.y + 10, 540, flow.y + 34), _SHADE, (0, 0, 0), 0.6))
    put(flow.sheet, 420, flow.y + 26, "Total", _SANS.but(face="sans-bold"))
    put(flow.sheet, 534, flow.y + 26, text["total"], _SANS.but(face="sans-bold"), align="right")
    flow.space(70)
    flow.text(text["note"], _SANS)
    return Record("other", flow.sheets, subject=text["title"], ordered=False)


def set_newsletter(order: Order) -> Record:
    """Two columns of justified-looking text beneath a title band, with a framed pull quote."""
    text = texts("records")["newsletter"]
    sheet = Sheet()
    sheet.add(Box(Rect(54, 48, 558, 52), (0, 0, 0)))
    put(sheet, 306, 86, text["title"], Type("serif-bold", 32), align="center")
    sheet.rule(54, 558, 98, 0.8)
    put(sheet, 306, 112, order.fill(text["line"]), Type("sans", 9), align="center")
    sheet.rule(54, 558, 119, 0.8)
    body = Type("serif", 11.5, 1.27, 6, first=12)
    columns = iter(((54.0, 296.0), (316.0, 558.0)))
    left, right = next(columns)
    flow = Flow(lambda: sheet, left, right, 132, 724, order.policy)
    for title, paragraphs in text["articles"]:
        if flow.left == 54 and flow.y > 430:
            flow.left, flow.right = next(columns)
            flow.y = 132
        flow.text(title, Type("serif-bold", 15, 1.2, 5))
        for paragraph in paragraphs:
            flow.text(paragraph, body)
        flow.space(8)
    sheet.add(Stroke(((306, 130), (306, 724)), (120, 120, 120), 0.5))
    return Record("report", [sheet], subject=text["title"])


def set_slide(order: Order) -> Record:
    """A landscape slide with a bar chart."""
    text = texts("records")["slide"]
    flow = Flow(lambda: Sheet(792.0, 612.0, colored=True), 60, 740, 60, 580, order.policy)
    put(flow.sheet, 60, 70, text["title"], Type("sans-bold", 24, color=(24, 56, 110)))
    put(flow.sheet, 60, 94, order.fill(text["line"]), Type("sans", 12, color=(90, 90, 90)))
    rng = np.random.default_rng([order.cast.seed, 7])
    values = [float(v) for v in rng.integers(400, 4800, len(text["labels"]))]
    bar_chart(flow.sheet, Rect(120, 130, 720, 420), text["labels"], values, (46, 110, 182))
    flow.y = 456
    for note in text["notes"]:
        flow.text(order.fill(note), Type("sans", 14, 1.3, 6))
    return Record("attachment", flow.sheets, subject=text["title"], ordered=False)


def set_photo(order: Order) -> Record:
    """A page with a photograph and its caption."""
    text = texts("records")["photo"]
    flow = Flow(Sheet, 84, 528, 84, 720, order.policy)
    image = photograph(np.random.default_rng([order.cast.seed, 11]))
    flow.sheet.add(Picture(Rect(84, 96, 528, 392), image))
    flow.y = 400
    flow.text(text["caption"], Type("serif-italic", 11, 1.3, 12))
    flow.text(order.fill(text["note"]), Type("serif", 11.5, 1.3))
    return Record("attachment", flow.sheets)


def set_sheet(order: Order) -> Record:
    """The sheet that lists the pages that were taken out."""
    lines: list[tuple[int, str, str]] = [tuple(entry) for entry in texts("plan")["deleted_pages"]]
    flow = Flow(Sheet, 96, 516, 80, 720, order.policy)
    typed = Type("typewriter", 12, 1.3, 2)
    for line in order.lines(texts("records")["sheet"]["head"]):
        flow.text(line, typed.but(align="center"))
    flow.space(22)
    flow.text(f"Total Deleted Page(s) = {len(lines)}", typed)
    virtual = [_virtual(*line) for line in lines]
    for page in virtual:
        flow.text(page.printed, typed.but(after=0))
    flow.space(40)
    _crosses(flow)
    return Record("deleted-page-sheet", flow.sheets, virtual_pages=tuple(virtual))


def _virtual(number: int, word: str, claim: str) -> VirtualPage:
    disposition, name = _WORDS[word]
    reasons = name or " ".join(f"{code};" for code in printed(claim, "short"))
    return VirtualPage(number, disposition, normalised(claim), f"Page {number} ~ {reasons.rstrip(';')};")


def _crosses(flow: Flow) -> None:
    """The frame of X's."""
    kind: dict[str, Any] = {"align": "center"}
    rows = ["X" * 30, *(f"X{row:^28}X" for row in ("Deleted Page(s)", "No Duplication Fee", "For this Page")), "X" * 30]
    for row in rows:
        flow.space(15)
        if set(row) == {"X"}:
            put(flow.sheet, 306, flow.y, row, Type("typewriter", 12), **kind)
        else:
            put(flow.sheet, 306, flow.y, row[1:-1].strip(), Type("typewriter", 12), **kind)
            for x in (306 - 106, 306 + 106):
                put(flow.sheet, x, flow.y, "X", Type("typewriter", 12), **kind)
