"""The console script: the headless verbs, plus those that open a window."""

from __future__ import annotations

import gc
import multiprocessing


def main() -> None:
    """Entry point of `foia-reviewer`; exits with 0 all done, 1 something failed, 2 usage."""
    multiprocessing.freeze_support()
    # Not above: a worker imports this module, too, before it knows what it is.
    from reviewer.workers.memory import loading

    with loading():
        from reviewer.app.display import display_problem
        from reviewer.app.trial import try_window
        from reviewer.app.window import open_window
        from reviewer.cli.main import run

    status = run(open_window=open_window, display_problem=display_problem, try_window=try_window)
    gc.freeze()  # as it ends, Python looks through all objects several times, a tenth of a second for nothing
    raise SystemExit(status)


if __name__ == "__main__":
    main()
