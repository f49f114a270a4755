"""Edits of letters that were read: accepting one as an event of its request, or declining it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from reviewer.model.exemptions import scheme_of
from reviewer.model.ids import Uuid, new_uuid
from reviewer.model.request_numbers import may_be_one
from reviewer.model.review import DETERMINATIONS, Regime
from reviewer.services.operations.base import Edit, EditError, Operation
from reviewer.storage.blobs import load
from reviewer.storage.edit import Row, Value

_ANSWERS = (*DETERMINATIONS, "release")
_OTHER_LAWS: Final[dict[str, Regime]] = {"illinois-foia": "state law", "dutch-woo": "other"}


@dataclass(frozen=True, slots=True)
class AcceptLetter(Operation):
    """Make an event of a letter: of `request`, else of its release's, of that with its number, or of a new one.

    A letter that names another number than the request of its release is not taken for an answer to that request.

    What the request does not say yet (agency, number, date) is taken from the letter, and the law of a new one from
    its exemptions; a release in which the letter lies gets the event, if it has none.
    """

    name: ClassVar[str] = "accept-letter"
    letter: Uuid
    request: Uuid | None = None
    event: Uuid = field(default_factory=new_uuid)
    new_request: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        letter = edit.row("letter", self.letter)
        if letter["state"] == "accepted":
            raise EditError("This letter is an event already.", "Edit the event instead.", code="already")
        said = _said(letter)
        release = _release(edit, letter)
        request = self._request(edit, {**said, "regime": _regime(letter)}, release)
        title = f"Letter, page {int(letter['first_page'] or 0) + 1}"
        event = self._event(edit, str(letter["kind"]), request, title, said.get("date"))
        edit.rows.update("letter", [self.letter], state="accepted", event=event)
        if release["event"] is None and letter["kind"] in _ANSWERS and release["request"] in (None, request["uuid"]):
            edit.rows.update("release", [release["uuid"]], request=request["uuid"], event=event)
        return f"Accept letter as {letter['kind']}"

    def _event(self, edit: Edit, kind: str, request: Row, title: str, printed_on: str | None) -> Value:
        """The letter's event: the one whose date was typed at the import learns of what kind it is, else a new one."""
        if kind in DETERMINATIONS and printed_on:
            known = edit.rows.find("event", request=request["uuid"], kind=DETERMINATIONS[0], printed_on=printed_on)
            taken = {row["event"] for row in edit.rows.find("letter", state="accepted")}
            for row in known:
                if row["uuid"] not in taken:
                    edit.rows.update("event", [row["uuid"]], kind=kind, title=title)
                    return row["uuid"]
        values: Row = {
            "uuid": self.event,
            "request": request["uuid"],
            "kind": kind,
            "title": title,
            "printed_on": printed_on,
        }
        edit.rows.insert("event", values)
        return self.event

    def _request(self, edit: Edit, said: dict[str, str], release: Row) -> Row:
        values: Row = {
            "agency": said.get("agency", ""),
            "number": said.get("request number", ""),
            "requested_on": said.get("request date"),
        }
        number = str(values["number"])
        known = edit.row("request", self.request) if self.request else _of_release(edit, release, number)
        known = known or _numbered(edit, number)
        if known is None:
            edit.rows.insert("request", {"uuid": self.new_request, "regime": said["regime"], **values})
            return edit.row("request", self.new_request)
        edit.rows.update("request", [known["uuid"]], **{n: v for n, v in values.items() if v and not known[n]})
        return known


@dataclass(frozen=True, slots=True)
class DeclineLetter(Operation):
    """Say that a letter that was read is none of the matter's events."""

    name: ClassVar[str] = "decline-letter"
    letter: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        letter = edit.row("letter", self.letter)
        if letter["state"] == "accepted":
            raise EditError("This letter is an event already.", "Delete the event first.", code="already")
        edit.rows.update("letter", [self.letter], state="declined")
        return "Decline letter"


def forget_event(edit: Edit, event: Uuid) -> None:
    """Letters that were accepted as `event` are suggestions again, because it is being deleted."""
    for letter in edit.rows.find("letter", event=event):
        edit.rows.update("letter", [letter["uuid"]], state="suggested", event=None)


def _said(letter: Row) -> dict[str, str]:
    """The first statement of each name."""
    found: dict[str, str] = {}
    for name, value, _quote, _page in load(str(letter["statements"])):
        found.setdefault(name, value)
    return found


def _regime(letter: Row) -> Regime:
    """The law that a letter's exemptions are of; the federal Act where they do not tell otherwise."""
    statements = load(str(letter["statements"]))
    schemes = [scheme_of(value) for name, value, _quote, _page in statements if name == "exemption"]
    told = {_OTHER_LAWS.get(scheme.id) for scheme in schemes if scheme is not None}
    return (told.pop() or "FOIA") if len(told) == 1 else "FOIA"


def _of_release(edit: Edit, release: Row, number: str) -> Row | None:
    """The request of the release that the letter lies in, unless the letter names another one."""
    row = edit.row("request", release["request"]) if release["request"] else None
    return row if row is None or may_be_one(str(row["number"] or ""), number) else None


def _numbered(edit: Edit, number: str) -> Row | None:
    return next(iter(edit.rows.find("request", number=number)), None) if number else None


def _release(edit: Edit, letter: Row) -> Row:
    return edit.row("release", edit.rows.release_of(letter["file"]))
