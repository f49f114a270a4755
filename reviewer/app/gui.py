"""The GUI script: the window without a console behind it."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reviewer.app.message import show_message
from reviewer.app.window import open_window
from reviewer.model.errors import UserError


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `foia-reviewer-gui [PROJECT.foia | FILE ...]`: opens a project, or begins one with the files."""
    multiprocessing.freeze_support()
    _give_streams()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        paths: list[Path | None] = [Path(name) for name in given]
        status = open_window(*(paths or [None]))
    except UserError as error:
        print(f"foia-reviewer: {error}", file=sys.stderr)
        show_message(str(error))
        status = 1
    raise SystemExit(status)


_STANDARD_ERROR = 2  # the highest number of a standard stream


def _give_streams() -> None:
    """A windowed build on Windows has no standard streams (they are None), and the first print would end it.

    Elsewhere they may be closed: what is opened next, a pipe to a worker say, would take their numbers, and a library
    that prints would write into it.
    """
    if os.name == "posix":
        while (spare := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
            os.set_inheritable(spare, True)  # as standard streams are, so that workers have them too
        os.close(spare)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as above


if __name__ == "__main__":
    main()
