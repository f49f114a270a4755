"""Every view of a project that holds nothing yet, and of one whose figures are still being worked out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reviewer.ui.screenshots.patience import held, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]
VIEWS: Final = (
    "redactions", "passages", "entities", "timeline", "compare", "appeal", "index", "requests", "overview", "audit",
    "settings",
)  # fmt: skip
_WORKED_OUT: Final = ("timeline", "compare", "appeal", "index", "overview")
_PANELS: Final = ("documents", "pages", "outline", "search", "passages", "entities", "text", "info", "comments",
                  "history")  # fmt: skip


def empty(window: Window, scratch: Path) -> Iterator[State]:
    """A new project: its views and panels."""
    from reviewer.services.workspace import Workspace

    window.use(Workspace.create(scratch / "Empty.foia", reviewer="Dana Reviewer"))
    yield "empty-review", None
    for name in VIEWS:
        window.registry.run(f"show.{name}")
        wait(0.5)
        yield f"empty-{name}", None
    window.registry.run("show.review")
    for name in _PANELS:
        window.registry.run(f"view.{name}")
        yield f"empty-panel-{name}", None
    window.close_project()


def loading(window: Window, project: Path) -> Iterator[State]:
    """Views that work something out, while they are at it."""
    window.open_path(project)
    with held(window):
        for name in _WORKED_OUT:
            window.registry.run(f"show.{name}")
            yield f"loading-{name}", None
    window.close_project()
