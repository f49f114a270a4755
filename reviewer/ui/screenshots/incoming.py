"""What comes in and how it is read: load files, encrypted files, pages that failed, a project that was not closed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reviewer.ui.screenshots.patience import until, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]

_DIES: Final = """
import os, sys
from pathlib import Path
from reviewer.services.operations import AddTag
from reviewer.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), reviewer="Dana Reviewer")
workspace.perform(AddTag("left unfinished", "#1f77b4"))
os._exit(9)
"""


def incoming(window: Window, project: Path, scratch: Path) -> Iterator[State]:
    """The name of each state once it is there, and what to photograph of it (None: the window)."""
    yield from _load_files(window, project, scratch)
    yield from _under_way(window, scratch)
    yield from _failed(window, project, scratch)
    yield from _recovered(window, project, scratch)


def _load_files(window: Window, project: Path, scratch: Path) -> Iterator[State]:
    """A production with its load files, as it comes from a vendor."""
    from reviewer.export.registry import Options
    from reviewer.services.exporting import export
    from reviewer.services.workspace import Workspace
    from reviewer.ui.dialogs.import_files import ImportDialog
    from reviewer.ui.dialogs.matter_fields import Matter

    production = scratch / "Production"
    with Workspace.open(project, read_only=True) as workspace:
        export(workspace, "load-file", production, options=Options())
    dialog = ImportDialog([production], Matter("", "2018-ICFO-59138"), scratch, window)
    dialog.show()
    yield "dialog-import-production", dialog
    dialog.close()
    dialog.deleteLater()
    window.use(Workspace.create(scratch / "Production.foia", reviewer="Dana Reviewer"), read=False)
    window.importing.run([production], Matter("Production 1", "2018-ICFO-59138"))
    until(lambda: not window.importing.busy)
    window.registry.run("view.info")
    yield "load-file-imported", None
    window.registry.run("view.redactions")
    window.close_project()


def _under_way(window: Window, scratch: Path) -> Iterator[State]:
    """Files on their way, one of which nobody gave the password of; files that cannot be read."""
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
    yield "importing", None
    window.drops.overlay.show_words("Drop to import into Under way")
    yield "drop", None
    window.drops.overlay.show_words("")
    window.importing.run([sent], Matter())
    until(lambda: not window.importing.busy)
    yield "import-failures", None
    window.close_project()


def _failed(window: Window, project: Path, scratch: Path) -> Iterator[State]:
    """Pages that wait to be read, and one that could not be."""
    from reviewer.model.page import PageError, PageResult
    from reviewer.services.importing import import_paths
    from reviewer.services.workspace import Workspace

    with Workspace.open(project, read_only=True) as workspace:
        files = [file.path for file in workspace.read.sources.files()]
    with Workspace.create(scratch / "Failed.foia", reviewer="Dana Reviewer") as workspace:
        import_paths(workspace, files, release="First interim release", request="2018-ICFO-59138")
        path = workspace.path
        second = workspace.read.pages.of_file()[1]
        error = PageError("damaged", "The page is damaged: its picture ends too early.")
        failed = PageResult(second.number, second.width, second.height, error=error)
        workspace.intake.store_page_result(second.id, failed).result()
    window.use(Workspace.open(path, reviewer="Dana Reviewer"), read=False)
    assert window.desk.view is not None
    window.desk.view.go_to_number(2)
    yield "page-failed", None
    window.sources.show_failures()
    yield "failures-told", None
    window.notices.dismiss_all()
    window.desk.view.go_to_number(6)
    yield "page-not-read", None
    window.registry.run("show.overview")
    wait(0.5)
    yield "overview-unread", None
    window.close_project()
    window.use(Workspace.open(path, reviewer="Dana Reviewer"))
    until(window.progress.is_reading)
    yield "reading", None
    window.registry.run("file.pause")
    yield "reading-paused", None
    window.close_project()


def _recovered(window: Window, project: Path, scratch: Path) -> Iterator[State]:
    """The program died in the middle of the work."""
    path = copied(project, scratch / "died", with_sources=True)
    subprocess.run([sys.executable, "-c", _DIES, str(path)], check=False, timeout=120)
    window.open_path(path)
    yield "recovered", None
    window.close_project()


def copied(project: Path, folder: Path, with_sources: bool = False) -> Path:
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
