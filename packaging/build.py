"""Builds the folder that runs without Python on this system, and proves that it works.

    python3 -m uv run --group packaging python packaging/build.py

The result is dist/foia-reviewer with the programs `foia-reviewer` (console) and `foia-reviewer-gui` (window).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from icons import DRAWING, PNG_SIZES, make_icons
from licences import copy_licences
from prove import prove
from system_licences import copy_system_licences

import reviewer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NAME = "foia-reviewer"


def main() -> int:
    """Builds and proves; exit status 1 if the build or its proof fails."""
    options = argparse.ArgumentParser(description="Build and prove the one-folder program for this system.")
    options.add_argument("--to", type=Path, default=ROOT / "dist", help="where the folder goes (default: dist)")
    options.add_argument("--work", type=Path, default=ROOT / "build", help="for what lies in between (default: build)")
    options.add_argument("--prove-only", action="store_true", help="only prove the folder that is there")
    given = options.parse_args()
    folder = given.to.resolve() / NAME
    if not given.prove_only:
        started = time.perf_counter()
        build(given.to.resolve(), given.work.resolve())
        print(f"built {folder} in {time.perf_counter() - started:.0f} s")
    print(size_of(folder))
    return 0 if prove(folder) else 1


def build(to: Path, work: Path) -> None:
    """Makes the icons, runs PyInstaller on the recipe, and lays licences and desktop files beside the programs."""
    icons = work / "icons"
    make_icons(icons)
    environment = os.environ | {
        "FOIA_REVIEWER_VERSION": reviewer.__version__,
        "FOIA_REVIEWER_ICONS": str(icons),
        "PYTHONHASHSEED": "0",  # the same archive from the same sources
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += ["--distpath", str(to), "--workpath", str(work / "pyinstaller"), str(HERE / f"{NAME}.spec")]
    subprocess.run(command, check=True, env=environment, cwd=work)
    built = to / NAME
    without = copy_licences(built / "licences")
    if sys.platform.startswith("linux"):
        without += copy_system_licences(built / "_internal", built / "licences" / "system")
        _add_desktop_files(built, icons)
    if without:
        print(f"no licence text in: {', '.join(without)} (see docs/packaging.md)")


def _add_desktop_files(folder: Path, icons: Path) -> None:
    """The `share` tree that install.sh links into the user's own: menu entry, file type, icons."""
    places = {
        HERE / f"{NAME}.desktop": "share/applications",
        HERE / f"{NAME}-mime.xml": "share/mime/packages",
        DRAWING: "share/icons/hicolor/scalable/apps",
        HERE / "install.sh": ".",
    }
    for file, place in places.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / place / file.name)
    for size in PNG_SIZES:
        theme = folder / f"share/icons/hicolor/{size}x{size}/apps"
        theme.mkdir(parents=True, exist_ok=True)
        shutil.copy(icons / f"{NAME}-{size}.png", theme / f"{NAME}.png")


def size_of(folder: Path) -> str:
    """The folder's size and its largest parts, in a line."""
    sizes: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts = path.relative_to(folder).parts
            part = parts[1] if parts[0] == "_internal" and len(parts) > 1 else parts[0]
            sizes[part] = sizes.get(part, 0) + path.stat().st_size
    largest = sorted(sizes, key=lambda part: -sizes[part])[:8]
    listed = ", ".join(f"{part} {sizes[part] / 1e6:.0f}" for part in largest)
    return f"size: {sum(sizes.values()) / 1e6:.0f} MB ({listed} …)"


if __name__ == "__main__":
    raise SystemExit(main())
