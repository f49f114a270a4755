from __future__ import annotations

from reviewer.app.display import display_problem, qt_import_error


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
