"""The matter: project, reviewers, requests, events, issues, notes."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.determinations import Determination
from reviewer.model.ids import FileId, Uuid
from reviewer.model.review import LetterState, NoteSubject, Position


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The project itself."""

    uuid: Uuid
    title: str
    created_at: str
    program: str


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """A person by the name they chose."""

    uuid: Uuid
    name: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request to one agency; dates are ISO dates."""

    uuid: Uuid
    agency: str
    component: str
    regime: str
    number: str
    requested_on: str | None
    requester: str
    subject: str
    litigation: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """A dated letter or act of a request."""

    uuid: Uuid
    request: Uuid
    kind: str
    title: str
    printed_on: str | None
    received_on: str | None
    proof_of_sending: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """An agency's letter about a request, as read; pages count from 0. `event` is what it was accepted as."""

    uuid: Uuid
    file: FileId
    first_page: int
    last_page: int
    determination: Determination
    state: LetterState
    event: Uuid | None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Something to contest that is no redaction."""

    uuid: Uuid
    request: Uuid | None
    kind: str
    title: str
    text: str
    position: Position
    item: int | None
    created_by: Uuid
    created_at: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note; `subject` is a UUID, for pages and files their id as text, for the project `1`."""

    uuid: Uuid
    kind: NoteSubject
    subject: str
    text: str
    written_by: Uuid
    written_at: str
