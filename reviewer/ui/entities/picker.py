"""Asks which entity names or another entity belong to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from reviewer.model.ids import Uuid
from reviewer.storage.rows import EntityRow
from reviewer.ui.dialogs.forms import FormDialog, text_field


class PickEntityDialog(FormDialog):
    """`entity` is the one chosen once the dialog is accepted; names are completed from any part of them."""

    def __init__(
        self, title: str, explanation: str, entities: Sequence[EntityRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, explanation, parent.tr("Choose") if parent else "Choose", parent)
        self._by_name = {_shown(row, entities): row.uuid for row in entities}
        self._field = text_field("", self.tr("part of its name"))
        completer = QCompleter(sorted(self._by_name, key=str.casefold), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field.setCompleter(completer)
        self.add_field(self.tr("Entity"), self._field)
        self._field.setFocus()

    @property
    def entity(self) -> Uuid | None:
        """The entity whose name stands in the field; None if there is none, or several, of that name."""
        typed = self._field.text().strip().casefold()
        exact = [uuid for name, uuid in self._by_name.items() if name.casefold() == typed]
        partly = [uuid for name, uuid in self._by_name.items() if typed and typed in name.casefold()]
        found = exact or partly
        return found[0] if len(found) == 1 else None

    def problem(self) -> str:
        """What is still missing or wrong."""
        return "" if self.entity is not None else self.tr("Choose one of the entities that there are.")


def _shown(row: EntityRow, entities: Sequence[EntityRow]) -> str:
    """The name, with its kind where another entity is called the same."""
    twins = sum(other.name.casefold() == row.name.casefold() for other in entities)
    return f"{row.name} ({row.kind}, {row.mentions:,})" if twins > 1 else row.name
