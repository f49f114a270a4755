"""The list of lines: several can be selected, what was selected stays selected when lines come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from reviewer.ui.contesting.delegate import LineDelegate
from reviewer.ui.contesting.facts import Line
from reviewer.ui.contesting.model import LinesModel
from reviewer.ui.models.selection import selection_of
from reviewer.ui.theme.theme import Theme

_FLAGS = QItemSelectionModel.SelectionFlag


class LineList(QListView):
    """`turned` tells that something else is selected."""

    turned = Signal()

    def __init__(self, theme: Theme, picture: Callable[[str], bytes]) -> None:
        super().__init__()
        self.model_ = LinesModel()
        self.model_.setParent(self)
        self._delegate = LineDelegate(theme, picture, self)
        self.setModel(self.model_)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Items of the appeal"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.turned.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.turned.emit())
        theme.changed.connect(self.viewport().update)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self.model_.lines

    @property
    def current(self) -> Line | None:
        """The line that the keys are on."""
        return self.model_.line(self.currentIndex())

    @property
    def selected(self) -> list[Line]:
        """The lines selected, in their order."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [line for line in map(self.model_.line, indexes) if line is not None]

    def forget_pictures(self) -> None:
        """Pictures may be others now."""
        self._delegate.forget()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keys stay on their line, or at its place where it is gone."""
        kept = {line.id for line in self.selected}
        current, place = self.current, max(0, self.currentIndex().row())
        scroll = self.verticalScrollBar().value()
        if not self.model_.show_lines(lines):
            return
        selection = self.selectionModel()
        selection.blockSignals(True)
        found = self.model_.place(current.id if current is not None else None)
        places = sorted(at for line in kept if (at := self.model_.place(line)) is not None)
        selection.select(selection_of(self.model_, places), _FLAGS.Select)
        if found is None:
            found = self._near(place)
            if found is not None and not selection.hasSelection():
                selection.select(self.model_.index(found), _FLAGS.Select)
        if found is not None:
            selection.setCurrentIndex(self.model_.index(found), _FLAGS.NoUpdate)
        selection.blockSignals(False)
        self.verticalScrollBar().setValue(scroll)
        if found is not None:
            self.scrollTo(self.model_.index(found))
        self.turned.emit()

    def go_to(self, line: str) -> bool:
        """Select a line alone and bring it into view; False where it is not there."""
        place = self.model_.place(line)
        if place is None:
            return False
        self.selectionModel().setCurrentIndex(self.model_.index(place), _FLAGS.ClearAndSelect)
        self.scrollTo(self.model_.index(place))
        return True

    def _near(self, place: int) -> int | None:
        """The place of an item at or after `place`, else of the last line."""
        lines = self.model_.lines
        return next(
            (n for n in range(place, len(lines)) if lines[n].entry is not None), len(lines) - 1 if lines else None
        )
