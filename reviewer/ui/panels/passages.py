"""Tagged passages: the list, the note of the selected one, and the tags with their keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.models.rows import PassageRow
from reviewer.ui.panels.list_panel import ListPanel
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import divider, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.cites import CiteLabel
from reviewer.ui.widgets.note import NoteField


class PassagesPanel(QWidget):
    """Passages of the whole project, by tag; a click shows the place."""

    chosen = Signal(object)  # id
    note_written = Signal(object, object)  # id, str
    count_changed = Signal(object)  # int
    left = Signal()  # the note is done with: the keys belong to the page again

    def __init__(self, project: Project, theme: Theme, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._selected: str | None = None
        self._stale = False
        self.list = ListPanel(theme, self.tr("Passages"), project.passage, _words)
        self.list.empty.say(
            "tag",
            self.tr("No passages yet"),
            self.tr("Select words on the page and press {0}, then the tag's key. With {1} you drag a region.").format(
                registry.key("passage.tag"), registry.key("tool.region")
            ),
        )
        self._tag = ChoiceBox(self.tr("Which tag"))
        self._tags: list[str] = []
        self.list.head.addWidget(self._tag, 1)
        manage = registry.button("tags.manage")
        self.list.head.addWidget(manage)
        self._details = QWidget()
        self._cite = CiteLabel("", "strong")
        self._quote = label("", "secondary", wrap=True, selectable=True)
        self._quote.setMaximumHeight(110)
        self._note = NoteField(self.tr("Note on this passage"))
        inside = QVBoxLayout(self._details)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        for widget in (self._cite, self._quote, self._note):
            inside.addWidget(widget)
        buttons = row_of(
            ActionButton(registry.action("passage.tag"), registry.key("passage.tag")),
            ActionButton(registry.action("passage.remove"), "", "", self.tr("Remove")),
        )
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self.setFocusProxy(self.list.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(divider())
        layout.addWidget(self._details)
        QWidget.setTabOrder(self._tag, manage)
        QWidget.setTabOrder(manage, self.list.view)
        self._tag.activated.connect(self.reload)
        self.list.current_changed.connect(self._current)
        self.list.activated.connect(self.chosen)
        self._note.written.connect(self._written)
        self._note.left.connect(self.left)
        self.reload()
        self.select(None)

    @property
    def selected(self) -> str | None:
        """Id of the selected passage."""
        return self._selected

    @property
    def note_field(self) -> NoteField:
        """The field for a note on the selected passage."""
        return self._note

    def set_editable(self, editable: bool) -> None:
        """Whether the note takes anything."""
        self._note.setReadOnly(not editable)

    def select(self, passage_id: str | None) -> None:
        """Show a passage as selected."""
        self._note.flush()
        self._selected = passage_id
        self.list.select(passage_id)
        self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self.reload()
            self.list.model.refresh()
            self._show()
        super().showEvent(event)

    def reload(self, *_changed: object) -> None:
        """Ask the project which tags and passages there are."""
        self._stale = False
        wanted = self._tags[self._tag.currentIndex()] if 0 <= self._tag.currentIndex() < len(self._tags) else ""
        tags = self._project.tags()
        self._tags = ["", *(tag.id for tag in tags)]
        self._tag.clear()
        self._tag.addItem(self.tr("All tags"))
        self._tag.addItems([f"{'    ' * tag.depth}{tag.name} ({tag.passages})" for tag in tags])
        self._tag.setCurrentIndex(self._tags.index(wanted) if wanted in self._tags else 0)
        chosen = self._tags[self._tag.currentIndex()]
        ids = self._project.passage_ids(chosen or None)
        self.list.show_ids(ids)
        self.count_changed.emit(len(self._project.passage_ids(None)) if chosen else len(ids))

    def refresh(self, ids: frozenset[object]) -> None:
        """These passages changed (none given: any); while the panel is hidden, they are but counted."""
        if not self.isVisible():
            self._stale = True
            self.count_changed.emit(len(self._project.passage_ids(None)))
            return
        self.reload()
        self.list.model.refresh(ids or None)
        self._show()

    def _show(self) -> None:
        row = self._project.passage(self._selected) if self._selected is not None else None
        self._details.setVisible(row is not None)
        if row is not None:
            self._cite.setText(row.cite)
            self._quote.setText(f"“{row.quote}”" if row.quote else self.tr("A region of the page"))
            self._note.show_text(row.note)

    def _current(self, passage_id: object) -> None:
        if passage_id is not None:
            self.chosen.emit(passage_id)

    def _written(self, text: str) -> None:
        if self._selected is not None:
            self.note_written.emit(self._selected, text)


def _words(row: PassageRow) -> str:
    tags = ", ".join(name for name, _color in row.tags)
    return f"{tags}: {row.quote or 'region'}, {row.cite}. {row.note}"
