"""Projects on disk, closed after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.services.workspace import Workspace
from tests.storage.material import made_project


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Three read pages, each with text and one redaction."""
    made = made_project(tmp_path / "matter.foia")
    yield made
    made.close()
