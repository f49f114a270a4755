"""Finds the files shipped beside the code: in a checkout, in an installed wheel, in a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder, e.g. `resource("exemptions", "us-foia.json")`; FileNotFoundError if absent."""
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [Path(frozen) / "resources"] if frozen else [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"shipped resource {'/'.join(parts)} is missing: install the program again")


def help_page(name: str) -> Path | None:
    """Path of a page of the manual: shipped beside the resources, in a checkout in docs/; None if it is not there."""
    frozen = getattr(sys, "_MEIPASS", None)
    folders = [Path(frozen) / "help"] if frozen else [_PACKAGE / "_help", _PACKAGE.parent / "docs"]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
