"""What changed: kinds of things and their ids, announced after each commit so that every view can refresh itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

ChangeKind = Literal[
    "project",
    "reviewer",
    "request",
    "event",
    "release",
    "file",
    "page",
    "text",
    "document",
    "redaction",
    "virtual page",
    "tag",
    "passage",
    "entity",
    "mention",
    "name",
    "note",
    "issue",
    "challenge",
    "appeal",
    "job",
    "setting",
    "item",
    "letter",
    "saved search",
    "agency index",
    "copy",
]
"""`text` carries page ids (the words or the index of that page changed); `page` page ids; `file` file ids; the rest
UUIDs, except `setting` (names) and `item` (item numbers); those of `appeal` are their requests', those of `name` are
decisions on names (none: names were found or grouped anew), those of `copy` redactions
that a decision on another copy concerns (none: copies were compared anew)."""

Id: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids by kind; an empty set for a kind means that any number of that kind may have changed."""

    ids: Mapping[ChangeKind, frozenset[Id]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ids)

    def __contains__(self, kind: ChangeKind) -> bool:
        return kind in self.ids

    def of(self, kind: ChangeKind) -> frozenset[Id]:
        """The ids of one kind; empty if nothing of it changed (ask `in` to tell that from "any")."""
        return self.ids.get(kind, frozenset())

    def __or__(self, other: Changes) -> Changes:
        merged = dict(self.ids)
        for kind, ids in other.ids.items():
            mine = merged.get(kind)
            merged[kind] = ids if mine is None else frozenset() if not (mine and ids) else mine | ids
        return Changes(merged)


def changed(kind: ChangeKind, ids: Iterable[Id] = ()) -> Changes:
    """Changes of one kind; without ids: any number of them."""
    return Changes({kind: frozenset(ids)})


Listener: TypeAlias = Callable[[Changes], None]
