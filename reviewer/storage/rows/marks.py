"""Tags, passages, entities and mentions."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.review import Origin


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag, the tag it stands under, how many passages bear it, and how many tags stand above it."""

    uuid: Uuid
    name: str
    color: str
    key: str
    description: str
    ordinal: int
    passages: int
    parent: Uuid | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """A line of the board: a passage, or the heading of a group (no passage) with how many stand below it."""

    group: str
    passage: Uuid | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """What the board shows of a passage; boxes of its first segment, on a page of that size in points."""

    passage: PassageRow
    reviewer: str
    file_name: str
    document: str
    page_width: float
    page_height: float


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A run of words (numbers on the page, both included) or a region (no numbers) of one page."""

    uuid: Uuid
    page: PageId
    file: FileId
    number: int
    first_word: int | None
    last_word: int | None
    quote: str
    boxes: tuple[Rect, ...]
    needs_look: bool


@dataclass(frozen=True, slots=True)
class PassageRow:
    """Words or a region tagged with a note, in reading order."""

    uuid: Uuid
    segments: tuple[SegmentRow, ...]
    tags: tuple[Uuid, ...]
    note: str
    created_by: Uuid
    created_at: str

    @property
    def quote(self) -> str:
        """The words of all segments."""
        return " ".join(segment.quote for segment in self.segments)

    @property
    def needs_look(self) -> bool:
        """Whether a part was not found again after its page was read anew."""
        return any(segment.needs_look for segment in self.segments)


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment that came with a page of a file (`number` from 0), boxes in displayed points.

    `written` is local as the file says it, or empty; `withheld`: its text seems to name what is hidden on the page, and
    was left in the file; `imported`: a passage was made of it.
    """

    uuid: Uuid
    page: PageId
    file: FileId
    number: int
    kind: str
    rects: tuple[Rect, ...]
    author: str
    written: str
    text: str
    withheld: bool
    imported: bool


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A person, organisation, place or system; `mentions` counts accepted ones, `suggested` the others.

    `aliases` are those a person typed, then the names accepted as this entity's, the most frequent first (at most 50).
    """

    uuid: Uuid
    name: str
    kind: str
    aliases: tuple[str, ...]
    note: str
    mentions: int
    suggested: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One place where an entity occurs; not accepted: suggested by the machine."""

    uuid: Uuid
    entity: Uuid
    origin: Origin
    accepted: bool
    confidence: float
    segments: tuple[SegmentRow, ...]
