"""Pages, what they say, and how far their review is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Disposition, PageError, PageText, TextSource
from reviewer.model.review import PageState, Position
from reviewer.storage.rows.redactions import RedactionRow


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
    text_reason: str = ""


@dataclass(frozen=True, slots=True)
class TextUse:
    """So many pages of a file whose words come from one source (`ocr`, `layer`, `mixed`, `none`) for one reason.

    `source` is empty for pages that were never read.
    """

    source: str
    reason: str
    pages: int


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
class CorrectionRow:
    """A word that a person corrected: where it stands, as it was read, and what it says (several words, or none).

    `needs_look`: a later reading has no word in this place.
    """

    uuid: Uuid
    page: PageId
    box: Rect
    read: str
    text: str
    corrected_by: Uuid
    corrected_at: str
    needs_look: bool


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page says. `text.tokens` point into `redactions`; one that is "not a redaction" has no token."""

    page: PageId
    text: PageText
    redactions: tuple[RedactionRow, ...]

    @property
    def codes_at_deletions(self) -> tuple[str, ...]:
        """The exemption codes that stand at deletions of the page, each once, in their order."""
        claims = (row.codes for row in self.redactions if row.marking == "at" and row.box_checked != "not a redaction")
        return tuple(dict.fromkeys(code for codes in claims for code in codes))


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
