"""Proves that a built folder works: from elsewhere, with an empty environment, with workers, on names beyond ASCII."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from licences import without_licence
from PyInstaller.archive.readers import CArchiveReader

from reviewer.cli.selftest import LINES, make_scan

_SECONDS = 300
_SUFFIX = ".exe" if sys.platform == "win32" else ""


def prove(folder: Path) -> bool:
    """Runs every proof on the programs in `folder` and prints a line for each; whether all held."""
    held = True
    with tempfile.TemporaryDirectory(prefix="foia prüf ") as elsewhere:
        for name, problem in _proofs(folder, Path(elsewhere)):
            print(f"{'FAILED' if problem else 'ok':6}  {name}{': ' + problem if problem else ''}")
            held = held and not problem
    return held


def _proofs(folder: Path, elsewhere: Path) -> Iterator[tuple[str, str]]:
    console, window = folder / f"foia-reviewer{_SUFFIX}", folder / f"foia-reviewer-gui{_SUFFIX}"
    tested = _run(console, ["self-test"], elsewhere)
    print(tested.stdout, end="")
    yield "self-test in an empty environment", tested.stderr if tested.returncode else _missing_checks(tested.stdout)
    scan = elsewhere / "Aktenstück § 5.pdf"
    make_scan(scan)
    yield "inspect, as a pipe in UTF-8", _inspected(_run(console, ["inspect", scan.name], elsewhere), scan.name)
    if sys.platform.startswith("linux"):
        refused = _run(window, [], elsewhere)
        said = refused.returncode == 1 and "There is no display" in refused.stderr and "Traceback" not in refused.stderr
        yield "the window says that there is no display", "" if said else refused.stderr or str(refused.returncode)
    unlisted = without_licence(_built_in(console, folder / "_internal"), folder / "licences")
    yield "all that is inside has its licence", ", ".join(unlisted)
    yield "nothing is left running", ", ".join(_left_running(folder))


def _missing_checks(output: str) -> str:
    """What the self-test did not run although it should have."""
    wanted = ("resources", "scan", "render", "ocr", "worker", "project", "deadline", "names", "exports", "window")
    missing = [check for check in wanted if not any(line.split()[:2] == ["ok", check] for line in output.splitlines())]
    return f"not checked: {', '.join(missing)}" if missing else ""


def _inspected(run: subprocess.CompletedProcess[str], name: str) -> str:
    """What is wrong with the JSON line that `inspect` printed for the scan of the self-test, or nothing."""
    if run.returncode:
        return run.stderr
    page = json.loads(run.stdout)
    if Path(page["file"]).name != name:
        return f"file name came back as {page['file']}"
    codes = [redaction["codes"] for redaction in page["redactions"]]
    if codes != [["(b)(6)"]]:
        return f"redactions {codes}"
    return "" if LINES[0].split()[-1] in page["text"] else f"text {page['text']!r}"


def _built_in(program: Path, internal: Path) -> set[str]:
    """The modules in the program's archive, and the packages and libraries that lie in the folder."""
    archive = CArchiveReader(str(program))
    (modules,) = (name for name in archive.toc if name.lower().startswith("pyz"))
    return {*archive.open_embedded_archive(modules).toc, *(path.name for path in internal.iterdir())}


def _run(program: Path, arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program with no more of an environment than the system itself needs to start one."""
    kept = ("SYSTEMROOT", "TEMP", "TMP") if sys.platform == "win32" else ()
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )


def _left_running(folder: Path) -> list[str]:
    import psutil

    mine = []
    for process in psutil.process_iter(["pid", "exe"]):
        if process.info["exe"] and Path(process.info["exe"]).is_relative_to(folder):
            mine.append(f"{process.info['pid']} {process.info['exe']}")
    return mine
