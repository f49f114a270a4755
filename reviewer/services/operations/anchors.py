"""Where a passage or a mention stands: runs of words and regions, turned into segments of a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import PageId, new_uuid
from reviewer.model.page import Word
from reviewer.services.operations.base import Edit, EditError
from reviewer.storage.blobs import pack_rects
from reviewer.storage.edit import Row, Value


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words `first` to `last` of a page, both included, counted in reading order."""

    page: PageId
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a page in displayed points."""

    page: PageId
    rect: Rect


Place = WordRun | Region


def add_segments(edit: Edit, owner: Literal["passage", "mention"], uuid: str, places: Sequence[Place]) -> None:
    """Add the places as segments of a passage or mention; EditError if there is none or one does not exist."""
    if not places:
        raise EditError("Nothing is selected.", "Select words, or drag a region.", code="empty")
    for ordinal, place in enumerate(places):
        edit.row("page", place.page)
        words = edit.rows.words(place.page)
        located = _run(words, place) if isinstance(place, WordRun) else _region(words, place)
        edit.rows.insert(
            "segment", {"uuid": new_uuid(), owner: uuid, "ordinal": ordinal, "page": place.page, **located}
        )


def remove_segments(edit: Edit, owner: Literal["passage", "mention"], uuid: str) -> None:
    """Remove all segments of a passage or mention."""
    for segment in segments(edit, owner, uuid):
        edit.rows.delete("segment", segment["uuid"])


def segments(edit: Edit, owner: Literal["passage", "mention"], uuid: Value) -> list[Row]:
    """The segments of a passage or mention in order."""
    return sorted(edit.rows.find("segment", **{owner: uuid}), key=lambda row: int(row["ordinal"] or 0))


def _run(words: Sequence[Word], place: WordRun) -> Row:
    if not 0 <= place.first <= place.last < len(words):
        raise EditError("The words are not on this page.", "Select them again.", code="no-such-words")
    chosen = words[place.first : place.last + 1]
    lines: dict[int, list[Rect]] = {}
    for word in chosen:
        lines.setdefault(word.line, []).append(word.rect)
    return {
        "first_word": place.first,
        "last_word": place.last,
        "quote": " ".join(word.text for word in chosen),
        "boxes": pack_rects(bounds(rects) for rects in lines.values()),
    }


def _region(words: Sequence[Word], place: Region) -> Row:
    if place.rect.area <= 0:
        raise EditError("The region is empty.", "Drag a larger one.", code="bad-shape")
    inside = [word.text for word in words if place.rect.contains_point(*word.rect.center)]
    return {"first_word": None, "last_word": None, "quote": " ".join(inside), "boxes": pack_rects([place.rect])}
