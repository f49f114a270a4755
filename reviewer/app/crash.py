"""Keeps a log of crashes, and tells at the next start that the last one ended badly."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import os
import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import platformdirs

import reviewer

_LOG_BYTES = 1_000_000


class CrashGuard:
    """Logs what goes wrong in this process, and leaves a mark on disk that only an orderly end removes.

    The log holds program facts (versions, tracebacks, file names), never words of a release.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(platformdirs.user_log_dir("foia-reviewer", appauthor=False))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / "foia-reviewer.log"
        self._mark = self.folder / f"running-{os.getpid()}"
        self._fault_stream = (self.folder / "native-crash.log").open("a", encoding="utf-8")

    def install(self, on_error: Callable[[str], None]) -> list[str]:
        """Starts guarding; returns one sentence for each earlier run that did not end in good order.

        `on_error` gets a sentence for the user on any unexpected exception, in whatever thread it happened.
        """
        handler = logging.handlers.RotatingFileHandler(self.log, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        self._handler = handler
        faulthandler.enable(self._fault_stream)
        unfinished = self._unfinished()
        self._mark.write_text(f"{reviewer.__version__} {platform.platform()}", encoding="utf-8")

        def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, error, trace)
                return
            logging.getLogger("reviewer").critical("unexpected error", exc_info=(kind, error, trace))
            on_error(
                f"Something went wrong inside the program ({kind.__name__}). Every edit up to now is saved. "
                f"Details are in {self.log}."
            )

        def report_thread(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                report(args.exc_type, args.exc_value, args.exc_traceback)

        sys.excepthook = report
        threading.excepthook = report_thread
        return unfinished

    def finish(self) -> None:
        """Ends guarding in good order."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        self._fault_stream.close()
        self._mark.unlink(missing_ok=True)

    def _unfinished(self) -> list[str]:
        import psutil

        messages = []
        for mark in sorted(self.folder.glob("running-*")):
            pid = mark.name.removeprefix("running-")
            if pid.isdigit() and psutil.pid_exists(int(pid)):
                continue
            mark.unlink(missing_ok=True)
            messages.append(f"The program did not end in good order last time. Its log is {self.log}.")
        return messages[:1]
