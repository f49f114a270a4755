"""The board of passages, and the tree of tags that it is sorted by."""

from reviewer.ui.passages.board import PassageBoard

__all__ = ["PassageBoard"]
