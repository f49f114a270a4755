"""What works on Linux and breaks on Windows, as far as any system can test it; docs/packaging.md has the rest."""

from __future__ import annotations

import ast
import ctypes
import inspect
import ntpath
import os
import pickle
import runpy
import subprocess
import sys
from ctypes import wintypes
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from reviewer.app import console, gui
from reviewer.export.writing import complete_file
from reviewer.model.errors import ExportError
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PdfWriter
from reviewer.storage import sources
from reviewer.workers import orphans, process, worker
from reviewer.workers.requests import AnalysePage, OpenFile

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "reviewer").rglob("*.py"))
HEAVY = ("PySide6", "cv2", "numpy", "pymupdf", "sqlite3", "tesserocr")


def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a script in a fresh interpreter."""
    return _run([sys.executable, "-c", script], environment)


def run_without_streams(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs Python with standard output and error closed, which it shows as None, as in a windowed program."""
    return _run(["sh", "-c", 'exec "$0" "$@" >&- 2>&-', sys.executable, *arguments], environment)


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        command, env=env, capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=60
    )


# no console, no standard streams


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell to close the streams")
def test_the_window_program_lives_without_standard_streams(tmp_path: Path) -> None:
    script = """
import os, pathlib, sys
assert sys.stdout is None and sys.stderr is None
from reviewer.app import gui
sys.argv = ["foia-reviewer-gui"]
try:
    gui.main()
except SystemExit as end:
    pathlib.Path(os.environ["SAID"]).write_text(f"status {end.code}")
"""
    said = tmp_path / "said"
    run_without_streams("-c", script, SAID=str(said), QT_QPA_PLATFORM="offscreen", DISPLAY="")
    assert said.read_text(encoding="utf-8") == "status 1"  # no display here; with one the window opens


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell to close the streams")
def test_workers_start_from_a_program_without_standard_streams(tmp_path: Path) -> None:
    page, said, script = tmp_path / "page.pdf", tmp_path / "said", tmp_path / "start.py"
    writer = PdfWriter()
    writer.page(612, 792).text(72, 72, "A page")
    writer.save(page)
    script.write_text(
        """
import pathlib, sys
from reviewer.app import gui
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import OpenFile

if __name__ == "__main__":
    gui._give_streams()
    with WorkerPool(1) as pool:
        opened = pool.submit(OpenFile(pathlib.Path(sys.argv[1]))).result()
    pathlib.Path(sys.argv[2]).write_text(f"{len(opened.sizes)} page")
""",
        encoding="utf-8",
    )
    run_without_streams(str(script), str(page), str(said))
    assert said.read_text(encoding="utf-8") == "1 page"


def test_no_program_is_started_that_could_flash_a_console() -> None:
    """Only pytesseract starts helper programs, hiding their consoles; screenshots are a developer's tool."""
    starters = {
        "subprocess.run",
        "subprocess.Popen",
        "subprocess.call",
        "subprocess.check_output",
        "os.system",
        "os.popen",
    }
    found = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in starters
    }
    assert found <= {"reviewer/ui/screenshots/__main__.py", "reviewer/ui/screenshots/incoming.py"}


def test_no_module_is_imported_that_windows_lacks() -> None:
    missing = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not missing & {name.name for name in node.names}, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in missing, path


# code pages


def test_every_text_file_is_opened_with_its_encoding_named() -> None:
    """Windows reads and writes text in cp1252 where nothing is said."""
    silent = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            named = {keyword.arg for keyword in node.keywords}
            texts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if name in ("read_text", "write_text") and "encoding" not in named:
                silent.append(f"{path}:{node.lineno}")
            modes = [text for text in texts if text and set(text) <= set("rwaxbt+")]
            if name == "open" and modes and "b" not in modes[0] and "encoding" not in named:
                silent.append(f"{path}:{node.lineno}")
    assert silent == []


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_the_window_program_reports_in_any_code_page(encoding: str) -> None:
    script = """
import sys
from reviewer.app import gui
from reviewer.model.errors import UserError
def refuse(project): raise UserError("Datei „Prüfung ≠ 五.foia“ fehlt.")
gui.open_window = refuse
sys.argv = ["foia-reviewer-gui"]
gui.main()
"""
    outcome = run(script, PYTHONIOENCODING=encoding)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("foia-reviewer: Datei ")
    assert outcome.stderr.endswith(" fehlt.\n")


# time zones


def test_time_zones_come_with_the_program() -> None:
    outcome = run("import zoneinfo; print(zoneinfo.ZoneInfo('America/New_York'))", PYTHONTZPATH="")
    assert outcome.stdout.strip() == "America/New_York"


# drives


def test_a_source_on_another_drive_keeps_its_whole_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mount"):
        ntpath.relpath("D:/release/a.pdf", "C:/matter")

    def across(path: object, start: object) -> str:
        return ntpath.relpath("D:/release/a.pdf", "C:/matter")

    monkeypatch.setattr("reviewer.storage.sources.os.path.relpath", across)
    source = tmp_path / "a.pdf"
    assert sources.stored_path(source, tmp_path / "matter.foia") == source.resolve().as_posix()


def test_a_stored_path_with_a_drive_leads_there_and_not_into_the_project() -> None:
    folder = PureWindowsPath("C:/matter")
    assert folder / "D:/release/a.pdf" == PureWindowsPath("D:/release/a.pdf")
    assert ntpath.normpath(folder / "../release/a.pdf") == "C:\\release\\a.pdf"


# rename over an open file


def test_a_target_that_another_program_holds_open_stays_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Windows refuses to replace an open file (a log in Excel, say) with what Python calls PermissionError."""
    target = tmp_path / "log.xlsx"
    target.write_bytes(b"old")

    def refused(part: Path, place: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(Path, "replace", refused)
    with (
        pytest.raises(ExportError, match=r"log\.xlsx was not written.*half-written"),
        complete_file(target, overwrite=True) as part,
    ):
        part.write_bytes(b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["log.xlsx"]
    assert target.read_bytes() == b"old"


def test_the_part_is_closed_before_it_is_renamed(tmp_path: Path) -> None:
    """Windows cannot rename a file that the program itself still has open."""
    import psutil

    target = tmp_path / "log.csv"
    with complete_file(target) as part:
        part.write_bytes(b"rows")
        assert str(part) not in {file.path for file in psutil.Process().open_files()}
    assert target.read_bytes() == b"rows"


# long paths


def test_files_with_long_paths_are_read(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["a folder with a rather long name " + "x" * 60] * 4)
    folder.mkdir(parents=True)
    path = folder / "release.pdf"
    assert len(str(path)) > 300
    writer = PdfWriter()
    writer.page(612, 792).text(72, 72, "A page")
    writer.save(path)
    with open_source(path) as source:
        assert source.page_count == 1


# spawned and frozen workers


@pytest.mark.parametrize("entry", [console, gui])
def test_an_entry_point_becomes_a_worker_before_anything_else(entry: object) -> None:
    """In a frozen program a worker is the program itself, started again: what comes first would run in it, too."""
    main = ast.parse(inspect.getsource(entry.main)).body[0]  # type: ignore[attr-defined]
    assert isinstance(main, ast.FunctionDef)
    first = main.body[1]  # after the docstring
    assert ast.unparse(first) == "multiprocessing.freeze_support()"


@pytest.mark.parametrize("entry", ["reviewer.app.console", "reviewer.app.gui"])
def test_an_entry_point_loads_nothing_heavy_before_it_knows_what_it_is(entry: str) -> None:
    outcome = run(f"import {entry}, sys; print([name for name in {HEAVY} if name in sys.modules])")
    assert outcome.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("loaded", "without"),
    [
        ("reviewer.cli.process", (*HEAVY, "psutil", "reviewer.storage", "reviewer.model.page")),
        ("reviewer.cli.reading", ("cv2", "dateutil", "numpy", "pymupdf", "reviewer.services.operations", "tesserocr")),
        ("reviewer.cli.reading", ("reviewer.services.load_files", "reviewer.storage.reads.overview")),
        ("reviewer.workers.desk", ("multiprocessing.shared_memory", "reviewer.model.documents", "PIL.TiffImagePlugin")),
    ],
)
def test_a_verb_starts_its_workers_before_it_loads_anything_heavy(loaded: str, without: tuple[str, ...]) -> None:
    outcome = run(f"import {loaded}, sys; print([name for name in {without} if name in sys.modules])")
    assert outcome.stdout.strip() == "[]"


def test_workers_are_spawned_on_every_system() -> None:
    assert process._CONTEXT.get_start_method() == "spawn"


def test_what_crosses_to_a_spawned_worker_can_be_pickled() -> None:
    requests = (AnalysePage(Path("a.pdf"), 0), OpenFile(Path("a.pdf")))
    assert pickle.loads(pickle.dumps(requests)) == requests
    assert pickle.loads(pickle.dumps(worker.main)) is worker.main


# job object


class Kernel:
    """Stands in for kernel32: notes each call and answers as Windows does when all is well."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        for name in (
            "CreateJobObjectW",
            "SetInformationJobObject",
            "AssignProcessToJobObject",
            "OpenProcess",
            "CloseHandle",
        ):
            setattr(self, name, self._function(name))

    def _function(self, name: str) -> object:
        def call(*arguments: object) -> int:
            self.calls.append((name, arguments))
            return len(self.calls)

        return call


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> tuple[SimpleNamespace, Kernel]:
    """workers/orphans.py as Windows would load it: its sizes of types, and a kernel that takes notes."""
    kernel = Kernel()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(wintypes, "DWORD", ctypes.c_uint32)  # `unsigned long` has 32 bits there
    monkeypatch.setattr(ctypes, "WinDLL", lambda name, use_last_error: kernel, raising=False)
    return SimpleNamespace(**runpy.run_path(orphans.__file__)), kernel


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64-bit Windows")
def test_the_structures_of_a_job_have_the_sizes_of_windows(on_windows: tuple[SimpleNamespace, Kernel]) -> None:
    module, _ = on_windows
    # JOBOBJECT_BASIC_LIMIT_INFORMATION and JOBOBJECT_EXTENDED_LIMIT_INFORMATION, winnt.h
    assert ctypes.sizeof(module._BasicLimits) == 64
    assert module._BasicLimits.LimitFlags.offset == 16
    assert module._BasicLimits.Affinity.offset == 48
    assert ctypes.sizeof(module._ExtendedLimits) == 144
    assert module._ExtendedLimits.ProcessMemoryLimit.offset == 112


def test_a_job_ends_its_processes_with_its_last_handle(on_windows: tuple[SimpleNamespace, Kernel]) -> None:
    module, kernel = on_windows
    job = module.Job()
    job.add(4711)
    job.close()
    job.close()
    names = [name for name, _ in kernel.calls]
    assert names == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "OpenProcess",
        "AssignProcessToJobObject",
        "CloseHandle",  # of the process
        "CloseHandle",  # of the job, once
    ]
    made, limited, opened, assigned, *_ = [arguments for _, arguments in kernel.calls]
    assert made == (None, None)
    assert limited[1] == 9  # JobObjectExtendedLimitInformation
    assert limited[2]._obj.BasicLimitInformation.LimitFlags == 0x2000  # type: ignore[attr-defined]  # KILL_ON_JOB_CLOSE
    assert opened[2] == 4711
    assert assigned == (1, 3)  # this job, that process
