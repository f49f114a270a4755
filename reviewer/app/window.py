"""Starts the window, or says in one sentence why there can be none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from reviewer.app.crash import CrashGuard
from reviewer.app.display import display_problem, missing_xcb_libraries, qt_import_error, silent_display
from reviewer.model.errors import UserError


def open_window(*paths: Path | None) -> int:
    """Runs the desktop program until its last window closes; returns its exit status.

    `paths` are a project to open, or released files and folders to begin one with; None counts as nothing. Raises
    UserError where no window can be shown: no display, or a system library that Qt needs is missing.
    """
    problem = display_problem() or silent_display()
    if problem is not None:
        raise UserError(
            f"No window can be shown. {problem}",
            "The verbs process, inspect, search, export and check work without one.",
            code="no-display",
        )
    missing = missing_xcb_libraries()
    if missing:
        raise UserError(
            "The window needs system libraries that are not here.",
            f"Install them: sudo apt install {' '.join(missing)}",
            code="qt-library",
        )
    try:
        from reviewer.ui.application import run
    except ImportError as error:
        raise qt_import_error(error) from error
    guard = CrashGuard()
    faults = Faults()
    messages = guard.install(faults.tell)
    try:
        return run(sys.argv[:1], [path for path in paths if path is not None], messages, faults.show_with)
    finally:
        guard.finish()


class Faults:
    """Hands what the guard says to the window, or to standard error as long as there is none."""

    def __init__(self) -> None:
        self._show: Callable[[str], object] | None = None

    def show_with(self, show: Callable[[str], object] | None) -> None:
        """From now on `show` gets every sentence, from any thread; None: standard error does."""
        self._show = show

    def tell(self, sentence: str) -> None:
        """Pass on what the guard says."""
        if self._show is not None:
            self._show(sentence)
        else:
            print(f"foia-reviewer: {sentence}", file=sys.stderr)
