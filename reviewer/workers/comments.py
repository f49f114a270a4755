"""Tells the comments of a page's annotations from what else annotations are: covers, links, fields, what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviewer.model.comments import COMMENT_KINDS, Comment
from reviewer.model.evidence import PageEvidence
from reviewer.model.geometry import Rect, iou
from reviewer.model.page import PageText, Redaction
from reviewer.text.named_elsewhere import named_elsewhere
from reviewer.workers.remarks import words_beneath

_COVERS: Final = 0.5
"""Intersection over union above which an annotation is itself what covers a redaction, and no comment on it."""


def page_comments(evidence: PageEvidence, text: PageText, redactions: Sequence[Redaction]) -> tuple[Comment, ...]:
    """What people wrote or marked on the page, in the order of the file.

    What a comment says is left out, and that is told, where it lies on a redaction (then its author, too) or seems to
    name what is hidden on the page.
    """
    notes = [note for note in evidence.annotations if note.subtype in COMMENT_KINDS and not note.hidden]
    hidden = words_beneath(evidence, redactions) if notes else {}
    found = []
    for note in notes:
        if any(iou(note.rects, redaction.rects) > _COVERS for redaction in redactions):
            continue
        said = note.content.replace("\r\n", "\n").replace("\r", "\n").strip()
        on_one = _on_one(note.rects, redactions)
        withheld = bool(said) and (on_one or bool(named_elsewhere(text, hidden, [said])))
        found.append(
            Comment(
                COMMENT_KINDS[note.subtype],
                note.rects,
                "" if on_one else note.author.strip(),
                note.written,
                "" if withheld else said,
                withheld,
            )
        )
    return tuple(found)


def _on_one(rects: Sequence[Rect], redactions: Sequence[Redaction]) -> bool:
    """Whether one of the boxes lies on a redaction, be it in part."""
    return any(mine.overlap(box) > 0 for mine in rects for redaction in redactions for box in redaction.rects)
