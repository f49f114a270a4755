"""A program that dies in the middle of an edit: what it had stored is there, and the next window says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from tests.ui.release_kit import notice_with

_DIES = """
import os, sys
from pathlib import Path
from reviewer.services.operations import AddTag
from reviewer.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), reviewer="Dana Reviewer")
workspace.perform(AddTag("public interest", "#1f77b4"))
workspace._project.edit(lambda c: c.execute("UPDATE page SET state = 'reading' WHERE state = 'pending'").rowcount)
os._exit(9)
"""


def test_what_was_recovered_is_said(application: Application, project_path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", _DIES, str(project_path)], check=False, timeout=120)
    assert died.returncode == 9
    window = application.new_window()
    window.use(Workspace.open(project_path, reviewer="Dana Reviewer"), read=False)
    told = notice_with(window, "recovered")
    assert told is not None
    assert "Review.foia was recovered" in told.title
    assert "Add tag “public interest”" in told.text
    assert "1 page was being read, and is read again." in told.text
    assert window.session is not None
    assert [tag.name for tag in window.session.project.tags()] == ["public interest"]
    window.close_project()
    window.use(Workspace.open(project_path, reviewer="Dana Reviewer"), read=False)
    assert notice_with(window, "recovered") is None, "this time it was closed in good order"
