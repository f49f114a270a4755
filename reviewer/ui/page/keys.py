"""What keys do to the pages: how far they scroll, which way they turn, how they reach on with a selection."""

from __future__ import annotations

from PySide6.QtCore import Qt

from reviewer.ui.page.selection import Grain
from reviewer.ui.page.viewfinder import Viewfinder

STEP = 40  # pixels that one key press scrolls
HELD = 4.0  # points that a box goes on at each repeat of a key that is held; one press is one point
SCREEN = 0.9  # of the window's height that the keys for a screen scroll

Key, Modifier = Qt.Key, Qt.KeyboardModifier
REACH: dict[Qt.Key, tuple[int, Grain]] = {
    Key.Key_Left: (-1, "word"),
    Key.Key_Right: (1, "word"),
    Key.Key_Up: (-1, "line"),
    Key.Key_Down: (1, "line"),
}

ENDS: dict[Qt.Key, bool] = {Key.Key_Home: True, Key.Key_End: False}  # True: the beginning is moved from now on

NUDGE: dict[Qt.Key, tuple[float, float]] = {
    Key.Key_Left: (-1.0, 0.0),
    Key.Key_Right: (1.0, 0.0),
    Key.Key_Up: (0.0, -1.0),
    Key.Key_Down: (0.0, 1.0),
}


def reach_of(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> tuple[int, Grain] | None:
    """How many words or lines the selection reaches further."""
    return REACH.get(key) if modifiers == Modifier.ShiftModifier else None


def nudge_of(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> tuple[float, float, bool] | None:
    """Points by which the selected box moves across and down; True: its lower right corner does (with Shift)."""
    held = Modifier.ControlModifier
    if key not in NUDGE or modifiers not in (held, held | Modifier.ShiftModifier):
        return None
    return *NUDGE[key], modifiers != held


def turn_of(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> int:
    """How many pages to turn, 0 for none."""
    if modifiers != Modifier.ControlModifier:
        return 0
    return {Key.Key_PageUp: -1, Key.Key_PageDown: 1}.get(key, 0)


def screen_of(finder: Viewfinder) -> int:
    """Pixels that a screen is scrolled by, so that the last lines stay in view as the first."""
    return round(finder.height * SCREEN)


def scroll_of(key: Qt.Key, modifiers: Qt.KeyboardModifier, finder: Viewfinder) -> tuple[int, int] | None:
    """Pixels to scroll across and down; Home and End go to the ends of all pages."""
    screen = screen_of(finder)
    if key == Key.Key_Space and modifiers == Modifier.ShiftModifier:
        return 0, -screen
    if key in (Key.Key_Home, Key.Key_End) and modifiers in (Modifier.NoModifier, Modifier.ControlModifier):
        return 0, -finder.canvas.height if key == Key.Key_Home else finder.canvas.height
    if modifiers != Modifier.NoModifier:
        return None
    return {
        Key.Key_Up: (0, -STEP),
        Key.Key_Down: (0, STEP),
        Key.Key_Left: (-STEP, 0),
        Key.Key_Right: (STEP, 0),
        Key.Key_PageUp: (0, -screen),
        Key.Key_PageDown: (0, screen),
    }.get(key)
