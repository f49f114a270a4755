"""The bar at the head: project, undo, back and forward, search, and how far the review is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.search.field import SearchField
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import BAR
from reviewer.ui.widgets.basics import divider
from reviewer.ui.widgets.chip_row import ChipRow
from reviewer.ui.widgets.meter import Meter
from reviewer.ui.widgets.sized import with_text

_SEARCH, _ENOUGH = 170, 190  # pixels that the search field keeps beside text of 13, and beside the largest
VIEWS: Final = tuple(
    f"show.{view}"
    for view in (
        *("review", "redactions", "compare", "passages", "entities", "timeline", "requests", "appeal", "overview"),
    )
)


class ToolBar(QFrame):
    """Buttons of the registry, the search field and the meter."""

    def __init__(self, theme: Theme, registry: ActionRegistry, meter: Meter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(BAR)
        self.search = SearchField(theme)
        self.search.setMaximumWidth(460)
        with_text(self.search, lambda: self.search.setMinimumWidth(min(stretched(_SEARCH), _ENOUGH)))
        self.meter = meter
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 12, 0)
        layout.setSpacing(4)
        for group in (
            ("file.open", "file.import"),
            ("edit.undo", "edit.redo"),
            ("go.back", "go.forward"),
        ):
            for name in group:
                layout.addWidget(registry.button(name))
            layout.addSpacing(4)
            layout.addWidget(divider(vertical=True))
            layout.addSpacing(4)
        self.views = ChipRow()
        self.views.setAccessibleName(self.tr("Views"))
        self.views.set_chips([_tab(registry, name) for name in VIEWS])
        layout.addWidget(self.views)
        layout.addSpacing(8)
        layout.addWidget(self.search, 2)
        layout.addSpacing(12)
        layout.addWidget(self.meter, 3)
        layout.addSpacing(4)
        layout.addWidget(registry.button("help.palette"))


def _tab(registry: ActionRegistry, name: str) -> QToolButton:
    """A view's name; the words alone, so that as many as possible stand beside each other."""
    made = registry.button(name, with_text=True)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return made
