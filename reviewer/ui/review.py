"""The review view: ways to a page at the left, the page in the middle, what was found at the right."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.changes import Changes
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.journey import Journey
from reviewer.ui.page import PageView, TileSource, Tool
from reviewer.ui.page.drawn_kind import drawn_kind
from reviewer.ui.page_colors import page_palette
from reviewer.ui.page_model import ProjectPages
from reviewer.ui.panels.page_strip import PageStrip, PinCiteBar
from reviewer.ui.panels.sides import Findings, SideBySide, Ways
from reviewer.ui.project import Project
from reviewer.ui.search.keeping import keep_searches
from reviewer.ui.selecting import Selecting
from reviewer.ui.theme.theme import Theme


class ReviewView(QWidget):
    """Puts the parts together, and shows in all of them the page in view and what changed in the project."""

    page_shown = Signal(object)  # page id
    selection_changed = Signal()
    problem_chosen = Signal(object)  # id of the tree row of a file
    import_wanted = Signal()
    hinted = Signal(object)  # str: what the keys do with what is selected or in hand, or nothing

    def __init__(
        self, project: Project, commands: ReviewCommands, theme: Theme, registry: ActionRegistry, tiles: TileSource
    ) -> None:
        super().__init__()
        self._project, self._commands, self._theme, self._registry = project, commands, theme, registry
        self.pages_model = ProjectPages(project, theme)
        self.page_view = PageView(page_palette(theme))
        self.page_view.setMinimumWidth(320)
        self.cite, self.strip = PinCiteBar(registry), PageStrip(registry)
        self.left, self.right = Ways(project, theme), Findings(project, theme, registry)
        self.documents, self.pages, self.outline = self.left.documents, self.left.pages, self.left.outline
        self.search = self.left.search
        self.redactions, self.passages, self.entities = self.right.redactions, self.right.passages, self.right.entities
        self.text, self.info, self.comments = self.right.text, self.right.info, self.right.comments
        self.journey = Journey(project, commands, self.page_view, self.pages_model, self)
        self.selecting = Selecting(project, commands, self.page_view, self.pages_model, self.right, self.journey, self)
        self._lay_out()
        self._connect_page()
        self._connect_sides()
        project.changed.connect(self.refresh)
        theme.changed.connect(self._recolor)
        self.page_view.set_editable(not project.read_only)
        self.right.set_editable(not project.read_only)
        self.show_importing("")
        self.page_view.set_content(self.pages_model, tiles)
        self.page_view.set_fit("width")
        self._page_changed(self.page_view.current_page())

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.cite)
        column.addWidget(self.page_view, 1)
        column.addWidget(self.strip)
        self.splitter = SideBySide(self.left, middle, self.right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect_page(self) -> None:
        view, commands, journey = self.page_view, self._commands, self.journey
        view.page_changed.connect(self._page_changed)
        view.zoom_changed.connect(self.strip.show_zoom)
        view.region_drawn.connect(lambda page, rect: commands.draw(page, rect, drawn_kind(view, page, rect)))
        view.rect_edited.connect(commands.change_box)
        view.notice_clicked.connect(self._notice)
        view.visible_changed.connect(self._in_view)
        view.tool_changed.connect(lambda _tool: self._selected())
        self.strip.page_typed.connect(journey.go_to_number)
        self.selecting.changed.connect(self._selected)
        journey.went.connect(self._selected)

    def _connect_sides(self) -> None:
        commands, journey = self._commands, self.journey
        self.documents.problem_chosen.connect(self.problem_chosen)
        self.documents.import_wanted.connect(self.import_wanted)
        for panel in (self.documents, self.pages, self.outline):
            panel.page_chosen.connect(journey.go_to)
        self.search.chosen.connect(journey.go_to_hit)
        self.search.found.connect(self._found)
        self.search.place_chosen.connect(journey.go_to)
        keep_searches(self.search, commands)
        self.passages.note_written.connect(lambda passage, text: commands.set_note("passage", passage, text))
        details = self.redactions.details
        details.codes_typed.connect(commands.set_codes)
        details.kind_chosen.connect(commands.set_kind)
        details.position_chosen.connect(commands.set_position)
        details.note_written.connect(lambda text: commands.set_note("redaction", self.redactions.selected or "", text))
        commands.code_problem.connect(details.show_problem)
        for left in (self.redactions.left, self.passages.left):
            left.connect(self.page_view.setFocus)
        self.passages.reload()
        self.entities.reload()

    def show_importing(self, words: str) -> None:
        """Say in the places that are empty what is being imported (`Importing 6 files …`); nothing: what to do."""
        waiting = self.tr("The first pages appear in a moment.")
        key = self._registry.key("file.import")
        asking = self.tr("Drop the files that the agency sent here, or press {0}.").format(key)
        empty = self.tr("Nothing imported yet")
        if self._project.files():
            empty, asking = self.tr("No pages yet"), self.tr("None of the files could be opened; Documents says why.")
        self.page_view.set_empty_text(words or empty, waiting if words else asking)
        self.documents.show_importing(words)

    def go_to(self, page_id: int) -> None:
        """Show a page and remember where we came from."""
        self.journey.go_to(page_id)

    def go_to_number(self, number: int) -> None:
        """Show the page with this number in the run of all pages, from 1."""
        self.journey.go_to_number(number)

    def copy_quote(self) -> None:
        """Copy the selected words in quotation marks, and where they stand."""
        pages = [segment.page_id for segment in self._commands.segments]
        if pages:
            QGuiApplication.clipboard().setText(f"“{self._commands.quote()}” ({self._project.cite(pages)})")

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
            told = set(changes.ids) <= {"redaction", "page", "text"} and all(changes.ids.values())
            ids = [str(one) for one in changes.of("redaction")] if told else []
            self.redactions.refresh(ids, [int(page) for page in changes.of("page")] if told else [])
        if any(kind in changes for kind in ("passage", "tag", "note")):
            self.passages.refresh(frozenset())
        if "page" in changes or "passage" in changes:
            self.comments.refresh()
        if "page" in changes:
            self.search.note_reading()
        if "entity" in changes or "mention" in changes:
            self.entities.refresh()
        here = self.page_view.current_page()
        if stale is None or here in stale or here != self._commands.page or "document" in changes:
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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing else took: Escape makes them work on the page again, others say what they lack."""
        if event.key() == Qt.Key.Key_Escape and not self.page_view.hasFocus():
            self.page_view.setFocus()
            return
        missing = self._registry.unmet(event.keyCombination()) if not self._project.read_only else ""
        if missing:
            self.hinted.emit(missing)
        super().keyPressEvent(event)

    def _in_view(self, pages: tuple[int, ...]) -> None:
        for page in reversed(pages):
            self._project.prefer(page)

    def _notice(self, page_id: int) -> None:
        row = self._project.page(page_id)
        if row is not None and self._project.is_missing(row.file_id):
            self.problem_chosen.emit(f"file:{row.file_id}")
        self._project.prefer(page_id)

    def _found(self, count: int) -> None:
        self.left.set_count("search", count)
        self.pages_model.current_hit = None
        self.page_view.refresh()
        if self.search.query:
            self.left.show_panel("search")

    def _selected(self) -> None:
        self.hinted.emit(self._hint())
        self.selection_changed.emit()

    def _hint(self) -> str:
        key = self._registry.key
        tool = self.page_view.tool()
        if tool in (Tool.DRAW, Tool.REGION):
            if tool == Tool.DRAW:
                return self.tr("Drag a box around the redaction · Shift: several · Space: in the middle · Esc: away")
            return self.tr("Drag a box · with Shift several · Esc puts the tool away")
        if self._commands.segments and self._commands.editable:
            words = self.tr("{0} tag · {1} entity · {2} copy")
            return words.format(key("passage.tag"), key("entity.mark"), key("edit.copy"))
        return ""

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
        self.splitter.follow_text()
