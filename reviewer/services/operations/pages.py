"""Edits of pages and of notes on anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from reviewer.model.ids import PageId, Uuid
from reviewer.model.review import POSITIONS, NoteSubject, Position
from reviewer.services.operations.base import Edit, EditError, Operation, count


@dataclass(frozen=True, slots=True)
class MarkSeen(Operation):
    """Say that pages were seen, or take it back; scrolling past a page never does this."""

    name: ClassVar[str] = "mark-seen"
    pages: tuple[PageId, ...]
    seen: bool = True

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        for page in self.pages:
            row = edit.row("page", page)
            if (row["seen_at"] is not None) != self.seen:
                by, at = (edit.reviewer, edit.at) if self.seen else (None, None)
                edit.rows.update("page", [page], seen_by=by, seen_at=at)
        named = edit.page_name(self.pages[0]) if len(self.pages) == 1 else count(self.pages, "page", "pages")
        return f"Mark {named} as {'seen' if self.seen else 'not seen'}"


@dataclass(frozen=True, slots=True)
class SetNote(Operation):
    """Write the note on a thing (a UUID; a page's or file's id; `1` for the project); empty text removes it."""

    name: ClassVar[str] = "set-note"
    kind: NoteSubject
    subject: str | int
    text: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.kind not in get_args(NoteSubject):
            raise EditError(f"There are no notes on “{self.kind}”.", code="invalid")
        table = {"virtual page": "virtual_page", "file": "item_received"}.get(self.kind, self.kind)
        if table != "item_received":
            edit.row(table, self.subject)
        edit.set_note(self.kind, self.subject, self.text)
        return f"{'Write' if self.text.strip() else 'Remove'} note on {self.kind}"


@dataclass(frozen=True, slots=True)
class SetVirtualPosition(Operation):
    """Take a legal position on pages that exist only on a deleted-page sheet."""

    name: ClassVar[str] = "set-virtual-position"
    virtual_pages: tuple[Uuid, ...]
    position: Position

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.position not in POSITIONS:
            raise EditError(f"“{self.position}” is no position.", code="invalid")
        for uuid in self.virtual_pages:
            edit.row("virtual_page", uuid)
            edit.rows.update("virtual_page", [uuid], position=self.position)
        return f"Set {count(self.virtual_pages, 'deleted page', 'deleted pages')} to {self.position}"
