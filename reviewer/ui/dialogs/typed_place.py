"""Reads the place of a file as people type it: half typed, with `~`, too long or out of reach, it is never a fault."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def typed_path(text: str, ending: str) -> Path:
    """The path that was typed, with the ending (`.xlsx`) where it has another one; what names no file stays so."""
    path = Path(text.strip())
    with suppress(RuntimeError):  # `~nobody` is nobody's folder, but may be a name
        path = path.expanduser()
    return path if not path.name or path.suffix.lower() == ending else path.with_name(path.name + ending)


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; False, and no error, where nobody may look or no name is so long."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_taken(path: Path) -> bool:
    """Whether something of this name is there; False, and no error, where nobody may look or no name is so long."""
    try:
        return path.exists()
    except OSError:
        return False
