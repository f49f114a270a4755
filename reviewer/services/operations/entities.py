"""Edits of entities, their aliases and mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.anchors import Place, add_segments, remove_segments
from reviewer.services.operations.base import Edit, Operation, count, required
from reviewer.services.operations.entity_kinds import check_kind
from reviewer.services.operations.names import add_entity, move_names
from reviewer.storage.edit import Value


@dataclass(frozen=True, slots=True)
class AddEntity(Operation):
    """Add a person, organisation, place or system; `kind` is one of the program's or one that was added."""

    name: ClassVar[str] = "add-entity"
    title: str
    kind: str = "other"
    uuid: Uuid = field(default_factory=new_uuid)
    role: str = ""

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        name = required(self.title, "name")
        add_entity(edit, self.uuid, name, self.kind, self.role)
        return f"Add entity {name}"


@dataclass(frozen=True, slots=True)
class EditEntity(Operation):
    """Rename an entity or change its kind, its role or its aliases; None leaves a part as it is."""

    name: ClassVar[str] = "edit-entity"
    entity: Uuid
    title: str | None = None
    kind: str | None = None
    aliases: tuple[str, ...] | None = None
    role: str | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("entity", self.entity)
        if self.title is not None:
            edit.rows.update("entity", [self.entity], name=required(self.title, "name"))
        if self.kind is not None:
            edit.rows.update("entity", [self.entity], kind=check_kind(edit, self.kind))
        if self.role is not None:
            edit.rows.update("entity", [self.entity], role=self.role.strip())
        if self.aliases is not None:
            set_aliases(edit, self.entity, self.aliases)
        now = edit.row("entity", self.entity)
        renamed = now["name"] != row["name"]
        return f"Rename {row['name']} to {now['name']}" if renamed else f"Edit entity {row['name']}"


@dataclass(frozen=True, slots=True)
class AddAlias(Operation):
    """Another name under which an entity occurs; one it has already changes nothing."""

    name: ClassVar[str] = "add-alias"
    entity: Uuid
    alias: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("entity", self.entity)
        alias = required(self.alias, "alias")
        known = [str(found["alias"]) for found in edit.rows.find("entity_alias", entity=self.entity)]
        set_aliases(edit, self.entity, (*known, alias))
        return f"Add alias {alias} of {row['name']}"


@dataclass(frozen=True, slots=True)
class AddMention(Operation):
    """Mark a place where an entity occurs."""

    name: ClassVar[str] = "add-mention"
    entity: Uuid
    places: tuple[Place, ...]
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("entity", self.entity)
        _insert_mention(edit, self.entity, self.uuid, suggested=False, confidence=1.0)
        add_segments(edit, "mention", self.uuid, self.places)
        return f"Mark {row['name']} on {edit.page_name(self.places[0].page)}"


@dataclass(frozen=True, slots=True)
class MarkEntity(Operation):
    """Add an entity together with the first place where it occurs: one act, so one step of undo."""

    name: ClassVar[str] = "mark-entity"
    title: str
    kind: str
    places: tuple[Place, ...]
    uuid: Uuid = field(default_factory=new_uuid)
    mention: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        AddEntity(self.title, self.kind, self.uuid).apply(edit)
        AddMention(self.uuid, self.places, self.mention).apply(edit)
        return f"Mark new {self.kind} {self.title.strip()} on {edit.page_name(self.places[0].page)}"


@dataclass(frozen=True, slots=True)
class SuggestMentions(Operation):
    """Add places that the program found, as suggestions with a confidence (0-1): nothing until a person accepts."""

    name: ClassVar[str] = "suggest-mentions"
    entity: Uuid
    places: tuple[tuple[Place, float], ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("entity", self.entity)
        for place, confidence in self.places:
            uuid = new_uuid()
            _insert_mention(edit, self.entity, uuid, suggested=True, confidence=confidence)
            add_segments(edit, "mention", uuid, (place,))
        return f"Suggest {count(self.places, 'mention', 'mentions')} of {row['name']}"


@dataclass(frozen=True, slots=True)
class AcceptMentions(Operation):
    """Accept suggestions."""

    name: ClassVar[str] = "accept-mentions"
    mentions: tuple[Uuid, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        for uuid in self.mentions:
            edit.row("mention", uuid)
            edit.rows.update("mention", [uuid], accepted=1)
        return f"Accept {count(self.mentions, 'mention', 'mentions')}"


@dataclass(frozen=True, slots=True)
class DeleteMentions(Operation):
    """Remove mentions or suggestions."""

    name: ClassVar[str] = "delete-mentions"
    mentions: tuple[Uuid, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        for uuid in self.mentions:
            edit.row("mention", uuid)
            _delete_mention(edit, uuid)
        return f"Remove {count(self.mentions, 'mention', 'mentions')}"


@dataclass(frozen=True, slots=True)
class DeleteEntity(Operation):
    """Remove an entity with its aliases, mentions and note; names accepted as its own are suggestions again."""

    name: ClassVar[str] = "delete-entity"
    entity: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("entity", self.entity)
        for mention in edit.rows.find("mention", entity=self.entity):
            _delete_mention(edit, str(mention["uuid"]))
        move_names(edit, self.entity, None)
        set_aliases(edit, self.entity, ())
        edit.set_note("entity", self.entity, "")
        edit.rows.delete("entity", self.entity)
        return f"Delete entity {row['name']}"


def _insert_mention(edit: Edit, entity: Uuid, uuid: Uuid, *, suggested: bool, confidence: float) -> None:
    edit.rows.insert(
        "mention",
        {
            "uuid": uuid,
            "entity": entity,
            "origin": "machine" if suggested else "person",
            "accepted": int(not suggested),
            "confidence": confidence,
            "created_by": edit.reviewer,
            "created_at": edit.at,
        },
    )


def _delete_mention(edit: Edit, uuid: str) -> None:
    remove_segments(edit, "mention", uuid)
    edit.rows.delete("mention", uuid)


def set_aliases(edit: Edit, entity: Value, aliases: tuple[str, ...]) -> None:
    """Make these the aliases of an entity, each once without regard to case."""
    wanted = {alias.casefold(): alias for alias in map(str.strip, reversed(aliases)) if alias}
    for row in edit.rows.find("entity_alias", entity=entity):
        if wanted.pop(str(row["alias"]).casefold(), None) is None:
            edit.rows.delete("entity_alias", row["uuid"])
    for alias in reversed(wanted.values()):
        edit.rows.insert("entity_alias", {"uuid": new_uuid(), "entity": entity, "alias": alias})
