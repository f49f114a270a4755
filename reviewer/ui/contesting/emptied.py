"""Empties a layout that is filled anew again and again."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away.

    Hidden first: a widget that was added a moment ago is still to be shown by Qt, and would come up as a window.
    """
    while layout.count():
        taken = layout.takeAt(0)
        old = taken.widget() if taken is not None else None
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
