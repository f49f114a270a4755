"""Chooses the interface font: the system's, or the bundled one where the system has none; figures are tabular."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from reviewer.model.resources import resource
from reviewer.ui.theme.tokens import TEXT_PX


def interface_font() -> QFont:
    """The font of the window at 13 px; without it Qt would draw every letter as an empty box and say nothing."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    # Where no font is installed, names such as "Sans Serif" still stand in the list; only what they lead to is empty.
    if not QFontInfo(font).family():
        font = QFont(_bundled_family())
    font.setPixelSize(TEXT_PX)
    return tabular(font)


def tabular(font: QFont) -> QFont:
    """`font` with figures of one width, so that counts do not jump."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _bundled_family() -> str:
    """Registers the bundled fonts and names the one for the window; FileNotFoundError if none is shipped."""
    families: list[str] = []
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix.lower() in (".ttf", ".otf"):
            number = QFontDatabase.addApplicationFont(str(path))
            families += QFontDatabase.applicationFontFamilies(number)
    if not families:
        raise FileNotFoundError("no font is installed and none is shipped: install the program again")
    return "Inter" if "Inter" in families else families[0]
