"""The table itself: how it scrolls, selects and takes keys; a line above a group opens, closes and selects it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from reviewer.ui.models.lists import Index
from reviewer.ui.models.selection import selection_of
from reviewer.ui.table.delegate import HEIGHT
from reviewer.ui.table.group_line import ARROW
from reviewer.ui.table.groups import Group
from reviewer.ui.table.lines import Rows
from reviewer.ui.table.model import RedactionTableModel
from reviewer.ui.widgets.heads import fit_columns
from reviewer.ui.widgets.sized import even_rows

_TRIGGERS = QAbstractItemView.EditTrigger


class RedactionGrid(QTableView):
    """`group_turned` asks to open or close a group; a cell is edited by F2 or a second click on its row."""

    group_turned = Signal(object)  # key of the group
    menu_wanted = Signal(object, object)  # QPoint of the screen, whether it is for the line of a group

    def __init__(self, model: RedactionTableModel) -> None:
        super().__init__()
        self._redactions = model
        self.hovered = -1  # the row below the mouse
        self.setModel(model)
        self.setAccessibleName(self.tr("Redactions of the project"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_TRIGGERS.EditKeyPressed | _TRIGGERS.SelectedClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        even_rows(self, HEIGHT)
        rows.setVisible(False)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(model, self))  # of the table's, it asks if every row is selected
        header.setSectionsClickable(True)
        fit_columns(header, [column.width for column in model.columns])
        for place, column in enumerate(model.columns):
            header.setSectionHidden(place, not column.shown)
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def selected(self) -> Rows:
        """The selected redactions from the top; takes no longer for a hundred thousand of them than for one."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.count()))
        return self._redactions.lines.between(sorted((part.top(), part.bottom()) for part in parts))

    def select_places(self, places: Sequence[int]) -> None:
        """Select these rows (they grow) and none else; the keys stay where they are."""
        flags = QItemSelectionModel.SelectionFlag
        chosen = selection_of(self._redactions, places, len(self._redactions.columns))
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def put_keys(self, place: int, *, show: bool = True) -> None:
        """Put the keys on a row, which selects nothing; `show`: scroll there."""
        index = self._redactions.index(place, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if show:
            self.scrollTo(index)

    def shows(self, place: int) -> bool:
        """Whether a row is in view."""
        return place >= 0 and 0 <= self.rowViewportPosition(place) < self.viewport().height()

    def select_group(self, group: Group) -> None:
        """Select every redaction of an open group and none else."""
        self.select_places(self._redactions.lines.places_of(self._redactions.lines.members(group)))

    def _take_group(self, group: Group) -> None:
        """Select the whole group in hand; a closed one is opened first, for what is selected has to be seen."""
        if not group.opened:
            self.group_turned.emit(group.key)
        opened = self._group_at(self.currentIndex())
        if opened is not None:
            self.select_group(opened)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        group = self._group_at(self.indexAt(event.position().toPoint()))
        if group is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif event.position().x() < ARROW:
            self.group_turned.emit(group.key)
        else:
            self._take(self.indexAt(event.position().toPoint()))
            self._take_group(group)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        group = self._group_at(self.indexAt(event.position().toPoint()))
        if group is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.group_turned.emit(group.key)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        """The row below the mouse is tinted as a whole; Qt tells one cell."""
        before, self.hovered = self.hovered, row
        for place in {before, row} - {-1}:
            self.viewport().update(0, self.rowViewportPosition(place), self.viewport().width(), HEIGHT)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button asks for what it hits, the key for what has the keys."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if not index.isValid():
            return
        at = event.globalPos()
        if by_key:
            self.scrollTo(index)
            low = self.rowViewportPosition(index.row()) + self.rowHeight(index.row())
            at = self.viewport().mapToGlobal(QPoint(ARROW, low - 8))
        group = self._group_at(index)
        if group is not None:
            self._take(QModelIndex(index))
        self.menu_wanted.emit(at, group is not None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        group, key = self._group_at(self.currentIndex()), event.key()
        if group is not None and key == Qt.Key.Key_Space:
            self._take_group(group)
        elif group is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if group.opened == (key == Qt.Key.Key_Left):
                self.group_turned.emit(group.key)
        elif group is None and key == Qt.Key.Key_F2 and not self._editable(self.currentIndex()):
            self._edit_first()
        else:
            super().keyPressEvent(event)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if self._group_at(index) is not None:  # Qt repaints one cell; the frame goes round the whole line
                top, height = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
                self.viewport().update(0, top, self.viewport().width(), height)

    def _edit_first(self) -> None:
        """Edit the first cell of the row that can be written into, where the keys are on one that cannot."""
        row, shown = self.currentIndex().row(), self.horizontalHeader()
        places = (shown.logicalIndex(place) for place in range(shown.count()))
        cells = (self._redactions.index(row, place) for place in places if not self.isColumnHidden(place))
        first = next((cell for cell in cells if self._editable(cell)), None)
        if first is not None:
            self.setCurrentIndex(first)
            self.edit(first)

    def _editable(self, index: Index) -> bool:
        return bool(self._redactions.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def _group_at(self, index: Index) -> Group | None:
        return self._redactions.lines.group(index.row()) if index.isValid() else None

    def _take(self, index: QModelIndex) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
