"""Edits of an appeal: what its letter needs beside the record, and a named person's approval of the packet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reviewer.model.ids import Uuid
from reviewer.services.operations.base import Edit, EditError, Operation, required
from reviewer.storage.edit import Row

_UNAPPROVED: Row = {"approver": "", "approved_at": None, "approved_by": None, "approved_content": ""}


@dataclass(frozen=True, slots=True)
class EditAppeal(Operation):
    """Enter what the letter of a request needs; None leaves a part as it is, an empty determination: the latest one."""

    name: ClassVar[str] = "edit-appeal"
    request: Uuid
    determination: str | None = None
    addressee: str | None = None
    signatory: str | None = None
    contact: str | None = None
    history: str | None = None
    template: str | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        texts = {
            "addressee": self.addressee,
            "signatory": self.signatory,
            "contact": self.contact,
            "history": self.history,
            "template": self.template,
        }
        values: Row = {name: text.strip() for name, text in texts.items() if text is not None}
        if self.determination is not None:
            values["determination"] = self.determination or None
            if self.determination and edit.row("event", self.determination)["request"] != self.request:
                raise EditError("This letter belongs to another request.", "Choose one of its own.", code="invalid")
        _set(edit, self.request, values)
        return f"Edit appeal of {_named(edit, self.request)}"


@dataclass(frozen=True, slots=True)
class ApprovePacket(Operation):
    """Say who approved a packet; `content` is the SHA-256 of what was approved. What is changed later is a draft."""

    name: ClassVar[str] = "approve-packet"
    request: Uuid
    approver: str
    content: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        name = required(self.approver, "name of the person who approves")
        approved: Row = {"approver": name, "approved_at": edit.at, "approved_by": edit.reviewer}
        _set(edit, self.request, approved | {"approved_content": required(self.content, "content approved")})
        return f"Approve packet of {_named(edit, self.request)} ({name})"


@dataclass(frozen=True, slots=True)
class WithdrawApproval(Operation):
    """Take the approval of a packet back: everything is a draft again."""

    name: ClassVar[str] = "withdraw-approval"
    request: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        _set(edit, self.request, _UNAPPROVED)
        return f"Withdraw approval of {_named(edit, self.request)}"


def forget_appeal(edit: Edit, request: object) -> None:
    """Remove the appeal of a request that is about to be deleted."""
    if edit.rows.get("appeal", str(request)) is not None:
        edit.rows.delete("appeal", str(request))


def forget_determination(edit: Edit, event: object) -> None:
    """Appeals from an event that is about to be deleted are from the latest determination again."""
    for row in edit.rows.find("appeal", determination=str(event)):
        edit.rows.update("appeal", [row["request"]], determination=None)


def _set(edit: Edit, request: Uuid, values: Row) -> None:
    edit.row("request", request)
    if edit.rows.get("appeal", request) is None:
        if any(values.values()):
            edit.rows.insert("appeal", {"request": request, **values})
        return
    edit.rows.update("appeal", [request], **values)


def _named(edit: Edit, request: Uuid) -> str:
    row = edit.row("request", request)
    return str(row["number"] or row["agency"] or "the request")
