"""The project as one JSON file for other programs: what a person decided and what the releases say, never the rest."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from reviewer.export.columns import WORK_PRODUCT
from reviewer.export.pincite import PinCite
from reviewer.export.rows import Content

FORMAT, VERSION = "foia-reviewer project", 1
_PICTURES, _NOTES, _TREE = "picture", "notes", "query"


def write_project(content: Content, path: Path, *, internal: bool = False) -> None:
    """Requests, files, documents, log, excerpts, entities and coverage; keys are the names of the rows' fields.

    Pictures stay in the project; the reviewers' notes come along only with `internal`.
    """
    left_out = {_PICTURES, _TREE} if internal else {_PICTURES, _TREE, _NOTES}
    write_json({"format": FORMAT, "version": VERSION, "confidential": WORK_PRODUCT, **plain(content, left_out)}, path)


def write_json(whole: dict[str, Any], path: Path) -> None:
    """One object, readable by people too."""
    text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    # JSON has escapes for lone surrogates (broken file names), UTF-8 has no bytes for them
    path.write_bytes(text.encode("utf-8", errors="backslashreplace") + b"\n")


def plain(value: Any, left_out: set[str]) -> Any:
    """Dataclasses as objects, tuples as arrays; a pin cite also says itself in words."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in left_out]
        parts = {name: plain(getattr(value, name), left_out) for name in names}
        return {**parts, "text": str(value)} if isinstance(value, PinCite) else parts
    if isinstance(value, tuple):
        return [plain(part, left_out) for part in value]
    return value
