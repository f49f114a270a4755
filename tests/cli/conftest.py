"""The made project, once for tests that only read it and anew for those that change it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.made import Made, make_project


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Not to be changed."""
    return make_project(tmp_path_factory.mktemp("made"))


@pytest.fixture
def made(made_once: Made, tmp_path: Path) -> Made:
    """A copy of one's own."""
    folder = tmp_path / "project"
    shutil.copytree(made_once.path.parent, folder)
    return replace(
        made_once,
        path=folder / made_once.path.name,
        sources=(folder / made_once.sources[0].name, folder / made_once.sources[1].name),
    )
