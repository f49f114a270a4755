"""Gives actions other keys: choose an action, press the key; a key that another action has is pointed out."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QKeySequenceEdit, QTableView, QVBoxLayout, QWidget

from reviewer.ui.actions import Action, ActionRegistry, overlap
from reviewer.ui.dialogs.forms import text_field
from reviewer.ui.keymap import KeyMap, key_problem
from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.preferences.shortcut_model import ShortcutModel
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.lead_down import lead_down
from reviewer.ui.widgets.row_table import choose_rows
from reviewer.ui.widgets.sized import with_text

_HEIGHT = 300
_WIDTHS = (300, 190, 170)
_PORTABLE = QKeySequence.SequenceFormat.PortableText


class ShortcutEditor(QWidget):
    """What is set here holds at once, in every window, menu and tool tip."""

    def __init__(self, registry: ActionRegistry, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry, self._keys = registry, keys
        self._owner: str | None = None
        self.search = text_field("", self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.model = ShortcutModel(registry, keys, self)
        self.table = QTableView()
        self.field = QKeySequenceEdit()
        self.field.setMaximumSequenceLength(1)
        self.field.setAccessibleName(self.tr("New key: press it"))
        self.said = label("", "attention", wrap=True)
        self.said.setVisible(False)
        self.set_button = button(self.tr("Use this key"), self.apply, "primary")
        self.take_button = button(self.tr("Take it from there"), self.take)
        self.take_button.setVisible(False)
        self.none_button = button(self.tr("No key"), self.remove)
        self.reset_button = button(self.tr("Usual key"), self.reset)
        self._lay_out()
        self.search.textChanged.connect(self.model.filter)
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.field.keySequenceChanged.connect(self._typed)
        registry.keys_changed.connect(self._rekeyed)
        lead_down(self.search, lambda: self.table)
        self.table.selectRow(0)

    @property
    def action(self) -> Action | None:
        """The action in hand, with the keys it has now."""
        chosen = self.table.currentIndex().data(ID_ROLE)
        return next((record for record in self._registry.records if record.id == chosen), None)

    @property
    def key(self) -> str:
        """The key that was pressed."""
        return str(self.field.keySequence().toString(_PORTABLE))

    def choose(self, action: str) -> None:
        """Take an action in hand."""
        self.search.clear()
        place = self.model.place(action)
        if place is not None:
            self.table.selectRow(place)

    def apply(self) -> None:
        """Give the action the key that was pressed, unless something speaks against it."""
        action = self.action
        if action is not None and self.key and key_problem(action, self.key, self._registry.records) is None:
            self._keys.set(action.id, (self.key,))

    def take(self) -> None:
        """Give the action the key, and take it from the one that has it."""
        action, owner, wanted = self.action, self._owner, self.key
        record = next((each for each in self._registry.records if each.id == owner), None)
        if action is not None and record is not None:
            self._keys.set(record.id, tuple(key for key in record.keys if not overlap(key, wanted)))
            self._keys.set(action.id, (wanted,))

    def remove(self) -> None:
        """Leave the action without a key."""
        if self.action is not None:
            self._keys.set(self.action.id, ())

    def reset(self) -> None:
        """Give the action its usual keys."""
        if self.action is not None:
            self._keys.reset(self.action.id)

    def _chosen(self, *_index: object) -> None:
        self.field.blockSignals(True)
        action = self.action
        self.field.setKeySequence(
            QKeySequence(action.keys[0]) if action is not None and action.keys else QKeySequence()
        )
        self.field.blockSignals(False)
        self._typed()

    def _typed(self, *_sequence: object) -> None:
        action = self.action
        same = action is not None and self.key in [QKeySequence(key).toString(_PORTABLE) for key in action.keys]
        problem = None
        if action is not None and self.key and not same:
            problem = key_problem(action, self.key, self._registry.records)
        self._owner = problem.owner if problem is not None else None
        self.said.setText(problem.sentence if problem is not None else "")
        self.said.setVisible(problem is not None)
        self.take_button.setVisible(self._owner is not None)
        self.set_button.setEnabled(action is not None and bool(self.key) and not same and problem is None)
        self.none_button.setEnabled(action is not None and bool(action.keys))
        self.reset_button.setEnabled(action is not None and self._keys.is_changed(action.id))

    def _rekeyed(self) -> None:
        self.model.reload()
        self._chosen()

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        choose_rows(table, self.tr("Actions and their keys"), _WIDTHS)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        with_text(table, lambda: table.setFixedHeight(stretched(_HEIGHT)))
        line = row_of(label(self.tr("New key"), "secondary"), self.field, self.set_button, self.none_button,
                      self.reset_button)  # fmt: skip
        line.addStretch(1)
        line.addWidget(button(self.tr("All usual keys"), self._keys.reset_all))
        problem = row_of(self.said, self.take_button)
        problem.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(table)
        layout.addLayout(line)
        layout.addLayout(problem)
