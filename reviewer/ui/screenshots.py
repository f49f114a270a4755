"""Makes pictures of every view and state from the real program: `python -m reviewer.ui.screenshots DIR`.

The sample release is made, imported and read once; then each theme and scale gets a process of its own, because Qt
takes the scale at its start. `--project` uses a project that is there already.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.ui.screenshot_states import appeal, trouble
from reviewer.ui.screenshot_views import commented, further

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from reviewer.services.workspace import Workspace
    from reviewer.ui.application import Application
    from reviewer.ui.page import Segment
    from reviewer.ui.window import Window

SIZE = (1280, 800)
RUNS = (("light", 1), ("dark", 1), ("light", 2))
_SETTLE = 400  # milliseconds that a view gets at least
_RENDERING_LIMIT = 20_000  # milliseconds that a view gets at most to render its tiles
_READING_LIMIT = 900.0  # seconds for reading the sample's pages


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and make the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m reviewer.ui.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--project", type=Path, help="a project to show instead of the sample release")
    parser.add_argument("--theme", choices=("light", "dark"), help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.theme:
        _shoot(chosen.folder, chosen.project, chosen.theme)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        project = chosen.project or _sample(Path(scratch))
        for theme, scale in RUNS:
            folder = chosen.folder / (theme if scale == 1 else f"{theme}-{scale}00")
            command = [sys.executable, "-m", "reviewer.ui.screenshots", str(folder), "--theme", theme]
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
            copy = shutil.copy(project, project.with_name(f"{folder.name} {project.name}"))  # each run edits its own
            subprocess.run([*command, "--project", copy], check=True, env=environment)
            Path(copy).unlink()
    return 0


def _sample(folder: Path) -> Path:
    """A project of the sample release, imported and read by the program's own parts."""
    from reviewer.sample.maker import make_release
    from reviewer.services.importing import import_paths
    from reviewer.services.processing import Processing
    from reviewer.services.workspace import Workspace

    sample = make_release(folder / "release")
    with Workspace.create(folder / "Residency Bureau 59138.foia", reviewer="Dana Reviewer") as workspace:
        import_paths(
            workspace,
            list(sample.files),
            release="First interim release",
            request=sample.request_number,
            agency=sample.agency,
            letter_date=sample.letter_date,
        )
        processing = Processing(workspace, max(1, (os.cpu_count() or 2) - 1))
        processing.start()
        processing.wait(_READING_LIMIT)
        processing.stop()
        return workspace.path


def _shoot(folder: Path, project: Path, theme: str) -> None:
    """Walk through the program and keep a picture of each state, named in the order of the walk."""
    from PySide6.QtWidgets import QApplication

    from reviewer.ui.application import Application
    from reviewer.ui.settings import Settings

    qt = QApplication(["screenshots"])
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(Path(scratch))
        settings.reviewer = "Dana Reviewer"
        application = Application(qt, settings)
        application.theme.choose("dark" if theme == "dark" else "light")
        window = application.new_window()
        window.resize(*SIZE)
        for number, (name, shown) in enumerate(_walk(application, window, project, Path(scratch)), start=1):
            _settle(qt, window)
            (shown or window).grab().save(str(folder / f"{number:02d}-{name}.png"))
        application.finish()


def _settle(qt: QApplication, window: Window) -> None:
    """Let the window come to rest: every page in view has its sharp picture."""
    from PySide6.QtCore import QDeadlineTimer

    from reviewer.ui.rooms import board_of

    least, most = QDeadlineTimer(_SETTLE), QDeadlineTimer(_RENDERING_LIMIT)
    while not most.hasExpired():
        view = window.desk.view
        board = board_of(window.desk.views)
        drawing = board is not None and board.isVisible() and board.pictures.busy()
        if least.hasExpired() and not drawing and (view is None or not view.page_view.loader.busy()):
            break
        qt.processEvents()
        time.sleep(0.01)


def _walk(
    application: Application, window: Window, project: Path, scratch: Path
) -> Iterator[tuple[str, QWidget | None]]:
    yield "start-empty", None
    yield from _dialogs(window, project)
    window.use(_empty_project(scratch))
    yield "review-empty", None
    window.close_project()
    window.open_path(project, read_only=False)
    yield from _review(window)
    yield from _views(window)
    yield from further(window, scratch)
    window.close_project()
    yield from commented(window, scratch)
    yield "start", None
    for state in trouble(application, window, project, scratch):
        yield state, None


def _empty_project(scratch: Path) -> Workspace:
    from reviewer.services.workspace import Workspace

    return Workspace.create(scratch / "Empty.foia", reviewer="Dana Reviewer")


def _dialogs(window: Window, project: Path) -> Iterator[tuple[str, QWidget | None]]:
    from reviewer.ui.dialogs.about import AboutDialog
    from reviewer.ui.dialogs.import_files import ImportDialog
    from reviewer.ui.dialogs.keys import KeysDialog
    from reviewer.ui.dialogs.matter_fields import Matter
    from reviewer.ui.dialogs.new_project import NewProjectDialog

    files = [Path("Release_1of2.pdf"), Path("Release_2of2.pdf")]
    made: list[tuple[str, Callable[[], QWidget]]] = [
        ("dialog-new", lambda: NewProjectDialog(project.parent, "Dana Reviewer", files, window)),
        ("dialog-import", lambda: ImportDialog(files, Matter("", "2018-ICFO-59138"), project.parent, window)),
        ("dialog-keys", lambda: KeysDialog(window.registry, window)),
        ("dialog-about", lambda: AboutDialog(window)),
    ]
    for name, make in made:
        dialog = make()
        dialog.show()
        yield name, dialog
        dialog.close()
        dialog.deleteLater()


def _review(window: Window) -> Iterator[tuple[str, QWidget | None]]:
    from reviewer.ui.widgets.notice import Notice

    view, commands = window.desk.view, window.desk.commands
    assert view is not None
    assert commands is not None
    view.go_to_number(3)
    yield "review", None
    commands.next_unchecked()
    commands.confirm()
    commands.confirm()
    commands.next_unchecked()
    yield "redaction", None
    window.desk.choose_position()
    yield "chooser-position", window.findChildren(_chooser())[-1]
    window.findChildren(_chooser())[-1].close()
    yield from _marks(window)
    for name in ("text", "info", "pages", "outline"):
        window.desk.panel_opener(name)()
        yield f"panel-{name}", None
    window.desk.panel_opener("redactions")()  # the facts name a folder of this run
    window.toolbar.search.setText("redwood city")
    view.search.search("redwood city")
    view.search.step(1)
    yield "search", None
    view.search.search("code:(b9 OR")
    yield "search-problem", None
    window.notify(Notice("Release_2of2.pdf, page 7: the page is damaged.", "The other pages are read.", "warning"))
    window.notify(Notice("2 files were in the release already", "They were left as they were.", "info"))
    yield "notices", None
    window.notices.dismiss_all()
    window.passwords.ask("Release_2of2.pdf", 2, wrong=True)
    yield "password", None
    window.passwords.hide()
    window.show_palette()
    yield "palette", window.findChildren(_palette())[-1]
    window.findChildren(_palette())[-1].close()


def _views(window: Window) -> Iterator[tuple[str, QWidget | None]]:
    """The views over the whole project, and what is asked before an export."""
    from reviewer.ui.dialogs.export import ExportDialog

    session = window.session
    assert session is not None
    for name in ("redactions", "overview", "requests", "passages", "audit", "settings"):
        window.registry.run(f"show.{name}")
        yield name, None
    for state in appeal(window):
        yield state, None
    dialog = ExportDialog(window.exporting.facts(session), window)
    dialog.show()
    yield "dialog-export", dialog
    dialog.close()
    dialog.deleteLater()
    window.registry.run("show.review")


def _marks(window: Window) -> Iterator[tuple[str, QWidget | None]]:
    from reviewer.ui.dialogs.tags import TagsDialog

    view, commands, session = window.desk.view, window.desk.commands, window.desk.session
    assert view is not None
    assert commands is not None
    assert session is not None
    first = commands.new_tag("public interest", "#ffd54a", "P")
    commands.new_tag("who decided", "#7fc4ff", "W")
    commands.segments = _words(window, "Program", 6)
    if first is not None and commands.segments:
        commands.tag_selection(first)
        commands.set_note("passage", commands.passage or "", "Who was asked, and why only the analyst?")
    yield "passages", None
    window.desk.choose_tag()
    yield "chooser-tag", window.findChildren(_chooser())[-1]
    window.findChildren(_chooser())[-1].close()
    commands.segments = _words(window, "Kowalczyk,", 2)
    if commands.segments:
        next(choice for choice in commands.entity_choices() if choice.key == "P").chosen()
    yield "entities", None
    dialog = TagsDialog(session.project, commands, window.theme, window)
    dialog.show()
    yield "dialog-tags", dialog
    dialog.close()
    dialog.deleteLater()


def _words(window: Window, first: str, count: int) -> tuple[Segment, ...]:
    """`count` words of the page in view from the word `first` on, as if a person had selected them."""
    from reviewer.ui.page import Segment

    view, session = window.desk.view, window.desk.session
    assert view is not None
    assert session is not None
    page = view.page_view.current_page()
    content = session.project.content(page) if page is not None else None
    if page is None or content is None:
        return ()
    words = content.text.words
    start = next((number for number, word in enumerate(words) if word.text == first), 0)
    chosen = words[start : start + count]
    quote = " ".join(word.text for word in chosen)
    return (Segment(page, start, start + len(chosen) - 1, tuple(word.rect for word in chosen), quote),)


def _chooser() -> type[QWidget]:
    from reviewer.ui.widgets.chooser import Chooser

    return Chooser


def _palette() -> type[QWidget]:
    from reviewer.ui.panels.command_palette import CommandPalette

    return CommandPalette


if __name__ == "__main__":
    raise SystemExit(main())
