"""The window's thread does not stop for what Python itself does."""

from __future__ import annotations

import gc
import sys

from reviewer.ui.pauses import TURN, shorten_pauses


def test_what_the_program_itself_is_made_of_is_not_collected_again() -> None:
    interval = sys.getswitchinterval()
    try:
        shorten_pauses()
        assert len(gc.get_objects()) < 1_000
        assert sys.getswitchinterval() == TURN
    finally:
        gc.unfreeze()
        sys.setswitchinterval(interval)
