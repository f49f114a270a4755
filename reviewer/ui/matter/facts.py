"""What the matter is as of a day: requests with events, releases, letters and deadlines, read from the project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reviewer.appeal.clock import Clock
from reviewer.appeal.deadlines import Deadline, State
from reviewer.export.building import deadline_row
from reviewer.model.ids import FileId, Uuid
from reviewer.model.request_numbers import may_be_one
from reviewer.model.review import DETERMINATIONS
from reviewer.storage.reads import Reads
from reviewer.storage.rows import EventRow, LetterRow, ReleaseRow, RequestRow
from reviewer.ui.matter.clocks import appeal_clock, request_clock


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter that was read, the file it lies in and the release of that file."""

    row: LetterRow
    file_name: str
    release: ReleaseRow


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event with what hangs on it; only determinations have a deadline. `doubts` say what its dates cannot be."""

    row: EventRow
    letter: LetterFacts | None
    releases: tuple[ReleaseRow, ...]
    deadline: Deadline | None
    clock: Clock | None = None
    note: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request; `releases` are those that hang on no event yet, `suggestions` the letters that seem to be its own.

    `clock` is the agency's time to decide on it, that of an appeal stands with its event.
    """

    row: RequestRow
    events: tuple[EventFacts, ...]
    releases: tuple[ReleaseRow, ...]
    suggestions: tuple[LetterFacts, ...]
    clock: Clock | None = None

    @property
    def name(self) -> str:
        """Number or agency, whatever is known."""
        return self.row.number or self.row.agency


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """All of it; `suggestions` and `releases` belong to no request yet."""

    requests: tuple[RequestFacts, ...] = ()
    suggestions: tuple[LetterFacts, ...] = ()
    releases: tuple[ReleaseRow, ...] = ()

    def request(self, uuid: Uuid | None) -> RequestFacts | None:
        """The request with this id, None if it is gone."""
        return next((found for found in self.requests if found.row.uuid == uuid), None)


@dataclass(frozen=True, slots=True)
class _Loose:
    """What is being sorted to its place."""

    events: list[EventFacts] = field(default_factory=list)
    releases: list[ReleaseRow] = field(default_factory=list)
    letters: list[LetterFacts] = field(default_factory=list)


def read_matter(read: Reads, today: date) -> MatterFacts:
    """The matter as it stands, its deadlines as of `today`."""
    rows = read.matter.requests()
    requests = {row.uuid: row for row in rows}
    releases = read.sources.releases()
    letters = _letters(read, releases)
    loose: dict[Uuid | None, _Loose] = {key: _Loose() for key in (None, *requests)}
    accepted = {letter.row.event: letter for letter in letters if letter.row.state == "accepted"}
    events = read.matter.events()
    notes = {note.subject: note.text for note in read.marks.notes("event")}
    for event in events:
        known = accepted.get(event.uuid)
        deadline = None
        if event.kind in DETERMINATIONS:
            deadline = deadline_row(requests[event.request], event, today, known.row if known else None).deadline
        hanging = tuple(release for release in releases if release.event == event.uuid)
        clock = appeal_clock(requests[event.request], event, events, today)
        # A deadline and a clock say themselves what is wrong with the days they count from.
        doubts = () if deadline is not None or clock is not None else date_doubts(event, today)
        note = notes.get(event.uuid, "")
        loose[event.request].events.append(EventFacts(event, known, hanging, deadline, clock, note, doubts))
    for release in releases:
        if release.event is None:
            loose[release.request].releases.append(release)
    for letter in letters:
        if letter.row.state == "suggested":
            loose[_belongs_to(letter, rows)].letters.append(letter)
    return MatterFacts(
        tuple(_request(row, loose[row.uuid], request_clock(row, events, today)) for row in rows),
        tuple(loose[None].letters),
        tuple(loose[None].releases),
    )


def date_doubts(event: EventRow, today: date) -> tuple[str, ...]:
    """What cannot be right in the days of an event, in sentences: received before it was written, in the future."""
    printed, received = (date.fromisoformat(day) if day else None for day in (event.printed_on, event.received_on))
    found = []
    if printed and received and received < printed:
        found.append(f"Received on {received:%d %b %Y}, before its own date ({printed:%d %b %Y}): check both dates.")
    if any(day is not None and day > today for day in (printed, received)):
        found.append("A date of it lies in the future: check it.")
    return tuple(found)


def pressing_deadline(matter: MatterFacts) -> tuple[RequestFacts, Deadline] | None:
    """The determination that presses most, with its request: past its safe date, else with the next safe date.

    One that was appealed presses no more. Where all others are past their last day it is the latest of these.
    """
    found = [
        (request, event.deadline)
        for request in matter.requests
        for event in request.events
        if event.deadline is not None and event.deadline.state in _PRESSING and not _appealed(request, event)
    ]
    return min(found, key=lambda each: _pressure(each[1]), default=None)


_PRESSING: tuple[State, ...] = ("past the safe date", "open", "past")


def _pressure(deadline: Deadline) -> tuple[int, int]:
    rank = _PRESSING.index(deadline.state)
    if deadline.state == "past":
        return rank, -(deadline.last or date.min).toordinal()
    day = deadline.safe if deadline.state == "open" else deadline.last
    return rank, (day or date.max).toordinal()


def _appealed(request: RequestFacts, determination: EventFacts) -> bool:
    """Whether an appeal that is not older than the determination stands among the events of its request."""
    since = determination.row.printed_on or ""
    return any(
        event.row.kind == "appeal" and (event.row.printed_on is None or event.row.printed_on >= since)
        for event in request.events
    )


def _request(row: RequestRow, loose: _Loose, clock: Clock | None) -> RequestFacts:
    return RequestFacts(row, tuple(loose.events), tuple(loose.releases), tuple(loose.letters), clock)


def _letters(read: Reads, releases: Iterable[ReleaseRow]) -> list[LetterFacts]:
    rows = read.matter.letters()
    if not rows:
        return []
    known: Mapping[Uuid, ReleaseRow] = {release.uuid: release for release in releases}
    files: dict[FileId, tuple[str, ReleaseRow]] = {
        file.id: (file.name, known[file.release]) for file in read.sources.files()
    }
    return [LetterFacts(row, *files[row.file]) for row in rows]


def _belongs_to(letter: LetterFacts, requests: Iterable[RequestRow]) -> Uuid | None:
    """The request that accepting the letter would take: its release's, else the one with its number.

    Nobody's where the letter names another number than that of its release: a person says whose it is.
    """
    number = letter.row.determination.value("request number") or ""
    of_release = next((row for row in requests if row.uuid == letter.release.request), None)
    if of_release is not None and may_be_one(of_release.number, number):
        return of_release.uuid
    return next((row.uuid for row in requests if number and row.number == number), None)
