"""What exports are made of: plain rows, gathered once, the same for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reviewer.appeal.deadlines import Deadline
from reviewer.export.pincite import CiteStyle, PinCite, styled_cite
from reviewer.model.geometry import Rect
from reviewer.model.query import Query


@dataclass(frozen=True, slots=True)
class Internal:
    """What the withholding log knows of an item and never serves: attorney work product."""

    redaction: str
    sha256: str
    kind: str
    codes: tuple[str, ...]
    marking: str
    confidence: float
    recoverable: bool
    check: str
    position: str
    reviewer: str = ""
    decided: str = ""
    priority: str = ""
    notes: tuple[str, ...] = ()
    other_copies: tuple[str, ...] = ()
    needs_look: str = ""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One item of the withholding log in the words that are served, its internal part, and its picture (may be empty).

    `item` is None where no number could be given (a project open elsewhere). `picture` is an encoded image of the
    released page at full width. A row that stands for several items has a `label` (`40–112`) and may have a `place`.
    """

    item: int | None
    record: str
    cite: PinCite
    description: str
    where: str
    extent: str
    marking: str
    reason: str
    basis: str
    exhibit: str
    internal: Internal
    picture: bytes = b""
    label: str = ""
    place: str = ""

    @property
    def numbered(self) -> str | int:
        """What stands in the column of items: the number, or the label of a row that stands for several."""
        return self.label or ("" if self.item is None else self.item)

    @property
    def placed(self) -> str:
        """What stands in the column of pin cites."""
        return self.place or str(self.cite)


@dataclass(frozen=True, slots=True)
class Target:
    """One part of a passage: source by SHA-256, page from 1, boxes in displayed points, the words with their holes."""

    sha256: str
    page: int
    boxes: tuple[Rect, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One tagged passage: the words as released with `[redacted …]` in its holes, and where they stand."""

    passage: str
    quote: str
    cites: tuple[PinCite, ...]
    record: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reviewer: str = ""
    created: str = ""
    needs_look: bool = False
    picture: bytes = b""
    targets: tuple[Target, ...] = ()
    style: CiteStyle = "full"

    @property
    def cite(self) -> str:
        """The pin cite of the whole passage in its style."""
        return styled_cite(self.cites, self.style, self.record, self.description)


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A person, organisation, place or system, its other names, on which pages it occurs, its role and how often."""

    entity: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    cites: tuple[PinCite, ...] = ()
    role: str = ""
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file received: its name, SHA-256, pages (0: not a file of pages) and the release it came with."""

    name: str
    sha256: str
    pages: int
    release: str
    failed_pages: int = 0


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request: regime, agency and number as the project has them."""

    number: str
    agency: str
    regime: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """The deadline of one determination; `name` says of which in words, `event` is its lasting id."""

    event: str
    name: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One record inside a file; the cites of its first and last page."""

    type: str
    first: PinCite
    last: PinCite
    date: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read, seen and checked of what an export covers; the rest must be said."""

    pages: int = 0
    pages_read: int = 0
    pages_failed: int = 0
    pages_seen: int = 0
    redactions: int = 0
    redactions_checked: int = 0
    files_failed: int = 0

    @property
    def gaps(self) -> tuple[str, ...]:
        """Sentences for what is missing; empty when everything was read, seen and checked."""
        found = []
        if self.files_failed:
            found.append(f"{self.files_failed:,} files could not be opened.")
        if unread := self.pages - self.pages_read - self.pages_failed:
            found.append(f"{unread:,} of {self.pages:,} pages are not yet read.")
        if self.pages_failed:
            found.append(f"{self.pages_failed:,} of {self.pages:,} pages could not be read.")
        if unseen := self.pages - self.pages_seen:
            found.append(f"{unseen:,} of {self.pages:,} pages were not seen by anyone.")
        if unchecked := self.redactions - self.redactions_checked:
            found.append(f"{unchecked:,} of {self.redactions:,} detected redactions were not checked by anyone.")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep: every part that is given must fit, inside a part any value; an empty part keeps all.

    `codes` are normalised, or `none`; `documents` a part of a subject or a page identifier. `query_text` is `query` as
    it was typed.
    """

    tags: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    query: Query | None = None
    query_text: str = ""

    def __str__(self) -> str:
        """The filters in words, empty where nothing is left out."""
        named: Sequence[tuple[str, Sequence[str]]] = (
            ("tag", self.tags),
            ("code", self.codes),
            ("document", self.documents),
            ("position", self.positions),
            ("query", [self.query_text] if self.query else []),
        )
        return "; ".join(f"{name}: {' or '.join(values)}" for name, values in named if values)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything one export is written from. `made` is the ISO date and time of the export, local.

    `title` takes the place of a log's own title; `banner` (such as DRAFT) stands at the head of its every page.
    """

    project: str
    made: str
    filters: Filters = field(default_factory=Filters)
    coverage: Coverage = field(default_factory=Coverage)
    requests: tuple[RequestRow, ...] = ()
    files: tuple[FileRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    log: tuple[LogRow, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    entities: tuple[EntityRow, ...] = ()
    tags: tuple[str, ...] = ()
    deadlines: tuple[DeadlineRow, ...] = ()
    title: str = ""
    banner: str = ""
