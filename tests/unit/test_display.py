from __future__ import annotations

import sys

import pytest

from reviewer.app.display import display_problem, missing_xcb_libraries, qt_import_error, silent_display
from reviewer.app.message import show_message


def test_linux_without_display_is_said() -> None:
    problem = display_problem({}, "linux")
    assert problem is not None
    assert "DISPLAY" in problem


def test_offscreen_asks_for_no_screen() -> None:
    assert display_problem({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux") is not None


def test_display_or_desktop_system_is_enough() -> None:
    assert display_problem({"DISPLAY": ":0"}, "linux") is None
    assert display_problem({"WAYLAND_DISPLAY": "wayland-0"}, "linux") is None
    assert display_problem({}, "win32") is None
    assert display_problem({}, "darwin") is None


def test_missing_library_names_its_package() -> None:
    error = qt_import_error(ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"))
    assert error.code == "qt-library"
    assert "libegl1" in error.advice


def test_unknown_library_is_named_itself() -> None:
    error = qt_import_error(ImportError("libfoo-bar.so.7: cannot open shared object file"))
    assert "libfoo-bar.so.7" in str(error)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is asked on Linux only")
def test_a_display_where_nobody_answers_is_said_before_qt_aborts() -> None:
    problem = silent_display({"DISPLAY": ":65000"})
    if missing_xcb_libraries():
        pytest.skip("no X11 library here to ask with")
    assert problem is not None
    assert ":65000" in problem
    assert silent_display({"DISPLAY": ":65000", "WAYLAND_DISPLAY": "wayland-0"}) is None
    assert silent_display({}) is None


def test_an_error_before_the_window_is_a_native_message_on_windows_alone() -> None:
    shown: list[tuple[object, ...]] = []

    def box(owner: None, text: str, title: str, flags: int) -> int:
        shown.append((owner, text, title, flags))
        return 1

    assert not show_message("No window.", "linux", box)
    assert show_message("No window.", "win32", box)
    assert shown == [(None, "No window.", "FOIA Reviewer", 0x10010)]
