"""Says whether a window can be shown here, and if not, what to do about it."""

from __future__ import annotations

import os
import re
import sys

from reviewer.model.errors import UserError

# What Qt's xcb platform plugin loads at run time, and the Debian/Ubuntu package that brings it.
_QT_LIBRARIES = {
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}


def display_problem(environment: dict[str, str] | None = None, platform: str = sys.platform) -> str | None:
    """Why no window can be shown, as a sentence, or None if one can.

    Windows and macOS always have a desktop; elsewhere an X or Wayland display must be named in the environment.
    """
    env = dict(os.environ) if environment is None else environment
    if platform in ("win32", "darwin"):
        return None
    wanted = env.get("QT_QPA_PLATFORM", "")
    if wanted.startswith(("offscreen", "minimal")):
        return f"QT_QPA_PLATFORM={wanted} asks for no screen."
    if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"):
        return None
    return "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."


def qt_import_error(error: ImportError) -> UserError:
    """The message for a Qt that cannot be loaded: names the missing system library and its package where known."""
    match = re.search(r"(lib[\w.+-]+\.so(?:\.\d+)*)", str(error))
    if match is None:
        return UserError(
            f"The window system (Qt) cannot be loaded: {error}.", "Install the program again.", code="qt-missing"
        )
    library = match.group(1)
    package = _QT_LIBRARIES.get(library)
    advice = f"Install it: sudo apt install {package}" if package else f"Install the package that holds {library}."
    return UserError(f"The window needs the system library {library}, which is not here.", advice, code="qt-library")


def missing_xcb_libraries() -> list[str]:
    """Names of packages whose libraries Qt's X11 plugin would need and which cannot be loaded (Linux; else empty).

    Qt aborts the process when its platform plugin lacks a library, so this has to be asked before it starts.
    """
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return []
    import ctypes

    missing = []
    for library, package in _QT_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def silent_display(environment: dict[str, str] | None = None) -> str | None:
    """Why the X display named in the environment cannot be used: nobody answers there, or it refuses us. None if not.

    Qt aborts the process, with a core dump, where its X11 plugin gets no connection, so this is asked before.
    """
    env = dict(os.environ) if environment is None else environment
    display = env.get("DISPLAY", "")
    if not sys.platform.startswith("linux") or not display or env.get("WAYLAND_DISPLAY"):
        return None
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # said by missing_xcb_libraries
        return None
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return f"No screen answers at DISPLAY={display}." if refused else None
