"""Makes two entities one, and one two."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, required
from reviewer.services.operations.entities import set_aliases
from reviewer.services.operations.names import NameRef, add_entity, move_names
from reviewer.storage.edit import Row


@dataclass(frozen=True, slots=True)
class MergeEntities(Operation):
    """Make two entities one: mentions, names and aliases go to `into`, the other's name becomes an alias."""

    name: ClassVar[str] = "merge-entities"
    entity: Uuid
    into: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.entity == self.into:
            raise EditError("An entity cannot be merged into itself.", "Choose another one.", code="invalid")
        row, target = edit.row("entity", self.entity), edit.row("entity", self.into)
        for mention in edit.rows.find("mention", entity=self.entity):
            edit.rows.update("mention", [mention["uuid"]], entity=self.into)
        move_names(edit, self.entity, self.into)
        names = [*_aliases(edit, self.into), str(row["name"]), *_aliases(edit, self.entity)]
        set_aliases(edit, self.entity, ())
        set_aliases(edit, self.into, tuple(name for name in names if name != target["name"]))
        _move_note(edit, self.entity, self.into)
        if row["role"] and not target["role"]:
            edit.rows.update("entity", [self.into], role=row["role"])
        edit.rows.delete("entity", self.entity)
        return f"Merge {row['name']} into {target['name']}"


@dataclass(frozen=True, slots=True)
class SplitEntity(Operation):
    """Take names, aliases and mentions marked by hand out of an entity and make another one of them.

    Places of the names that were decided one by one go with them. EditError if nothing is chosen or something of it is
    not the entity's.
    """

    name: ClassVar[str] = "split-entity"
    entity: Uuid
    title: str
    names: tuple[NameRef, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: tuple[Uuid, ...] = ()
    kind: str | None = None
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row, title = edit.row("entity", self.entity), required(self.title, "name")
        if not (self.names or self.aliases or self.mentions):
            raise EditError("Nothing is chosen.", "Choose what is of somebody else.", code="empty")
        add_entity(edit, self.uuid, title, self.kind or str(row["kind"]))
        for ref in self.names:
            self._move(edit, "entity_name", ref)
            for place in edit.rows.find("entity_place", kind=ref.kind, key=ref.key, entity=self.entity):
                edit.rows.update("entity_place", [place["uuid"]], entity=self.uuid)
        leaving = {alias.casefold() for alias in self.aliases}
        kept = tuple(alias for alias in _aliases(edit, self.entity) if alias.casefold() not in leaving)
        set_aliases(edit, self.entity, kept)
        set_aliases(edit, self.uuid, tuple(alias for alias in self.aliases if alias != title))
        for mention in self.mentions:
            self._own(edit.row("mention", mention))
            edit.rows.update("mention", [mention], entity=self.uuid)
        return f"Split {title} from {row['name']}"

    def _move(self, edit: Edit, table: str, ref: NameRef) -> None:
        found = edit.rows.find(table, kind=ref.kind, key=ref.key)
        if not found:
            raise EditError(f"“{ref.form[:60]}” is not a name of this entity.", "Choose again.", code="invalid")
        self._own(found[0])
        edit.rows.update(table, [found[0]["uuid"]], entity=self.uuid)

    def _own(self, row: Row) -> None:
        if row["entity"] != self.entity:
            raise EditError("What is chosen belongs to another entity.", "Choose again.", code="invalid")


def _aliases(edit: Edit, entity: Uuid) -> list[str]:
    return [str(found["alias"]) for found in edit.rows.find("entity_alias", entity=entity)]


def _move_note(edit: Edit, entity: Uuid, into: Uuid) -> None:
    """Two notes become one, so that no one's words are lost."""
    texts = [
        str(row["text"]) for subject in (into, entity) for row in edit.rows.find("note", kind="entity", subject=subject)
    ]
    edit.set_note("entity", entity, "")
    edit.set_note("entity", into, "\n".join(texts))
