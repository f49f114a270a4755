"""Builds the menu bar from the registry."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenuBar

from reviewer.ui.actions import ActionRegistry


def _titles() -> dict[str, str]:
    return {
        "file": QCoreApplication.translate("Menus", "&File"),
        "edit": QCoreApplication.translate("Menus", "&Edit"),
        "review": QCoreApplication.translate("Menus", "&Review"),
        "view": QCoreApplication.translate("Menus", "&View"),
        "go": QCoreApplication.translate("Menus", "&Go"),
        "help": QCoreApplication.translate("Menus", "&Help"),
    }


def fill_menu_bar(bar: QMenuBar, registry: ActionRegistry) -> None:
    """One menu for each name that actions give theirs; actions are refreshed when a menu opens."""
    for name, title in _titles().items():
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(registry.refresh)
        registry.fill_menu(menu, name)
