"""What every operation is: a plain value that validates itself, edits rows and names itself for the menu."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from reviewer.model.errors import UserError
from reviewer.model.ids import new_uuid
from reviewer.model.review import NoteSubject
from reviewer.storage.audit import Author
from reviewer.storage.edit import Editor, Row, Value


class EditError(UserError):
    """An edit that cannot be done; nothing was changed."""


class Edit:
    """What an operation works with: the rows of the project, who acts, and when."""

    def __init__(self, rows: Editor, author: Author) -> None:
        self.rows = rows
        self.reviewer, self.at = author.reviewer, author.at

    def row(self, table: str, key: Value) -> Row:
        """The row of that id; EditError if it is gone."""
        row = self.rows.get(table, key)
        if row is None:
            raise EditError(
                f"This {table.replace('_', ' ')} is no longer there.",
                "It was deleted meanwhile; nothing was changed.",
                code="gone",
            )
        return row

    def page_name(self, page: Value) -> str:
        """A page as people call it: `page 12`, counted from 1."""
        return f"page {int(self.row('page', page)['number'] or 0) + 1}"

    def set_note(self, kind: NoteSubject, subject: Value, text: str) -> None:
        """Write, change or (empty text) remove the one note on a thing."""
        found = self.rows.find("note", kind=kind, subject=str(subject))
        text = text.strip()
        if found and not text:
            self.rows.delete("note", found[0]["uuid"])
        elif found and found[0]["text"] != text:
            self.rows.update("note", [found[0]["uuid"]], text=text, written_by=self.reviewer, written_at=self.at)
        elif text and not found:
            from_now = {"written_by": self.reviewer, "written_at": self.at}
            self.rows.insert(
                "note", {"uuid": new_uuid(), "kind": kind, "subject": str(subject), "text": text, **from_now}
            )


class Operation(ABC):
    """One edit. Operations are frozen dataclasses: what they hold is all they need, so they can be made anywhere."""

    name: ClassVar[str]
    """Stable, for the audit trail and for programs."""
    undoable: ClassVar[bool] = True
    """False for what is recorded and cannot be made undone: it stands in the audit trail, not among undo's steps."""

    @abstractmethod
    def apply(self, edit: Edit) -> str:
        """Change rows and return the title, such as `Check redaction on page 12`; EditError if it cannot be done."""


def required(text: str, what: str) -> str:
    """The text without blanks around it; EditError if nothing is left."""
    text = text.strip()
    if not text:
        raise EditError(f"The {what} is empty.", f"Type a {what}.", code="empty")
    return text


def count(things: Sequence[object], one: str, many: str) -> str:
    """`1 redaction`, `12 redactions`."""
    return f"{len(things):,} {one if len(things) == 1 else many}"
