"""Redactions, and rows of the withholding log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Kind, Marking, Redaction
from reviewer.model.review import BoxCheck, CodeCheck, Origin, Position
from reviewer.storage.rows.sources import DocumentRow


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
class RevealRow:
    """Somebody looked beneath a redaction: who, when (UTC), under which policy, and which attorney decided that."""

    redaction: Uuid
    policy: str
    decided_by: str
    revealed_by: str
    revealed_at: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """A redaction with all that a log says of it; `before` and `after` are the words around it on its page.

    `page_size` is width and height in displayed points, `codes_on_page` what stands at deletions of the same page.
    """

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
    page_size: tuple[float, float] = (0.0, 0.0)
    codes_on_page: tuple[str, ...] = ()

    @property
    def page_of_document(self) -> tuple[int, int] | None:
        """(n, of m) inside the document, from 1; None where no document is known."""
        if self.document is None:
            return None
        first, last = self.document.first_page, self.document.last_page
        return self.redaction.number - first + 1, last - first + 1
