"""Makes pictures of every view and state from the real program: `python -m reviewer.ui.screenshots DIR`.

The sample release is made, imported and read once; then each look gets a process of its own, because Qt takes the
scale at its start. `--project` shows a project that is there already, `--look light dark` makes some looks only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reviewer.ui.screenshots.gathering import gathered
from reviewer.ui.screenshots.patience import settle
from reviewer.ui.screenshots.walk import walk

SIZE = (1280, 800)
_READING_LIMIT = 900.0  # seconds for reading the sample's pages


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at a scale of the screen, with text at a percentage of its usual size."""

    theme: str
    scale: int = 1
    text: int = 100


LOOKS = {
    "light": Look("light"),
    "dark": Look("dark"),
    "light-200": Look("light", scale=2),
    "dark-200": Look("dark", scale=2),
    "light-text-130": Look("light", text=130),
    "dark-text-150": Look("dark", text=150),
}


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and make the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m reviewer.ui.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--project", type=Path, help="a project to show instead of the sample release")
    parser.add_argument("--look", choices=LOOKS, nargs="+", default=list(LOOKS), help="all of them unless named")
    parser.add_argument("--here", choices=LOOKS, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.here:
        _shoot(chosen.folder, chosen.project, LOOKS[chosen.here])
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        project = gathered(chosen.project, Path(scratch)) if chosen.project else _sample(Path(scratch))
        for name in chosen.look:
            command = [sys.executable, "-m", "reviewer.ui.screenshots", str(chosen.folder / name), "--here", name]
            scale = str(LOOKS[name].scale)
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            copy = shutil.copy(project, project.with_name(f"{name} {project.name}"))  # each run edits its own
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


def _shoot(folder: Path, project: Path, look: Look) -> None:
    """Walk through the program and keep a picture of each state, named in the order of the walk."""
    from PySide6.QtWidgets import QApplication

    from reviewer.ui.application import Application
    from reviewer.ui.settings import Settings

    qt = QApplication(["screenshots"])
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(Path(scratch))
        settings.reviewer = "Dana Reviewer"
        application = Application(qt, settings)
        application.theme.choose("dark" if look.theme == "dark" else "light")
        application.theme.set_text_size(look.text)
        window = application.new_window()
        window.resize(*SIZE)
        for number, (name, shown) in enumerate(walk(application, window, project, Path(scratch)), start=1):
            settle(window)
            (shown or window).grab().save(str(folder / f"{number:03d}-{name}.png"))
        application.finish()


if __name__ == "__main__":
    raise SystemExit(main())
