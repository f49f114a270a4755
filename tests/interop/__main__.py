"""Has LibreOffice turn every DOCX and XLSX export into PDF, and looks whether each page says anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2

from reviewer.export.registry import FORMATS, Options
from reviewer.services import packets
from reviewer.services.exporting import export
from reviewer.services.operations import AddPassage, AddTag, WordRun
from reviewer.services.workspace import Workspace
from tests.unit.appeal_kit import make_contested

_PROGRAMS = ("soffice", "libreoffice")
_OFFICE = (".docx", ".xlsx")
_SECONDS = 180
_INK = 100  # pixels that are not paper on a page at 36 dpi


def office() -> str | None:
    """The LibreOffice of this machine."""
    return next((found for found in map(shutil.which, _PROGRAMS) if found), None)


def write_exports(folder: Path) -> list[Path]:
    """Every export that office programs read, with all that can be added, and those of an appeal packet."""
    made = make_contested(folder, "=1+1 <b>bold</b> שלום")
    out = folder / "out"
    out.mkdir()
    with Workspace.open(made.path) as workspace:
        tag = AddTag("Key fact")
        workspace.perform(tag)
        page = workspace.read.pages.of_file()[1]
        workspace.perform(AddPassage((WordRun(page.id, 2, 8),), (tag.uuid,), "a note"))
        for name, known in FORMATS.items():
            if known.suffix in _OFFICE:
                options = Options(internal=known.selective, crops=known.pictures)
                export(workspace, name, out / f"{name}{known.suffix}", options=options)
        plan = packets.plan(workspace, made.request)
        packets.export_packet(workspace, plan, out / "packet", workers=1)
        packets.export_challenge_list(workspace, plan, out / "challenge-list.docx")
    return sorted(path for path in out.rglob("*") if path.suffix in _OFFICE)


def converted(program: str, path: Path, folder: Path) -> Path:
    """The file as PDF; CalledProcessError or TimeoutExpired where LibreOffice fails."""
    profile = (folder / "profile").as_uri()  # of its own: a LibreOffice that runs already would take the job over
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )
    return folder / f"{path.stem}.pdf"


def empty_pages(path: Path) -> list[int]:
    """Pages (from 1) that show next to nothing; all of them for a file without pages."""
    with pypdfium2.PdfDocument(path) as document:
        found = []
        for number in range(len(document)):
            image = np.asarray(document[number].render(scale=0.5, grayscale=True).to_numpy())
            if np.count_nonzero(image < 200) < _INK:
                found.append(number + 1)
        return found if len(document) else [0]


def main() -> int:
    """0 if all is well or LibreOffice is not there (a line says so), 1 if a file is not shown as it should be."""
    program = office()
    if program is None:
        print("interop: LibreOffice is not installed; nothing was checked")
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in write_exports(folder):
            try:
                bad = empty_pages(converted(program, path, folder))
            except (subprocess.SubprocessError, pypdfium2.PdfiumError, OSError) as error:
                print(f"WRONG {path.name}: {error}")
                failed += 1
                continue
            print(f"{'WRONG' if bad else 'ok   '} {path.name}" + (f": empty pages {bad}" if bad else ""))
            failed += bool(bad)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
