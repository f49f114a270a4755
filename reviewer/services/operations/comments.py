"""Makes passages of comments that came with the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from reviewer.model.ids import Uuid
from reviewer.model.page import Word
from reviewer.services.operations.anchors import Place, Region, WordRun
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.services.operations.passages import AddPassage
from reviewer.services.operations.tags import AddTag
from reviewer.storage.rows import CommentRow

COMMENT_TAG: Final = "comment in the file"
"""The tag that passages made of comments bear."""
_MARKS: Final = frozenset({"highlight", "underline", "strike-out"})
"""Kinds that mark words of the page; the others stand beside them or over them."""


@dataclass(frozen=True, slots=True)
class ImportComments(Operation):
    """Make a passage of each comment, with a note that says who wrote what and when; those made already stay."""

    name: ClassVar[str] = "import-comments"
    comments: tuple[CommentRow, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        new = [comment for comment in self.comments if edit.rows.get("passage", comment.uuid) is None]
        if not new:
            raise EditError("These comments are passages already.", "They stand on the board.", code="exists")
        tag = _tag(edit)
        for comment in new:
            places = _places(edit.rows.words(comment.page), comment)
            AddPassage(places, (tag,), comment_note(comment), uuid=comment.uuid).apply(edit)
        return f"Import {count(new, 'comment', 'comments')} of the files"


def comment_note(comment: CommentRow) -> str:
    """What the note on the passage says: kind, author and date as the file has them, and the words."""
    by = f" by {comment.author}" if comment.author else ""
    at = f", {comment.written.replace('T', ' ')}" if comment.written else ""
    head = f"Comment in the file ({comment.kind}){by}{at}"
    if comment.withheld:
        return f"{head}; its words seem to name what is hidden on the page, and were left in the file."
    return f"{head}: {comment.text}" if comment.text else head


def _tag(edit: Edit) -> Uuid:
    known = next((row for row in edit.rows.find("tag") if str(row["name"]).casefold() == COMMENT_TAG), None)
    if known is not None:
        return Uuid(str(known["uuid"]))
    adding = AddTag(COMMENT_TAG, "#8ab6d6", description="Written or marked in a file before it was sent.")
    adding.apply(edit)
    return adding.uuid


def _places(words: Sequence[Word], comment: CommentRow) -> tuple[Place, ...]:
    """The words that the comment marks, a run for each row of them; else its boxes as regions."""
    if comment.kind in _MARKS:
        marked = [
            n for n, word in enumerate(words) if any(rect.contains_point(*word.rect.center) for rect in comment.rects)
        ]
        runs: list[list[int]] = []
        for n in marked:
            if runs and n == runs[-1][1] + 1:
                runs[-1][1] = n
            else:
                runs.append([n, n])
        if runs:
            return tuple(WordRun(comment.page, first, last) for first, last in runs)
    regions = tuple(Region(comment.page, rect) for rect in comment.rects if rect.area > 0)
    # A line or a caret may be without width; it is shown with a little of what stands around it.
    return regions or tuple(Region(comment.page, rect.grown(4, 4)) for rect in comment.rects[:1])
