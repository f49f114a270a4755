"""One line of the table as plain values, made from what the project says of a redaction."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.export.building import identifier, record_of
from reviewer.model.geometry import bounds, union_area
from reviewer.model.page import Marking, naming_subject
from reviewer.storage.rows import LogRow
from reviewer.ui.models.rows import RedactionRow


@dataclass(frozen=True, slots=True)
class TableRow:
    """A redaction with its document and its number; `share` is what it hides of its page, `span` where it
    begins and ends on the page's width, all from 0 to 1.
    """

    redaction: RedactionRow
    title: str
    record: str
    identifier: str
    file: str
    share: float
    span: tuple[float, float]
    note: str
    grounds: str = ""  # short names of those it is contested on

    @property
    def id(self) -> str:
        """The redaction's id."""
        return self.redaction.id

    @property
    def cite(self) -> str:
        """Identifier, else file and page."""
        return self.identifier or f"{self.file} p. {self.redaction.page:,}"

    @property
    def document(self) -> str:
        """What its document is called, where several redactions of it are listed below one line."""
        return f"{self.title} · {self.record}" if self.record and self.record != self.title else self.title

    @property
    def words(self) -> str:
        """The row in one sentence, for screen readers and for what is copied as text."""
        row = self.redaction
        number = f"Item {row.item}, " if row.item else ""
        parts = [
            row.label,
            row.kind,
            row.size,
            row.state,
            row.position,
            self.grounds,
            self.title,
            self.cite,
            row.context,
        ]
        return number + ", ".join(part for part in parts if part)


def table_row(facts: LogRow, grounds: str = "") -> TableRow:
    """What the table shows of a log row of the project."""
    stored = facts.redaction
    marking: Marking = stored.marking
    shown = RedactionRow(
        id=stored.uuid,
        page_id=stored.page,
        page=stored.number + 1,
        rects=stored.rects,
        kind=stored.kind,
        codes=stored.codes,
        code_text=stored.code_text,
        marking=marking,
        confidence=stored.confidence,
        lines=stored.lines,
        words=stored.words,
        box_checked=stored.box_checked,
        code_checked=stored.code_checked,
        position=stored.position,
        needs_look=stored.needs_look,
        recoverable=bool(stored.recoverable_rects),
        before=facts.before,
        after=facts.after,
        item=stored.item,
    )
    record, description = record_of(facts.document, stored.number, stored.rects[0].center[1])
    title = naming_subject(facts.document.subject if facts.document else None) or description or facts.file_name
    box, (width, height) = bounds(stored.rects), facts.page_size
    return TableRow(
        shown,
        title,
        record,
        identifier(facts.identifiers, facts.cite_series, facts.bates),
        facts.file_name,
        min(1.0, union_area(stored.rects) / (width * height)) if width and height else 0.0,
        (box.x0 / width, box.x1 / width) if width else (0.0, 1.0),
        stored.note,
        grounds,
    )
