"""Answers the page view's questions from the project: sizes, words, marks and the state of each page."""

from __future__ import annotations

from reviewer.model.page import claim_text, token_text
from reviewer.model.page_sizes import PageSizes
from reviewer.storage.rows import RedactionRow
from reviewer.ui.models.rows import NO_CODE_YET, awaits_code
from reviewer.ui.page import (
    HighlightMark,
    HitMark,
    MarkState,
    PageMarks,
    PagePlace,
    PageState,
    PageWords,
    RedactionMark,
    TextToken,
)
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme

_PASSAGE = "#ffd54a"
_ENTITY = "#117a65"
_COMMENT = "#4d5d8c"
_DOUBTFUL = 0.5


class ProjectPages:
    """The page view's model (see `PageModel`) over an open project."""

    def __init__(self, project: Project, theme: Theme) -> None:
        self._project, self._theme = project, theme
        self.selected_passage: str | None = None
        self.selected_comment: str | None = None
        self.current_hit: int | None = None

    def page_sizes(self) -> PageSizes:
        """Every page of the project in order."""
        return self._project.page_sizes

    def place(self, page_id: int) -> PagePlace:
        """The source file as it lies now, and the page in it."""
        return PagePlace(*self._project.place(page_id))

    def state(self, page_id: int) -> PageState:
        """Whether the page was read, and what to say if not."""
        row = self._project.page(page_id)
        if row is None:
            return PageState("waiting")
        if self._project.is_missing(row.file_id):
            return PageState("missing", f"{row.file_name} is not where it was: click to locate it.")
        if self._project.is_changed(row.file_id):  # shown like one that is gone: from what the project holds
            return PageState("changed", f"{row.file_name} is not the file that was imported: click to see what to do.")
        if row.state == "failed":
            return PageState("failed", row.message)
        if row.state == "done":
            return PageState("ready")
        return PageState("reading" if row.state == "reading" else "waiting")

    def words(self, page_id: int) -> PageWords:
        """The page's words and the redactions among them."""
        content = self._project.content(page_id)
        if content is None:
            return PageWords()
        redactions = content.redactions
        tokens = [
            TextToken(
                token.before,
                token.line,
                token_text(redactions[token.redaction].codes),
                redactions[token.redaction].rects,
            )
            for token in content.text.tokens
        ]
        return PageWords(content.text.words, tuple(tokens))

    def marks(self, page_id: int) -> PageMarks:
        """What lies over the page: redactions, passages, mentions, hits."""
        content = self._project.content(page_id)
        if content is None:
            return PageMarks(highlights=self._highlights(page_id))
        redactions = []
        for row in content.redactions:
            awaited = awaits_code(row.codes, row.box_checked, row.code_checked)
            colors = self._theme.codes(row.codes, row.marking, awaited=awaited)
            redactions.append(
                RedactionMark(
                    id=row.uuid,
                    rects=row.rects,
                    color=colors.fill,
                    label=NO_CODE_YET if awaited else claim_text(row.codes, row.marking),
                    state=_state(row),
                    kind=row.kind,
                    detail=row.needs_look or ("checked" if row.checked else "not checked yet"),
                )
            )
        unsure = (w.rect for w in content.text.words if w.confidence is not None and w.confidence < _DOUBTFUL)
        return PageMarks(tuple(redactions), self._highlights(page_id), self._hits(page_id), tuple(unsure))

    def thumbnail(self, page_id: int) -> bytes:
        """The small picture kept in the project."""
        return self._project.thumbnail(page_id)

    def _highlights(self, page_id: int) -> tuple[HighlightMark, ...]:
        passages = [
            HighlightMark(mark, rects, color or _PASSAGE, "passage", label, mark == self.selected_passage)
            for mark, rects, color, label in self._project.passage_marks(page_id)
        ]
        mentions = [
            HighlightMark(mark, rects, _ENTITY, "entity", label)
            for mark, rects, label in self._project.mention_marks(page_id)
        ]
        comments = [
            HighlightMark(mark, rects, _COMMENT, "comment", label, mark == self.selected_comment)
            for mark, rects, label in self._project.comments.on_page(page_id)
        ]
        return (*passages, *mentions, *comments)

    def _hits(self, page_id: int) -> tuple[HitMark, ...]:
        boxes = self._project.hit_boxes(page_id)
        return tuple(
            HitMark(rects, current=place == 0 and page_id == self.current_hit) for place, rects in enumerate(boxes)
        )


def _state(row: RedactionRow) -> MarkState:
    if row.box_checked == "not a redaction":
        return "rejected"
    return "decided" if row.checked else "suggested"
