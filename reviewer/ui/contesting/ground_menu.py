"""Lets grounds be chosen from all that are known, those for issues apart."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from reviewer.appeal.grounds import grounds
from reviewer.ui.widgets.basics import PushButton
from reviewer.ui.widgets.tick_menu import TickMenu


class GroundButton(PushButton):
    """A button with a menu of grounds to tick; `chosen` tells the ids that are ticked now, in the order of the list."""

    chosen = Signal(object)  # tuple[str, ...]

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text.removesuffix(" …"))
        self._ticked: set[str] = set()
        self._menu = TickMenu(self)
        self._menu.setAccessibleName(self.tr("Grounds"))
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        QPushButton.setMenu(self, self._menu)

    @override
    def click(self) -> None:
        self.showMenu()

    def show_ticked(self, ids: Iterable[str]) -> None:
        """These are chosen already."""
        self._ticked = set(ids)

    def _fill(self) -> None:
        self._menu.clear()
        for ground in sorted(grounds(), key=lambda found: bool(found.issues)):
            action = self._menu.addAction(ground.title)
            action.setCheckable(True)
            action.setChecked(ground.id in self._ticked)
            action.setToolTip(ground.condition)
            action.triggered.connect(lambda ticked, name=ground.id: self._turn(name, ticked))

    def _turn(self, name: str, ticked: bool) -> None:
        self._ticked = self._ticked | {name} if ticked else self._ticked - {name}  # the menu may stay open for another
        self.chosen.emit(tuple(ground.id for ground in grounds() if ground.id in self._ticked))
