from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from reviewer.app.crash import CrashGuard


@pytest.fixture
def said() -> list[str]:
    return []


def test_unexpected_error_is_logged_and_said(tmp_path: Path, said: list[str]) -> None:
    guard = CrashGuard(tmp_path)
    assert guard.install(said.append) == []
    try:
        raise ZeroDivisionError("the cause")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    guard.finish()
    assert "ZeroDivisionError" in said[0]
    assert "the cause" in (tmp_path / "foia-reviewer.log").read_text(encoding="utf-8")


def test_error_in_a_thread_is_said_too(tmp_path: Path, said: list[str]) -> None:
    guard = CrashGuard(tmp_path)
    guard.install(said.append)

    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    guard.finish()
    assert len(said) == 1


def test_run_without_orderly_end_is_told_next_time(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "running-999999999").write_text("0.0", encoding="utf-8")
    guard = CrashGuard(tmp_path)
    assert len(guard.install(said.append)) == 1
    guard.finish()
    again = CrashGuard(tmp_path)
    assert again.install(said.append) == []
    again.finish()


def test_a_log_folder_that_cannot_be_made_stops_nothing(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "spare"))
    spare = CrashGuard(tmp_path / "file" / "log")
    assert spare.folder == tmp_path / "spare" / "foia-reviewer"
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file"))
    guard = CrashGuard(tmp_path / "file" / "log")
    assert guard.install(said.append) == []
    error = ZeroDivisionError("the cause")
    sys.excepthook(type(error), error, None)
    guard.finish()
    assert "no folder to keep a log in" in said[0]


def test_a_fault_is_told_once_at_the_next_start(tmp_path: Path, said: list[str]) -> None:
    guard = CrashGuard(tmp_path)
    guard.install(said.append)
    error = ZeroDivisionError("the cause")
    sys.excepthook(type(error), error, None)
    guard.finish()
    for expected in (1, 0):
        later = CrashGuard(tmp_path)
        assert len(later.install(said.append)) == expected
        later.finish()
