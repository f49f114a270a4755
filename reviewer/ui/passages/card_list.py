"""The list of cards on the board: what is selected in it, and that cards can be dragged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView

from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.models.selection import selection_of
from reviewer.ui.passages.board_model import BoardModel
from reviewer.ui.passages.card_delegate import CardDelegate
from reviewer.ui.passages.cards import Card
from reviewer.ui.theme.theme import Theme

_FLAGS = QItemSelectionModel.SelectionFlag


class CardList(QListView):
    """Several cards can be selected; a passage that stands below several headings counts once."""

    def __init__(self, model: BoardModel, theme: Theme, picture: Callable[[Card], QPixmap | None]) -> None:
        super().__init__()
        self._cards = model
        self._delegate = CardDelegate(theme, picture, model.is_heading, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Passages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        theme.changed.connect(self.viewport().update)

    @property
    def selected(self) -> list[str]:
        """Ids of the selected passages in the order of the board, each once."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return list(dict.fromkeys(str(index.data(ID_ROLE)) for index in indexes if index.data(ID_ROLE) is not None))

    @property
    def current(self) -> str | None:
        """Id of the passage that the keys are on."""
        found = self.currentIndex().data(ID_ROLE)
        return str(found) if found is not None else None

    def go_to(self, place: int) -> None:
        """Select the line at a place alone, and bring it into view."""
        self.selectionModel().setCurrentIndex(self._cards.index(place), _FLAGS.ClearAndSelect)
        self.scrollTo(self._cards.index(place))

    def select(self, passages: Sequence[str], current: str | None) -> None:
        """Select passages without telling so, and put the keys on one of them."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        places = (self._cards.place(passage) for passage in passages)
        known = sorted(place for place in places if place is not None)
        selection.select(selection_of(self._cards, known), _FLAGS.Select)
        place = self._cards.place(current)
        if place is not None:
            selection.setCurrentIndex(self._cards.index(place), _FLAGS.NoUpdate)
        selection.blockSignals(False)
        self.viewport().update()
