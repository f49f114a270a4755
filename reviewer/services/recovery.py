"""Finds out whether a project was left without an orderly end, and what of it was recovered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.storage.reads import Reads


@dataclass(frozen=True, slots=True)
class Recovery:
    """What stands after a bad end: the last edit that is kept (empty: none) with its time in UTC, and how many pages
    were being read and wait again."""

    last_edit: str
    last_at: str
    pages_again: int


def was_left_open(path: Path) -> bool:
    """Whether the last program that had the project open never closed it; to be asked before it is opened."""
    return any(_size(path.with_name(path.name + suffix)) > 0 for suffix in ("-wal", "-journal"))


def recovery_of(reads: Reads, pages_again: int) -> Recovery:
    """What was recovered, once the project is open again."""
    ids = reads.history.deed_ids()
    last = reads.history.deed(ids[0]) if ids else None
    return Recovery(last.title if last is not None else "", last.at if last is not None else "", pages_again)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
