"""Brings the window into the states that something wrong or under way leaves it in, one after the other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.ui.application import Application
    from reviewer.ui.window import Window


def trouble(application: Application, window: Window, project: Path, scratch: Path) -> Iterator[str]:
    """The name of each state, once it is there; `project` is one with its sources, and stays as it is."""
    yield from _importing(window, scratch)
    yield from _sources(window, project, scratch)
    yield from _opening(window, project)
    window.notices.dismiss_all()
    application.settings.remember_project(scratch / "Records of 2017.foia")  # never made: it is gone
    application.show_recent(window)
    yield "start-missing"


def appeal(window: Window) -> Iterator[str]:
    """The parts of the appeal, with a ground accepted; as `trouble`."""
    from reviewer.services.operations import AcceptLetter
    from reviewer.ui.contesting.wiring import appeal_of

    session = window.session
    assert session is not None
    for letter in session.workspace.read.matter.letters("suggested"):
        session.commands.perform(AcceptLetter(letter.uuid))
    window.registry.run("show.appeal")
    view = appeal_of(window.desk.views)
    assert view is not None

    def settle() -> None:
        _turn()
        while view.busy:
            _turn()

    view.show_section("suggested")
    settle()
    yield "appeal-suggested"
    if view.can_decide():
        view.accept(every=True)
    settle()
    view.show_section("contested")
    settle()
    yield "appeal-contested"
    view.show_section(None)
    settle()
    yield "appeal-packet"


def _importing(window: Window, scratch: Path) -> Iterator[str]:
    from reviewer.services.workspace import Workspace
    from reviewer.ui.dialogs.matter_fields import Matter

    sent = scratch / "Second release"
    sent.mkdir()
    (sent / "memo.pdf").write_bytes(b"PK\x03\x04" + bytes(200))
    (sent / "records.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (sent / "pages 41-60.pdf").write_bytes(b"")
    (sent / "index.xlsx").write_bytes(b"PK\x03\x04")
    window.use(Workspace.create(scratch / "Under way.foia", reviewer="Dana Reviewer"))
    view = window.desk.view
    assert view is not None
    window.progress.show_import(2, 6, "records.pdf")
    view.show_importing("Importing 6 files …")
    yield "importing"
    window.drops.overlay.show_words("Drop to import into Under way")
    yield "drop"
    window.drops.overlay.show_words("")
    window.importing.run([sent], Matter())
    while window.importing.busy:
        _turn()
    yield "import-failures"
    window.close_project()


def _sources(window: Window, project: Path, scratch: Path) -> Iterator[str]:
    window.open_path(_copied(project, scratch / "missing"))
    yield "source-missing"
    window.close_project()
    changed = _copied(project, scratch / "changed", with_sources=True)
    for source in sorted(changed.parent.rglob("*.pdf"))[:1]:
        with source.open("ab") as file:
            file.write(b"\n% another file now")
    window.open_path(changed)
    while not any(notice.key == "changed" for notice in window.notices.notices):
        _turn()
    yield "source-changed"
    window.close_project()


def _opening(window: Window, project: Path) -> Iterator[str]:
    from reviewer.services.workspace import Workspace

    with Workspace.open(project, reviewer="Ada Other"):
        window.open_path(project)
        yield "in-use"
        window.notices.dismiss_all()
        window.open_path(project, read_only=True)
        yield "read-only"
        window.close_project()
    window.open_path(project)
    window.close_after_fault("Something went wrong inside the program (ZeroDivisionError). Details are in its log.")
    yield "fault"


def _copied(project: Path, folder: Path, with_sources: bool = False) -> Path:
    """The project in a folder of its own, where its sources are not, unless they are copied too."""
    from reviewer.services.workspace import Workspace

    folder.mkdir()
    copy = Path(shutil.copy(project, folder / "Residency Bureau 59138.foia"))
    if with_sources:
        with Workspace.open(project, read_only=True) as workspace:
            paths = [file.path for file in workspace.read.sources.files()]
        for path in paths:
            target = folder / os.path.relpath(path, project.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return copy


def _turn() -> None:
    """Let the window work for a moment."""
    import time

    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    time.sleep(0.01)
