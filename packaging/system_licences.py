"""Gathers the copyright files of those libraries that a Linux build takes from the building system."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

_DOCUMENTS = Path("/usr/share/doc")
_MODULE = re.compile(r"\.(?:cpython-\w+(?:-[\w-]+)?|abi3)\.so$")


def copy_system_licences(internal: Path, folder: Path) -> list[str]:
    """Copies the copyright file of each Debian package to `folder/<package>/`; names libraries it knows none for.

    What lies directly in `internal` as a file is the system's; the libraries of wheels are links into their folders,
    and their modules (`NAME.cpython-311-x86_64-linux-gnu.so`) are no libraries.
    """
    found = (path for path in internal.glob("*.so*") if path.is_file() and not path.is_symlink())
    libraries = sorted(path.name for path in found if not _MODULE.search(path.name))
    packages = _packages(libraries)
    for package in set(packages.values()):
        copyright_file = _DOCUMENTS / package / "copyright"
        if copyright_file.is_file():
            (folder / package).mkdir(parents=True, exist_ok=True)
            shutil.copy(copyright_file, folder / package / "copyright")
    return [name for name in libraries if not (folder / packages.get(name, "-") / "copyright").is_file()]


def _packages(libraries: list[str]) -> dict[str, str]:
    """The package that installed each library, as far as dpkg knows; empty on systems without it."""
    if shutil.which("dpkg") is None or not libraries:
        return {}
    # dpkg exits with 1 if it knows any one of them not, such as a Python that was not installed by it.
    asked = ["dpkg", "--search", *(f"*/{name}" for name in libraries)]
    answer = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False).stdout
    found: dict[str, str] = {}
    for line in answer.splitlines():
        owners, _, path = line.rpartition(": ")
        name = path.rpartition("/")[2]
        if name in libraries and not owners.startswith("diversion"):
            found.setdefault(name, owners.split(",")[0].partition(":")[0])
    return found
