"""Chooses the interface font: the system's, or the bundled one where the system has none; figures are tabular."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

from reviewer.model.resources import resource
from reviewer.ui.theme.tokens import ICON, SMALL_PX, TEXT_PX

_LARGEST_ICON = 4 / 3  # of its size beside text of 13 px


def system_size() -> int:
    """Per cent of 13 pixels that the system's own font asks for, from 90 to 130."""
    asked = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return max(90, min(130, round(100 * asked / TEXT_PX)))


def interface_font(percent: int = 100) -> QFont:
    """The font of the window, a percentage of 13 px; without one, Qt draws empty boxes and says nothing."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    # Where no font is installed, names such as "Sans Serif" still stand in the list; only what they lead to is empty.
    if not QFontInfo(font).family():
        font = QFont(_bundled_family())
    font.setPixelSize(round(TEXT_PX * percent / 100))
    return tabular(font)


def stretched(pixels: float) -> int:
    """Pixels that take as much of large text as these do of text of 13 px; never fewer than these."""
    return round(pixels * max(TEXT_PX, QGuiApplication.font().pixelSize()) / TEXT_PX)


def small_px() -> int:
    """The pixel size of small text beside text of the size in use."""
    return stretched(SMALL_PX)


def icon_px(size: int = ICON) -> int:
    """The pixels of an icon that has `size` beside text of 13 px; a third more at most, or bars would be too narrow."""
    return min(round(size * _LARGEST_ICON), stretched(size))


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
