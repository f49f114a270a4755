"""Every edit that the window makes, as operations of the workspace; returns the id of what was made, if anything."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import Kind
from reviewer.model.review import EntityKind, NoteSubject, Position
from reviewer.services.operations import (
    AcceptRedactions,
    AddMention,
    AddPassage,
    AddTag,
    CheckBox,
    CheckCode,
    DeleteMentions,
    DeletePassage,
    DeleteRedaction,
    DeleteTag,
    DrawRedaction,
    EditPassage,
    EditTag,
    MarkEntity,
    MarkSeen,
    Place,
    Region,
    ReshapeRedaction,
    SetCodes,
    SetKind,
    SetNote,
    SetPosition,
    WordRun,
)
from reviewer.services.operations.base import Operation
from reviewer.services.operations.pieces import JoinRedactions, SplitRedaction
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import PassageRow
from reviewer.ui.page import Segment


class Edits:
    """Edits of one workspace; each raises UserError where it cannot be done, and changes nothing then."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def undo_title(self) -> str:
        """What undo takes back, empty if there is nothing."""
        return self._workspace.undo_title or ""

    @property
    def redo_title(self) -> str:
        """What redo does again, empty if there is nothing."""
        return self._workspace.redo_title or ""

    def undo(self) -> None:
        """Take the last edit back."""
        self._workspace.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._workspace.redo()

    def perform(self, operation: Operation) -> str:
        """Any edit; the name of its kind."""
        self._workspace.perform(operation)
        return operation.name

    def box_right(self, redaction: str) -> None:
        """The box is where it should be."""
        self._workspace.perform(CheckBox((Uuid(redaction),), "right"))

    def code_right(self, redaction: str) -> None:
        """The code is as read, or none is there."""
        self._workspace.perform(CheckCode((Uuid(redaction),), "right"))

    def reject(self, redaction: str, *, drawn: bool) -> None:
        """It is no redaction; one drawn by hand goes away."""
        if drawn:
            self._workspace.perform(DeleteRedaction(Uuid(redaction)))
        else:
            self._workspace.perform(CheckBox((Uuid(redaction),), "not a redaction"))

    def uncheck(self, redaction: str) -> None:
        """Nothing was said about it after all."""
        self._workspace.perform(CheckBox((Uuid(redaction),), "unchecked"))

    def accept(self, redactions: Sequence[str]) -> None:
        """Box and code of all of them are right as they stand."""
        self._workspace.perform(AcceptRedactions(tuple(Uuid(r) for r in redactions)))

    def reject_all(self, redactions: Sequence[str]) -> None:
        """None of them is a redaction; what was drawn by hand is left out."""
        self._workspace.perform(CheckBox(tuple(Uuid(r) for r in redactions), "not a redaction"))

    def set_codes_of(self, redactions: Sequence[str], codes: Sequence[str]) -> None:
        """These codes are claimed for all of them."""
        self._workspace.perform(SetCodes(tuple(Uuid(r) for r in redactions), tuple(codes)))

    def set_kind(self, redaction: str, kind: Kind) -> None:
        """It looks like this."""
        self._workspace.perform(SetKind(Uuid(redaction), kind))

    def set_position(self, redactions: Sequence[str], position: Position) -> None:
        """The legal stance on them."""
        self._workspace.perform(SetPosition(tuple(Uuid(r) for r in redactions), position))

    def draw(self, page_id: int, rect: Rect, kind: Kind = "black") -> str:
        """A redaction drawn by hand."""
        drawing = DrawRedaction(PageId(page_id), (rect,), kind)
        self._workspace.perform(drawing)
        return drawing.uuid

    def change_box(self, redaction: str, rects: tuple[Rect, ...]) -> None:
        """Its shape was changed by hand."""
        self._workspace.perform(ReshapeRedaction(Uuid(redaction), rects))

    def split(self, redaction: str, parts: Sequence[tuple[Rect, ...]]) -> str:
        """A redaction of each part; the first stays itself."""
        self._workspace.perform(SplitRedaction.of(Uuid(redaction), parts))
        return redaction

    def join(self, redaction: str, others: Sequence[str]) -> str:
        """One redaction of several of a page."""
        self._workspace.perform(JoinRedactions(Uuid(redaction), tuple(Uuid(other) for other in others)))
        return redaction

    def mark_seen(self, page_id: int, seen: bool) -> None:
        """The page was seen, or was not."""
        self._workspace.perform(MarkSeen((PageId(page_id),), seen))

    def set_note(self, kind: NoteSubject, subject: str, text: str) -> None:
        """The note on a thing; empty removes it."""
        self._workspace.perform(SetNote(kind, subject, text))

    def add_passage(self, segments: Sequence[Segment], tags: Sequence[str]) -> str:
        """Selected words as a passage with tags."""
        adding = AddPassage(places_of(segments), tuple(Uuid(tag) for tag in tags))
        self._workspace.perform(adding)
        return adding.uuid

    def add_region(self, page_id: int, rect: Rect, tags: Sequence[str]) -> str:
        """A region of a page as a passage with tags."""
        adding = AddPassage((Region(PageId(page_id), rect),), tuple(Uuid(tag) for tag in tags))
        self._workspace.perform(adding)
        return adding.uuid

    def toggle_tag(self, passage: str, tag: str) -> None:
        """Give a passage a tag, or take it away."""
        row = self._workspace.read.marks.passage(Uuid(passage))
        if row is not None:
            tags = tuple(t for t in row.tags if t != tag) if tag in row.tags else (*row.tags, Uuid(tag))
            self._workspace.perform(EditPassage(Uuid(passage), tags=tags))

    def stored_passage(self, passage: str) -> PassageRow | None:
        """A passage as the project has it."""
        return self._workspace.read.marks.passage(Uuid(passage))

    def remove_passage(self, passage: str) -> None:
        """Remove a passage with its note."""
        self._workspace.perform(DeletePassage(Uuid(passage)))

    def add_tag(self, name: str, color: str, key: str) -> str:
        """A new tag."""
        adding = AddTag(name, color, key)
        self._workspace.perform(adding)
        return adding.uuid

    def change_tag(self, tag: str, name: str, color: str, key: str) -> None:
        """Another name, colour or key for a tag."""
        self._workspace.perform(EditTag(Uuid(tag), name, color, key))

    def remove_tag(self, tag: str) -> None:
        """Remove a tag; passages stay."""
        self._workspace.perform(DeleteTag(Uuid(tag)))

    def add_entity(self, name: str, kind: EntityKind, segments: Sequence[Segment]) -> str:
        """A new entity with its first mention."""
        marking = MarkEntity(name, kind, places_of(segments))
        self._workspace.perform(marking)
        return marking.uuid

    def add_mention(self, entity: str, segments: Sequence[Segment]) -> None:
        """Selected words as a mention of an entity."""
        self._workspace.perform(AddMention(Uuid(entity), places_of(segments)))

    def remove_mention(self, mention: str) -> None:
        """Remove a mention; the entity stays."""
        self._workspace.perform(DeleteMentions((Uuid(mention),)))


def places_of(segments: Sequence[Segment]) -> tuple[Place, ...]:
    """The selection as places; a part that holds redactions only is their region."""
    return tuple(
        WordRun(PageId(part.page_id), part.first, part.last)
        if part.last >= part.first
        else Region(PageId(part.page_id), bounds(part.rects))
        for part in segments
    )
