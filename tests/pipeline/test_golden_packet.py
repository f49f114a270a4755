"""The packet of the sample release says and shows what it did when somebody last looked at it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.golden_packet import GOLDEN, make


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return make(Path(tmp_path_factory.mktemp("golden")))


@pytest.mark.parametrize("part", ["warnings", "files", "documents", "log", "manifest", "exhibits"])
def test_the_packet_is_the_golden_one(told: dict[str, Any], part: str) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert told[part] == golden[part]
