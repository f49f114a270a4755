"""What a reviewer can say: the words for checks, positions, entities, issues, events and regimes."""

from __future__ import annotations

from typing import Final, Literal, get_args

BoxCheck = Literal["unchecked", "right", "corrected", "not a redaction", "drawn"]
"""The reviewer's word on the shape: found right, corrected, no redaction at all, or drawn by hand."""

CodeCheck = Literal["unchecked", "right", "corrected"]
"""The reviewer's word on the code as read (or on there being none)."""

Position = Literal["undecided", "not contested", "contested", "attorney to decide", "resolved"]
Origin = Literal["machine", "person"]
PageState = Literal["pending", "reading", "done", "failed"]
FileState = Literal["ready", "failed"]
JobState = Literal["running", "done", "cancelled", "interrupted"]
EntityKind = Literal[
    "person",
    "organisation",
    "place",
    "system",
    "date",
    "money",
    "phone",
    "e-mail address",
    "case number",
    "contract number",
    "A-number",
    "statute",
    "court case",
    "other",
]
"""The program's own kinds of entities; a reviewer may add others, so that a stored kind is any text."""

Regime = Literal["FOIA", "Privacy Act", "MDR", "state law", "other"]
EventKind = Literal[
    "request",
    "acknowledgment",
    "determination",
    "interim determination",
    "final determination",
    "release",
    "referral",
    "remand",
    "appeal",
    "appeal decision",
    "filing of suit",
    "other",
]
DETERMINATIONS: Final[tuple[EventKind, ...]] = ("determination", "interim determination", "final determination")
"""Letters from whose date the time to appeal runs; the first is one of which nobody said whether more will come."""

OWN_ACTS: Final[tuple[EventKind, ...]] = ("request", "appeal", "filing of suit")
"""What the requester sends: its proof of sending is told to the agency."""

LetterState = Literal["suggested", "accepted", "declined"]
"""What a person made of a letter that was read: nothing yet, an event, or not the request's."""

IssueKind = Literal[
    "no records",
    "inadequate search",
    "Glomar",
    "fees",
    "delay",
    "missing attachment",
    "missing pages",
    "other",
]
ItemKind = Literal["redaction", "virtual page", "issue"]
"""What can be contested and has an item number."""

Stance = Literal["contested", "not contested"]
"""What a challenge says of its items; the other positions are no matter of an appeal."""

NoteSubject = Literal[
    "project",
    "request",
    "event",
    "release",
    "file",
    "document",
    "page",
    "virtual page",
    "redaction",
    "passage",
    "entity",
    "issue",
]

ENTITY_KINDS: Final[tuple[EntityKind, ...]] = get_args(EntityKind)
POSITIONS: Final[tuple[Position, ...]] = get_args(Position)
