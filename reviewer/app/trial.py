"""Shows a window where nobody sees it, to prove that this installation can."""

from __future__ import annotations

import importlib
import os
import pkgutil

from reviewer.app.display import qt_import_error
from reviewer.model.errors import UserError


def try_window() -> str:
    """Starts Qt without a screen, shows a small window and looks at its pixels; says what came of it.

    Every module of the real window is loaded first, so that a part of Qt that one of them needs cannot be missing
    unnoticed. UserError where Qt cannot be loaded or draws nothing (no font, no style).
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6.QtWidgets import QApplication, QLabel

        loaded = _load_all_of_the_window()
        from reviewer.ui.theme.fonts import interface_font
    except ImportError as error:
        raise qt_import_error(error) from error
    application = QApplication.instance() or QApplication(["self-test"])
    label = QLabel("FOIA Reviewer")
    label.setFont(interface_font())
    label.resize(160, 40)
    label.show()
    image = label.grab().toImage()
    label.close()
    colors = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    application.processEvents()
    if len(colors) < 4:
        raise UserError("The window stays empty.", "Install the program again.", code="window-empty")
    return f"{image.width()} x {image.height()} pixels, {len(colors)} colours, {loaded} modules"


def _load_all_of_the_window() -> int:
    import reviewer.ui

    names = [found.name for found in pkgutil.walk_packages(reviewer.ui.__path__, "reviewer.ui.")]
    for name in names:
        if not name.endswith("__main__"):
            importlib.import_module(name)
    return len(names)
