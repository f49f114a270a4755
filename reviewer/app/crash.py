"""Keeps a log of crashes, and tells at the next start that the last one ended badly."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import os
import platform
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import platformdirs
import psutil

import reviewer

_LOG_BYTES = 1_000_000
_RUNNING, _FAULT = "running-", "fault-"


class CrashGuard:
    """Logs what goes wrong in this process, and leaves a mark on disk that only an orderly end removes.

    The log holds program facts (versions, tracebacks, file names), never words of a release. Where the log folder
    cannot be made (a full disk, a home that is write-protected) a temporary one takes its place, and where there is
    none either the guard works without a log: it must never be what keeps the program from starting.
    """

    def __init__(self, folder: Path | None = None) -> None:
        wanted = folder or Path(platformdirs.user_log_dir("foia-reviewer", appauthor=False))
        self.folder = _usable(wanted) or _usable(Path(tempfile.gettempdir()) / "foia-reviewer")
        self.log = self.folder / "foia-reviewer.log" if self.folder is not None else None
        self._handler: logging.Handler = logging.NullHandler()

    def install(self, on_error: Callable[[str], None]) -> list[str]:
        """Starts guarding; returns one sentence for what went wrong in an earlier run.

        `on_error` gets a sentence for the user on any unexpected exception, in whatever thread it happened.
        """
        unfinished: list[str] = []
        if self.folder is not None and self.log is not None:
            self._handler = logging.handlers.RotatingFileHandler(
                self.log, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
            )
            # Kept open by the guard: the interpreter writes to it when it dies of a fault in native code.
            self._fault_stream = (self.folder / "native-crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._fault_stream)
            unfinished = self._unfinished(self.folder, self.log)
            self._leave(_RUNNING)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(self._handler)

        def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, error, trace)
                return
            logging.getLogger("reviewer").critical("unexpected error", exc_info=(kind, error, trace))
            self._leave(_FAULT)
            on_error(f"Something went wrong inside the program ({kind.__name__}). {self._details()}")

        def report_thread(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                report(args.exc_type, args.exc_value, args.exc_traceback)

        sys.excepthook = report
        threading.excepthook = report_thread
        return unfinished

    def finish(self) -> None:
        """Ends guarding in good order; may be called again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        if self.folder is not None:
            faulthandler.disable()
            self._fault_stream.close()
            self._mark(self.folder, _RUNNING).unlink(missing_ok=True)

    def _details(self) -> str:
        return f"Details are in {self.log}." if self.log is not None else "There is no folder to keep a log in."

    def _mark(self, folder: Path, kind: str) -> Path:
        return folder / f"{kind}{os.getpid()}"

    def _leave(self, kind: str) -> None:
        if self.folder is None:
            return
        try:
            self._mark(self.folder, kind).write_text(f"{reviewer.__version__} {platform.platform()}", encoding="utf-8")
        except OSError:  # a full disk: the log is full too, and the user has been told by the window
            logging.getLogger(__name__).warning("no mark could be left in %s", self.folder)

    def _unfinished(self, folder: Path, log: Path) -> list[str]:
        ended_badly = _forget(folder, _RUNNING)
        met_fault = _forget(folder, _FAULT)
        if ended_badly:
            return [f"The program did not end in good order last time. Its log is {log}."]
        if met_fault:
            return [f"The program met a fault last time and closed the project safely. Its log is {log}."]
        return []


def _forget(folder: Path, kind: str) -> int:
    """Removes the marks of this kind that no living process holds; how many there were."""
    count = 0
    for mark in sorted(folder.glob(f"{kind}*")):
        pid = mark.name.removeprefix(kind)
        if pid.isdigit() and int(pid) != os.getpid() and psutil.pid_exists(int(pid)):
            continue
        mark.unlink(missing_ok=True)
        count += 1
    return count


def _usable(folder: Path) -> Path | None:
    """The folder, made if need be, if files can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None
