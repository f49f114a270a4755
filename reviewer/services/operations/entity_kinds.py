"""Edits of the kinds that entities may be of: the program's own, and those that a reviewer adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reviewer.model.review import ENTITY_KINDS
from reviewer.services.operations.base import Edit, EditError, Operation, required


@dataclass(frozen=True, slots=True)
class AddEntityKind(Operation):
    """Add a kind of entity; one that is there already changes nothing."""

    name: ClassVar[str] = "add-entity-kind"
    title: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        title = required(self.title, "kind")
        if not _known(edit, title):
            edit.rows.insert("entity_kind", {"name": title, "ordinal": len(edit.rows.find("entity_kind"))})
        return f"Add kind of entity {title}"


@dataclass(frozen=True, slots=True)
class RenameEntityKind(Operation):
    """Call a kind otherwise, wherever an entity is of it; the program's own kinds stay in the list beside it."""

    name: ClassVar[str] = "rename-entity-kind"
    kind: str
    title: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        check_kind(edit, self.kind)
        title = required(self.title, "kind")
        for row in edit.rows.find("entity_kind", name=self.kind):
            edit.rows.delete("entity_kind", row["name"])
        AddEntityKind(title).apply(edit)
        for row in edit.rows.find("entity", kind=self.kind):
            edit.rows.update("entity", [row["uuid"]], kind=title)
        return f"Call kind of entity {self.kind} {title}"


@dataclass(frozen=True, slots=True)
class DeleteEntityKind(Operation):
    """Remove a kind that a reviewer added; EditError while entities are of it."""

    name: ClassVar[str] = "delete-entity-kind"
    kind: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        used = edit.rows.find("entity", kind=self.kind)
        if used:
            raise EditError(
                f"{len(used):,} entities are of the kind “{self.kind}”.", "Give them another kind first.", code="in-use"
            )
        if not edit.rows.find("entity_kind", name=self.kind):
            raise EditError(f"“{self.kind}” is no kind that was added here.", code="invalid")
        edit.rows.delete("entity_kind", self.kind)
        return f"Delete kind of entity {self.kind}"


def check_kind(edit: Edit, kind: str) -> str:
    """The kind, if it is one; EditError if not."""
    if not _known(edit, kind):
        raise EditError(f"“{kind}” is no kind of entity.", "Add the kind first, or choose another.", code="invalid")
    return kind


def _known(edit: Edit, kind: str) -> bool:
    return kind in ENTITY_KINDS or any(
        str(row["name"]).casefold() == kind.casefold() for row in edit.rows.find("entity_kind")
    )
