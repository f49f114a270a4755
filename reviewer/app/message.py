"""Says why no window can be opened, where there is no console to say it on: in a message box of the system."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

TITLE = "FOIA Reviewer"
_MB_ICONERROR = 0x10  # https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-messageboxw
_MB_SETFOREGROUND = 0x10000

Box = Callable[[None, str, str, int], int]


def show_message(sentence: str, platform: str = sys.platform, box: Box | None = None) -> bool:
    """Shows the sentence on Windows and waits for OK; False elsewhere, where standard error reaches the user.

    Qt cannot be asked: it may be what does not load. `box` is `MessageBoxW(owner, text, title, flags)`.
    """
    if platform != "win32":
        return False
    (box or _native_box())(None, sentence, TITLE, _MB_ICONERROR | _MB_SETFOREGROUND)
    return True


def _native_box() -> Box:
    box: Box = ctypes.WinDLL("user32").MessageBoxW  # type: ignore[attr-defined]  # only on Windows
    return box
