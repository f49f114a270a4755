"""Panels side by side under tabs that can carry a count, or shrink to a picture."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import divider

_BESIDE_PICTURE = 11  # pixels at both sides of a picture


class _Bar(QTabBar):
    """Gives a tab that is but a picture no more than the picture needs; the style would make it wider than a word."""

    @override
    def tabSizeHint(self, index: int) -> QSize:
        size: QSize = super().tabSizeHint(index)
        if self.tabText(index) or self.tabIcon(index).isNull():
            return size
        return QSize(self.iconSize().width() + _BESIDE_PICTURE, size.height())

    def needed(self) -> int:
        """The width in which nothing is cut off, in pixels."""
        return sum(self.tabSizeHint(index).width() for index in range(self.count()) if self.isTabVisible(index))


class TabPanel(QWidget):
    """A tab bar over one panel at a time.

    Where there is no room, counts go first, then words: a tab that has a picture shows only that, the last one first.
    """

    changed = Signal(object)  # name of the panel

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = _Bar()
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setUsesScrollButtons(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setAccessibleName(name)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._titles: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._icons: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(divider())
        layout.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._switch)
        theme.changed.connect(self._write)

    def add_panel(self, name: str, title: str, panel: QWidget, icon: str = "") -> None:
        """Append a panel under a tab; `icon` takes the place of its title where there is no room."""
        self._titles[name] = title
        if icon:
            self._icons[name] = icon
        self._stack.addWidget(panel)
        self._bar.addTab(title)
        self._bar.setAccessibleTabName(self._bar.count() - 1, title)
        self._write()

    def set_count(self, name: str, count: int | None) -> None:
        """Show a count beside the title of a tab."""
        if self._counts.get(name, 0) != (count or 0):
            self._counts[name] = count or 0
            self._write()

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front, and its tab back."""
        self.set_shown(name, True)
        self._bar.setCurrentIndex(list(self._titles).index(name))

    def set_shown(self, name: str, shown: bool) -> None:
        """Let the tab of a panel that has nothing to show be there or not; the one in front stays."""
        if name != self.current and self._bar.isTabVisible(list(self._titles).index(name)) != shown:
            self._bar.setTabVisible(list(self._titles).index(name), shown)
            self._write()

    def take_keys(self) -> None:
        """Put the keys into the panel in front: its list where it has one to show, else its first control."""
        shown = self._stack.currentWidget()
        if shown is None:
            return
        taker = shown.focusProxy()
        if taker is None or not taker.isVisible():
            able = (child for child in shown.findChildren(QWidget) if child.isVisible() and child.isEnabled())
            taker = next((child for child in able if child.focusPolicy() & Qt.FocusPolicy.TabFocus), self._bar)
        taker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def current(self) -> str:
        """Name of the panel in front."""
        return list(self._titles)[max(0, self._bar.currentIndex())]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        counted = {name: f"{title} {self._counts[name]:,}" if self._counts.get(name) else title
                   for name, title in self._titles.items()}  # fmt: skip
        shrunk = [frozenset(list(self._icons)[start:]) for start in reversed(range(len(self._icons)))]
        for texts, small in ((counted, frozenset()), *((self._titles, names) for names in (frozenset(), *shrunk))):
            for place, name in enumerate(self._titles):
                self._bar.setTabText(place, "" if name in small else texts[name])
                self._bar.setTabIcon(place, self._theme.icon(self._icons[name], "text2") if name in small else QIcon())
                self._bar.setTabToolTip(place, counted[name])
            if self._bar.needed() <= self.width():
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
