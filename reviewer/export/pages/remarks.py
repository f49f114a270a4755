"""What is marked on a copied page: tagged passages as highlights, redactions as frames, notes on the page as notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reviewer.export.pages.choose import CopyPlan
from reviewer.export.pages.layer import hidden
from reviewer.export.paper.marks import Mark
from reviewer.export.wording import marking_words
from reviewer.model.evidence import Color
from reviewer.model.exemptions import color_of
from reviewer.model.geometry import Rect
from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.rows import NoteRow, PageContent, PageRow, RedactionRow, TagRow

_YELLOW: Color = (1.0, 0.9, 0.35)
_GRAY: Color = (0.35, 0.35, 0.35)
_NOTE = Rect(6.0, 6.0, 24.0, 24.0)  # points; the next note stands below


class Remarks:
    """Makes the annotations of pages. Notes, checks and names of reviewers are internal: only with `internal`."""

    def __init__(self, read: Reads, plan: CopyPlan, *, internal: bool) -> None:
        self._plan, self._internal = plan, internal
        self._reviewers: Mapping[Uuid, str] = {row.uuid: row.name for row in read.matter.reviewers()}
        self._notes: dict[str, NoteRow] = {}
        if internal:
            self._notes = {row.subject: row for row in read.marks.notes("page")}

    def of(self, page: PageRow, content: PageContent) -> Iterator[Mark]:
        """The annotations of one page; frames first, so that highlights lie over them."""
        for row in hidden(content):
            yield self._frame(row, page, content.codes_at_deletions)
        for passage, segment in self._plan.passages.get(page.id, ()):
            if segment.boxes:
                tags = [self._plan.tags[tag] for tag in passage.tags]
                said = [f"Tags: {', '.join(tag.name for tag in tags)}" if tags else "Passage"]
                said += [passage.note] if self._internal and passage.note else []
                who = self._reviewers.get(passage.created_by, "") if self._internal else ""
                yield Mark("Highlight", segment.boxes, "\n".join(said), _color(tags), who, segment.uuid)
        note = self._notes.get(str(page.id))
        if note is not None:
            yield Mark("Text", (_NOTE,), note.text, _YELLOW, self._reviewers.get(note.written_by, ""), note.uuid)

    def _frame(self, row: RedactionRow, page: PageRow, on_page: tuple[str, ...]) -> Mark:
        claim = marking_words(row.marking, row.code_text, page.markers, row.codes, on_page)
        said = [f"Item {row.item}: {claim}" if row.item is not None else claim]
        if self._internal:
            said.append(f"Box {row.box_checked}, code {row.code_checked}; {row.position}")
            said += [row.note] if row.note else []
        who = self._reviewers.get(row.checked_by, "") if self._internal and row.checked_by else ""
        return Mark(
            "Square", row.rects, "\n".join(said), _rgb(color_of(row.codes[0])) if row.codes else _GRAY, who, row.uuid
        )


def _color(tags: list[TagRow]) -> Color:
    """The colour of the first tag that has one, pale enough to read through."""
    found = next((tag.color for tag in tags if tag.color), "")
    if not found:
        return _YELLOW
    red, green, blue = ((1 + part) / 2 for part in _rgb(found))
    return red, green, blue


def _rgb(color: str) -> Color:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
