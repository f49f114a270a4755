"""Tells the comments of a page's annotations from what else annotations are: covers, links, fields, what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviewer.model.comments import COMMENT_KINDS, Comment
from reviewer.model.evidence import PageEvidence
from reviewer.model.geometry import iou
from reviewer.model.page import PageText, Redaction
from reviewer.text.named_elsewhere import named_elsewhere
from reviewer.workers.remarks import words_beneath

_COVERS: Final = 0.5
"""Intersection over union above which an annotation is itself what covers a redaction, and no comment on it."""


def page_comments(evidence: PageEvidence, text: PageText, redactions: Sequence[Redaction]) -> tuple[Comment, ...]:
    """What people wrote or marked on the page, in the order of the file.

    The words of a comment that seems to name what is hidden on the page are left out, and that is said.
    """
    notes = [note for note in evidence.annotations if note.subtype in COMMENT_KINDS and not note.hidden]
    hidden = words_beneath(evidence, redactions) if notes else {}
    found = []
    for note in notes:
        if any(iou(note.rects, redaction.rects) > _COVERS for redaction in redactions):
            continue
        said = note.content.replace("\r\n", "\n").replace("\r", "\n").strip()
        withheld = bool(said) and bool(named_elsewhere(text, hidden, [said]))
        found.append(
            Comment(
                COMMENT_KINDS[note.subtype],
                note.rects,
                note.author.strip(),
                note.written,
                "" if withheld else said,
                withheld,
            )
        )
    return tuple(found)
