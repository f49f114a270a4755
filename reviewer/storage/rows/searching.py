"""What searches give back: pages, how they are ordered, counts by fact, other things found, searches kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.model.query import FieldName
from reviewer.storage.rows.pages import SearchHit

Order: TypeAlias = Literal["best first", "in page order"]
ItemKind: TypeAlias = Literal["note", "passage", "entity", "document"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The first pages that fit; `more`: there are others behind them.

    `too_many`: they are in page order because weighing all of them would take too long.
    """

    hits: tuple[SearchHit, ...]
    order: Order
    more: bool
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a field, and on how many of the pages found it is true."""

    value: str
    pages: int


@dataclass(frozen=True, slots=True)
class Facet:
    """How the pages found divide by one field; the commonest values, years in their order."""

    field: FieldName
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class ItemHit:
    """A note, passage, entity or document that says the words, the page where it stands, and the boxes there.

    `subject` is what a note is on (`subject_kind`), else the thing's own UUID. An entity that occurs nowhere yet, and
    a note on no place, have no page.
    """

    kind: ItemKind
    subject: str
    text: str
    page: PageId | None
    boxes: tuple[Rect, ...] = ()
    subject_kind: str = ""


@dataclass(frozen=True, slots=True)
class SavedSearchRow:
    """A search that was kept under a name; `query` in the grammar, as it was typed."""

    uuid: Uuid
    name: str
    query: str
    ordinal: int
    created_by: Uuid
    created_at: str
