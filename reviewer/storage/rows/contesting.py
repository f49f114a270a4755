"""What is contested and how: challenges with the items they are bound to, and the appeal of each request."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.ids import Uuid
from reviewer.model.review import ItemKind, Position, Stance


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One item a challenge is bound to; `position` is what it says of itself, None where the item is gone."""

    kind: ItemKind
    subject: Uuid
    item: int | None
    position: Position | None


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """Grounds (ids, in order), argument and relief for some items; `category`: the log gives them one row."""

    uuid: Uuid
    request: Uuid | None
    stance: Stance
    title: str
    grounds: tuple[str, ...]
    argument: str
    relief: str
    category: bool
    ordinal: int
    targets: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class AppealRow:
    """What the letter of one request needs beside the record, and who approved which content of its packet.

    `determination` is the event appealed from; None: the latest one. `approved_content` is the SHA-256 of what was
    approved: anything else is a draft.
    """

    request: Uuid
    determination: Uuid | None = None
    addressee: str = ""
    signatory: str = ""
    contact: str = ""
    history: str = ""
    template: str = ""
    approver: str = ""
    approved_at: str | None = None
    approved_by: Uuid | None = None
    approved_content: str = ""
