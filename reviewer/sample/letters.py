"""Lays out what offices write: the determination letter, a typed memo, a fax, a paper that is withheld whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count

import numpy as np

from reviewer.model.geometry import Rect
from reviewer.sample.cast import texts
from reviewer.sample.layout import Flow, Type, put
from reviewer.sample.pictures import place_picture, received_stamp, seal, signature
from reviewer.sample.record import Order, Record
from reviewer.sample.sheet import Box, Sheet, Stroke

_SERIF = Type("serif", 11, 1.24, 8)
_TYPED = Type("typewriter", 11, 1.45, 8)


def set_letter(order: Order) -> Record:
    """The determination letter with its letterhead."""
    text = texts("records")["letter"]
    flow = Flow(_numbered(), top=72, bottom=716, left=84, right=528, policy=order.policy)
    head = order.lines(text["head"])
    place_picture(flow.sheet, 84, 50, seal(), 58)
    put(flow.sheet, 156, 74, head[0], Type("serif-bold", 17))
    put(flow.sheet, 156, 90, head[1], Type("serif", 11))
    put(flow.sheet, 156, 104, head[2], Type("serif-italic", 10))
    flow.sheet.rule(84, 528, 118, 0.9)
    flow.y = 132
    flow.text(order.fill("{letter_date}"), _SERIF.but(after=14))
    for line in order.lines(text["to"]):
        flow.text(line, _SERIF.but(after=0))
    flow.space(12)
    subject = order.fill("Re: " + text["subject"])
    flow.text(subject, _SERIF.but(face="serif-bold", after=12))
    for paragraph in order.lines(text["body"]):
        flow.text(paragraph, _SERIF)
    flow.need(110)
    place_picture(flow.sheet, flow.left, flow.y + 2, signature(np.random.default_rng(order.cast.seed)), 116)
    flow.space(40)
    for line in order.lines(text["signer"]):
        flow.text(line, _SERIF.but(after=0))
    flow.space(14)
    flow.text(order.fill(text["enclosures"]), _SERIF.but(size=10))
    sender, to = order.fill(text["signer"][0]), order.fill(text["to"][0])
    return Record("letter", flow.sheets, order.cast.values["letter_iso"], subject.removeprefix("Re: "), sender, (to,))


def _numbered() -> Callable[[], Sheet]:
    """Sheets with their page number at the head, from the second on."""
    numbers = count(1)

    def sheet() -> Sheet:
        number, new = next(numbers), Sheet()
        if number > 1:
            put(new, 528, 50, f"Page {number}", Type("serif-italic", 10), align="right")
        return new

    return sheet


def set_memo(order: Order) -> Record:
    """A typed memorandum with numbered paragraphs."""
    text = texts("records")["memo"]
    flow = Flow(Sheet, top=84, bottom=736, left=84, right=524, policy=order.policy)
    flow.text(text["head"], _TYPED.but(face="typewriter-bold", size=13, align="center", after=18))
    fields = [(label, order.fill(value)) for label, value in text["fields"]]
    for label, value in fields:
        flow.field(f"{label}:", value, _TYPED.but(after=3), 84, _TYPED.but(after=3))
    flow.sheet.rule(flow.left, flow.right, flow.y + 6, 1.0)
    flow.space(16)
    for paragraph in order.lines(text["body"]):
        flow.text(paragraph, _TYPED)
    flow.space(8)
    flow.text(order.fill(text["copies"]), _TYPED.but(size=10))
    stamp = received_stamp(("RECEIVED", _stamp_date(fields[0][1]), "FIELD ANALYTICS"), 4)
    place_picture(flow.sheets[0], 424, 34, stamp, 112)
    date = datetime.strptime(fields[0][1], "%B %d, %Y").date().isoformat()  # noqa: DTZ007  printed without a zone
    to, sender = order.as_read(fields[1][1]), order.as_read(fields[2][1])
    return Record("memo", flow.sheets, date, fields[3][1], sender, (to,))


def _stamp_date(printed: str) -> str:
    month, day, year = printed.replace(",", "").split()
    return f"{month[:3].upper()} {day} {year}"


def set_fax(order: Order) -> Record:
    """A fax: cover with a black band, and its second page of questions."""
    text = texts("records")["fax"]
    flow = Flow(Sheet, top=60, bottom=716, left=84, right=524, policy=order.policy)
    big = Type("sans", 12.5, 1.4, 8)
    flow.sheet.add(Box(Rect(84, 66, 528, 104), (0, 0, 0)))
    put(flow.sheet, 100, 94, text["title"], Type("sans-bold", 24, color=(255, 255, 255)))
    flow.y = 128
    for label, value in text["fields"]:
        flow.field(f"{label}:", order.fill(value), big, 70, big.but(face="sans-bold"))
        flow.sheet.rule(84, 528, flow.y - 3, 0.5)
    flow.space(24)
    for paragraph in order.lines(text["body"]):
        flow.text(paragraph, big)
    flow.turn()
    flow.y = 84
    flow.text(text["questions_title"], big.but(face="sans-bold", after=14))
    for paragraph in order.lines(text["questions"]):
        flow.text(paragraph, big, hang=18)
    for number, sheet in enumerate(flow.sheets, 1):
        line = f"08/01/2018 09:{41 + number} 202 555 0170 COBALT RIDGE CONSULTING P.{number:02d}/02"
        put(sheet, 84, 30, line, Type("mono", 8, layer="stamp"))
    date = datetime.strptime(order.cast.values["fax_date"], "%B %d, %Y").date().isoformat()  # noqa: DTZ007  as above
    return Record("letter", flow.sheets, date, order.fill(text["fields"][5][1]), order.fill(text["fields"][2][1]))


def set_withheld(order: Order) -> Record:
    """One page of a paper that is withheld whole: only what lies beneath the block is set here."""
    text = texts("records")["withheld"]
    flow = Flow(Sheet, top=96, bottom=700, left=84, right=528, policy=order.policy)
    flow.text(text["title"], _SERIF.but(face="serif-bold", size=15, after=18))
    for paragraph in order.lines(text["paragraphs"]):
        flow.text(paragraph, _SERIF.but(size=12, leading=1.6, after=14))
    flow.sheet.add(Stroke(((84, 88), (528, 88)), (0, 0, 0), 0.8))
    return Record("other", flow.sheets[:1])
