"""What the reviewer's keys and buttons do to the project: checks, codes, positions, passages, entities, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import dropwhile, islice
from typing import cast, get_args

from PySide6.QtCore import QObject, Signal

from reviewer.model.errors import UserError
from reviewer.model.exemptions import read_codes
from reviewer.model.geometry import Rect
from reviewer.model.ids import Uuid
from reviewer.model.page import Kind, without_tokens
from reviewer.model.review import POSITIONS, EntityKind, NoteSubject, Position
from reviewer.services.operations import DeletePassages, TagPassages
from reviewer.services.operations.base import Operation
from reviewer.ui.edits import Edits
from reviewer.ui.page import Segment
from reviewer.ui.page.shapes import pieces
from reviewer.ui.panels.delegates import ENTITY_ICONS
from reviewer.ui.project import Project
from reviewer.ui.widgets.chooser import Choice

_POSITION_KEYS: dict[Position, str] = {
    "undecided": "U",
    "not contested": "N",
    "contested": "C",
    "attorney to decide": "A",
    "resolved": "R",
}
_ENTITY_KEYS: dict[EntityKind, str] = {"person": "P", "organisation": "O", "place": "L", "system": "S", "other": "X"}


_BETWEEN_CODES = ("and", "or")
_MOST_CHOICES = 40  # rows of a list that opens at a key press


class ReviewCommands(QObject):
    """Edits of what is selected. A user's error becomes the signal `failed`, a bug stays a bug."""

    failed = Signal(object)  # UserError
    code_problem = Signal(object)  # str: why the codes typed cannot be taken
    redaction_wanted = Signal(object)  # redaction id: show and select it
    redaction_made = Signal(object)  # redaction id: select it where it is; it was made in view
    passage_made = Signal(object)  # passage id
    entity_made = Signal(object)  # entity id

    def __init__(self, project: Project, edits: Edits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._edits = project, edits
        self.redaction: str | None = None
        self.several: Sequence[str] = ()  # redactions selected together; one alone counts as `redaction`
        self.passage: str | None = None
        self.passages: tuple[str, ...] = ()  # passages selected together; one alone counts as `passage`
        self.mention: str | None = None
        self.page: int | None = None
        self.segments: tuple[Segment, ...] = ()
        self.region: tuple[int, Rect] | None = None

    @property
    def editable(self) -> bool:
        """Whether anything can be changed."""
        return not self._project.read_only

    def has_redaction(self) -> bool:
        """A redaction is selected, and the project can be changed."""
        return self.editable and self.redaction is not None

    def has_words(self) -> bool:
        """Words or a region are selected, and the project can be changed."""
        return self.editable and (bool(self.segments) or self.region is not None)

    def confirm(self) -> None:
        """The box is right; where that was said, the code is right; where both were, the next one.

        Of several, box and code are right as they stand.
        """
        if len(self.several) > 1:
            self._try(lambda: self._edits.accept(self.several))
            return
        row = self._project.redaction(self.redaction) if self.redaction else None
        if row is None or row.checked:
            self.next_unchecked()
        elif not row.box_decided:
            self._try(lambda: self._edits.box_right(row.id))
        else:
            self._try(lambda: self._edits.code_right(row.id))

    def reject(self) -> None:
        """It is no redaction; said again, nothing was said after all. Of several: none of them is one."""
        if len(self.several) > 1:
            self._try(lambda: self._edits.reject_all(self.several))
            return
        row = self._project.redaction(self.redaction) if self.redaction else None
        if row is None:
            return
        if row.rejected:
            self._try(lambda: self._edits.uncheck(row.id))
        else:
            self._try(lambda: self._edits.reject(row.id, drawn=row.box_checked == "drawn"))

    def next_unchecked(self, backwards: bool = False) -> None:
        """Go to the next redaction that no one has checked, from the selected one or the page in view on."""
        found = self._project.next_unchecked(self.redaction, self.page, backwards=backwards)
        if found is not None:
            self.redaction_wanted.emit(found)

    def set_codes(self, typed: str) -> None:
        """Codes as typed, `b6 b7c`; nothing means that it claims none."""
        if self.redaction is None:
            return
        redaction, read = self.redaction, read_codes(typed)
        if unknown := _beside_codes(read.rest):  # taking the codes alone would drop what was typed beside them
            self.code_problem.emit(self.tr("“{0}” is not a code the program knows.").format(unknown))
            return
        self._try(lambda: self._edits.set_codes_of(self.several or [redaction], read.codes))

    def set_kind(self, kind: str) -> None:
        """It looks otherwise than the machine thought."""
        if self.redaction is not None and kind in get_args(Kind):
            redaction = self.redaction
            self._try(lambda: self._edits.set_kind(redaction, cast(Kind, kind)))

    def set_position(self, position: str) -> None:
        """The legal stance on the selected redaction, or on several."""
        if self.redaction is not None and position in POSITIONS:
            redaction = self.redaction
            self._try(lambda: self._edits.set_position(self.several or [redaction], position))

    def set_note(self, kind: NoteSubject, subject: str, text: str) -> None:
        """A note on anything that takes one; an empty one is removed."""
        self._try(lambda: self._edits.set_note(kind, subject, text))

    def draw(self, page_id: int, rect: Rect, kind: Kind = "black") -> None:
        """A redaction that the machine missed, of the kind that it looks like."""
        drawn = self._try(lambda: self._edits.draw(page_id, rect, kind))
        if drawn is not None:
            self.redaction_made.emit(drawn)

    def change_box(self, redaction: str, rects: Sequence[Rect]) -> None:
        """It was moved or resized by hand."""
        self._try(lambda: self._edits.change_box(redaction, tuple(rects)))

    def split(self) -> None:
        """Make several redactions of the selected one: one for each of its boxes or lines, else two halves."""
        row = self._project.redaction(self.redaction) if self.redaction else None
        if row is not None:
            self._shown(self._try(lambda: self._edits.split(row.id, pieces(row.rects, row.lines))))

    def join(self) -> None:
        """Make one of the selected redaction and the next one of its page."""
        row = self._project.redaction(self.redaction) if self.redaction else None
        following = self._following(row.id, row.page_id) if row is not None else None
        if row is not None and following is not None:
            self._shown(self._try(lambda: self._edits.join(row.id, [following])))

    def can_join(self) -> bool:
        """Another redaction follows the selected one on its page."""
        row = self._project.redaction(self.redaction) if self.has_redaction() else None
        return row is not None and self._following(row.id, row.page_id) is not None

    def toggle_seen(self) -> None:
        """The page in view was seen, or was not after all."""
        if self.page is not None:
            page = self.page
            row = self._project.page(page)
            self._try(lambda: self._edits.mark_seen(page, row is None or not row.seen))

    def position_choices(self) -> list[Choice]:
        """The positions to choose from, with their keys."""
        row = self._project.redaction(self.redaction) if self.redaction else None
        return [
            Choice(
                position,
                _POSITION_KEYS[position],
                self._setter(position),
                "flag",
                bool(row and row.position == position),
            )
            for position in POSITIONS
        ]

    def tag_choices(self, new_tag: Callable[[], object], find_tag: Callable[[], object]) -> list[Choice]:
        """The tags to choose from, with their keys, and a new one; of many, those with keys, and a way to the others.

        Tags that the selected passage bears are marked; chosen again, they are taken away.
        """
        tags = self._project.tags()
        passage = None if self.segments or self.region is not None else self._project.passage(self.passage)
        borne = {name for name, _color in passage.tags} if passage is not None else set()
        shown = tags if len(tags) <= _MOST_CHOICES else [tag for tag in tags if tag.key][:_MOST_CHOICES]
        made = [
            Choice(tag.name, tag.key, self._tagger(tag.id), "tag", tag.name in borne, color=tag.color) for tag in shown
        ]
        if len(shown) < len(tags):
            made.append(Choice(self.tr("Find a tag …"), "/", find_tag, "search"))
        return [*made, Choice(self.tr("New tag …"), "+", new_tag, "plus")]

    def entity_choices(self) -> list[Choice]:
        """A mention of an entity known by the selected words, or a new entity of each kind."""
        name = self.selected_words()
        known = [
            Choice(
                self.tr("Mention of {0}").format(row.name),
                str(place + 1),
                self._mentioner(row.id),
                ENTITY_ICONS[row.kind],
            )
            for place, row in enumerate(self._project.entities_like(name))
        ]
        new = [
            Choice(self.tr("New {0}").format(kind), key, self._maker(name, kind), ENTITY_ICONS[kind])
            for kind, key in _ENTITY_KEYS.items()
        ]
        return [*known, *new]

    def quote(self) -> str:
        """The selected words on one line, with `[redacted …]` in the holes."""
        return " ".join(segment.quote for segment in self.segments)

    def selected_words(self) -> str:
        """The selected words that can be a name: without redactions, and without the punctuation around them."""
        return without_tokens(self.quote()).strip(" ,;:.()[]“”\"'")

    def tag_selection(self, tag: str) -> None:
        """Tag the selected words or region as a new passage, or add the tag to the selected passage."""
        if self.region is not None:
            page, rect = self.region
            self._made(self._try(lambda: self._edits.add_region(page, rect, [tag])))
        elif self.segments:
            segments = self.segments
            self._made(self._try(lambda: self._edits.add_passage(segments, [tag])))
        elif len(self.passages) > 1:
            self._tag_several(Uuid(tag))
        elif self.passage is not None:
            passage = self.passage
            self._try(lambda: self._edits.toggle_tag(passage, tag))

    def _tag_several(self, tag: Uuid) -> None:
        """Give all selected passages a tag; where all of them bear it, take it from them."""
        rows = [self._edits.stored_passage(passage) for passage in self.passages]
        bear = all(row is not None and tag in row.tags for row in rows)
        several = tuple(Uuid(passage) for passage in self.passages)
        self.perform(TagPassages(several, remove=(tag,)) if bear else TagPassages(several, add=(tag,)))

    def forget_region(self) -> None:
        """The region that was drawn is not to be tagged any more."""
        self.region = None

    def new_tag(self, name: str, color: str, key: str) -> str | None:
        """Add a tag; its id, or None where that failed."""
        return self._try(lambda: self._edits.add_tag(name, color, key))

    def change_tag(self, tag: str, name: str, color: str, key: str) -> None:
        """Rename or recolour a tag, or give it another key."""
        self._try(lambda: self._edits.change_tag(tag, name, color, key))

    def remove_tag(self, tag: str) -> None:
        """Remove a tag; passages keep their other tags."""
        self._try(lambda: self._edits.remove_tag(tag))

    def remove_passage(self) -> None:
        """Remove the selected passages with their notes."""
        if len(self.passages) > 1:
            several, self.passages, self.passage = self.passages, (), None
            self.perform(DeletePassages(tuple(Uuid(passage) for passage in several)))
        elif self.passage is not None:
            passage, self.passage = self.passage, None
            self._try(lambda: self._edits.remove_passage(passage))

    def remove_mention(self) -> None:
        """Remove the selected mention; the entity stays."""
        if self.mention is not None:
            mention, self.mention = self.mention, None
            self._try(lambda: self._edits.remove_mention(mention))

    def perform(self, operation: Operation) -> bool:
        """Do any edit; False, and the reason told, where it cannot be done."""
        return self._try(lambda: self._edits.perform(operation)) is not None

    def undo(self) -> None:
        """Take the last edit back."""
        self._try(self._edits.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._try(self._edits.redo)

    def _following(self, redaction: str, page_id: int) -> str | None:
        """The next one of the page that is a redaction, in reading order."""
        content = self._project.content(page_id)
        rows = content.redactions if content is not None else ()
        behind = dropwhile(lambda row: row.uuid != redaction, rows)
        return next((row.uuid for row in islice(behind, 1, None) if row.box_checked != "not a redaction"), None)

    def _shown(self, redaction: str | None) -> None:
        if redaction is not None:
            self.redaction_made.emit(redaction)

    def _made(self, passage: str | None) -> None:
        if passage is not None:
            self.passage = passage
            self.passage_made.emit(passage)

    def _setter(self, position: Position) -> Callable[[], None]:
        return lambda: self.set_position(position)

    def _tagger(self, tag: str) -> Callable[[], None]:
        return lambda: self.tag_selection(tag)

    def _mentioner(self, entity: str) -> Callable[[], None]:
        def mention() -> None:
            self._try(lambda: self._edits.add_mention(entity, self.segments))
            self.entity_made.emit(entity)

        return mention

    def _maker(self, name: str, kind: EntityKind) -> Callable[[], None]:
        def make() -> None:
            entity = self._try(lambda: self._edits.add_entity(name, kind, self.segments))
            if entity is not None:
                self.entity_made.emit(entity)

        return make

    def _try(self, edit: Callable[[], str | None]) -> str | None:
        try:
            made = edit()
        except UserError as error:
            self.failed.emit(error)
            return None
        self._project.flush()
        return made


def _beside_codes(rest: str) -> str:
    """What was typed beside codes and is more than a word or a sign that joins them."""
    words = (word.strip(",;:/+&.") for word in rest.split())
    return " ".join(word for word in words if word and word.lower() not in _BETWEEN_CODES)
