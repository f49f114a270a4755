"""Finds one tag among thousands: type a part of its name, Enter takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.models.lists import ID_ROLE, IdListModel
from reviewer.ui.models.rows import TagRow
from reviewer.ui.passages.tag_delegate import TagDelegate
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.beside import place_beside

_WIDTH, _ROWS = 320, 10


class TagPicker(QFrame):
    """A field over a list; arrows walk through it, a click or Enter chooses, Escape or a click elsewhere leaves."""

    chosen = Signal(object)  # tag id

    def __init__(self, theme: Theme, title: str, tags: Sequence[TagRow], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(title)
        self._tags = {tag.id: tag for tag in tags}
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(self.tr("a part of the name"))
        self.model: IdListModel[TagRow] = IdListModel(self._tags.get, lambda tag: tag.name, self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(TagDelegate(theme, self.view))
        self.view.setAccessibleName(self.tr("Tags"))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self._none = label(self.tr("No tag has this in its name."), "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(label(title, "small"))
        layout.addWidget(self.field)
        layout.addWidget(self._none)
        layout.addWidget(self.view)
        self.setFixedWidth(stretched(_WIDTH))
        self.view.setFixedHeight(min(_ROWS, max(1, len(tags))) * stretched(ROW) + 4)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(lambda: self._choose(self.view.currentIndex().data(ID_ROLE)))
        self.field.installEventFilter(self)
        self.view.clicked.connect(lambda index: self._choose(index.data(ID_ROLE)))
        self._filter("")

    def pop_up(self, subject: QRect) -> None:
        """Show it beside what gets the tag, in pixels of the screen."""
        place_beside(self, subject)
        self.show()
        self.field.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through the list while the cursor stays in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.model.rowCount():
                row = (self.view.currentIndex().row() + step) % self.model.rowCount()
                self.view.setCurrentIndex(self.model.index(row))
                return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        found = [tag for tag in self._tags.values() if wanted in tag.name.casefold()]
        found.sort(key=lambda tag: not tag.name.casefold().startswith(wanted))
        self.model.set_ids([tag.id for tag in found])
        self.view.setCurrentIndex(self.model.index(0))
        self.view.setVisible(bool(found))
        self._none.setVisible(not found)

    def _choose(self, tag: object) -> None:
        if tag is not None:
            self.close()
            self.chosen.emit(tag)
