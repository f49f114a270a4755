"""Workers for an export that end as soon as it is given up, whatever page they are at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager

from reviewer.model.errors import ExportError
from reviewer.workers.pool import WorkerPool

_GLANCE = 0.1  # seconds between looks at whether the export is still wanted


def given_up() -> ExportError:
    """What an export ends with that nobody wants any more."""
    return ExportError("The export was given up.", "Nothing was written.", code="cancelled")


@contextmanager
def attended_pool(workers: int, cancelled: Callable[[], bool]) -> Iterator[WorkerPool]:
    """A pool that is shut down once `cancelled` answers True: who waits for a page of it gets ExportError `cancelled`.

    To ask between two pages is not enough: one picture may take many seconds, and a closing window waits for it.
    """
    over, stopped = threading.Event(), threading.Event()

    def look_after(pool: WorkerPool) -> None:
        while not over.wait(_GLANCE):
            if cancelled():
                stopped.set()
                pool.shutdown()
                return

    with WorkerPool(workers) as pool:
        watcher = threading.Thread(target=look_after, args=(pool,), name="export-attended", daemon=True)
        watcher.start()
        try:
            yield pool
        except (CancelledError, RuntimeError) as error:  # an answer that was awaited, or a request that came too late
            if not stopped.is_set():
                raise
            raise given_up() from error
        finally:
            over.set()
            watcher.join()
