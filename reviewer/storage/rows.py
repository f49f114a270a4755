"""What reads give back: frozen rows, coordinates in displayed points, pages counted from 0, times in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reviewer.model.documents import DocumentType, Message
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Disposition, Kind, Marking, PageError, PageText, Redaction, TextSource
from reviewer.model.review import BoxCheck, CodeCheck, FileState, JobState, NoteSubject, Origin, PageState, Position


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The project itself."""

    uuid: Uuid
    title: str
    created_at: str
    program: str


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """A person by the name they chose."""

    uuid: Uuid
    name: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request to one agency; dates are ISO dates."""

    uuid: Uuid
    agency: str
    component: str
    regime: str
    number: str
    requested_on: str | None
    requester: str
    subject: str
    litigation: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """A dated letter or act of a request."""

    uuid: Uuid
    request: Uuid
    kind: str
    title: str
    printed_on: str | None
    received_on: str | None
    proof_of_sending: str


@dataclass(frozen=True, slots=True)
class PageCounts:
    """Pages of a file or release by what became of them."""

    pages: int = 0
    pending: int = 0
    failed: int = 0
    seen: int = 0
    redactions: int = 0
    unchecked: int = 0

    def __add__(self, other: PageCounts) -> PageCounts:
        return PageCounts(
            self.pages + other.pages,
            self.pending + other.pending,
            self.failed + other.failed,
            self.seen + other.seen,
            self.redactions + other.redactions,
            self.unchecked + other.unchecked,
        )


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """What one agency sent with one event; `items` counts every file received, reviewable or not."""

    uuid: Uuid
    request: Uuid | None
    event: Uuid | None
    name: str
    received_on: str | None
    cite_series: str
    items: int
    counts: PageCounts


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A file of a release that is not reviewable here."""

    id: int
    uuid: Uuid
    release: Uuid
    name: str
    path: Path
    sha256: str
    bytes: int
    received_on: str | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A source file; `path` is where it should lie now, `error` why it could not be opened."""

    id: FileId
    uuid: Uuid
    release: Uuid
    name: str
    path: Path
    sha256: str
    bytes: int
    received_on: str | None
    page_count: int
    state: FileState
    error: PageError | None
    documents_found: bool
    counts: PageCounts


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One record inside a file; pages count from 0 and include `last_page`."""

    uuid: Uuid
    file: FileId
    first_page: int
    last_page: int
    origin: Origin
    type: DocumentType
    date: str | None
    sender: str | None
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str | None
    attachments: tuple[str, ...]
    bates_first: str | None
    bates_last: str | None
    messages: tuple[Message, ...] = ()
    redactions: int = 0
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class PendingPage:
    """A page handed out to be read: where its file lies, its number in it, how often it was tried (this time too)."""

    id: PageId
    file: FileId
    number: int
    path: Path
    sha256: str
    attempts: int


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of a source file."""

    id: PageId
    file: FileId
    number: int
    width: float
    height: float
    state: PageState
    attempts: int
    error: PageError | None
    text_source: TextSource
    bates: str | None
    identifiers: Mapping[str, str]
    markers: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: Mapping[str, float]
    read_at: str | None
    seen_by: Uuid | None
    seen_at: str | None


@dataclass(frozen=True, slots=True)
class VirtualPageRow:
    """One line of a deleted-page sheet (`page` is the sheet)."""

    uuid: Uuid
    page: PageId
    number: int
    disposition: Disposition
    codes: tuple[str, ...]
    printed: str
    position: Position
    item: int | None


@dataclass(frozen=True, slots=True)
class RedactionRow:
    """A redaction as it stands now; `finding` is what the machine said, None where a person drew it."""

    uuid: Uuid
    page: PageId
    file: FileId
    number: int
    ordinal: int
    origin: Origin
    rects: tuple[Rect, ...]
    kind: Kind
    codes: tuple[str, ...]
    code_text: str
    marking: Marking
    confidence: float
    method: str
    lines: int
    words: int
    characters: int
    recoverable_rects: tuple[Rect, ...]
    finding: Mapping[str, object] | None
    box_checked: BoxCheck
    code_checked: CodeCheck
    checked: bool
    checked_by: Uuid | None
    checked_at: str | None
    position: Position
    position_by: Uuid | None
    position_at: str | None
    needs_look: str
    before_word: int
    line: int
    item: int | None
    note: str

    @property
    def shape(self) -> Redaction:
        """The redaction as the pipeline's value."""
        return Redaction(
            self.rects,
            self.kind,
            self.codes,
            self.code_text,
            self.marking,
            self.confidence,
            self.recoverable_rects,
            self.method,
            self.lines,
            self.words,
            self.characters,
        )


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page says. `text.tokens` point into `redactions`; one that is "not a redaction" has no token."""

    page: PageId
    text: PageText
    redactions: tuple[RedactionRow, ...]


@dataclass(frozen=True, slots=True)
class LogRow:
    """A redaction with all that a log says of it; `before` and `after` are the words around it on its page."""

    redaction: RedactionRow
    file_name: str
    sha256: str
    release: str
    request: Uuid | None
    bates: str | None
    identifiers: Mapping[str, str]
    cite_series: str
    markers: tuple[str, ...]
    document: DocumentRow | None
    before: str
    after: str
    checked_by: str
    position_by: str

    @property
    def page_of_document(self) -> tuple[int, int] | None:
        """(n, of m) inside the document, from 1; None where no document is known."""
        if self.document is None:
            return None
        first, last = self.document.first_page, self.document.last_page
        return self.redaction.number - first + 1, last - first + 1


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag and how many passages bear it."""

    uuid: Uuid
    name: str
    color: str
    key: str
    description: str
    ordinal: int
    passages: int


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
class EntityRow:
    """A person, organisation, place or system; `mentions` counts accepted ones, `suggested` the others."""

    uuid: Uuid
    name: str
    kind: str
    aliases: tuple[str, ...]
    note: str
    mentions: int
    suggested: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One place where an entity occurs; not accepted: suggested by the machine."""

    uuid: Uuid
    entity: Uuid
    origin: Origin
    accepted: bool
    confidence: float
    segments: tuple[SegmentRow, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Something to contest that is no redaction."""

    uuid: Uuid
    request: Uuid | None
    kind: str
    title: str
    text: str
    position: Position
    item: int | None
    created_by: Uuid
    created_at: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note; `subject` is a UUID, for pages and files their id as text, for the project `1`."""

    uuid: Uuid
    kind: NoteSubject
    subject: str
    text: str
    written_by: Uuid
    written_at: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """Long work and its outcome; counts are of its units (pages for reading)."""

    uuid: Uuid
    kind: str
    title: str
    state: JobState
    reviewer: Uuid
    started_at: str
    ended_at: str | None
    total: int
    done: int
    failed: int
    details: object


@dataclass(frozen=True, slots=True)
class FailureRow:
    """What went wrong in a job, with the path, file or page it concerns."""

    id: int
    job: Uuid | None
    path: str
    file: FileId | None
    page: PageId | None
    code: str
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One deed: who, when, what; `before` and `after` are lists of [table, key, columns or None] in step."""

    id: int
    uuid: Uuid
    reviewer: str
    at: str
    operation: str
    title: str
    before: list[list[object]]
    after: list[list[object]]
    undoes: Uuid | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a review is; complete only when everything was read, seen and checked."""

    pages: int
    pages_seen: int
    pages_not_read: int
    pages_failed: int
    detected: int
    detected_checked: int
    files_failed: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is left: all pages read and seen, all detected redactions checked, every file opened."""
        return (
            self.pages_seen == self.pages
            and self.detected_checked == self.detected
            and not (self.pages_not_read or self.pages_failed or self.files_failed)
        )


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A page that answers a query, in the order of the project."""

    page: PageId
    file: FileId
    number: int
    file_name: str
    bates: str | None
