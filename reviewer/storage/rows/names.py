"""Names that the program found, grouped, with what a person said of them, and the places where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid


@dataclass(frozen=True, slots=True)
class NameRow:
    """One distinct name: as shown, where it was found, how often, and why it is in its group (`alike`: how sure, 0-1).

    `decided`: a person said whose it is (`entity`), or that it is no name (`entity` is None).
    """

    id: int
    kind: str
    key: str
    form: str
    source: str
    confidence: float
    mentions: int
    pages: int
    reason: str
    alike: float
    decided: bool
    entity: Uuid | None


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A group of names that are taken for one person or thing, the best name first; nothing until a person accepts.

    `mentions` counts all of the group, `names` holds the first few of `size` names. `entity` is whose names of the
    group a person accepted already: the rest is suggested as that entity's. `confidence` (0-1) is of the best name.
    """

    leader: int
    kind: str
    form: str
    mentions: int
    size: int
    confidence: float
    names: tuple[NameRow, ...]
    entity: Uuid | None


@dataclass(frozen=True, slots=True)
class NamePlaceRow:
    """One mention: name `name` as the `nth` of its kind and key on the page (from 0), in words `first` to `last`.

    `before` and `after` are the words around, `quote` the name as printed, all with `[redacted …]` in their holes.
    A mention marked by hand has its UUID in `mention`, and no `name`.
    """

    page: PageId
    file: FileId
    number: int
    first: int
    last: int
    before: str
    quote: str
    after: str
    boxes: tuple[Rect, ...]
    name: int | None = None
    kind: str = ""
    key: str = ""
    nth: int = 0
    mention: Uuid | None = None


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """Another entity, and on how many pages both are named."""

    entity: Uuid
    name: str
    kind: str
    pages: int


@dataclass(frozen=True, slots=True)
class CorrespondenceRow:
    """Who writes to whom: persons as printed or as entities, number of messages, first and last date (ISO or None)."""

    sender: str
    recipient: str
    messages: int
    first: str | None
    last: str | None
    sender_entity: Uuid | None = None
    recipient_entity: Uuid | None = None


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """What an entity's page shows: counts, first and last date of documents, codes and tags of its pages.

    `codes` counts redactions on these pages, `tags` passages; both the most frequent first.
    """

    pages: int
    documents: int
    first: str | None
    last: str | None
    together: tuple[TogetherRow, ...]
    codes: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FindingState:
    """How far finding names is: pages that wait, pages looked at, distinct names."""

    waiting: int
    done: int
    names: int
