"""The left side of the entities view: names suggested, entities confirmed, who writes to whom, names rejected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabBar, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.review import ENTITY_KINDS
from reviewer.storage.reads import Reads
from reviewer.storage.rows import EntityRow
from reviewer.storage.rows.names import CorrespondenceRow, NameRow, SuggestionRow
from reviewer.text.names.model import has_model
from reviewer.ui.entities.tables import make_table
from reviewer.ui.models.rows_table import Column, RowsTable
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import label, row
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.lead_down import lead_down

_TYPING: Final = 250  # milliseconds of rest before names are looked for
_PORTION: Final = 200
_RULES_ALONE: Final = (
    "Names come from headers, forms, lists and rules; no statistical model is installed. One finds more names of "
    "running text, some of them wrongly. An installation from source adds it with: uv sync --group names"
)
TABS: Final = ("suggested", "entities", "letters", "rejected")


class EntityLists(QWidget):
    """`chosen` tells what is current: a SuggestionRow, an EntityRow, a CorrespondenceRow, a NameRow or None.

    `accepted` and `refused` tell that Enter or Delete was pressed on it.
    """

    chosen = Signal(object)
    accepted = Signal()
    refused = Signal()

    def __init__(self, reads: Reads, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What to list"))
        for name in (self.tr("Suggested"), self.tr("Entities"), self.tr("Who writes to whom"), self.tr("Rejected")):
            self.tabs.addTab(name)
        self.part = QLineEdit()
        self.part.setPlaceholderText(self.tr("Part of a name"))
        self.part.setAccessibleName(self.tr("Only names that hold this"))
        self.part.setClearButtonEnabled(True)
        self.kind = ChoiceBox(self.tr("Kind"), [self.tr("any kind"), *ENTITY_KINDS])
        self.suggested = RowsTable(self._suggestion_columns(), self._more_suggestions, self)
        self.entities = RowsTable(self._entity_columns(), parent=self)
        self.letters = RowsTable(self._letter_columns(), parent=self)
        self.rejected = RowsTable(self._rejected_columns(), parent=self)
        self.tables = (
            make_table(self.suggested, self.tr("Suggested names")),
            make_table(self.entities, self.tr("Entities")),
            make_table(self.letters, self.tr("Correspondence")),
            make_table(self.rejected, self.tr("Rejected names")),
        )
        for table in self.tables:
            table.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current()))
            table.installEventFilter(self)
        self.empty = EmptyState(theme)
        self._stack = QStackedWidget()
        for page in (self.empty, *self.tables):
            self._stack.addWidget(page)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING)
        self._lay_out()
        self._rest.timeout.connect(self.reload)
        self.part.textChanged.connect(self._rest.start)
        lead_down(self.part, lambda: self.table)
        self.kind.currentIndexChanged.connect(self.reload)
        self.tabs.currentChanged.connect(self.reload)

    @property
    def tab(self) -> str:
        """Which list is shown: one of TABS."""
        return TABS[max(0, self.tabs.currentIndex())]

    @property
    def table(self) -> QTableView:
        """The list that is shown."""
        return self.tables[max(0, self.tabs.currentIndex())]

    def current(self) -> object:
        """The row that the keys are on."""
        return self._model.row(self.table.currentIndex())

    @property
    def _model(self) -> RowsTable[Any]:
        return (self.suggested, self.entities, self.letters, self.rejected)[max(0, self.tabs.currentIndex())]

    def reload(self) -> None:
        """Ask the project anew; the keys stay at what they are on, or at what took its place."""
        place, current = max(0, self.table.currentIndex().row()), self.current()
        self.kind.setVisible(self.tab != "letters")
        self.rules_alone.setVisible(self.tab == "suggested" and not has_model())
        if self.tab == "suggested":
            self.suggested.show(self._more_suggestions(0))
        elif self.tab == "entities":
            self.entities.show([row for row in self._reads.marks.entities() if self._fits(row)])
        elif self.tab == "rejected":
            self.rejected.show([row for row in self._reads.names.rejected() if self._is_rejected(row)])
        else:
            self.letters.show([row for row in self._reads.entities.correspondence() if self._writes(row)])
        count = self.table.model().rowCount()
        if count:
            self._stack.setCurrentWidget(self.table)
            again = next((n for n, row in enumerate(self._model.rows) if _is_same(row, current)), None)
            self.table.selectRow(min(place, count - 1) if again is None else again)
        else:
            self._say_empty()
            self._stack.setCurrentWidget(self.empty)
        self.chosen.emit(self.current())

    def show_tab(self, name: str) -> None:
        """Show one of TABS."""
        self.tabs.setCurrentIndex(TABS.index(name))

    def select_entity(self, uuid: object) -> None:
        """Show an entity in the list of all."""
        self.part.clear()
        self.kind.setCurrentIndex(0)
        self._rest.stop()
        self.show_tab("entities")
        self.reload()
        place = next((n for n, entity in enumerate(self.entities.rows) if entity.uuid == uuid), None)
        if place is not None:
            self.table.selectRow(place)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.tables:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accepted.emit()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.refused.emit()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = row(self.part, self.kind)
        head.setContentsMargins(12, 8, 12, 8)
        head.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.rules_alone = label(self.tr(_RULES_ALONE), "small", wrap=True, selectable=True)
        self.rules_alone.setContentsMargins(12, 6, 12, 8)
        layout.addWidget(self.rules_alone)

    def _more_suggestions(self, offset: int) -> Sequence[SuggestionRow]:
        kinds = [self.kind.currentText()] if self.kind.currentIndex() > 0 else []
        like = self.part.text().strip()
        limit = _PORTION if offset else max(_PORTION, len(self.suggested.rows))  # anew: as far as one had come
        return self._reads.names.suggestions(kinds=kinds, like=like, offset=offset, limit=limit)

    def _fits(self, entity: EntityRow) -> bool:
        if self.kind.currentIndex() > 0 and entity.kind != self.kind.currentText():
            return False
        like = self.part.text().strip().casefold()
        return not like or any(like in name.casefold() for name in (entity.name, *entity.aliases))

    def _is_rejected(self, name: NameRow) -> bool:
        if self.kind.currentIndex() > 0 and name.kind != self.kind.currentText():
            return False
        return self.part.text().strip().casefold() in name.form.casefold()

    def _writes(self, letters: CorrespondenceRow) -> bool:
        like = self.part.text().strip().casefold()
        return like in f"{letters.sender}\n{letters.recipient}".casefold()

    def _say_empty(self) -> None:
        if self.part.text().strip() or (self.kind.currentIndex() > 0 and self.tab != "letters"):
            self.empty.say("search", self.tr("No name fits"), self.tr("Type less of the name, or choose any kind."))
            return
        state = self._reads.names.state()
        if self.tab == "suggested" and state.waiting:
            words = self.tr("{0} pages wait to be looked through; names appear as that goes on.")
            self.empty.say("person", self.tr("Looking for names …"), words.format(f"{state.waiting:,}"))
        elif self.tab == "suggested" and state.names:
            self.empty.say("check", self.tr("Nothing left to decide"), self.tr("Every name found has been decided on."))
        elif self.tab == "rejected":
            words = self.tr("What you say is no name is kept here, and can be suggested again.")
            self.empty.say("reject", self.tr("No names rejected"), words)
        elif self.tab == "entities":
            words = self.tr("Accept a suggested name, or select a name on a page and press E.")
            self.empty.say("person", self.tr("No entities yet"), words)
        else:
            words = self.tr("Names and letters appear here as pages are read.")
            self.empty.say("person", self.tr("Nothing found yet"), words)

    def _suggestion_columns(self) -> Sequence[Column[SuggestionRow]]:
        return (
            Column(self.tr("Name"), lambda row: row.form, 180, stretch=True),
            Column(self.tr("Kind"), lambda row: row.kind, 108),
            Column(self.tr("Names"), lambda row: f"{row.size:,}", 64, number=True),
            Column(self.tr("Mentions"), lambda row: f"{row.mentions:,}", 84, number=True),
        )

    def _entity_columns(self) -> Sequence[Column[EntityRow]]:
        return (
            Column(self.tr("Name"), lambda row: row.name, 180, stretch=True),
            Column(self.tr("Kind"), lambda row: row.kind, 108),
            Column(self.tr("Role"), lambda row: row.role, 108),
            Column(self.tr("Mentions"), lambda row: f"{row.mentions:,}", 84, number=True),
        )

    def _rejected_columns(self) -> Sequence[Column[NameRow]]:
        return (
            Column(self.tr("Name"), lambda row: row.form, 240, stretch=True),
            Column(self.tr("Kind"), lambda row: row.kind, 120),
            Column(self.tr("Mentions"), lambda row: f"{row.mentions:,}", 90, number=True),
        )

    def _letter_columns(self) -> Sequence[Column[CorrespondenceRow]]:
        return (
            Column(self.tr("From"), lambda row: row.sender, 140, stretch=True),
            Column(self.tr("To"), lambda row: row.recipient, 140),
            Column(self.tr("Messages"), lambda row: f"{row.messages:,}", 80, number=True),
            Column(self.tr("When"), _when, 160),
        )


def _when(row: CorrespondenceRow) -> str:
    first, last = (row.first or "")[:10], (row.last or "")[:10]
    return first if first == last else f"{first} – {last}"


def _is_same(row: object, before: object) -> bool:
    """Whether a row is of what an earlier row was of, whatever is said of it by now."""
    return type(row) is type(before) and _identity(row) == _identity(before)


def _identity(row: object) -> object:
    match row:
        case SuggestionRow():
            return row.leader
        case EntityRow():
            return row.uuid
        case NameRow():
            return row.id
        case CorrespondenceRow():
            return row.sender, row.recipient
    return row
