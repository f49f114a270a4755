"""Which passages stand on the board, how they are grouped and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from reviewer.model.ids import Uuid
from reviewer.storage.reads.board import BoardFilter, BoardOrder, Grouping
from reviewer.ui.widgets.choice_box import ChoiceBox

_TYPING = 250  # milliseconds of rest before a search is asked
_GROUPS: tuple[Grouping, ...] = ("none", "tag", "document")
_ORDERS: tuple[BoardOrder, ...] = ("place", "arranged", "newest")
_TITLE = 34  # characters of a document's name


class BoardFilters(QWidget):
    """`changed` tells that what is shown, its groups or its order are to be others now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents: list[str] = []
        self._reviewers: list[str] = []
        self.document = ChoiceBox(self.tr("Document"), [self.tr("all documents")])
        self.reviewer = ChoiceBox(self.tr("Reviewer"), [self.tr("all reviewers")])
        self.group = ChoiceBox(
            self.tr("Groups"), [self.tr("no groups"), self.tr("group by tag"), self.tr("group by document")]
        )
        self.order = ChoiceBox(
            self.tr("Order"), [self.tr("as in the release"), self.tr("as arranged"), self.tr("newest first")]
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Words or note"))
        self.search.setAccessibleName(self.tr("Only passages with these words, in them or in their note"))
        self.search.setClearButtonEnabled(True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING)
        self._rest.timeout.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search, 1)
        for box in (self.document, self.reviewer, self.group, self.order):
            layout.addWidget(box)
            box.currentIndexChanged.connect(self.changed)
        self.search.textChanged.connect(self._rest.start)
        self.search.returnPressed.connect(self._now)

    @property
    def grouping(self) -> Grouping:
        """How the cards are grouped."""
        return _GROUPS[max(0, self.group.currentIndex())]

    @property
    def ordering(self) -> BoardOrder:
        """The order of the cards, inside their groups."""
        return _ORDERS[max(0, self.order.currentIndex())]

    def chosen(self, tag: str | None, untagged: bool) -> BoardFilter:
        """The filter as it stands, with the tag that is chosen beside it."""
        return BoardFilter(
            tag=Uuid(tag) if tag and not untagged else None,
            untagged=untagged,
            document=_chosen(self._documents, self.document),
            reviewer=_chosen(self._reviewers, self.reviewer),
            text=self.search.text().strip(),
        )

    def offer(self, documents: Sequence[tuple[str, str]], reviewers: Sequence[tuple[str, str]]) -> None:
        """Offer these documents and reviewers (id and name); those chosen stay chosen if they are among them."""
        self._documents = _offer(self.document, self.tr("all documents"), self._documents, documents)
        self._reviewers = _offer(self.reviewer, self.tr("all reviewers"), self._reviewers, reviewers)
        self.reviewer.setVisible(len(reviewers) > 1)

    def choose_order(self, order: BoardOrder) -> None:
        """Put the cards into another order."""
        self.order.setCurrentIndex(_ORDERS.index(order))

    def clear(self) -> None:
        """Leave nothing out."""
        self.blockSignals(True)
        self.search.clear()
        self.document.setCurrentIndex(0)
        self.reviewer.setCurrentIndex(0)
        self.blockSignals(False)
        self._now()

    def _now(self) -> None:
        self._rest.stop()
        self.changed.emit()


def _chosen(ids: Sequence[str], box: ChoiceBox) -> Uuid | None:
    place = box.currentIndex() - 1
    return Uuid(ids[place]) if 0 <= place < len(ids) else None


def _offer(box: ChoiceBox, everything: str, before: Sequence[str], named: Sequence[tuple[str, str]]) -> list[str]:
    kept = _chosen(before, box)
    ids = [row_id for row_id, _name in named]
    box.blockSignals(True)
    box.clear()
    box.addItems([everything, *(name if len(name) <= _TITLE else f"{name[: _TITLE - 1]}…" for _id, name in named)])
    box.setCurrentIndex(ids.index(kept) + 1 if kept in ids else 0)
    box.blockSignals(False)
    return ids
