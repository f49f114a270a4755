"""Jobs, failures and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.review import JobState


@dataclass(frozen=True, slots=True)
class JobRow:
    """Long work and its outcome; counts are of its units (pages for reading)."""

    uuid: Uuid
    kind: str
    title: str
    state: JobState
    reviewer: Uuid
    started_at: str
    ended_at: str | None
    total: int
    done: int
    failed: int
    details: object


@dataclass(frozen=True, slots=True)
class FailureRow:
    """What went wrong in a job, with the path, file or page it concerns."""

    id: int
    job: Uuid | None
    path: str
    file: FileId | None
    page: PageId | None
    code: str
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One deed: who, when, what; `before` and `after` are lists of [table, key, columns or None] in step."""

    id: int
    uuid: Uuid
    reviewer: str
    at: str
    operation: str
    title: str
    before: list[list[object]]
    after: list[list[object]]
    undoes: Uuid | None


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One deed without its rows; `taken_back` says that a later deed undid it."""

    id: int
    uuid: Uuid
    reviewer: str
    at: str
    operation: str
    title: str
    undoes: Uuid | None
    taken_back: bool
