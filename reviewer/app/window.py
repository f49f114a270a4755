"""Starts the window, or says in one sentence why there can be none."""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.app.crash import CrashGuard
from reviewer.app.display import display_problem, missing_xcb_libraries, qt_import_error
from reviewer.model.errors import UserError


def open_window(project: Path | None = None) -> int:
    """Runs the desktop program until its last window closes; returns its exit status.

    Raises UserError where no window can be shown: no display, or a system library that Qt needs is missing.
    """
    problem = display_problem()
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
    messages = guard.install(on_error=lambda sentence: print(sentence, file=sys.stderr))
    try:
        return run(sys.argv[:1], project, notices=messages)
    finally:
        guard.finish()
