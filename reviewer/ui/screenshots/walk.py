"""The order of the states that are photographed, from the first start to a fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.ui.screenshots.appealing import appeal
from reviewer.ui.screenshots.empty import empty, loading
from reviewer.ui.screenshots.incoming import incoming
from reviewer.ui.screenshots.indexing import agency_index
from reviewer.ui.screenshots.questions import before_a_project, questions
from reviewer.ui.screenshots.reviewing import review
from reviewer.ui.screenshots.trouble import trouble
from reviewer.ui.screenshots.views import commented, views

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.application import Application
    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]


def walk(application: Application, window: Window, project: Path, scratch: Path) -> Iterator[State]:
    """The name of each state once it is there, and what to photograph of it (None: the window).

    `project` has its sources, and is edited; what else is needed is made in `scratch`.
    """
    yield "start-empty", None
    yield from before_a_project(window, project)
    yield from empty(window, scratch)
    yield from loading(window, project)
    window.open_path(project)
    yield from review(window)
    yield from views(window)
    yield from appeal(window)
    yield from questions(window, scratch)
    yield from agency_index(window, project, scratch)
    window.close_project()
    yield from commented(window, scratch)
    yield "start", None
    yield from incoming(window, project, scratch)
    yield from trouble(application, window, project, scratch)
