"""The GUI script: the window without a console behind it."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

from reviewer.app.window import open_window
from reviewer.model.errors import UserError


def main() -> None:
    """Entry point of `foia-reviewer-gui [PROJECT.foia]`."""
    multiprocessing.freeze_support()
    _give_streams()
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    try:
        status = open_window(project)
    except UserError as error:
        print(f"foia-reviewer: {error}", file=sys.stderr)
        status = 1
    raise SystemExit(status)


def _give_streams() -> None:
    """A windowed build on Windows has no standard streams (they are None), and the first print would end it."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as above


if __name__ == "__main__":
    main()
