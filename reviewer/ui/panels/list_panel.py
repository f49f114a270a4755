"""A list of project rows with a head line above and a designed empty state; the base of the right-hand panels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reviewer.ui.models.lists import ID_ROLE, IdListModel
from reviewer.ui.panels.delegates import RowDelegate
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.uniform_list import UniformList


class ListPanel(QWidget):
    """Rows by id; tells which one became current and which was asked for with Enter or a double click."""

    current_changed = Signal(object)  # id or None
    activated = Signal(object)  # id

    def __init__(
        self,
        theme: Theme,
        name: str,
        fetch: Callable[[Any], Any],
        words: Callable[[Any], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.model: IdListModel[Any] = IdListModel(fetch, words, self)
        self.view = UniformList()
        self.view.setAccessibleName(name)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(theme, self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = EmptyState(theme)
        self.stack = QStackedWidget()
        self.stack.setProperty("role", "panel")
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(12, 6, 10, 6)
        self.head.setSpacing(6)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self.head)
        self.body.addWidget(self.stack, 1)
        self._quiet = False
        self.view.selectionModel().currentChanged.connect(self._current)
        self.view.activated.connect(lambda index: self.activated.emit(index.data(ID_ROLE)))
        self.view.clicked.connect(lambda index: self.activated.emit(index.data(ID_ROLE)))

    @property
    def current(self) -> Any:
        """Id of the current row, or None."""
        index = self.view.currentIndex()
        return index.data(ID_ROLE) if index.isValid() else None

    def show_ids(self, ids: Sequence[Any]) -> None:
        """Show these rows; the current one stays current if it is among them."""
        kept = self.current
        self._quiet = True
        self.model.set_ids(ids)
        self._quiet = False
        self.stack.setCurrentIndex(1 if ids else 0)
        if kept is not None and self.model.place(kept) is not None:
            self.select(kept)
        elif kept is not None:
            self.current_changed.emit(None)

    def exchange(self, start: int, stop: int, ids: Sequence[Any]) -> None:
        """Show these rows in place of those from `start` up to `stop`; the others stay as they are."""
        kept = self.current
        self._quiet = True
        self.model.exchange(start, stop, ids)
        self._quiet = False
        self.stack.setCurrentIndex(1 if len(self.model.ids) else 0)
        if kept is not None and self.model.place(kept) is None:
            self.select(None)
            self.current_changed.emit(None)

    def select(self, row_id: Any) -> bool:
        """Make a row current without announcing it; False if it is not in the list."""
        place = self.model.place(row_id) if row_id is not None else None
        self._quiet = True
        if place is None:
            self.view.setCurrentIndex(QModelIndex())
        else:
            index = self.model.index(place)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)
        self._quiet = False
        return place is not None

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet:
            self.current_changed.emit(index.data(ID_ROLE) if index.isValid() else None)
