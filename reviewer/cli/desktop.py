"""What the verbs know of the desktop: how to open a window, and why there may be none. The app hands it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reviewer.model.errors import UserError


def _no_window(_project: Path | None = None) -> int:
    raise UserError(
        "This build has no window.",
        "Every verb but open works without one.",
        code="no-window",
    )


def _no_display() -> str | None:
    return "This build has no window."


@dataclass(frozen=True, slots=True)
class Desktop:
    """`open_window(project or None)` returns an exit status; `display_problem()` is None where a window can be shown.

    `try_window()` shows a window where nobody sees it and says in a few words what came of it (UserError: nothing);
    None where the app brings no such test. A verb finds all this in `click.Context.obj`.
    """

    open_window: Callable[[Path | None], int] = _no_window
    display_problem: Callable[[], str | None] = _no_display
    try_window: Callable[[], str] | None = None
