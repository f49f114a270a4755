"""The passage that the keys are on: all its words, its note, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.models.rows import PassageRow
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import button
from reviewer.ui.widgets.cites import CiteLabel
from reviewer.ui.widgets.note import NoteField

_HEIGHT = 72


class BoardDetails(QWidget):
    """`note_written` tells passage and note; nothing is shown while no passage is selected."""

    note_written = Signal(object, object)  # passage id, str
    place_wanted = Signal(object)  # passage id

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage: str | None = None
        self._cite = CiteLabel("", "strong")
        self._quote = QPlainTextEdit()
        self._quote.setReadOnly(True)
        self._quote.setTabChangesFocus(True)
        self._quote.setAccessibleName(self.tr("Words of the passage"))
        self._quote.setFixedHeight(_HEIGHT)
        self.note = NoteField(self.tr("Note on this passage"))
        self.note.setFixedHeight(_HEIGHT)
        show = button(self.tr("Show on its page"), lambda: self.place_wanted.emit(self._passage))
        fields = QHBoxLayout()
        fields.setSpacing(10)
        fields.addWidget(self._quote, 3)
        fields.addWidget(self.note, 2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._cite, 1)
        head.addWidget(ActionButton(registry.action("passage.tag"), registry.key("passage.tag")))
        head.addWidget(show)
        head.addWidget(ActionButton(registry.action("passage.remove"), registry.key("passage.remove"), "",
                                    self.tr("Remove")))  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(fields)
        self.note.written.connect(self._written)

    def set_editable(self, editable: bool) -> None:
        """Whether the note takes anything."""
        self.note.setReadOnly(not editable)

    def show_passage(self, row: PassageRow | None, selected: int) -> None:
        """Show a passage, or nothing; `selected` says how many are selected together with it."""
        if row is None or row.id != self._passage:
            self.note.flush()
        self._passage = row.id if row is not None else None
        self.setVisible(row is not None)
        if row is None:
            return
        more = self.tr(" · {0} selected").format(f"{selected:,}") if selected > 1 else ""
        self._cite.setText(row.cite + more)
        words = row.quote or self.tr("A region of the page, without words.")
        if self._quote.toPlainText() != words:
            self._quote.setPlainText(words)
        self.note.show_text(row.note)

    def _written(self, text: str) -> None:
        if self._passage is not None:
            self.note_written.emit(self._passage, text)
