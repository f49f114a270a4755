"""Gathers the licence texts of everything that goes into the built folder, which wheels keep in their metadata."""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|third.?party|attribution)", re.IGNORECASE)
_TEXT_SUFFIXES = ("", ".txt", ".md", ".rst")
_PROGRAM = "foia-reviewer"
_BUILT_IN = ("pyinstaller",)  # its boot loader is the first part of both programs
_TEXTS = Path(__file__).with_name("texts")  # for wheels without a text of their own
_LGPL = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "python-bidi": ("LGPL-3.0.txt",),  # its wheel has the GPL alone, to which the LGPL adds its permissions
}


def copy_licences(folder: Path) -> list[str]:
    """Copies every licence text to `folder/<distribution>/`; names the distributions that bring none."""
    without: list[str] = []
    for found in _distributions():
        name = canonicalize_name(found.name)
        texts = _texts(found) | {text: _TEXTS / text for text in _LGPL.get(name, ())}
        for title, text in texts.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            shutil.copy(text, folder / name / title)
        if not texts:
            without.append(name)
    _copy_licence_of_python(folder / "python")
    return without


def without_licence(modules: Iterable[str], folder: Path) -> list[str]:
    """Of the modules that are built in, the distributions that have no folder of their own among the licence texts."""
    owners = packages_distributions()
    built_in = {owner for module in modules for owner in owners.get(module.partition(".")[0], ())}
    return sorted(name for name in map(canonicalize_name, built_in) if not (folder / name).is_dir())


def _distributions() -> list[Distribution]:
    """The program's own dependencies at any depth, and what is built into its executables."""
    waiting, found = [_PROGRAM, *_BUILT_IN], dict[str, Distribution]()
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        found[name] = distribution(name)
        if name not in _BUILT_IN:
            needs = [Requirement(text) for text in found[name].requires or []]
            waiting += [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return [found[name] for name in sorted(found)]


def _texts(found: Distribution) -> dict[str, Path]:
    """Licence files by a name that tells apart those of parts within one distribution."""
    files = [file for file in found.files or [] if _TEXT.search(_named(file)) and file.suffix.lower() in _TEXT_SUFFIXES]
    return {"-".join(file.parts).replace(".dist-info", ""): Path(str(file.locate())) for file in files}


def _named(file: PurePosixPath) -> str:
    """What tells a licence text: its name, in the metadata of a wheel its folder, too (`LICENSES/Apache-2.0.txt`)."""
    return "/".join(file.parts[1:]) if file.parts[0].endswith(".dist-info") else file.name


def _copy_licence_of_python(folder: Path) -> None:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    for place in places:
        if place.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(place, folder / place.name)
            return
