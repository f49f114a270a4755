"""The bar at the head: project, undo, back and forward, search, and how far the review is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.panels.search import SearchField
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import BAR, ICON
from reviewer.ui.widgets.basics import divider
from reviewer.ui.widgets.meter import Meter


class ToolBar(QFrame):
    """Buttons of the registry, the search field and the meter."""

    def __init__(self, theme: Theme, registry: ActionRegistry, meter: Meter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(BAR)
        self.search = SearchField(theme)
        self.search.setMaximumWidth(460)
        self.meter = meter
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 12, 0)
        layout.setSpacing(4)
        for group in (
            ("file.open", "file.import", "file.export"),
            ("edit.undo", "edit.redo"),
            ("go.back", "go.forward"),
        ):
            for name in group:
                button = registry.button(name)
                button.setIconSize(QSize(ICON, ICON))
                layout.addWidget(button)
            layout.addSpacing(4)
            layout.addWidget(divider(vertical=True))
            layout.addSpacing(4)
        for name in ("show.review", "show.redactions", "show.overview"):
            layout.addWidget(registry.button(name, with_text=True))
        layout.addSpacing(8)
        layout.addWidget(self.search, 3)
        layout.addSpacing(12)
        layout.addWidget(self.meter, 4)
        layout.addSpacing(4)
        layout.addWidget(registry.button("help.palette"))
