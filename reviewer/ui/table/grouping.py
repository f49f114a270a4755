"""What the rows of the table are grouped by, and which groups are closed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.storage.reads.listing import Grouping
from reviewer.ui.table.groups import GROUPINGS, Group, grouping_names
from reviewer.ui.widgets.choice_box import ChoiceBox


class GroupingBox(ChoiceBox):
    """The list of groupings. Another one opens all groups."""

    chosen = Signal(object)  # Grouping, or None: rows stand below each other
    turned = Signal()  # other groups are open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", grouping_names(), parent)
        self.setAccessibleName(self.tr("Group"))
        self._closed: set[str] = set()
        self.currentIndexChanged.connect(self._choose)

    @property
    def by(self) -> Grouping | None:
        """What rows are grouped by."""
        return GROUPINGS[self.currentIndex() - 1] if self.currentIndex() > 0 else None

    def choose(self, by: str | None) -> None:
        """Group by this; what is no grouping, or none, puts rows below each other."""
        known = [str(name) for name in GROUPINGS]
        self.setCurrentIndex(1 + known.index(by) if by in known else 0)

    def turn(self, key: str) -> None:
        """Open a group that is closed, close one that is open."""
        self._closed ^= {key}
        self.turned.emit()

    def open_all(self, groups: Iterable[Group], opened: bool) -> None:
        """Open all groups, or close them."""
        self._closed = set() if opened else {group.key for group in groups}
        self.turned.emit()

    @property
    def closed(self) -> frozenset[str]:
        """The keys of the groups that are closed."""
        return frozenset(self._closed)

    def _choose(self) -> None:
        self._closed.clear()
        self.chosen.emit(self.by)
