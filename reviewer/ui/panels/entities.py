"""Entities and where each is mentioned; every mention is one click away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.models.rows import EntityRow, PassageRow
from reviewer.ui.panels.list_panel import ListPanel
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import ElidedLabel, button


class EntitiesPanel(QWidget):
    """The entities over the mentions of the selected one."""

    mention_chosen = Signal(object)  # mention id
    count_changed = Signal(object)  # int
    all_wanted = Signal(object)  # entity id: show all of its mentions

    def __init__(self, project: Project, theme: Theme, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.list = ListPanel(theme, self.tr("Entities"), project.entity, _entity_words)
        self.list.empty.say(
            "person",
            self.tr("No entities yet"),
            self.tr("Select a name on the page and press E to mark a person, an organisation, a place or a system."),
        )
        self.mentions = ListPanel(theme, self.tr("Mentions"), project.mention, _mention_words)
        self.mentions.empty.say(
            "search", self.tr("Mentions"), self.tr("Choose an entity to see where it is mentioned.")
        )
        self._name = ElidedLabel(self.tr("Mentions"), "strong")
        self.list.head.addStretch(1)
        self.mentions.head.addWidget(self._name, 1)
        remove = registry.button("mention.remove")
        self.all = button(self.tr("All …"), lambda: self.all_wanted.emit(self.selected), "link")
        self.all.setToolTip(self.tr("Show every mention, with whom and near which exemptions, in Entities."))
        self.all.setAccessibleName(self.tr("All mentions"))
        self.mentions.head.addWidget(self.all)
        self.mentions.head.addWidget(remove)
        QWidget.setTabOrder(self.all, remove)
        QWidget.setTabOrder(remove, self.mentions.view)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.list)
        splitter.addWidget(self.mentions)
        splitter.setSizes([320, 320])
        splitter.setChildrenCollapsible(False)
        self.setFocusProxy(self.list.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.list.current_changed.connect(self._current)
        self.mentions.activated.connect(self.mention_chosen)
        self.mentions.current_changed.connect(self._mention)
        self.reload()

    @property
    def selected(self) -> str | None:
        """Id of the selected entity."""
        current = self.list.current
        return str(current) if current is not None else None

    def reload(self) -> None:
        """Ask the project which entities there are."""
        ids = self._project.entity_ids()
        self.list.show_ids(ids)
        self.count_changed.emit(len(ids))
        self._current(self.list.current)

    def refresh(self) -> None:
        """Entities or mentions changed."""
        self.list.model.refresh()
        self.mentions.model.refresh()
        self.reload()

    def select(self, entity_id: str, mention_id: str | None = None) -> None:
        """Show an entity and, if given, one of its mentions as selected."""
        self.list.select(entity_id)
        self._current(entity_id)
        if mention_id is not None:
            self.mentions.select(mention_id)

    def _current(self, entity_id: object) -> None:
        row = self._project.entity(str(entity_id)) if entity_id is not None else None
        self._name.setText(row.name if row is not None else self.tr("Mentions"))
        self.all.setVisible(row is not None)
        self.mentions.show_ids(self._project.mention_ids(row.id) if row is not None else [])

    def _mention(self, mention_id: object) -> None:
        if mention_id is not None:
            self.mention_chosen.emit(mention_id)


def _entity_words(row: EntityRow) -> str:
    return f"{row.name}, {row.kind}, {row.mentions} mentions"


def _mention_words(row: PassageRow) -> str:
    return f"{row.quote}, {row.cite}"
