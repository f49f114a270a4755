"""Prints e-mail as offices do: the newest message on top, the chain it answers below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reviewer.model.documents import Message
from reviewer.sample.cast import Person, texts
from reviewer.sample.fonts import bold
from reviewer.sample.layout import Flow, Type
from reviewer.sample.record import Order, Record
from reviewer.sample.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Look:
    """How a mail program prints: faces, where the header values stand, what separates the messages of a chain."""

    body: Type
    label: Type
    value: Type
    tab: float
    separator: str
    owner: bool
    addresses: bool
    left: float = 72.0
    right: float = 536.0

    def varied(self, scale: float, shift: float) -> Look:
        """The same look with the type `scale` times as large and the text `shift` points further in."""
        body, label, value = (kind.but(size=kind.size * scale) for kind in (self.body, self.label, self.value))
        return replace(self, body=body, label=label, value=value, tab=self.tab * scale, left=self.left + shift)


_OFFICE = Type("office", 11.5, 1.2, 8.0)
_SERIF = Type("serif", 11.5, 1.3, 8.0)
_MONO = Type("mono", 9.5, 1.25, 7.0)
LOOKS: Mapping[str, Look] = {
    "outlook": Look(
        _SERIF, Type("sans-bold", 10, 1.35, 1.5), Type("sans", 10, 1.35, 1.5), 64, "rule", owner=True, addresses=False
    ),
    "plain": Look(
        _OFFICE,
        Type("office-bold", 11, 1.3, 1.0),
        Type("office", 11, 1.3, 1.0),
        70,
        "-----Original Message-----",
        owner=False,
        addresses=True,
    ),
    "cable": Look(_MONO, _MONO.but(after=1.5), _MONO.but(after=1.5), 66, "rule", owner=False, addresses=True, left=76),
}


def set_mail(order: Order) -> Record:
    """The record of a chain: its first `upto` messages, the last of them on top."""
    thread = texts("threads")["threads"][order.options["thread"]]
    options = order.options
    look = LOOKS[str(options["look"])].varied(float(options.get("scale", 1)), float(options.get("shift", 0)))
    chain: list[dict[str, Any]] = thread["messages"][: options["upto"]]
    flow = Flow(Sheet, left=look.left, right=look.right, top=86, bottom=728, policy=order.policy)
    record = Record("e-mail", flow.sheets)
    if look.owner:
        _owner(flow, order.cast.people[chain[-1]["to"][0]], order.policy)
    for number in range(len(chain) - 1, -1, -1):
        message = chain[number]
        subject = ("RE: " if number else "") + order.fill(thread["subject"])
        _header(flow, message, subject, order, look, record)
        for paragraph in message["body"]:
            flow.text(order.fill(paragraph), look.body)
        _signature(flow, order.cast.people[message["from"]], look)
        if number:
            _separate(flow, look)
    newest = record.messages[0]
    record.date, record.subject, record.sender, record.to = newest.date, newest.subject, newest.sender, newest.to
    return record


def _owner(flow: Flow, person: Person, policy: Mapping[str, str]) -> None:
    """The name of the mailbox above a heavy rule, as mail programs print it."""
    name = f"[[{person.tag}|{person.listed}]]" if person.tag in policy else person.listed
    flow.text(name, Type("sans-bold", 12.5, 1.2, 5))
    flow.sheet.rule(flow.left, flow.right, flow.y, 2.2)
    flow.space(10)


def _header(flow: Flow, message: dict[str, Any], subject: str, order: Order, look: Look, record: Record) -> None:
    sent = order.cast.moment(message["day"], message["time"])
    people = order.cast.people
    to = [_named(people[role], look) for role in message["to"]]
    cc = [_named(people[role], look) for role in message.get("cc", [])]
    sender = _named(people[message["from"]], look, full=True)
    files = [order.fill(name) for name in message.get("attachments", [])]
    flow.need(110)
    top = flow.y + look.label.size * (look.label.leading - 0.8)
    rows = [("From:", sender), ("Sent:", _printed(sent)), ("To:", "; ".join(to)), ("Cc:", "; ".join(cc))]
    rows += [("Subject:", subject), ("Attachments:", "; ".join(files))]
    for label, value in rows:
        if value:
            flow.field(label, value, look.value, max(look.tab, look.value.size * 7.8 if files else 0), look.label)
    flow.space(8)
    record.messages.append(
        Message(
            len(flow.sheets) - 1,
            round(top, 1),
            order.as_read(sender),
            tuple(order.as_read(name) for name in to),
            tuple(order.as_read(name) for name in cc),
            sent.isoformat(timespec="minutes"),
            subject,
            tuple(files),
        )
    )


def _named(person: Person, look: Look, *, full: bool = False) -> str:
    """A name in a header, marked up as what may be withheld; senders from outside come with their company."""
    name = f"[[{person.tag}|{person.listed}]]"
    if look.addresses and person.tag != "senior":
        return f"{name} <[[address|{person.address}]]>"
    return f"{name} ({person.body})" if full and person.tag != "staff" else name


def _printed(moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment:%A}, {moment:%B} {moment.day}, {moment.year} {hour}:{moment:%M} {half}"


def _signature(flow: Flow, person: Person, look: Look) -> None:
    kind = look.body.but(after=0.0)
    flow.need(kind.size * kind.leading * 3)
    flow.space(2)
    for line in (f"[[{person.tag}|{person.name}]]", person.title, person.body):
        flow.text(line, kind)
    flow.space(10)


def _separate(flow: Flow, look: Look) -> None:
    flow.need(40)
    if look.separator == "rule":
        flow.space(8)
        flow.sheet.rule(flow.left, flow.right, flow.y, 0.8, (120, 120, 120))
        flow.space(6)
    else:
        flow.text(look.separator, look.value.but(face=bold(look.value.face), after=4.0))
