"""Every action with its keys as an item model; those whose keys a person chose are said so."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QKeySequence
from typing_extensions import override

from reviewer.ui.actions import Action, ActionRegistry
from reviewer.ui.keymap import KeyMap
from reviewer.ui.models.headed_table import HeadedTable, Heading
from reviewer.ui.models.lists import ID_ROLE, Index

_NATIVE = QKeySequence.SequenceFormat.NativeText


class ShortcutModel(HeadedTable):
    """What it does, which keys do it, and where they work."""

    def __init__(self, registry: ActionRegistry, keys: KeyMap, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registry, self._keys, self._wanted = registry, keys, ""
        self._rows: tuple[Action, ...] = ()
        self.columns = tuple(Heading(name) for name in (self.tr("What it does"), self.tr("Keys"), self.tr("Where")))
        self.reload()

    def filter(self, text: str) -> None:
        """Show what has these letters in its name, its explanation or its keys."""
        self._wanted = text.strip().casefold()
        self.reload()

    def reload(self) -> None:
        """Show the actions with the keys they have now."""
        rows = tuple(record for record in self._registry.records if self._wanted in _searched(record))
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place(self, action: str | None) -> int | None:
        """Where an action stands, or None."""
        return next((place for place, row in enumerate(self._rows) if row.id == action), None)

    @override
    def row_total(self) -> int:
        return len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        record = self._rows[index.row()]
        if role == ID_ROLE:
            return record.id
        if role == Qt.ItemDataRole.ToolTipRole:
            return record.help
        if role == Qt.ItemDataRole.FontRole and self._keys.is_changed(record.id):
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (plain(record.label), self._said(record), self._where(record))[index.column()]

    def _said(self, record: Action) -> str:
        keys = ", ".join(QKeySequence(key).toString(_NATIVE) for key in record.keys)
        return self.tr("{0} (changed)").format(keys or "–") if self._keys.is_changed(record.id) else keys

    def _where(self, record: Action) -> str:
        return {"window": self.tr("anywhere"), "board": self.tr("on the board of passages")}.get(
            record.context, self.tr("while reviewing")
        )


def plain(label: str) -> str:
    """The name of an action without the marks for menus."""
    return label.replace("&", "").removesuffix("…").strip()


def _searched(record: Action) -> str:
    return " ".join((plain(record.label), record.help, *record.keys)).casefold()
