"""What one request contests, gathered once: items, challenges, the letter appealed from, and what stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reviewer.export import building
from reviewer.export.gather import Places
from reviewer.export.index_reasons import IndexReasons
from reviewer.export.packet.reasons import Reasons, read_reasons
from reviewer.export.pincite import PinCite
from reviewer.export.rows import Internal, LogRow
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.review import DETERMINATIONS, ItemKind, NoteSubject, Position
from reviewer.storage import rows as stored
from reviewer.storage.reads import Reads
from reviewer.storage.reads.redactions import RedactionFilter

NOWHERE = PinCite("", 0)
_NOTED: tuple[NoteSubject, ...] = ("request", "event")
_NO_REQUEST = stored.RequestRow(Uuid(""), "", "", "FOIA", "", None, "", "", False)


@dataclass(frozen=True, slots=True)
class Item:
    """One contested thing: its row of the log, and where it stands (nothing for an issue).

    `number` counts pages of the file from 0, `rects` are displayed points.
    """

    kind: ItemKind
    subject: Uuid
    row: LogRow
    position: Position
    codes: tuple[str, ...] = ()
    file: FileId | None = None
    page: PageId | None = None
    number: int = 0
    rects: tuple[Rect, ...] = ()

    @property
    def order(self) -> tuple[int, int]:
        """By item number; what has none comes last."""
        return (0, self.row.item) if self.row.item is not None else (1, 0)


@dataclass(frozen=True, slots=True)
class Point:
    """One challenge with the items that are still contested under it; without one, what is contested unargued."""

    challenge: stored.ChallengeRow | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are not contested, in one row: what they have in common, and their numbers.

    `name` is what a person called the category, `challenge` where that is kept; without it the codes make the group.
    `subjects` are its redactions.
    """

    title: str
    items: tuple[int, ...]
    count: int
    name: str = ""
    challenge: Uuid | None = None
    subjects: tuple[Uuid, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a packet says. `letter` is the agency's letter as read, `determination` its event.

    `open_items` wait for the attorney, `undecided` counts redactions nobody took a position on; `left_out` are items of
    challenges whose own position says otherwise by now. `notes` are those on the request and its events: they stay in
    the office.
    """

    request: stored.RequestRow
    appeal: stored.AppealRow
    determination: stored.EventRow | None
    letter: stored.LetterRow | None
    events: tuple[stored.EventRow, ...]
    points: tuple[Point, ...]
    uncontested: tuple[Group, ...]
    open_items: tuple[Item, ...]
    left_out: tuple[str, ...]
    undecided: int
    reasons: Reasons
    issues: Mapping[Uuid, stored.IssueRow]
    notes: Mapping[Uuid, str] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Item, ...]:
        """All contested items, each once, in the order of their numbers."""
        every = {item.subject: item for point in self.points for item in point.items}
        return tuple(sorted(every.values(), key=lambda item: item.order))


def read_case(read: Reads, request: Uuid | None) -> Case:
    """The case of one request; None: of a project without any, or of its only one."""
    requests = read.matter.requests()
    chosen = next((row for row in requests if row.uuid == request), None)
    if chosen is None:
        chosen = requests[0] if request is None and len(requests) == 1 else _NO_REQUEST
    events = tuple(read.matter.events(chosen.uuid)) if chosen.uuid else ()
    appeal = read.contesting.appeal(chosen.uuid)
    determination = _determination(events, appeal)
    letter = _letter(read, determination)
    reasons = read_reasons(letter, determination)
    finder = _Items(read, chosen.uuid, len(requests) <= 1)
    contested = {item.subject: item for item in finder.with_position("contested")}
    challenges = read.contesting.challenges(chosen.uuid or None)
    points = tuple(_points(challenges, contested))
    return Case(
        request=chosen,
        appeal=appeal,
        determination=determination,
        letter=letter,
        events=events,
        points=points,
        uncontested=tuple(_groups(read, finder, challenges)),
        open_items=tuple(finder.with_position("attorney to decide")),
        left_out=tuple(_left_out(challenges, contested)),
        undecided=finder.count("undecided"),
        reasons=reasons,
        issues={row.uuid: row for row in read.marks.issues()},
        notes={Uuid(row.subject): row.text for kind in _NOTED for row in read.marks.notes(kind)},
    )


def read_items(read: Reads, request: Uuid | None, position: Position) -> tuple[Item, ...]:
    """The items of one request that have a position, by their numbers; None as in `read_case`."""
    requests = read.matter.requests()
    chosen = request or (requests[0].uuid if len(requests) == 1 else _NO_REQUEST.uuid)
    found = _Items(read, chosen, len(requests) <= 1).with_position(position)
    return tuple(sorted(found, key=lambda item: item.order))


def _determination(events: Sequence[stored.EventRow], appeal: stored.AppealRow) -> stored.EventRow | None:
    """The letter appealed from: the one that was chosen, else the latest."""
    chosen = next((event for event in events if event.uuid == appeal.determination), None)
    dated = [event for event in events if event.kind in DETERMINATIONS]
    return chosen or (dated[-1] if dated else None)


def _letter(read: Reads, event: stored.EventRow | None) -> stored.LetterRow | None:
    if event is None:
        return None
    return next((row for row in read.matter.letters("accepted") if row.event == event.uuid), None)


def _points(challenges: Iterable[stored.ChallengeRow], contested: Mapping[Uuid, Item]) -> Iterator[Point]:
    argued: set[Uuid] = set()
    for challenge in challenges:
        items = [contested[target.subject] for target in challenge.targets if target.subject in contested]
        if challenge.stance == "contested" and items:
            argued.update(item.subject for item in items)
            yield Point(challenge, tuple(sorted(items, key=lambda item: item.order)))
    unargued = [item for item in contested.values() if item.subject not in argued]
    if unargued:
        yield Point(None, tuple(sorted(unargued, key=lambda item: item.order)))


def _left_out(challenges: Iterable[stored.ChallengeRow], contested: Mapping[Uuid, Item]) -> Iterator[str]:
    for challenge in challenges:
        for target in challenge.targets:
            if challenge.stance == "contested" and target.subject not in contested:
                state = f"its position is “{target.position}”" if target.position else "it is no longer there"
                name = f"Item {target.item}" if target.item else f"A {target.kind} without number"
                yield f"{name} is bound to the challenge “{challenge.title or 'untitled'}”, but {state}: left out."


def _groups(read: Reads, finder: _Items, challenges: Iterable[stored.ChallengeRow]) -> Iterator[Group]:
    """What is not contested: the category rows someone made, then the rest by the codes claimed."""
    rest = {row.uuid: row for row in finder.redactions("not contested")}
    for challenge in challenges:
        bound = [target for target in challenge.targets if target.position == "not contested"]
        if challenge.stance == "not contested" and bound:
            codes = {code for target in bound if target.subject in rest for code in rest[target.subject].codes}
            for target in bound:
                rest.pop(target.subject, None)
            title = ", ".join(filter(None, (challenge.title, ", ".join(sorted(codes)))))
            items = tuple(sorted(target.item for target in bound if target.item is not None))
            subjects = tuple(target.subject for target in bound)
            yield Group(title, items, len(bound), challenge.title, challenge.uuid, subjects)
    by_codes: dict[str, list[stored.RedactionRow]] = defaultdict(list)
    for row in rest.values():
        by_codes[", ".join(row.codes) or "no code found"].append(row)
    for title, rows in sorted(by_codes.items()):
        items = tuple(sorted(row.item for row in rows if row.item is not None))
        yield Group(title, items, len(rows), subjects=tuple(row.uuid for row in rows))


class _Items:
    """Items of one request by their position; those of a release without request belong to the only request."""

    def __init__(self, read: Reads, request: Uuid, alone: bool) -> None:
        self._read = read
        self._places = Places(read)
        self._releases = {
            row.uuid for row in read.sources.releases() if row.request == request or (alone and row.request is None)
        }
        self._files = {row.id for row in read.sources.files() if row.release in self._releases}
        self._request, self._alone = request, alone
        self._reasons = IndexReasons(read)

    def redactions(self, position: Position) -> list[stored.RedactionRow]:
        """The redactions with this position, in the order of the project."""
        ids = self._read.redactions.ids(RedactionFilter(positions=(position,)))
        return [row for row in self._read.redactions.rows(ids) if row.file in self._files]

    def count(self, position: Position) -> int:
        """How many redactions have this position."""
        return sum(
            self._read.redactions.count(RedactionFilter(positions=(position,), release=release))
            for release in self._releases
        )

    def with_position(self, position: Position) -> list[Item]:
        """Redactions, deleted pages and issues."""
        rows = self._read.log.rows(RedactionFilter(positions=(position,)))
        mine = [row for row in rows if row.redaction.file in self._files]
        found = [
            _redaction(row, self._reasons.of(row.redaction.uuid, row.redaction.codes, row.redaction.code_text))
            for row in mine
        ]
        found += self._deleted_pages(position)
        found += [_issue(row) for row in self._read.marks.issues() if row.position == position and self._mine(row)]
        return found

    def _mine(self, issue: stored.IssueRow) -> bool:
        return issue.request == self._request or (issue.request is None and self._alone)

    def _deleted_pages(self, position: Position) -> Iterator[Item]:
        for file in self._files:
            for row in self._read.pages.virtual_pages(file):
                page = self._read.pages.one(row.page)
                if row.position == position and page is not None:
                    reason = self._reasons.of(row.uuid, row.codes, row.printed)
                    yield _deleted_page(row, page, self._places.cite(page), reason)


def _redaction(facts: stored.LogRow, reason: str) -> Item:
    """A deletion as an item; `reason` is what the agency's own index says of it, if there is one."""
    redaction = facts.redaction
    row = building.log_row(facts)
    return Item(
        kind="redaction",
        subject=redaction.uuid,
        row=replace(row, reason=reason) if reason else row,
        position=redaction.position,
        codes=redaction.codes,
        file=redaction.file,
        page=redaction.page,
        number=redaction.number,
        rects=redaction.rects,
    )


def _deleted_page(row: stored.VirtualPageRow, page: stored.PageRow, cite: PinCite, reason: str) -> Item:
    """A page withheld in full as an item; `reason` is what the agency's own index says of it, if there is one."""
    log = LogRow(
        item=row.item,
        record=f"Page {row.number} of the processed file",
        cite=cite,
        description=f"on the deleted-page sheet: “{row.printed}”" if row.printed else "on the deleted-page sheet",
        where="whole page",
        extent="whole page",
        marking=", ".join(row.codes) or row.disposition,
        reason=reason,
        basis="",
        exhibit="",
        internal=_internal(row.uuid, row.position),
    )
    return Item("virtual page", row.uuid, log, row.position, row.codes, page.file, page.id, page.number)


def _issue(row: stored.IssueRow) -> Item:
    log = LogRow(
        item=row.item,
        record=f"Issue: {row.kind}",
        cite=NOWHERE,
        description=row.title,
        where="",
        extent="",
        marking="",
        reason="",
        basis="",
        exhibit="",
        internal=_internal(row.uuid, row.position),
        place="—",
    )
    return Item("issue", row.uuid, log, row.position)


def _internal(subject: Uuid, position: Position) -> Internal:
    return Internal(subject, "", "", (), "", 1.0, False, "", position)
