"""The words of the letter: every field a template may ask for, filled from the record and from nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from reviewer.export.packet.argue import Argued, agency, missing
from reviewer.export.packet.case import Case
from reviewer.export.packet.numbers import items_words, ranges
from reviewer.export.wording import NO_REASON, letter_date
from reviewer.model.review import OWN_ACTS, ItemKind

Kind = Literal["body", "heading", "item", "quote"]
_STATUTES: Final = {
    "FOIA": ("the Freedom of Information Act, 5 U.S.C. 552", "Freedom of Information Act Appeal"),
    "Privacy Act": ("the Privacy Act, 5 U.S.C. 552a", "Privacy Act Appeal"),
    "MDR": ("the rules on mandatory declassification review (E.O. 13526)", "Mandatory Declassification Review Appeal"),
}
_OTHER_STATUTE: Final = ("the public records law under which the request was made", "Public Records Appeal")
_DECISION: Final = (
    "A decision is asked for within 20 working days of receipt of this appeal, 5 U.S.C. 552(a)(6)(A)(ii)."
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a block field; a list's paragraphs are its items."""

    text: str
    kind: Kind = "body"


@dataclass(frozen=True, slots=True)
class Letter:
    """Text fields, block fields (each stands alone in its paragraph), and what nobody entered, in words."""

    values: Mapping[str, str]
    blocks: Mapping[str, tuple[Paragraph, ...]]
    gaps: tuple[str, ...]


def write_letter(case: Case, argued: Sequence[Argued], attachments: Sequence[str], today: date) -> Letter:
    """The letter of a case. Nothing is invented: what is not in the record is named as not entered."""
    gaps: list[str] = []

    def needed(text: str | None, what: str) -> str:
        if text:
            return text
        gaps.append(what)
        return missing(what)

    request, event, appeal = case.request, case.determination, case.appeal
    statute, title = _STATUTES.get(request.regime, _OTHER_STATUTE)
    values = {
        "agency": needed(agency(case), "agency"),
        "appeal_title": title,
        "component": request.component,
        "date": letter_date(today.isoformat()),
        "decision": _DECISION if request.regime == "FOIA" else "",
        "determination": event.kind if event else "determination",
        "determination_date": needed(letter_date(event.printed_on) if event else "", "date of the determination"),
        "determination_received": letter_date(event.received_on) if event else "",
        "regime": request.regime,
        "request_date": needed(letter_date(request.requested_on), "date of the request"),
        "request_number": needed(request.number, "number of the request"),
        "requester": request.requester,
        "statute": statute,
        "subject": request.subject,
    }
    blocks = {
        "addressee": _lines(needed(appeal.addressee, "address of the appeals office")),
        "appealed": _appealed(case),
        "attachments": tuple(Paragraph(text, "item") for text in attachments),
        "contact": _lines(needed(appeal.contact, "how the requester is reached")),
        "contested": tuple(_contested(argued)),
        "history": _history(case),
        "not_contested": _not_contested(case),
        "reasons": _reasons(case),
        "relief": _relief(argued),
        "signatory": _lines(needed(appeal.signatory or request.requester, "who signs")),
    }
    return Letter(values, blocks, tuple(gaps))


def field_names() -> tuple[str, ...]:
    """Every field that a template may hold."""
    return tuple(sorted((*_TEXT_FIELDS, *BLOCK_FIELDS)))


def _lines(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line) for line in text.split("\n"))


def _appealed(case: Case) -> tuple[Paragraph, ...]:
    """What is appealed, counted and by item number."""
    items = case.items
    if not items:
        return (Paragraph(missing("anything that is contested")),)
    kinds = Counter(item.kind for item in items)
    names: dict[ItemKind, tuple[str, str]] = {
        "redaction": ("deletion", "deletions"),
        "virtual page": ("page withheld whole", "pages withheld whole"),
        "issue": ("further point", "further points"),
    }
    counted = [
        f"{kinds[kind]:,} {one if kinds[kind] == 1 else many}" for kind, (one, many) in names.items() if kinds[kind]
    ]
    said = " and ".join([", ".join(counted[:-1]), counted[-1]] if len(counted) > 1 else counted)
    numbers = items_words([item.row.item for item in items])
    outlined = ""
    if kinds["redaction"]:
        # An issue has no place on a page.
        outlined = "; what was withheld is outlined" if kinds["issue"] else " and outlined"
        outlined += " on the pages of Exhibit C"
    return (Paragraph(f"This appeal concerns {said} ({numbers}). They are itemised in the attached log{outlined}."),)


def _history(case: Case) -> tuple[Paragraph, ...]:
    request = case.request
    told = []
    if request.requested_on and not any(event.kind == "request" for event in case.events):
        told.append(Paragraph(f"{letter_date(request.requested_on)}: request", "item"))
    for event in case.events:
        day = letter_date(event.printed_on) or letter_date(event.received_on) or missing("date")
        received = f", received {letter_date(event.received_on)}" if event.received_on and event.printed_on else ""
        proof = f" ({event.proof_of_sending})" if event.proof_of_sending and event.kind in OWN_ACTS else ""
        told.append(Paragraph(f"{day}: {event.kind}{received}{proof}", "item"))
    return (*told, *(Paragraph(line) for line in case.appeal.history.split("\n") if line.strip()))


def _contested(argued: Sequence[Argued]) -> list[Paragraph]:
    told: list[Paragraph] = []
    for number, point in enumerate(argued, start=1):
        numbers = items_words([item.row.item for item in point.items])
        told.append(Paragraph(f"{number}. {point.title} ({numbers})", "heading"))
        told += [Paragraph(text) for text in point.paragraphs]
        if point.relief:
            told.append(Paragraph(f"Relief: {point.relief}."))
    return told


def _not_contested(case: Case) -> tuple[Paragraph, ...]:
    told = []
    for group in case.uncontested:
        known = ranges(group.items)
        name = f"Item{'s' if len(group.items) > 1 else ''} {known}" if known else f"{group.count:,} items"
        told.append(Paragraph(f"{name}: {group.title}", "item"))
    return tuple(told)


def _reasons(case: Case) -> tuple[Paragraph, ...]:
    """The agency's own words for each exemption that a contested item claims; else that it states none."""
    codes = tuple(dict.fromkeys(code for item in case.items for code in item.codes))
    if not codes:
        return ()
    quoted = dict.fromkeys(line for code in codes for line in case.reasons.for_codes((code,)).split("\n"))
    unstated = [code for code in codes if case.reasons.for_codes((code,)) == NO_REASON]
    told = [Paragraph(line, "quote") for line in quoted if line != NO_REASON]
    if unstated:
        told.append(Paragraph(f"{', '.join(unstated)}: {NO_REASON[:1].lower()}{NO_REASON[1:]}.", "quote"))
    return tuple(told)


def _relief(argued: Sequence[Argued]) -> tuple[Paragraph, ...]:
    asked = dict.fromkeys(point.relief for point in argued if point.relief)
    return tuple(Paragraph(relief[:1].upper() + relief[1:] + ".", "item") for relief in asked)


_TEXT_FIELDS: Final = (
    "agency", "appeal_title", "component", "date", "decision", "determination", "determination_date",
    "determination_received", "regime", "request_date", "request_number", "requester", "statute", "subject",
)  # fmt: skip
BLOCK_FIELDS: Final = (
    "addressee", "appealed", "attachments", "contact", "contested", "history", "not_contested", "reasons", "relief",
    "signatory",
)  # fmt: skip
"""Fields of several paragraphs: each stands alone in a paragraph of the template."""
