"""Asks which entity names or another entity belong to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from reviewer.model.ids import Uuid
from reviewer.storage.rows import EntityRow
from reviewer.ui.dialogs.forms import FormDialog, text_field
from reviewer.ui.widgets.lead_down import lead_down


class PickEntityDialog(FormDialog):
    """`entity` is the one chosen once the dialog is accepted, from a list that any part of a name makes shorter."""

    def __init__(
        self, title: str, explanation: str, entities: Sequence[EntityRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, explanation, parent.tr("Choose") if parent else "Choose", parent)
        self._by_name = {_shown(row, entities): row.uuid for row in entities}
        self._field = text_field("", self.tr("part of its name"))
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(3)
        self.list.setAccessibleName(self.tr("Entities"))
        self.list.addItems(sorted(self._by_name, key=str.casefold))
        self.add_field(self.tr("Entity"), self._field)
        self.form.addRow(self.list)
        self._field.textEdited.connect(self._narrow)
        self.list.currentItemChanged.connect(lambda item, _before: self._take(item))
        self.list.itemClicked.connect(self._take)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept_button.click())
        lead_down(self._field, lambda: self.list)
        self._field.setFocus()

    @property
    def entity(self) -> Uuid | None:
        """The entity whose name stands in the field; None if there is none, or several, of that name."""
        typed = self._field.text().strip().casefold()
        exact = [uuid for name, uuid in self._by_name.items() if name.casefold() == typed]
        partly = [uuid for name, uuid in self._by_name.items() if typed and typed in name.casefold()]
        found = exact or partly
        return found[0] if len(found) == 1 else None

    def _narrow(self, typed: str) -> None:
        part = typed.strip().casefold()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(part not in item.text().casefold())

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._field.setText(item.text())

    def problem(self) -> str:
        """What is still missing or wrong."""
        return "" if self.entity is not None else self.tr("Choose one of the entities that there are.")


def _shown(row: EntityRow, entities: Sequence[EntityRow]) -> str:
    """The name, with its kind where another entity is called the same."""
    twins = sum(other.name.casefold() == row.name.casefold() for other in entities)
    return f"{row.name} ({row.kind}, {row.mentions:,})" if twins > 1 else row.name
