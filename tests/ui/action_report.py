"""Which actions of the window a test run did: `FOIA_ACTIONS=1 pytest tests/ui` ends with those that no test did.

An action counts as done by hand when keys or mouse of `QTest` led to it, else as done by the program.
"""

from __future__ import annotations

import linecache
import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from reviewer.ui.actions import Action, ActionRegistry

WANTED: Final = bool(os.environ.get("FOIA_ACTIONS"))
_HANDS: Final = re.compile(r"QTest\.(key|mouse)|qtbot\.(key|mouse)")

known: set[str] = set()
by_hand: set[str] = set()
by_program: set[str] = set()


def listen() -> None:
    """Note from now on which actions are done."""
    added = ActionRegistry.add

    def add(self: ActionRegistry, actions: Iterable[Action]) -> None:
        added(self, [replace(action, callback=_noted(action)) for action in actions])

    ActionRegistry.add = add  # type: ignore[method-assign]  # for one run of the tests that asks for it


def report() -> list[str]:
    """What no test did at all, and what only the program itself did."""
    never, never_by_hand = sorted(known - by_hand - by_program), sorted(by_program - by_hand)
    counts = f"{len(known)} actions: {len(by_hand)} done by keys or mouse, {len(never_by_hand)} by the program only"
    return [
        f"{counts}, {len(never)} never",
        *(f"never: {action}" for action in never),
        *(f"by the program only: {action}" for action in never_by_hand),
    ]


def _noted(action: Action) -> Callable[[], object]:
    known.add(action.id)

    def run() -> object:
        (by_hand if _led_by_hand() else by_program).add(action.id)
        return action.callback()

    return run


def _led_by_hand() -> bool:
    """Whether a line that presses keys or buttons is among those that led here."""
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if "tests" in frame.f_code.co_filename and _HANDS.search(
            linecache.getline(frame.f_code.co_filename, frame.f_lineno)
        ):
            return True
    return False
