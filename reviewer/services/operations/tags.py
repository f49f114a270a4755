"""Edits of tags: their names, colours and keys, and the tree that they form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, required
from reviewer.services.operations.ordering import GAP, moved
from reviewer.storage.edit import Row, Value

COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
"""How the colour of a tag is written."""


@dataclass(frozen=True, slots=True)
class AddTag(Operation):
    """Add a tag; `color` is `#rrggbb` or empty, `key` the letter that follows the leader key, `parent` a tag."""

    name: ClassVar[str] = "add-tag"
    title: str
    color: str = ""
    key: str = ""
    description: str = ""
    uuid: Uuid = field(default_factory=new_uuid)
    parent: Uuid | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        name = _free_name(edit, self.title, self.uuid)
        _check_key(edit, self.key, self.uuid)
        _check_color(self.color)
        if self.parent is not None:
            edit.row("tag", self.parent)
        edit.rows.insert(
            "tag",
            {
                "uuid": self.uuid,
                "name": name,
                "color": self.color,
                "key": self.key,
                "description": self.description,
                "ordinal": GAP + edit.rows.highest("tag", "ordinal"),
                "parent": self.parent,
            },
        )
        return f"Add tag “{name}”"


@dataclass(frozen=True, slots=True)
class EditTag(Operation):
    """Rename, recolour, give another key or description; None leaves a part as it is."""

    name: ClassVar[str] = "edit-tag"
    tag: Uuid
    title: str | None = None
    color: str | None = None
    key: str | None = None
    description: str | None = None
    ordinal: int | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("tag", self.tag)
        wanted = {"color": self.color, "key": self.key, "description": self.description, "ordinal": self.ordinal}
        values: dict[str, Value] = {name: value for name, value in wanted.items() if value is not None}
        _check_color(self.color or "")
        if self.key is not None and self.key != row["key"]:
            _check_key(edit, self.key, self.tag)
        if self.title is not None and self.title.strip() != row["name"]:
            values["name"] = _free_name(edit, self.title, self.tag)
        edit.rows.update("tag", [self.tag], **values)
        renamed = values.get("name")
        return f"Rename tag “{row['name']}” to “{renamed}”" if renamed else f"Edit tag “{row['name']}”"


@dataclass(frozen=True, slots=True)
class MoveTag(Operation):
    """Put a tag under `parent` (None: at the top), before the tag `before` there (None: at the end).

    EditError `cycle` where the tag would come to stand below itself.
    """

    name: ClassVar[str] = "move-tag"
    tag: Uuid
    parent: Uuid | None = None
    before: Uuid | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("tag", self.tag)
        tags = {str(found["uuid"]): found for found in edit.rows.find("tag")}
        if self.parent is not None:
            parent = edit.row("tag", self.parent)
            if self.tag in lineage(tags, self.parent):
                raise EditError(
                    f"“{row['name']}” cannot stand below “{parent['name']}”: that tag stands below it.",
                    "Move the other one first, or choose another place.",
                    code="cycle",
                )
        siblings = [found for found in tags.values() if found["parent"] == self.parent or found["uuid"] == self.tag]
        ordinals = {str(found["uuid"]): int(found["ordinal"] or 0) for found in siblings}
        order = sorted(ordinals, key=lambda uuid: (ordinals[uuid], str(tags[uuid]["name"]).casefold()))
        for uuid, ordinal in moved(order, ordinals, [self.tag], self.before).items():
            edit.rows.update("tag", [uuid], ordinal=ordinal)
        edit.rows.update("tag", [self.tag], parent=self.parent)
        return f"Move tag “{row['name']}”"


@dataclass(frozen=True, slots=True)
class MergeTags(Operation):
    """Give every passage of `tag` the tag `into`, hang the tags below it there, and remove `tag`."""

    name: ClassVar[str] = "merge-tags"
    tag: Uuid
    into: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.tag == self.into:
            raise EditError("A tag cannot be merged into itself.", "Choose another tag.", code="invalid")
        row, target = edit.row("tag", self.tag), edit.row("tag", self.into)
        above = lineage({str(found["uuid"]): found for found in edit.rows.find("tag")}, self.into)
        for bond in edit.rows.find("passage_tag", tag=self.tag):
            edit.rows.delete("passage_tag", bond["passage"], self.tag)
            if edit.rows.get("passage_tag", bond["passage"], self.into) is None:
                edit.rows.insert("passage_tag", {"passage": bond["passage"], "tag": self.into})
        for child in edit.rows.find("tag", parent=self.tag):  # one that `into` stands below takes the tag's own place
            parent = row["parent"] if child["uuid"] in above else self.into
            edit.rows.update("tag", [child["uuid"]], parent=parent)
        edit.rows.delete("tag", self.tag)
        return f"Merge tag “{row['name']}” into “{target['name']}”"


@dataclass(frozen=True, slots=True)
class DeleteTag(Operation):
    """Remove a tag; the passages stay, without it, and the tags below it move up to where it stood."""

    name: ClassVar[str] = "delete-tag"
    tag: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("tag", self.tag)
        for bond in edit.rows.find("passage_tag", tag=self.tag):
            edit.rows.delete("passage_tag", bond["passage"], self.tag)
        for child in edit.rows.find("tag", parent=self.tag):
            edit.rows.update("tag", [child["uuid"]], parent=row["parent"])
        edit.rows.delete("tag", self.tag)
        return f"Delete tag “{row['name']}”"


def lineage(tags: Mapping[str, Row], tag: str | None) -> list[str]:
    """A tag and every tag above it, the nearest first; ends where a damaged tree would go round."""
    found: list[str] = []
    while tag is not None and tag in tags and tag not in found:
        found.append(tag)
        parent = tags[tag]["parent"]
        tag = None if parent is None else str(parent)
    return found


def _free_name(edit: Edit, title: str, own: Uuid) -> str:
    name = required(title, "name of the tag")
    for row in edit.rows.find("tag"):
        if str(row["name"]).casefold() == name.casefold() and row["uuid"] != own:
            raise EditError(
                f"There is already a tag “{row['name']}”.", "Choose another name, or merge the two.", code="name-taken"
            )
    return name


def _check_color(color: str) -> None:
    if color and not COLOR.fullmatch(color):
        raise EditError(f"“{color}” is no colour.", "Write it as #rrggbb, such as #1f77b4.", code="color")


def _check_key(edit: Edit, key: str, own: Uuid) -> None:
    """One key, one tag: what a reviewer types without looking must not depend on the order of a list."""
    if not key:
        return
    for row in edit.rows.find("tag"):
        if str(row["key"]).casefold() == key.casefold() and row["uuid"] != own:
            raise EditError(f"The key {key} belongs to “{row['name']}”.", "Choose another key.", code="key-taken")
