"""Packs lists into the text and blob columns of a project; docs/file-format.md shows each form."""

from __future__ import annotations

import json
from typing import Any

from reviewer.model.packing import dump, pack_rects, pack_words, unpack_rects, unpack_words

__all__ = ["dump", "load", "pack_rects", "pack_words", "unpack_rects", "unpack_words"]


def load(text: str) -> Any:
    """The value of a JSON column; most hold an empty list."""
    return [] if text == "[]" else json.loads(text)
