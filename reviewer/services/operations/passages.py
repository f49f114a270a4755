"""Edits of passages: words or regions with tags and a note."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.anchors import Place, add_segments, remove_segments, segments
from reviewer.services.operations.base import Edit, Operation


@dataclass(frozen=True, slots=True)
class AddPassage(Operation):
    """Mark words or a region, over several pages if need be, with tags and a note."""

    name: ClassVar[str] = "add-passage"
    places: tuple[Place, ...]
    tags: tuple[Uuid, ...] = ()
    note: str = ""
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        edit.rows.insert("passage", {"uuid": self.uuid, "created_by": edit.reviewer, "created_at": edit.at})
        add_segments(edit, "passage", self.uuid, self.places)
        _set_tags(edit, self.uuid, self.tags)
        edit.set_note("passage", self.uuid, self.note)
        return f"Mark passage on {edit.page_name(self.places[0].page)}"


@dataclass(frozen=True, slots=True)
class EditPassage(Operation):
    """Change where a passage stands, its tags or its note; None leaves a part as it is."""

    name: ClassVar[str] = "edit-passage"
    passage: Uuid
    places: tuple[Place, ...] | None = None
    tags: tuple[Uuid, ...] | None = None
    note: str | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        edit.row("passage", self.passage)
        if self.places is not None:
            remove_segments(edit, "passage", self.passage)
            add_segments(edit, "passage", self.passage, self.places)
        if self.tags is not None:
            _set_tags(edit, self.passage, self.tags)
        if self.note is not None:
            edit.set_note("passage", self.passage, self.note)
        return f"Edit {_named(edit, self.passage)}"


@dataclass(frozen=True, slots=True)
class DeletePassage(Operation):
    """Remove a passage with its tags and its note."""

    name: ClassVar[str] = "delete-passage"
    passage: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        edit.row("passage", self.passage)
        title = f"Delete {_named(edit, self.passage)}"
        _set_tags(edit, self.passage, ())
        edit.set_note("passage", self.passage, "")
        remove_segments(edit, "passage", self.passage)
        edit.rows.delete("passage", self.passage)
        return title


def _set_tags(edit: Edit, passage: Uuid, tags: tuple[Uuid, ...]) -> None:
    present = {bond["tag"] for bond in edit.rows.find("passage_tag", passage=passage)}
    for tag in present - set(tags):
        edit.rows.delete("passage_tag", passage, tag)
    for tag in dict.fromkeys(tags):
        if tag not in present:
            edit.row("tag", tag)
            edit.rows.insert("passage_tag", {"passage": passage, "tag": tag})


def _named(edit: Edit, passage: Uuid) -> str:
    return f"passage on {edit.page_name(segments(edit, 'passage', passage)[0]['page'])}"
