"""The worker process: waits for requests on a pipe, answers them one by one, and tells nobody but its parent."""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import IO, TYPE_CHECKING

from reviewer.model.errors import SourceError, UserError
from reviewer.workers.memory import keep_memory, loading
from reviewer.workers.orphans import die_with_parent
from reviewer.workers.requests import Request

if TYPE_CHECKING:
    from reviewer.workers.desk import Desk

# Messages to the parent: ("ready",), ("done", answer), ("failed", UserError), ("log", level, logger, text).
# Messages from the parent: (request, name of a shared memory segment or None), or None to end.

_PAGES_IN_VIEW = 4  # a continuous view asks for tiles of neighbouring pages in turn
_IDLE_SECONDS = 5.0  # after which an open source file is let go, so that its owner can move it on Windows
_GRACE = 30.0  # the parent kills first; this much later the worker ends itself, should it have no parent any more


def main(pipe: Connection, background: bool) -> None:
    """Serve requests until told to end or until the parent is gone; `background` lowers the system priority."""
    die_with_parent()
    keep_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers in order
    silence = _be_silent()
    _be_modest(background)
    logging.getLogger().addHandler(_PipeHandler(pipe))

    with loading():
        from reviewer.workers.desk import Desk  # the heavy libraries, once the process is safe and silent

    desk = Desk(keep_pages=1 if background else _PAGES_IN_VIEW)
    pipe.send(("ready",))
    try:
        while True:
            if not pipe.poll(_IDLE_SECONDS):
                desk.rest()
                pipe.poll(None)
            message = pipe.recv()
            if message is None:
                break
            request, segment = message
            with _deadline(request, silence):
                pipe.send(_answer(desk, request, segment))
    except (EOFError, ConnectionError):
        pass  # the parent closed the pipe: nobody waits for an answer
    pipe.close()
    os._exit(0)  # the system takes all back at once; Python would take a while over it that a closing window waits for


def _answer(desk: Desk, request: Request, segment: str | None) -> tuple[str, object]:
    try:
        return "done", desk.answer(request, segment)
    except UserError as error:
        return "failed", error
    except MemoryError:
        return "failed", SourceError("out of memory", code="memory", file=request.path, page=request.page)
    except Exception as error:  # noqa: BLE001  one page must never end the batch; the log keeps where it went wrong
        # Not what it says: an error over a word quotes it, and neither a log nor a message may hold words of a release.
        trace = "".join(traceback.format_tb(error.__traceback__))
        logging.getLogger(__name__).error("%r failed:\n%s%s", request, trace, type(error).__name__)
        where = request.path.name if request.page is None else f"{request.path.name}, page {request.page + 1},"
        return "failed", SourceError(
            f"{where} could not be read because of a fault in this program ({type(error).__name__}).",
            "The other pages are not affected; please report it.",
            code="internal",
            file=request.path,
            page=request.page,
        )


@contextmanager
def _deadline(request: Request, silence: IO[str]) -> Iterator[None]:
    """End the process when the request is long overdue, from a thread that needs no interpreter lock."""
    faulthandler.dump_traceback_later(request.limits.clock_seconds + _GRACE, exit=True, file=silence)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _be_silent() -> IO[str]:
    """Send standard output and error nowhere: MuPDF, Leptonica and Tesseract write to them, a window has none."""
    silence = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  for the life of the process
    for descriptor in (1, 2):
        os.dup2(silence.fileno(), descriptor)
    sys.stdout = sys.stderr = silence
    return silence


def _be_modest(background: bool) -> None:
    """Leave the processor to the window where it is wanted; pages run side by side, so one page keeps one core."""
    import cv2

    cv2.setNumThreads(1)

    if background:
        if sys.platform == "win32":
            import psutil

            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            os.nice(10)


class _PipeHandler(logging.Handler):
    """Hands log records to the parent."""

    def __init__(self, pipe: Connection) -> None:
        super().__init__(logging.WARNING)
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        """Send the finished text, for arguments of a record may not be picklable."""
        self._pipe.send(("log", record.levelno, record.name, record.getMessage()))
