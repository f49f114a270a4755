"""The withholding log as one JSON file: an object an item, keys named as the served columns, numbers as numbers."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from reviewer.export.columns import WORK_PRODUCT
from reviewer.export.project_json import plain, write_json
from reviewer.export.rows import Content

FORMAT, VERSION = "foia-reviewer withholding log", 1
_PICTURE, _INTERNAL = "picture", "internal"


def write_log(content: Content, path: Path, *, internal: bool = False) -> None:
    """Requests and items; `internal` adds to each item what is not served, and marks the file as work product."""
    left_out = {_PICTURE} if internal else {_PICTURE, _INTERNAL}
    whole: dict[str, Any] = {"format": FORMAT, "version": VERSION, "made": content.made}
    if internal:
        whole["confidential"] = WORK_PRODUCT
        whole["coverage"] = dataclasses.asdict(content.coverage)
        whole["filters"] = str(content.filters)
    whole["requests"] = plain(content.requests, set())
    whole["items"] = plain(content.log, left_out)
    write_json(whole, path)
