"""What the agency's own index comes to: entries matched, codes that differ, pages not released, deletions left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.model.changes import Changes
from reviewer.model.ids import Uuid
from reviewer.services.indexes.results import DeletionPlace, IndexResults, deletion_places, index_results
from reviewer.storage.reads import Reads
from reviewer.ui.agency_index.details import EntryDetails
from reviewer.ui.agency_index.request_choice import RequestChoice
from reviewer.ui.agency_index.rows import PARTS, IndexLine, Shown, columns, counts, lines_of, part_name, part_words
from reviewer.ui.models.rows_table import RowsTable
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import ElidedLabel, button, divider, label, row
from reviewer.ui.widgets.chip_row import ChipRow
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.heads import fit_columns

Run: TypeAlias = Callable[[Callable[[], IndexResults], Callable[[Future[IndexResults]], object]], None]

_KINDS: Final = frozenset({"agency index", "redaction", "page", "file", "release", "request", "event", "virtual page"})


class AgencyIndexView(QWidget):
    """`place_wanted` asks for a redaction, `page_wanted` for a page, `import_wanted` for a file to import."""

    place_wanted = Signal(object)  # Uuid
    page_wanted = Signal(object)  # page id
    import_wanted = Signal()
    remove_wanted = Signal(object)  # Uuid
    selection_changed = Signal()
    judged = Signal(object, object, object)  # Uuid of an entry, deletions (tuple of Uuid), verdict
    match_wanted = Signal(object, object)  # deletions (tuple of Uuid), where they are
    request_chosen = Signal(object, object)  # Uuid of an index, Uuid of a request or None

    def __init__(self, reads: Reads, run: Run, theme: Theme, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads, self._run, self._theme, self._editable = reads, run, theme, editable
        self._stale, self._asked = True, False
        self._found: IndexResults | None = None
        self._part: Shown = "all"
        self.model: RowsTable[IndexLine] = RowsTable(columns(), parent=self)
        self.list = QTreeView()
        self.details = EntryDetails(self._places_of, editable=editable)
        self.details.judged.connect(self.judged)
        self.details.match_wanted.connect(self.match_wanted)
        self.indexes = ChoiceBox(self.tr("Index"))
        self.requests = RequestChoice(editable=editable)
        self.requests.chosen.connect(lambda request: self.request_chosen.emit(self.index, request))
        self._name = label("", "strong")
        self._about = ElidedLabel("", "secondary")
        self._said = label("", "secondary", wrap=True)
        self._chips = ChipRow()
        self._parts: dict[Shown, QToolButton] = {}
        self._state = EmptyState(theme)
        self._state.offer(self.tr("Import index …"), self.import_wanted.emit, "primary")
        self._stack = QStackedWidget()
        self._lay_out()
        self._set_up_list()
        self._say_loading()

    @property
    def found(self) -> IndexResults | None:
        """What was worked out last; None before that."""
        return self._found

    @property
    def index(self) -> Uuid | None:
        """The index that is chosen above the list."""
        data = self.indexes.currentData()
        return Uuid(str(data)) if data else None

    def come(self) -> None:
        """It was brought to the front: the keys go to the list, or to what brings an index in."""
        if self._found is None or (self._state.isVisible() and not self._editable):
            self.setFocus()  # nothing in it can take keys now
        else:
            (self._state if self._stack.currentWidget() is self._state else self.list).setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed: match again, at once if the view is in front, else when it comes there."""
        if _KINDS & set(changes.ids):
            self._stale = True
            self._ask()

    def show_part(self, part: Shown) -> None:
        """Show only the lines of one part."""
        self._part = part
        self._parts[part].setChecked(True)
        self._show_lines()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _lay_out(self) -> None:
        steps = (button(self.tr("Import index …"), self.import_wanted.emit), button(self.tr("Remove"), self._remove))
        for step in steps:
            step.setEnabled(self._editable)
        steps[1].setAccessibleName(self.tr("Remove this index"))
        head = row(self._name, self.indexes, self._about, self.requests, *steps)
        head.setContentsMargins(12, 8, 12, 4)
        head.setStretch(2, 1)
        self.indexes.setMinimumWidth(220)
        self.indexes.currentIndexChanged.connect(self._say_about)
        frame = QFrame()
        frame.setProperty("role", "panel")
        top = QVBoxLayout(frame)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addLayout(head)
        chips = row(self._chips)
        chips.setContentsMargins(12, 2, 12, 4)
        top.addLayout(chips)
        said = row(self._said)
        said.setContentsMargins(12, 0, 12, 8)
        top.addLayout(said)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(frame)
        inside.addWidget(divider())
        inside.addWidget(split, 1)
        self._stack.addWidget(self._state)
        self._stack.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._make_parts()

    def _make_parts(self) -> None:
        group = QButtonGroup(self)
        for part in PARTS:
            made = QToolButton()
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setToolTip(part_words(part))
            made.setAccessibleName(part_name(part))  # until it has its count
            made.clicked.connect(lambda _on, which=part: self.show_part(which))
            group.addButton(made)
            self._parts[part] = made
        self._parts["all"].setChecked(True)
        self._chips.set_chips(list(self._parts.values()))

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Entries of the index and deletions without one"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeView::item { padding: 5px; }")
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        header = self.list.header()
        header.setStretchLastSection(False)
        fit_columns(header, [column.width for column in self.model.columns])
        for place, column in enumerate(self.model.columns):
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._show_entry)

    def _ask(self) -> None:
        """Match behind what changed; one matching at a time."""
        if self._stale and not self._asked and self.isVisible():
            self._stale, self._asked = False, True
            self._run(lambda: index_results(self._reads), self._arrived)

    def _arrived(self, done: Future[IndexResults]) -> None:
        self._asked = False
        if done.cancelled():
            return
        self._found = done.result()
        self._show()
        if self.hasFocus():  # nobody took the keys elsewhere meanwhile
            self.come()
        self._ask()

    def _say_loading(self) -> None:
        self._state.say("note", self.tr("Matching the index …"), "")
        self._state.show_steps(False)

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        self._stack.setCurrentIndex(1 if found.indexes else 0)
        if not found.indexes:
            words = self.tr(
                "A Vaughn index or a declaration says why each page is withheld. Import it as XLSX, CSV, Word or PDF: "
                "its reasons are quoted beside the deletions, and what it leaves out is listed."
            )
            self._state.say("note", self.tr("No index of the agency yet"), words)
            self._state.show_steps(self._editable)
            return
        self._show_indexes(found)
        for part, count in counts(found).items():
            words = f"{part_name(part)} {count:,}"
            self._parts[part].setText(words)
            self._parts[part].setAccessibleName(words)
        self._chips.fit()
        self._show_lines()

    def _show_indexes(self, found: IndexResults) -> None:
        before = self.index
        self.indexes.blockSignals(True)
        self.indexes.clear()
        for each in found.indexes:
            self.indexes.addItem(each.name, each.uuid)
        self.indexes.setCurrentIndex(max(0, self.indexes.findData(before) if before else 0))
        self.indexes.setVisible(len(found.indexes) > 1)
        self._name.setVisible(len(found.indexes) == 1)
        self._name.setText(found.indexes[0].name)
        self.indexes.blockSignals(False)
        self._say_about()

    def _say_about(self, *_index: object) -> None:
        chosen = next((each for each in self._found.indexes if each.uuid == self.index), None) if self._found else None
        if chosen is None:
            self._about.setText("")
            return
        parts = [self.tr("{0} entries").format(f"{chosen.entries:,}")]
        if chosen.key:
            parts.append(self.tr("{0} sub-codes in its key").format(f"{len(chosen.key):,}"))
        parts.append(self.tr("imported {0} by {1}").format(chosen.imported_at[:10], chosen.imported_by))
        self._about.setText(" · ".join(parts))
        self.requests.show_requests(self._reads.matter.requests(), chosen.request)
        self.selection_changed.emit()

    def _show_lines(self) -> None:
        found = self._found
        if found is None:
            return
        said = part_words(self._part)
        if found.unread:
            said += " " + self.tr("{0} pages are not yet read: their numbers are not known.").format(
                f"{found.unread:,}"
            )
        self._said.setText(said)
        before = self.list.currentIndex().row()
        self.model.show(lines_of(found, self._part))
        count = self.model.rowCount()
        self.details.show_line(None, found)
        if count:
            self.list.setCurrentIndex(self.model.index(max(0, min(before, count - 1)), 0))

    def _places_of(self, deletions: Sequence[Uuid]) -> Mapping[Uuid, DeletionPlace]:
        return deletion_places(self._reads, self._found.there, deletions) if self._found is not None else {}

    def _show_entry(self, index: QModelIndex) -> None:
        if self._found is not None:
            self.details.show_line(self.model.row(index), self._found)

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row(index)
        if line is not None and line.redaction is not None:
            self.place_wanted.emit(line.redaction)
        elif line is not None and line.page is not None:
            self.page_wanted.emit(line.page)

    def _remove(self) -> None:
        if self.index is not None:
            self.remove_wanted.emit(self.index)
