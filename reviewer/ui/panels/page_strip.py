"""The strip below the page: tools, zoom, place, and the next thing to look at."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.tokens import BAR
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import ElidedLabel, divider, label, row
from reviewer.ui.widgets.sized import with_text

_TOOLS = ("tool.select", "tool.hand", "tool.draw", "tool.region")


class PageStrip(QFrame):
    """Buttons of the registry around a zoom figure and a page field; where room is small, some of them go."""

    page_typed = Signal(object)  # int, from 1

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setFixedHeight(BAR - 2)
        self._registry = registry
        self._zoom = label("100 %", "secondary")
        with_text(self._zoom, lambda: self._zoom.setMinimumWidth(stretched(42)))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page = QLineEdit()
        with_text(self._page, lambda: self._page.setFixedWidth(stretched(50)))
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setAccessibleName(self.tr("Page"))
        self._page.setValidator(QIntValidator(1, 99_999_999, self._page))
        self._page.returnPressed.connect(self._typed)
        self._count = label("", "secondary")
        self._seen = label("", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(2)
        for name in _TOOLS:
            layout.addWidget(registry.button(name))
        zooms = (registry.button("view.zoom-out"), self._zoom, registry.button("view.zoom-in"))
        zoom = QWidget()
        zoom.setLayout(row(divider(vertical=True), *zooms, spacing=4))  # its line goes with it
        layout.addWidget(zoom)
        fits = (registry.button("view.fit-width"), registry.button("view.fit-page"))
        for widget in fits:
            layout.addWidget(widget)
        # What goes where room is small, the first one last: what the menu has too, or the list of pages says.
        self._spare: tuple[QWidget, ...] = (self._count, zoom, *fits)
        self._separate(layout)
        for part in (registry.button("go.previous-page"), self._page, self._count, registry.button("go.next-page")):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(ActionButton(registry.action("review.seen"), registry.key("review.seen"), "", self.tr("Seen")))
        layout.addWidget(ActionButton(registry.action("review.next"), registry.key("review.next"), "", self.tr("Next")))

    @override
    def minimumSizeHint(self) -> QSize:
        """Room for what stays."""
        least = super().minimumSizeHint()
        spared = sum(self._taken(widget) for widget in self._spare if not widget.isHidden())
        return QSize(least.width() - spared, least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Show as much as there is room for."""
        room = self.width() - self.minimumSizeHint().width()
        for widget in self._spare:
            taken = self._taken(widget)
            widget.setVisible(taken <= room)
            room -= taken if taken <= room else 0

    def _taken(self, widget: QWidget) -> int:
        layout = self.layout()
        return widget.sizeHint().width() + (layout.spacing() if layout is not None else 0)

    @property
    def page_field(self) -> QLineEdit:
        """The field in which a page number is typed."""
        return self._page

    def show_zoom(self, zoom: float) -> None:
        """Say how large the page is shown."""
        self._zoom.setText(f"{zoom:.0%}".replace("%", " %"))

    def show_place(self, number: int, count: int) -> None:
        """Say which page of how many is in view; counts from 1."""
        self._page.setText(str(number) if count else "")
        words = self.tr("of {0}").format(f"{count:,}") if count else ""
        if words != self._count.text():  # not at each page that is turned
            self._count.setText(words)
            self._fold()
        self._page.setEnabled(count > 0)

    def _typed(self) -> None:
        if self._page.text():
            self.page_typed.emit(int(self._page.text()))

    @staticmethod
    def _separate(layout: QHBoxLayout) -> None:
        layout.addSpacing(3)
        layout.addWidget(divider(vertical=True))
        layout.addSpacing(3)


class PinCiteBar(QFrame):
    """Where the page in view stands, so that anyone finds it again: always on screen, copied by one click."""

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(31)
        self._cite = ElidedLabel("", "strong", Qt.TextElideMode.ElideMiddle)
        self._cite.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._more = ElidedLabel("", "secondary")
        self._state = label("", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self._cite)
        layout.addWidget(self._more, 1)
        layout.addWidget(self._state)
        layout.addWidget(registry.button("edit.copy-cite"))
        self.setAccessibleName(self.tr("Pin cite"))

    @property
    def cite(self) -> str:
        """The pin cite in view."""
        return self._cite.text()

    def show_cite(self, cite: str, more: str = "", state: str = "", tone: str = "small") -> None:
        """Show a pin cite, what document it belongs to, and the state of the page."""
        self._cite.setText(cite)
        self._more.setText(more)
        self._state.setText(state)
        self._state.setProperty("role", tone)
        self._state.style().polish(self._state)
        self.setAccessibleDescription(f"{cite}. {more}. {state}")
