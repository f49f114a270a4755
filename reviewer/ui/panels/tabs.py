"""Panels side by side under tabs that can carry a count."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.widgets.basics import divider


class TabPanel(QWidget):
    """A tab bar over one panel at a time; counts go where there is no room for them."""

    changed = Signal(object)  # name of the panel

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = QTabBar()
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setUsesScrollButtons(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setAccessibleName(name)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._titles: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(divider())
        layout.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._switch)

    def add_panel(self, name: str, title: str, panel: QWidget) -> None:
        """Append a panel under a tab."""
        self._titles[name] = title
        self._stack.addWidget(panel)
        self._bar.addTab(title)
        self._bar.setAccessibleTabName(self._bar.count() - 1, title)

    def set_count(self, name: str, count: int | None) -> None:
        """Show a count beside the title of a tab."""
        if self._counts.get(name, 0) != (count or 0):
            self._counts[name] = count or 0
            self._write()

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front."""
        self._bar.setCurrentIndex(list(self._titles).index(name))

    @property
    def current(self) -> str:
        """Name of the panel in front."""
        return list(self._titles)[max(0, self._bar.currentIndex())]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        counted = [f"{title} {self._counts[name]:,}" if self._counts.get(name) else title
                   for name, title in self._titles.items()]  # fmt: skip
        for texts in (counted, list(self._titles.values())):
            for place, text in enumerate(texts):
                self._bar.setTabText(place, text)
                self._bar.setTabToolTip(place, counted[place])
            if self._bar.sizeHint().width() <= self.width():
                return

    def _switch(self, index: int) -> None:
        before, focused = self._stack.currentWidget(), QApplication.focusWidget()
        inside = before is not None and focused is not None and before.isAncestorOf(focused)
        self._stack.setCurrentIndex(index)
        shown = self._stack.currentWidget()
        taker = shown.focusProxy() if shown is not None else None
        if inside and taker is not None and taker.isVisible():  # else Qt takes whatever control comes next
            taker.setFocus()
        if index >= 0 and index < len(self._titles):
            self.changed.emit(self.current)
