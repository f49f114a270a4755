"""Edits of the matter: its title, requests, events, releases and issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, ClassVar, Final, get_args

from reviewer.model.ids import Uuid, new_uuid
from reviewer.model.review import POSITIONS, EventKind, IssueKind, Position, Regime
from reviewer.services.operations.appeals import forget_appeal, forget_determination
from reviewer.services.operations.base import Edit, EditError, Operation, required
from reviewer.services.operations.contesting import release_item
from reviewer.services.operations.letters import forget_event

_DATES: Final = frozenset({"requested_on", "printed_on", "received_on"})
_ELSEWHERE: Final = "note"  # kept in a table of its own


@dataclass(frozen=True, slots=True)
class RenameProject(Operation):
    """Give the project another title."""

    name: ClassVar[str] = "rename-project"
    title: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        title = required(self.title, "title")
        edit.rows.update("project", [1], title=title)
        return f"Rename project to “{title}”"


@dataclass(frozen=True, slots=True)
class AddRequest(Operation):
    """Add a request; dates are ISO dates or None."""

    name: ClassVar[str] = "add-request"
    agency: str = ""
    component: str = ""
    regime: Regime = "FOIA"
    number: str = ""
    requested_on: str | None = None
    requester: str = ""
    subject: str = ""
    litigation: bool = False
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        edit.rows.insert("request", _row(edit, self))
        return f"Add request {self.number or self.agency}".rstrip()


@dataclass(frozen=True, slots=True)
class EditRequest(Operation):
    """Change a request; None leaves a part as it is, an empty date clears it."""

    name: ClassVar[str] = "edit-request"
    request: Uuid
    agency: str | None = None
    component: str | None = None
    regime: Regime | None = None
    number: str | None = None
    requested_on: str | None = None
    requester: str | None = None
    subject: str | None = None
    litigation: bool | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("request", self.request)
        edit.rows.update("request", [self.request], **_changes(self, "request"))
        return f"Edit request {row['number'] or row['agency']}".rstrip()


@dataclass(frozen=True, slots=True)
class AddEvent(Operation):
    """Add a dated letter or act of a request, with a note on it (empty: none)."""

    name: ClassVar[str] = "add-event"
    request: Uuid
    kind: EventKind
    title: str = ""
    printed_on: str | None = None
    received_on: str | None = None
    proof_of_sending: str = ""
    note: str = ""
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        edit.row("request", self.request)
        edit.rows.insert("event", _row(edit, self))
        edit.set_note("event", self.uuid, self.note)
        return f"Add {self.kind}"


@dataclass(frozen=True, slots=True)
class EditEvent(Operation):
    """Change an event and the note on it; None leaves a part as it is, an empty date or note clears it."""

    name: ClassVar[str] = "edit-event"
    event: Uuid
    kind: EventKind | None = None
    title: str | None = None
    printed_on: str | None = None
    received_on: str | None = None
    proof_of_sending: str | None = None
    note: str | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("event", self.event)
        if self.note is not None:
            edit.set_note("event", self.event, self.note)
        edit.rows.update("event", [self.event], **_changes(self, "event"))
        return f"Edit {row['kind']}"


@dataclass(frozen=True, slots=True)
class EditRelease(Operation):
    """Change a release: its name, its request and event, when it came, the series its pages are cited by."""

    name: ClassVar[str] = "edit-release"
    release: Uuid
    title: str | None = None
    request: Uuid | None = None
    event: Uuid | None = None
    received_on: str | None = None
    cite_series: str | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("release", self.release)
        for table, uuid in (("request", self.request), ("event", self.event)):
            if uuid:
                edit.row(table, uuid)
        values = _changes(self, "release", ("request", "event"))
        if "title" in values:
            values["name"] = required(values.pop("title"), "name of the release")
        edit.rows.update("release", [self.release], **values)
        return f"Edit release {row['name']}"


@dataclass(frozen=True, slots=True)
class AddIssue(Operation):
    """Add something to contest that is no redaction."""

    name: ClassVar[str] = "add-issue"
    title: str
    kind: IssueKind = "other"
    text: str = ""
    request: Uuid | None = None
    position: Position = "undecided"
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        title = required(self.title, "title of the issue")
        edit.rows.insert("issue", _row(edit, self) | {"created_by": edit.reviewer, "created_at": edit.at})
        return f"Add issue “{title}”"


@dataclass(frozen=True, slots=True)
class EditIssue(Operation):
    """Change an issue or take a position on it; None leaves a part as it is."""

    name: ClassVar[str] = "edit-issue"
    issue: Uuid
    title: str | None = None
    kind: IssueKind | None = None
    text: str | None = None
    request: Uuid | None = None
    position: Position | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("issue", self.issue)
        if self.title is not None:
            required(self.title, "title of the issue")
        edit.rows.update("issue", [self.issue], **_changes(self, "issue", ("request",)))
        return f"Edit issue “{row['title']}”"


@dataclass(frozen=True, slots=True)
class DeleteMatter(Operation):
    """Remove an issue, an event or a request. A request or event that others refer to cannot be removed."""

    name: ClassVar[str] = "delete-matter"
    kind: str
    uuid: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.kind not in _USED_BY:
            raise EditError(f"A {self.kind} cannot be deleted here.", code="invalid")
        row = edit.row(self.kind, self.uuid)
        for table in _USED_BY[self.kind]:
            if edit.rows.find(table, **{self.kind: self.uuid}):
                many = _MANY.get(table, f"{table}s")
                raise EditError(
                    f"This {self.kind} cannot be deleted: it has {many}.",
                    f"Remove the {many} first.",
                    code="in-use",
                )
        if self.kind == "event":
            forget_event(edit, self.uuid)
            forget_determination(edit, self.uuid)
        if self.kind == "request":
            forget_appeal(edit, self.uuid)
        if self.kind == "issue":
            release_item(edit, self.uuid)
        if self.kind in ("issue", "event", "request"):
            edit.set_note(self.kind, self.uuid, "")  # type: ignore[arg-type]  # narrowed by the line above
        edit.rows.delete(self.kind, self.uuid)
        return f"Delete {self.kind} “{row.get('title') or row.get('number') or row.get('kind')}”"


_USED_BY = {"issue": (), "event": ("release",), "request": ("event", "release", "issue", "challenge", "agency_index")}
_MANY = {"agency_index": "indexes"}
_CHOICES: dict[str, dict[str, Sequence[str]]] = {
    "AddRequest": {"regime": get_args(Regime)},
    "EditRequest": {"regime": get_args(Regime)},
    "AddEvent": {"kind": get_args(EventKind)},
    "EditEvent": {"kind": get_args(EventKind)},
    "AddIssue": {"kind": get_args(IssueKind), "position": POSITIONS},
    "EditIssue": {"kind": get_args(IssueKind), "position": POSITIONS},
}


def _row(edit: Edit, operation: Any) -> dict[str, Any]:
    """The operation's fields as a row."""
    values = {part.name: getattr(operation, part.name) for part in fields(operation) if part.name != _ELSEWHERE}
    _check_choices(operation, values)
    _check_dates(values)
    return {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}


def _changes(operation: Any, own: str, links: Sequence[str] = ()) -> dict[str, Any]:
    """The fields that were given; an empty date or link clears the column."""
    values = {
        part.name: getattr(operation, part.name) for part in fields(operation) if part.name not in (own, _ELSEWHERE)
    }
    given = {name: value for name, value in values.items() if value is not None}
    _check_choices(operation, given)
    _check_dates(given)
    cleared = {*_DATES, *links}
    return {
        name: None if name in cleared and not value else int(value) if isinstance(value, bool) else value
        for name, value in given.items()
    }


def _check_choices(operation: object, values: dict[str, Any]) -> None:
    for name, choices in _CHOICES.get(type(operation).__name__, {}).items():
        if name in values and values[name] not in choices:
            raise EditError(f"“{values[name]}” is no {name}.", f"Choose one of: {', '.join(choices)}.", code="invalid")


def _check_dates(values: Mapping[str, Any]) -> None:
    """Deadlines are computed from these: a date that is none must not get in."""
    for name in _DATES.intersection(values):
        try:
            if values[name]:
                date.fromisoformat(values[name])
        except ValueError as error:
            raise EditError(f"“{values[name]}” is not a date; write it as 2018-06-15.") from error
