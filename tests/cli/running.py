"""Runs the command line as users do: in a process of its own, or quickly in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PROGRAM = "import sys; from reviewer.cli.main import run; sys.exit(run())"


def foia(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """The outcome of `foia-reviewer ARGUMENTS` with piped streams; `env` is added to the environment."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", _PROGRAM, *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
        env={
            **{k: v for k, v in os.environ.items() if k != "PYTHONIOENCODING"},
            "PYTHONPATH": str(ROOT),
            **(env or {}),
        },
    )
