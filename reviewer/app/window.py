"""Starts the window, or says in one sentence why there can be none."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

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
            "Every verb but open works without one.",
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
    from reviewer.app.crash import CrashGuard

    guard = CrashGuard()
    faults = Faults()
    _leave_when_told_to()
    messages = guard.install(faults.tell)
    given = [path for path in paths if path is not None]
    try:
        return run(sys.argv[:1], given, messages, faults.show_with, guard.finish)
    finally:
        guard.finish()


def _leave_when_told_to() -> None:
    """Let SIGTERM unwind the program while its window is not up yet: ended in good order, it leaves no mark."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, leave)


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
