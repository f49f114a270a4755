"""An export that is killed leaves nothing that could be taken for it, and the next one is whole."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.appeal_kit import make_contested

PATIENCE = 60.0  # seconds for a program to start and write its first byte, on a machine that is busy
_PROGRAM = "from reviewer.app.console import main; main()"


def _begun(command: list[str], target: Path) -> subprocess.Popen[bytes]:
    """The program, once it writes in `target`."""
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE
    while not list(target.iterdir()) and program.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that asks a program to end")
@pytest.mark.parametrize("name", ["annotated-pdf", "packet"])
def test_an_export_that_is_asked_to_end_leaves_nothing(tmp_path: Path, name: str) -> None:
    made, target = make_contested(tmp_path), tmp_path / "out"
    target.mkdir()
    file = target / ("released.pdf" if name == "annotated-pdf" else "packet.zip")
    command = [sys.executable, "-c", _PROGRAM, "export", str(made.path), name, "-o", str(file)]
    program = _begun(command, target)
    program.terminate()
    assert program.wait(PATIENCE) == 1
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("name", ["annotated-pdf", "packet"])
def test_a_killed_export_leaves_nothing_with_its_name(tmp_path: Path, name: str) -> None:
    made, target = make_contested(tmp_path), tmp_path / "out"
    target.mkdir()
    file = target / ("released.pdf" if name == "annotated-pdf" else "packet.zip")
    command = [sys.executable, "-c", _PROGRAM, "export", str(made.path), name, "-o", str(file)]
    program = _begun(command, target)
    program.kill()
    program.wait()
    left = [path.name for path in target.iterdir()]
    assert left
    assert all(path.startswith(".foia-") and ".part" in path for path in left)
    again = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert again.returncode == 0, again.stderr
    assert file.stat().st_size > 1000
