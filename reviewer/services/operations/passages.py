"""Edits of passages: words or regions with tags and a note."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.anchors import Place, add_segments, remove_segments, segments
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.services.operations.ordering import GAP, moved


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
        last = edit.rows.highest("passage", "ordinal")
        edit.rows.insert(
            "passage",
            {"uuid": self.uuid, "created_by": edit.reviewer, "created_at": edit.at, "ordinal": last + GAP},
        )
        add_segments(edit, "passage", self.uuid, self.places)
        _set_tags(edit, self.uuid, self.tags)
        edit.set_note("passage", self.uuid, self.note)
        return f"Mark passage on {edit.page_name(self.places[0].page)}"


@dataclass(frozen=True, slots=True)
class AddPassages(Operation):
    """Mark several places at once, each as a passage of its own."""

    name: ClassVar[str] = "add-passages"
    passages: tuple[AddPassage, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if not self.passages:
            raise EditError("There is nothing to mark.", "Search for words first.", code="empty")
        for one in self.passages:
            one.apply(edit)
        return f"Mark {count(self.passages, 'passage', 'passages')}"


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


@dataclass(frozen=True, slots=True)
class TagPassages(Operation):
    """Give passages the tags `add` and take the tags `remove` from them; what they have already stays."""

    name: ClassVar[str] = "tag-passages"
    passages: tuple[Uuid, ...]
    add: tuple[Uuid, ...] = ()
    remove: tuple[Uuid, ...] = ()

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        for passage in self.passages:
            edit.row("passage", passage)
            borne = [Uuid(str(bond["tag"])) for bond in edit.rows.find("passage_tag", passage=passage)]
            kept = tuple(tag for tag in borne if tag not in self.remove)
            _set_tags(edit, passage, (*kept, *self.add))
        names = [str(edit.row("tag", tag)["name"]) for tag in (*self.add, *self.remove)]
        if not names:
            raise EditError("No tag is chosen.", "Choose a tag.", code="empty")
        verb = "Tag" if self.add else "Take tag from"
        what = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} tags"
        return f"{verb} {count(self.passages, 'passage', 'passages')}: {what}"


@dataclass(frozen=True, slots=True)
class MovePassages(Operation):
    """Put passages before another one (None: at the end) in the order that people arrange on the board."""

    name: ClassVar[str] = "move-passages"
    passages: tuple[Uuid, ...]
    before: Uuid | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        for passage in self.passages:
            edit.row("passage", passage)
        rows = edit.rows.find("passage")
        ordinals = {Uuid(str(row["uuid"])): int(row["ordinal"] or 0) for row in rows}
        order = sorted(ordinals, key=lambda uuid: (ordinals[uuid], uuid))
        for uuid, ordinal in moved(order, ordinals, self.passages, self.before).items():
            edit.rows.update("passage", [uuid], ordinal=ordinal)
        return f"Move {count(self.passages, 'passage', 'passages')}"


@dataclass(frozen=True, slots=True)
class DeletePassages(Operation):
    """Remove several passages with their tags and notes."""

    name: ClassVar[str] = "delete-passages"
    passages: tuple[Uuid, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        titles = [DeletePassage(passage).apply(edit) for passage in self.passages]
        return titles[0] if len(titles) == 1 else f"Delete {count(self.passages, 'passage', 'passages')}"


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
