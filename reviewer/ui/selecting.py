"""Keeps pages, lists and commands at the same redaction, passage, entity and words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.ui.commands import ReviewCommands
from reviewer.ui.journey import Journey
from reviewer.ui.page import PageView
from reviewer.ui.page_model import ProjectPages
from reviewer.ui.panels.sides import Findings
from reviewer.ui.project import Project


class Selecting(QObject):
    """What is selected in one review view, whoever selected it: the page, a list, a command."""

    changed = Signal()

    def __init__(
        self,
        project: Project,
        commands: ReviewCommands,
        view: PageView,
        pages: ProjectPages,
        findings: Findings,
        journey: Journey,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._commands = project, commands
        self._view, self._pages, self._findings, self._journey = view, pages, findings, journey
        view.redaction_clicked.connect(self.select_redaction)
        view.highlight_clicked.connect(self.select_highlight)
        view.selection_changed.connect(self._words_selected)
        findings.redactions.chosen.connect(self.show_redaction)
        findings.passages.chosen.connect(self.show_passage)
        findings.comments.chosen.connect(self.show_comment)
        findings.comments.turned.connect(self.changed)
        findings.entities.mention_chosen.connect(self.show_mention)
        commands.redaction_wanted.connect(self.show_redaction)
        commands.redaction_made.connect(self._redaction_made)
        commands.passage_made.connect(self._passage_made)
        commands.entity_made.connect(self._entity_made)

    def show_redaction(self, redaction: str) -> None:
        """Bring a redaction into view and select it."""
        row = self._project.redaction(redaction)
        if row is not None:
            self._journey.go_to(row.page_id, row.rects[0])
            self.select_redaction(redaction)

    def select_redaction(self, redaction: str | None) -> None:
        """Select a redaction where it is."""
        self._commands.redaction = redaction
        self._view.select_redaction(redaction)
        row = self._project.redaction(redaction) if redaction is not None else None
        if row is not None:
            self._findings.redactions.show_page(row.page_id)
            self._findings.show_panel("redactions")
        self._findings.redactions.select(redaction)
        self.changed.emit()

    def out_of_view(self) -> bool:
        """Whether the pages are in front, but not the redaction that is selected: its page was left behind."""
        one = self._commands.redaction
        row = self._project.redaction(one) if one is not None and self._view.isVisible() else None
        return row is not None and not any(self._view.shows(row.page_id, rect) for rect in row.rects)

    def bring_back(self) -> bool:
        """Bring the selected redaction into view; False where it is there already, or nothing is selected.

        A key that decides on a redaction asks this first, so that nobody decides on what they do not see.
        """
        if self._commands.redaction is None or not self.out_of_view():
            return False
        self.show_redaction(self._commands.redaction)
        return True

    def show_passage(self, passage: str) -> None:
        """Bring a passage into view and select it."""
        row = self._project.passage(passage)
        if row is not None:
            self._journey.go_to(row.page_id, row.rects[0] if row.rects else None)
            self._select_passage(passage)

    def show_mention(self, mention: str) -> None:
        """Bring a mention into view."""
        row = self._project.mention(mention)
        by_hand = self._project.entity_of(mention) is not None  # others follow their name, and end with it
        self._commands.mention = mention if by_hand else None
        if row is not None:
            self._journey.go_to(row.page_id, row.rects[0] if row.rects else None)
        self.changed.emit()

    def show_comment(self, comment: str) -> None:
        """Bring a comment that came with a file into view, and frame it."""
        row = self._project.comments.one(comment)
        if row is not None:
            self._journey.go_to(row.page_id, row.rects[0] if row.rects else None)
            self._pages.selected_comment = comment
            self._view.refresh()

    def select_highlight(self, mark: str) -> None:
        """Select the passage or the entity whose mark was clicked."""
        if self._project.passage(mark) is not None:
            self._select_passage(mark)
            self._findings.show_panel("passages")
            return
        if self._project.comments.one(mark) is not None:
            self._findings.show_panel("comments")
            self._findings.comments.select(mark)
            self._pages.selected_comment = mark
            self._view.refresh()
            return
        entity = self._project.entity_of(mark)
        if entity is not None:
            self._findings.show_panel("entities")
            self._findings.entities.select(entity, mark)

    def _select_passage(self, passage: str | None) -> None:
        self._commands.passage = passage
        self._findings.passages.select(passage)
        self._pages.selected_passage = passage
        self._view.refresh()
        self.changed.emit()

    def _redaction_made(self, redaction: str) -> None:
        """It was drawn, split or joined where the eye is: the page must not move under the hand."""
        self.select_redaction(redaction)
        self.bring_back()

    def _passage_made(self, passage: str) -> None:
        self._drop_words()
        self._findings.show_panel("passages")
        self._select_passage(passage)

    def _entity_made(self, entity: str) -> None:
        self._drop_words()
        self._findings.show_panel("entities")
        self._findings.entities.select(entity)

    def _drop_words(self) -> None:
        """What was marked is not selected any more."""
        self._view.clear_selection()
        self._words_selected(())

    def _words_selected(self, segments: object) -> None:
        assert isinstance(segments, tuple)
        self._commands.segments = segments
        self._commands.region = None
        self.changed.emit()
