"""The states that something wrong leaves the window in: sources gone or changed, projects in use, a fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.ui.screenshots.incoming import copied
from reviewer.ui.screenshots.patience import until, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.application import Application
    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]


def trouble(application: Application, window: Window, project: Path, scratch: Path) -> Iterator[State]:
    """The name of each state, once it is there; `project` is one with its sources, and stays as it is."""
    yield from _sources(window, project, scratch)
    yield from _opening(window, project, scratch)
    window.notices.dismiss_all()
    application.settings.remember_project(scratch / "Records of 2017.foia")  # never made: it is gone
    application.show_recent(window)
    yield "start-missing", None


def _sources(window: Window, project: Path, scratch: Path) -> Iterator[State]:
    window.open_path(copied(project, scratch / "missing"))
    yield "source-missing", None
    window.sources.locate_in(scratch / "Second release")
    until(lambda: any(notice.key == "located" for notice in window.notices.notices))
    yield "locate-nothing-found", None
    window.close_project()
    changed = copied(project, scratch / "changed", with_sources=True)
    for source in sorted(changed.parent.rglob("*.pdf"))[:1]:
        with source.open("ab") as file:
            file.write(b"\n% another file now")
    window.open_path(changed)
    until(lambda: any(notice.key == "changed" for notice in window.notices.notices))
    yield "source-changed", None
    window.close_project()


def _opening(window: Window, project: Path, scratch: Path) -> Iterator[State]:
    from reviewer.services.workspace import Workspace

    other = scratch / "Not a project.foia"
    other.write_bytes(b"SQLite format 3\0" + bytes(4080))
    window.open_path(other)
    yield "not-a-project", None
    window.notices.dismiss_all()
    with Workspace.open(project, reviewer="Ada Other"):
        window.open_path(project)
        yield "in-use", None
        window.notices.dismiss_all()
        window.open_path(project, read_only=True)
        yield "read-only", None
        for name in ("requests", "appeal", "passages", "settings"):
            window.registry.run(f"show.{name}")
            wait(1.5)
            yield f"read-only-{name}", None
        window.registry.run("show.review")
        window.close_project()
    window.open_path(project)
    window.close_after_fault("Something went wrong inside the program (ZeroDivisionError). Details are in its log.")
    yield "fault", None
