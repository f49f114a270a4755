"""Searches that were kept: a menu to ask one again, keep what is asked now, rename it or let it go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from reviewer.storage.rows import SavedSearchRow
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import label

_LONGEST = 48  # characters of a name in the menu
_WIDTH = 320


class SavedSearches(QToolButton):
    """The button with the menu; what is chosen is told, nothing is done here."""

    asked = Signal(object)  # str: the query
    kept = Signal(object)  # str: a name for what is asked now
    renamed = Signal(object, object)  # uuid, new name
    removed = Signal(object)  # uuid

    def __init__(
        self, theme: Theme, rows: Callable[[], list[SavedSearchRow]], query: Callable[[], str], editable: bool
    ) -> None:
        super().__init__()
        self._theme, self._rows, self._query, self._editable = theme, rows, query, editable
        self.setAccessibleName(self.tr("Saved searches"))
        self.setToolTip(self.tr("Saved searches"))
        self.setText(self.tr("Saved"))
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)
        theme.changed.connect(self._tint)
        self._tint()

    def open(self) -> None:
        """Show the menu, with the keys in it."""
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _tint(self) -> None:
        self.setIcon(self._theme.icon("flag", "text2"))

    def _fill(self) -> None:
        self.choices.clear()
        query, rows = self._query(), self._rows()
        keep = self.choices.addAction(self.tr("Keep this search …"), lambda: self._ask_name(query))
        keep.setEnabled(bool(query) and self._editable)
        self.choices.addSeparator()
        for row in rows:
            action = self.choices.addAction(_short(row.name), partial(self.asked.emit, row.query))
            action.setToolTip(row.query)
            action.setCheckable(True)
            action.setChecked(row.query == query)
        if not rows:
            self.choices.addAction(self.tr("No search was kept yet")).setEnabled(False)
        elif self._editable:
            self.choices.addSeparator()
            change = self.choices.addMenu(self.tr("Rename"))
            remove = self.choices.addMenu(self.tr("Remove"))
            for row in rows:
                change.addAction(_short(row.name), partial(self._ask_new_name, row))
                remove.addAction(_short(row.name), partial(self.removed.emit, row.uuid))

    def _ask_name(self, query: str) -> None:
        self._field(self.tr("Keep this search"), query, self.kept.emit)

    def _ask_new_name(self, row: SavedSearchRow) -> None:
        self._field(self.tr("Rename the search"), row.name, lambda name: self.renamed.emit(row.uuid, name))

    def _field(self, title: str, text: str, stored: Callable[[str], object]) -> None:
        field = NameField(title, text, self)
        field.stored.connect(stored)
        field.pop_up(self.mapToGlobal(QPoint(0, self.height() + 4)))


class NameField(QFrame):
    """A field for a name over the window; Enter stores it, Escape or a click elsewhere leaves it."""

    stored = Signal(object)  # str

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setFixedWidth(_WIDTH)
        self.field = QLineEdit(text)
        self.field.setAccessibleName(self.tr("Name of the search"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(label(title, "strong"))
        layout.addWidget(self.field)
        layout.addWidget(label(self.tr("⏎ stores · Esc leaves"), "small"))
        self.field.returnPressed.connect(self._store)
        self.field.selectAll()

    def pop_up(self, at: QPoint) -> None:
        """Show it with its left upper corner at a point of the screen."""
        self.adjustSize()
        self.move(at)
        self.show()
        self.field.setFocus()

    def _store(self) -> None:
        text = self.field.text().strip()
        self.close()
        if text:
            self.stored.emit(text)


def _short(name: str) -> str:
    """A name as a menu takes it: not too long, and `&` as the letter that it is."""
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return shown.replace("&", "&&")
