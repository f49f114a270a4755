"""What the appeal view shows of one request: lines of what is contested, suggested, open and left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from reviewer.appeal.grounds import Ground, ground
from reviewer.appeal.suggesting import Suggestion, exemption
from reviewer.export.packet.argue import Argued
from reviewer.export.packet.case import Case, Group, Item, Point, read_case, read_items
from reviewer.export.packet.exhibits import CONTESTED, Exhibit
from reviewer.export.packet.numbers import ranges
from reviewer.export.packet.plan import PacketPlan, plan_packet
from reviewer.model.errors import UserError
from reviewer.model.ids import Uuid
from reviewer.model.review import Position
from reviewer.services.contesting import BY_CATEGORY, open_suggestions
from reviewer.services.workspace import Workspace
from reviewer.storage.reads import Reads
from reviewer.storage.rows import ChallengeRow, FileRow, RequestRow
from reviewer.ui.contesting.words import served
from reviewer.ui.words import counted

Section = Literal["contested", "suggested", "attorney", "uncontested"]
SECTIONS: Final[tuple[Section, ...]] = ("contested", "suggested", "attorney", "uncontested")
_CAN_BE_SUGGESTED: Final[tuple[Position, ...]] = ("contested", "attorney to decide", "undecided")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be contested: `grounds` are its short names so far, `exhibit` where it is to be seen.

    `reason` is what the agency's letter says of its codes, quoted.
    """

    item: Item
    grounds: tuple[str, ...] = ()
    exhibit: str = ""
    reason: str = ""

    @property
    def number(self) -> str:
        """Its item number; nothing while it has none."""
        return "" if self.item.row.item is None else f"{self.item.row.item:,}"

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        row = self.item.row
        return row.description if self.item.kind == "issue" else row.description or row.record

    @property
    def words(self) -> str:
        """All of it in one sentence, for screen readers and as plain text."""
        row = self.item.row
        parts = [
            _tr("Item {0}").format(self.number) if self.number else self.item.kind.capitalize(),
            row.placed if self.item.kind != "issue" else "",
            row.record,
            row.description,
            ", ".join(self.item.codes),
            "; ".join(self.grounds),
            _tr("Exhibit {0}").format(self.exhibit) if self.exhibit else "",
        ]
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Head:
    """What several lines have in common: a challenge, a suggested ground, or nothing but their position."""

    key: str
    title: str
    count: int
    challenge: ChallengeRow | None = None
    ground: Ground | None = None
    grounds: tuple[str, ...] = ()
    relief: str = ""
    argued: Argued | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a heading, an item below it (`reason`: why its ground is suggested), or a row of several."""

    id: str
    head: Head
    entry: Entry | None = None
    group: Group | None = None
    reason: str = ""

    @property
    def words(self) -> str:
        """The line in one sentence."""
        if self.entry is not None:
            return ". ".join(filter(None, (self.entry.words, self.reason)))
        if self.group is not None:
            return group_words(self.group)
        count = counted(self.head.count, _tr("1 item"), _tr("{0} items"))
        return ", ".join(filter(None, (self.head.title, count, "; ".join(self.head.grounds))))


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """All of one request as of a day. `problem`: why no packet can be laid out, though the lists can be read."""

    requests: tuple[RequestRow, ...]
    case: Case
    plan: PacketPlan | None
    problem: UserError | None
    lines: Mapping[Section, tuple[Line, ...]]
    challenges: tuple[ChallengeRow, ...] = field(default=())

    def count(self, section: Section) -> int:
        """How many items a section holds, each once."""
        if section == "uncontested":
            return sum(group.count for group in self.case.uncontested)
        return len({line.entry.item.subject for line in self.lines[section] if line.entry is not None})


def read_appeal(read: Reads, request: Uuid | None, today: date) -> AppealFacts:
    """The appeal of a request as it stands (None, or one that is gone: the first); reads the whole release once."""
    requests = tuple(read.matter.requests())
    known = {row.uuid for row in requests}
    chosen = request if request in known else (requests[0].uuid if requests else None)
    plan, problem = _plan(read, chosen, today)
    case = plan.case if plan is not None else read_case(read, chosen)
    seen = _Seen(case, plan)
    lines: dict[Section, tuple[Line, ...]] = {
        "contested": tuple(_contested(case, plan, seen)),
        "suggested": tuple(_suggested(read, chosen, today, seen)),
        "attorney": tuple(_attorney(case, seen)),
        "uncontested": tuple(_uncontested(case.uncontested)),
    }
    return AppealFacts(requests, case, plan, problem, lines, tuple(read.contesting.challenges(chosen)))


def read_numbered(workspace: Workspace, request: Uuid | None, today: date) -> AppealFacts:
    """As `read_appeal`; items get their lasting numbers once one of them is contested or left to the attorney."""
    facts = read_appeal(workspace.read, request, today)
    items = (*facts.case.items, *facts.case.open_items)
    if workspace.read_only or all(item.row.item is not None for item in items):
        return facts
    workspace.intake.number_items()
    return read_appeal(workspace.read, request, today)


def group_words(group: Group) -> str:
    """`Items 40–112: recipients' names, (b)(6), not contested`."""
    numbers = ranges(group.items)
    named = _tr("Items {0}").format(numbers) if len(group.items) > 1 else _tr("Item {0}").format(numbers)
    whole = named if group.items else counted(group.count, _tr("1 item"), _tr("{0} items"))
    return _tr("{0}: {1}, not contested").format(whole, group.title)


def _plan(read: Reads, request: Uuid | None, today: date) -> tuple[PacketPlan | None, UserError | None]:
    """The packet without a look at the sources; None where an argument or a template cannot be filled."""
    try:
        return plan_packet(read, request, today, path_of=_unread), None
    except UserError as error:
        return None, error


def _unread(file: FileRow) -> Path | None:
    return file.path


class _Seen:
    """Makes entries, with the grounds and the exhibit that each item has so far."""

    def __init__(self, case: Case, plan: PacketPlan | None) -> None:
        self._exhibits: Sequence[Exhibit] = plan.exhibits if plan is not None else ()
        self._reasons = case.reasons
        self._grounds: dict[Uuid, list[str]] = {}
        for point in case.points:
            for item in point.items:
                self._grounds.setdefault(item.subject, []).extend(served(point.challenge))

    def entry(self, item: Item) -> Entry:
        places = (found.place_of(item) for found in self._exhibits if found.letter == CONTESTED)
        named = tuple(dict.fromkeys(self._grounds.get(item.subject, ())))
        reason = self._reasons.for_codes(item.codes) if item.kind != "issue" else ""
        return Entry(item, named, ", ".join(filter(None, places)), reason)


def _contested(case: Case, plan: PacketPlan | None, seen: _Seen) -> Iterator[Line]:
    """What nobody argued yet comes first: it waits for somebody."""
    argued = plan.argued if plan is not None else ()
    points: list[tuple[Point, Argued | None]] = [
        (point, argued[place] if argued else None) for place, point in enumerate(case.points)
    ]
    for point, words in sorted(points, key=lambda found: found[0].challenge is not None):
        own = point.challenge
        title = words.title if words is not None else (own.title if own is not None else "")
        head = Head(
            key=own.uuid if own is not None else "unargued",
            title=title or "Contested",
            count=len(point.items),
            challenge=own,
            grounds=served(own),
            relief=words.relief if words is not None else "",
            argued=words,
        )
        yield Line(head.key, head)
        for item in point.items:
            yield Line(f"{head.key}/{item.subject}", head, seen.entry(item))


def _suggested(read: Reads, request: Uuid | None, today: date, seen: _Seen) -> Iterator[Line]:
    known = {item.subject: item for position in _CAN_BE_SUGGESTED for item in read_items(read, request, position)}
    heads: dict[str, list[tuple[Item, str]]] = {}
    for found in open_suggestions(read, today):
        for item in filter(None, (known.get(Uuid(subject)) for subject in found.subjects)):
            heads.setdefault(_key(found, item), []).append((item, found.reason))
    for key, items in heads.items():
        name, _, code = key.partition(" ")
        own = ground(name)
        title = " · ".join(filter(None, (own.title if own is not None else name, code)))
        head = Head(key, title, len(items), ground=own, grounds=(own.served,) if own is not None else ())
        yield Line(key, head)
        for item, reason in items:
            yield Line(f"{key}/{item.subject}", head, seen.entry(item), reason=reason)


def _key(found: Suggestion, item: Item) -> str:
    """A ground, and for harm the exemption that it is suggested for."""
    if found.ground != BY_CATEGORY:
        return found.ground
    return f"{found.ground} {next((e for e in map(exemption, item.codes) if e and e in found.reason), '')}".rstrip()


def _attorney(case: Case, seen: _Seen) -> Iterator[Line]:
    if case.open_items:
        head = Head("attorney", "Attorney to decide", len(case.open_items))
        yield Line(head.key, head)
        for item in case.open_items:
            yield Line(f"attorney/{item.subject}", head, seen.entry(item))


def _uncontested(groups: Iterable[Group]) -> Iterator[Line]:
    for group in groups:
        key = f"group {group.challenge or group.title}"
        yield Line(key, Head(key, group.title, group.count), group=group)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Appeal", text)
