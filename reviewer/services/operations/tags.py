"""Edits of tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, required


@dataclass(frozen=True, slots=True)
class AddTag(Operation):
    """Add a tag; `color` is `#rrggbb` or empty, `key` the letter that follows the leader key."""

    name: ClassVar[str] = "add-tag"
    title: str
    color: str = ""
    key: str = ""
    description: str = ""
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        name = _free_name(edit, self.title, self.uuid)
        edit.rows.insert(
            "tag",
            {
                "uuid": self.uuid,
                "name": name,
                "color": self.color,
                "key": self.key,
                "description": self.description,
                "ordinal": 1 + max((int(row["ordinal"] or 0) for row in edit.rows.find("tag")), default=0),
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
        values: dict[str, str | int | float | None] = {
            name: value for name, value in wanted.items() if value is not None
        }
        if self.title is not None:
            values["name"] = _free_name(edit, self.title, self.tag)
        edit.rows.update("tag", [self.tag], **values)
        return f"Edit tag “{row['name']}”"


@dataclass(frozen=True, slots=True)
class MergeTags(Operation):
    """Give every passage of `tag` the tag `into`, and remove `tag`."""

    name: ClassVar[str] = "merge-tags"
    tag: Uuid
    into: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.tag == self.into:
            raise EditError("A tag cannot be merged into itself.", "Choose another tag.", code="invalid")
        row, target = edit.row("tag", self.tag), edit.row("tag", self.into)
        for bond in edit.rows.find("passage_tag", tag=self.tag):
            edit.rows.delete("passage_tag", bond["passage"], self.tag)
            if edit.rows.get("passage_tag", bond["passage"], self.into) is None:
                edit.rows.insert("passage_tag", {"passage": bond["passage"], "tag": self.into})
        edit.rows.delete("tag", self.tag)
        return f"Merge tag “{row['name']}” into “{target['name']}”"


@dataclass(frozen=True, slots=True)
class DeleteTag(Operation):
    """Remove a tag; the passages stay, without it."""

    name: ClassVar[str] = "delete-tag"
    tag: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("tag", self.tag)
        for bond in edit.rows.find("passage_tag", tag=self.tag):
            edit.rows.delete("passage_tag", bond["passage"], self.tag)
        edit.rows.delete("tag", self.tag)
        return f"Delete tag “{row['name']}”"


def _free_name(edit: Edit, title: str, own: Uuid) -> str:
    name = required(title, "name of the tag")
    for row in edit.rows.find("tag"):
        if str(row["name"]).casefold() == name.casefold() and row["uuid"] != own:
            raise EditError(
                f"There is already a tag “{row['name']}”.", "Choose another name, or merge the two.", code="name-taken"
            )
    return name
