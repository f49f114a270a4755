"""Narrows a search down: its pages by code, type, year and so on, with counts that come in after the pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.model.query import Field, FieldName
from reviewer.search import format_query
from reviewer.storage.rows import Facet
from reviewer.ui.widgets.basics import label, row

_QUERY = int(Qt.ItemDataRole.UserRole) + 1
_OPEN: tuple[FieldName, ...] = ("code", "type", "date")


class FacetTree(QWidget):
    """Fields with their values and how many of the pages found have each; Enter or a click asks for one as well."""

    narrowed = Signal(object)  # str: what to add to the query

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("Narrow down"))
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._head = label(self.tr("Narrow down"), "small")
        self._head.setContentsMargins(12, 6, 10, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        inset = row(self.tree)
        inset.setContentsMargins(4, 0, 10, 4)
        layout.addLayout(inset, 1)
        self.tree.setStyleSheet("QTreeWidget::item { padding: 2px 0; border: none; }")
        self.tree.itemActivated.connect(self._chosen)
        self.tree.itemClicked.connect(self._chosen)
        self.finished = False
        self._folded: set[str] = set()
        self.tree.itemCollapsed.connect(lambda item: self._folded.add(item.text(0)))
        self.tree.itemExpanded.connect(lambda item: self._folded.discard(item.text(0)))

    def clear(self, words: str = "") -> None:
        """Nothing to narrow down; `words` say why, or that counts are on their way."""
        self.finished = False
        self.tree.clear()
        self._head.setText(words or self.tr("Narrow down"))

    def add(self, facet: Facet) -> None:
        """Show how the pages found divide by one more field; a field with one value for all narrows nothing."""
        if facet.field in ("seen", "position", "kind") and len(facet.values) < 2:
            return
        name = self._name(facet.field)
        group = QTreeWidgetItem([name, ""])
        group.setData(0, Qt.ItemDataRole.AccessibleTextRole, name)
        self.tree.addTopLevelItem(group)
        for entry in facet.values:
            item = QTreeWidgetItem([entry.value, f"{entry.pages:,}"])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, _QUERY, format_query(Field(facet.field, entry.value)))
            pages = self.tr("1 page") if entry.pages == 1 else self.tr("{0} pages").format(f"{entry.pages:,}")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}: {entry.value}, {pages}")
            item.setToolTip(0, self.tr("Only pages with {0}").format(item.data(0, _QUERY)))
            group.addChild(item)
        group.setExpanded(name not in self._folded and facet.field in _OPEN)

    def finish(self) -> None:
        """All counts are there."""
        self.finished = True
        self._head.setText(self.tr("Narrow down"))

    def _chosen(self, item: QTreeWidgetItem) -> None:
        asked = item.data(0, _QUERY)
        if asked:
            self.narrowed.emit(asked)

    def _name(self, field: FieldName) -> str:
        names: dict[FieldName, str] = {
            "code": self.tr("Exemption"),
            "type": self.tr("Type of document"),
            "date": self.tr("Year"),
            "from": self.tr("From"),
            "tag": self.tr("Tag"),
            "kind": self.tr("Look of redaction"),
            "position": self.tr("Position"),
            "seen": self.tr("Seen"),
            "file": self.tr("File"),
        }
        return names.get(field, field)
