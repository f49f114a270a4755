"""The review view: ways to a page at the left, the page in the middle, what was found at the right."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviewer.model.changes import Changes
from reviewer.model.geometry import bounds
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.page import PageView, TileSource
from reviewer.ui.page_colors import page_palette
from reviewer.ui.page_model import ProjectPages
from reviewer.ui.panels.entities import EntitiesPanel
from reviewer.ui.panels.navigation import DocumentsPanel, OutlinePanel, PagesPanel
from reviewer.ui.panels.page_strip import PageStrip, PinCiteBar
from reviewer.ui.panels.passages import PassagesPanel
from reviewer.ui.panels.reading import InfoPanel, TextPanel
from reviewer.ui.panels.redactions import RedactionsPanel
from reviewer.ui.panels.search import SearchPanel
from reviewer.ui.panels.tabs import TabPanel
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.trail import Trail

LEFT, RIGHT = 280, 372


class ReviewView(QWidget):
    """Puts the panels together and keeps them at the same page, redaction, passage and entity."""

    page_shown = Signal(object)  # page id
    selection_changed = Signal()
    problem_chosen = Signal(object)  # id of the tree row of a file
    import_wanted = Signal()

    def __init__(
        self, project: Project, commands: ReviewCommands, theme: Theme, registry: ActionRegistry, tiles: TileSource
    ) -> None:
        super().__init__()
        self._project, self._commands, self._theme = project, commands, theme
        self._trail = Trail()
        self.pages_model = ProjectPages(project, theme)
        self.page_view = PageView(page_palette(theme))
        self.page_view.setMinimumWidth(320)
        self.cite = PinCiteBar(registry)
        self.strip = PageStrip(registry)
        self._left(theme)
        self._right(theme, registry)
        self._lay_out()
        self._connect(theme)
        self.page_view.set_editable(not project.read_only)
        self.redactions.details.set_editable(not project.read_only)
        self.passages.set_editable(not project.read_only)
        self.show_importing("")
        self.page_view.set_content(self.pages_model, tiles)
        self.page_view.set_fit("width")
        self._page_changed(self.page_view.current_page())

    def _left(self, theme: Theme) -> None:
        self.documents = DocumentsPanel(self._project, theme)
        self.pages = PagesPanel(self._project, theme)
        self.outline = OutlinePanel(self._project, theme)
        self.search = SearchPanel(self._project, theme)
        self.left = TabPanel(self.tr("Ways to a page"))
        for name, title, panel in (
            ("documents", self.tr("Documents"), self.documents),
            ("pages", self.tr("Pages"), self.pages),
            ("outline", self.tr("Outline"), self.outline),
            ("search", self.tr("Found"), self.search),
        ):
            self.left.add_panel(name, title, panel)

    def _right(self, theme: Theme, registry: ActionRegistry) -> None:
        self.redactions = RedactionsPanel(self._project, theme, registry)
        self.passages = PassagesPanel(self._project, theme, registry)
        self.entities = EntitiesPanel(self._project, theme, registry)
        self.text = TextPanel(self._project, theme)
        self.info = InfoPanel(self._project)
        self.right = TabPanel(self.tr("What was found"))
        for name, title, panel in (
            ("redactions", self.tr("Redactions"), self.redactions),
            ("passages", self.tr("Passages"), self.passages),
            ("entities", self.tr("Entities"), self.entities),
            ("text", self.tr("Text"), self.text),
            ("info", self.tr("Info"), self.info),
        ):
            self.right.add_panel(name, title, panel)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.cite)
        column.addWidget(self.page_view, 1)
        column.addWidget(self.strip)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        for part in (self.left, middle, self.right):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([LEFT, 680, RIGHT])
        self.splitter.setCollapsible(1, False)
        self.left.setMinimumWidth(200)
        self.right.setMinimumWidth(320)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self, theme: Theme) -> None:
        view, commands = self.page_view, self._commands
        view.page_changed.connect(self._page_changed)
        view.zoom_changed.connect(self.strip.show_zoom)
        view.redaction_clicked.connect(self.select_redaction)
        view.highlight_clicked.connect(self.select_highlight)
        view.selection_changed.connect(self._words_selected)
        view.region_drawn.connect(commands.draw)
        view.rect_edited.connect(commands.change_box)
        view.notice_clicked.connect(self._notice)
        view.visible_changed.connect(self._in_view)
        self.strip.page_typed.connect(self.go_to_number)
        self.documents.page_chosen.connect(self.go_to)
        self.documents.problem_chosen.connect(self.problem_chosen)
        self.documents.import_wanted.connect(self.import_wanted)
        self.pages.page_chosen.connect(self.go_to)
        self.outline.page_chosen.connect(self.go_to)
        self.search.chosen.connect(self.go_to_hit)
        self.search.found.connect(self._found)
        self.redactions.chosen.connect(self.show_redaction)
        self.redactions.count_changed.connect(lambda count: self.right.set_count("redactions", count))
        self.passages.chosen.connect(self.show_passage)
        self.passages.count_changed.connect(lambda count: self.right.set_count("passages", count))
        self.passages.note_written.connect(lambda passage, text: commands.set_note("passage", passage, text))
        self.entities.count_changed.connect(lambda count: self.right.set_count("entities", count))
        self.entities.mention_chosen.connect(self.show_mention)
        details = self.redactions.details
        details.codes_typed.connect(commands.set_codes)
        details.kind_chosen.connect(commands.set_kind)
        details.position_chosen.connect(commands.set_position)
        details.note_written.connect(lambda text: commands.set_note("redaction", self.redactions.selected or "", text))
        commands.code_problem.connect(details.show_problem)
        commands.redaction_wanted.connect(self.show_redaction)
        commands.passage_made.connect(self._passage_made)
        commands.entity_made.connect(self._entity_made)
        self._project.changed.connect(self.refresh)
        theme.changed.connect(self._recolor)
        for panel in (self.redactions, self.passages):
            panel.left.connect(self.page_view.setFocus)
        self.passages.reload()
        self.entities.reload()

    def show_importing(self, words: str) -> None:
        """Say in the places that are empty what is being imported (`Importing 6 files …`); nothing: what to do."""
        waiting = self.tr("The first pages appear in a moment.")
        asking = self.tr("Drop the files that the agency sent here, or press Ctrl+I.")
        self.page_view.set_empty_text(words or self.tr("Nothing imported yet"), waiting if words else asking)
        self.documents.show_importing(words)

    def go_to(self, page_id: int) -> None:
        """Show a page and remember where we came from."""
        here = self.page_view.place()
        if here is not None and self.page_view.current_page() != page_id:
            self._trail.jump(here)
        self.page_view.go_to(page_id)

    def go_to_number(self, number: int) -> None:
        """Show the page with this number in the run of all pages, from 1."""
        ids = self._project.page_ids
        if ids:
            self.go_to(ids[max(1, min(number, len(ids))) - 1])
            self.page_view.setFocus()

    def go_back(self, forward: bool = False) -> None:
        """Go to where we came from, or forward again."""
        here = self.page_view.place()
        place = (self._trail.forward(here) if forward else self._trail.back(here)) if here is not None else None
        if place is not None:
            self.page_view.return_to(place)
            self.selection_changed.emit()

    def can_go_back(self, forward: bool = False) -> bool:
        """Whether there is a place to go back or forward to."""
        return self._trail.can_go(forward)

    def zoom_to_selection(self) -> None:
        """Let the selected words, else the selected redaction, fill the view."""
        row = self._project.redaction(self._commands.redaction)
        if self._commands.segments:
            first = self._commands.segments[0]
            self.page_view.zoom_to(first.page_id, bounds(first.rects))
        elif row is not None:
            self.page_view.zoom_to(row.page_id, bounds(row.rects))

    def copy_quote(self) -> None:
        """Copy the selected words in quotation marks, and where they stand."""
        pages = [segment.page_id for segment in self._commands.segments]
        if pages:
            QGuiApplication.clipboard().setText(f"“{self._commands.quote()}” ({self._project.cite(pages)})")

    def go_to_hit(self, page_id: int) -> None:
        """Show a page found by the search, at its first hit."""
        boxes = self._project.hit_boxes(page_id)
        self.pages_model.current_hit = page_id
        self.page_view.refresh()
        self.go_to(page_id)
        if boxes:
            self.page_view.go_to(page_id, boxes[0][0])

    def show_redaction(self, redaction: str) -> None:
        """Bring a redaction into view and select it."""
        row = self._project.redaction(redaction)
        if row is not None:
            self.go_to(row.page_id)
            self.page_view.go_to(row.page_id, row.rects[0])
            self.select_redaction(redaction)

    def select_redaction(self, redaction: str | None) -> None:
        """Select a redaction where it is."""
        self._commands.redaction = redaction
        self.page_view.select_redaction(redaction)
        row = self._project.redaction(redaction) if redaction is not None else None
        if row is not None:
            self.redactions.show_page(row.page_id)
            self.right.show_panel("redactions")
        self.redactions.select(redaction)
        self.selection_changed.emit()

    def show_passage(self, passage: str) -> None:
        """Bring a passage into view and select it."""
        row = self._project.passage(passage)
        if row is not None:
            self.go_to(row.page_id)
            self.page_view.go_to(row.page_id, row.rects[0] if row.rects else None)
            self._select_passage(passage)

    def show_mention(self, mention: str) -> None:
        """Bring a mention into view."""
        self._commands.mention = mention
        row = self._project.mention(mention)
        if row is not None:
            self.go_to(row.page_id)
            self.page_view.go_to(row.page_id, row.rects[0] if row.rects else None)
        self.selection_changed.emit()

    def select_highlight(self, mark: str) -> None:
        """Select the passage or the entity whose mark was clicked."""
        if self._project.passage(mark) is not None:
            self._select_passage(mark)
            self.right.show_panel("passages")
            return
        entity = self._project.entity_of(mark)
        if entity is not None:
            self.right.show_panel("entities")
            self.entities.select(entity, mark)

    def refresh(self, changes: Changes) -> None:
        """Show what changed, and only that."""
        if "file" in changes or "release" in changes or "project" in changes:
            self.page_view.reload()
            self.pages.reload()
        stale = self._project.stale
        if any(kind in changes for kind in ("page", "file", "document", "redaction", "release")):
            self.documents.reload()
            self.pages.model.refresh(stale)
        self.page_view.refresh(stale)
        if "redaction" in changes or "page" in changes or "note" in changes:
            self.redactions.refresh(frozenset())
        if any(kind in changes for kind in ("passage", "tag", "note")):
            self.passages.refresh(frozenset())
        if "entity" in changes or "mention" in changes:
            self.entities.refresh()
        here = self.page_view.current_page()
        if stale is None or here in stale or here != self._commands.page:
            self._describe(here)

    def show_outline(self, page_id: int) -> None:
        """Show the outline of the file that a page lies in, as far as it is known."""
        self.outline.show_outline(self._project.outline(page_id))

    def state(self) -> str:
        """Where the reader is, as text that `restore` understands."""
        return json.dumps(self.page_view.view_state())

    def restore(self, state: str) -> None:
        """Go back to where the reader was; what does not fit any more is ignored."""
        try:
            kept = json.loads(state) if state else None
        except json.JSONDecodeError:  # the settings file was edited or cut off: nothing is lost but the place
            kept = None
        if isinstance(kept, dict):
            self.page_view.restore(kept)

    def _in_view(self, pages: tuple[int, ...]) -> None:
        for page in reversed(pages):
            self._project.prefer(page)

    def _notice(self, page_id: int) -> None:
        row = self._project.page(page_id)
        if row is not None and self._project.is_missing(row.file_id):
            self.problem_chosen.emit(f"file:{row.file_id}")
        self._project.prefer(page_id)

    def _select_passage(self, passage: str | None) -> None:
        self._commands.passage = passage
        self.passages.select(passage)
        self.pages_model.selected_passage = passage
        self.page_view.refresh()
        self.selection_changed.emit()

    def _passage_made(self, passage: str) -> None:
        self.page_view.clear_selection()
        self._commands.region = None
        self.right.show_panel("passages")
        self._select_passage(passage)

    def _entity_made(self, entity: str) -> None:
        self.page_view.clear_selection()
        self.right.show_panel("entities")
        self.entities.select(entity)

    def _words_selected(self, segments: object) -> None:
        assert isinstance(segments, tuple)
        self._commands.segments = segments
        self._commands.region = None
        self.selection_changed.emit()

    def _found(self, count: int) -> None:
        self.left.set_count("search", count)
        self.pages_model.current_hit = None
        self.page_view.refresh()
        if self.search.query:
            self.left.show_panel("search")

    def _page_changed(self, page_id: int | None) -> None:
        self._describe(page_id)
        self.page_shown.emit(page_id)

    def _describe(self, page_id: int | None) -> None:
        """Say all around the page what the project has of it."""
        self._commands.page = page_id
        row = self._project.page(page_id) if page_id is not None else None
        self.strip.show_place(row.number if row else 0, self._project.page_count)
        if row is None:
            self.cite.show_cite(self.tr("No page yet"))
        else:
            self.cite.show_cite(row.cite, row.document, *self._state_of(row.state, row.seen))
        for panel in (self.documents, self.pages, self.redactions, self.text, self.info):
            panel.show_page(page_id)
        if page_id is not None:
            self.show_outline(page_id)

    def _state_of(self, state: str, seen: bool) -> tuple[str, str]:
        if state == "failed":
            return self.tr("could not be read"), "bad"
        if state != "done":
            return self.tr("not read yet"), "attention"
        return (self.tr("seen ✓"), "good") if seen else (self.tr("not seen"), "small")

    def _recolor(self) -> None:
        self.page_view.set_colors(page_palette(self._theme))
        self.page_view.refresh()
