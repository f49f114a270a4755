"""What is argued: each challenge with its grounds, argument and relief, its fields filled from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.appeal.fields import filled
from reviewer.appeal.grounds import Ground, ground
from reviewer.export.packet.case import Case, Item, Point
from reviewer.export.packet.numbers import items_words
from reviewer.export.wording import NO_REASON, letter_date, record_words

UNARGUED = "Contested without grounds so far"
_RECORDS = 4
_SHORT = 44  # characters; longer lists of items stand in the heading only


def missing(what: str) -> str:
    """What stands in a draft for a fact that nobody entered."""
    return f"[not entered: {what}]"


@dataclass(frozen=True, slots=True)
class Argued:
    """One challenge in words: its heading, the paragraphs of its argument, its relief, and the grounds behind it."""

    title: str
    paragraphs: tuple[str, ...]
    relief: str
    grounds: tuple[Ground, ...]
    items: tuple[Item, ...]


def argue(case: Case) -> tuple[Argued, ...]:
    """All points of the case. ExportError `unknown-field` for an argument with a field that is not known."""
    return tuple(_argued(case, point) for point in case.points)


def _argued(case: Case, point: Point) -> Argued:
    challenge = point.challenge
    if challenge is None:
        return Argued(UNARGUED, tuple(_of_issues(case, point.items)), "", (), point.items)
    chosen = tuple(found for found in map(ground, challenge.grounds) if found is not None)
    values = argument_values(case, point.items)
    title = challenge.title or "; ".join(found.title for found in chosen) or "Contested"
    own = [part for part in challenge.argument.split("\n") if part.strip()]
    place = f"The argument of “{title}”"
    said = [filled(text, values, place) for text in own or [found.argument for found in chosen]]
    said += _of_issues(case, point.items)
    relief = filled(challenge.relief, values, place) or "; ".join(dict.fromkeys(found.relief for found in chosen))
    return Argued(title, tuple(said), relief.rstrip(". "), chosen, point.items)


def _of_issues(case: Case, items: Sequence[Item]) -> list[str]:
    """The words of the issues among some items: what was written down, never taken for a template."""
    said = []
    for item in items:
        if item.kind == "issue":
            issue = case.issues[item.subject]
            name = f"Item {item.row.item}: " if item.row.item is not None else ""
            said += [name + part for part in (issue.text or issue.title).split("\n") if part.strip()]
    return said


def argument_values(case: Case, items: Sequence[Item]) -> dict[str, str]:
    """The fields of an argument (ARGUMENT_FIELDS) for some items."""
    codes = tuple(dict.fromkeys(code for item in items for code in item.codes))
    event = case.determination
    numbers = items_words([item.row.item for item in items])
    return {
        "agency": agency(case) or missing("agency"),
        "determination_date": letter_date(event.printed_on if event else None) or missing("date of the determination"),
        "exemptions": ", ".join(codes) or "no exemption found",
        "index_quote": index_quote(items),
        "items": numbers if len(numbers) <= _SHORT else "the items listed above",
        "letter_quote": case.reasons.for_codes(codes),
        "records": records(items),
        "request_date": letter_date(case.request.requested_on) or missing("date of the request"),
        "request_number": case.request.number or missing("number of the request"),
    }


def index_quote(items: Sequence[Item]) -> str:
    """What the agency's own index says of some items, each sentence once; the plain word where it says nothing."""
    said = dict.fromkeys(item.row.reason for item in items if item.row.reason not in ("", NO_REASON))
    return "\n".join(said) or NO_REASON


def records(items: Sequence[Item]) -> str:
    """The records some items stand in, each once: the first few, and how many more."""
    every = dict.fromkeys(item.row.record for item in items)
    named = [name[:1].lower() + name[1:] for name in every if name and name != record_words("", None)]
    more = f" and {len(named) - _RECORDS} more" if len(named) > _RECORDS else ""
    return "; ".join(named[:_RECORDS]) + more or "as described in the log"


def agency(case: Case) -> str:
    """Agency and component."""
    return ", ".join(filter(None, (case.request.agency, case.request.component)))


def basis(argued: Sequence[Argued], item: Item) -> str:
    """The cell “basis and relief” of an item: short grounds, then what is asked for."""
    mine = [point for point in argued if any(found.subject == item.subject for found in point.items)]
    named = dict.fromkeys(found.served for point in mine for found in point.grounds)
    titles = dict.fromkeys(point.title for point in mine if not point.grounds)
    relief = "; ".join(dict.fromkeys(point.relief for point in mine if point.relief))
    said = "; ".join([*named, *titles])
    return f"{said}. Relief: {relief}." if relief else said
