"""Tags, passages, entities and mentions as the window shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer.export.pincite import PinCite, cite_range
from reviewer.model.changes import Changes
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.rows import MentionRow, SegmentRow
from reviewer.storage.rows import PassageRow as StoredPassage
from reviewer.storage.rows.names import NamePlaceRow
from reviewer.ui.models.rows import EntityRow, PassageRow, TagRow
from reviewer.ui.project.pages import Pages

Boxes = tuple[Rect, ...]
MENTION_PAGES = 40
"""Pages whose mentions a side panel lists; the entities view has them all."""


class Marks:
    """Reads what people marked."""

    def __init__(self, reads: Reads, pages: Pages) -> None:
        self._reads, self._pages = reads, pages
        self._tags: list[TagRow] | None = None  # asked for with every passage shown
        self._places: dict[str, PassageRow] = {}  # of the entity listed last, by their ids
        self._places_of: str | None = None

    def forget(self, changes: Changes) -> None:
        """Drop what the changes made stale."""
        if any(kind in changes for kind in ("tag", "passage", "project")):
            self._tags = None
        if any(kind in changes for kind in ("entity", "mention", "name", "text", "page", "file", "project")):
            self._places, self._places_of = {}, None

    def tags(self) -> list[TagRow]:
        """All tags in the order of their tree."""
        if self._tags is None:
            self._tags = [
                TagRow(row.uuid, row.name, row.color, row.key, row.passages, row.parent, row.depth, row.description)
                for row in self._reads.marks.tags()
            ]
        return list(self._tags)

    def passage_ids(self, tag: str | None) -> list[str]:
        """Passages in reading order, all or those with a tag."""
        return [str(uuid) for uuid in self._reads.marks.passage_ids(Uuid(tag) if tag else None)]

    def passage(self, passage: str | None) -> PassageRow | None:
        """One passage."""
        stored = self._reads.marks.passage(Uuid(passage)) if passage is not None else None
        return self._passage(stored) if stored is not None else None

    def passages_on(self, page_id: int) -> list[tuple[str, Boxes, str, str]]:
        """(id, boxes on this page, colour, tags) of the passages of a page."""
        passages = self._reads.marks.passages(page=PageId(page_id))
        tags = {tag.id: tag for tag in self.tags()} if passages else {}
        found = []
        for passage in passages:
            boxes = tuple(box for part in passage.segments if part.page == page_id for box in part.boxes)
            borne = [tags[tag] for tag in passage.tags if tag in tags]
            color = borne[0].color if borne else ""
            found.append((str(passage.uuid), boxes, color, ", ".join(tag.name for tag in borne)))
        return found

    def mentions_on(self, page_id: int) -> list[tuple[str, Boxes, str]]:
        """(id, boxes on this page, name of the entity) of the accepted mentions of a page."""
        found = []
        for mention in self._reads.marks.mentions(page=PageId(page_id)):
            entity = self._reads.marks.entity(mention.entity)
            if mention.accepted and entity is not None:
                boxes = tuple(box for part in mention.segments if part.page == page_id for box in part.boxes)
                found.append((str(mention.uuid), boxes, entity.name))
        return found

    def entity_ids(self) -> list[str]:
        """Entities by name."""
        return [entity.uuid for entity in self._reads.marks.entities()]

    def entity(self, entity: str | None) -> EntityRow | None:
        """One entity."""
        stored = self._reads.marks.entity(Uuid(entity)) if entity is not None else None
        if stored is None:
            return None
        return EntityRow(stored.uuid, stored.name, stored.kind, stored.aliases, stored.mentions)

    def entities_like(self, name: str) -> list[EntityRow]:
        """Entities whose name or alias is `name`, or holds it as a word, nearest first; at most nine."""
        wanted = name.lower()
        if not wanted:
            return []
        found = []
        for stored in self._reads.marks.entities():
            names = [stored.name.lower(), *(alias.lower() for alias in stored.aliases)]
            if any(wanted == other or wanted in other.split() or other in wanted for other in names):
                row = EntityRow(stored.uuid, stored.name, stored.kind, stored.aliases, stored.mentions)
                found.append((wanted not in names, row))
        return [row for _far, row in sorted(found, key=lambda pair: pair[0])][:9]

    def mention_ids(self, entity: str) -> list[str]:
        """Mentions of an entity in reading order, by hand and by accepted names, on the first pages that have any."""
        if self._places_of != entity:
            found = self._reads.names.places_of(Uuid(entity), pages=MENTION_PAGES)
            rows = [self._place(place) for place in found]
            self._places, self._places_of = {row.id: row for row in rows}, entity
        return list(self._places)

    def mention(self, mention: str | None) -> PassageRow | None:
        """One mention, shown as a passage is."""
        if mention in self._places:
            return self._places[mention]
        found = self._mention(mention)
        if found is None:
            return None
        first = found.segments[0]
        quote = " ".join(part.quote for part in found.segments)
        return PassageRow(found.uuid, first.page, self._pages.number(first.page), first.boxes, quote, (),
                          cite=self._cite(found.segments), needs_look=first.needs_look)  # fmt: skip

    def entity_of(self, mention: str) -> str | None:
        """The entity that a mention belongs to."""
        found = self._mention(mention)
        return found.entity if found is not None else None

    def _place(self, place: NamePlaceRow) -> PassageRow:
        """A mention with the words around it; one that follows its name has no UUID of its own."""
        stored = self._pages.stored(place.page)
        known = place.mention or f"{place.page}:{place.first}:{place.last}:{place.name}"
        around = " ".join(part for part in (place.before, place.quote, place.after) if part)
        cite = cite_range([self._pages.cite(stored)]) if stored is not None else ""
        return PassageRow(known, place.page, self._pages.number(place.page), place.boxes, around, (), cite=cite)

    def _mention(self, mention: str | None) -> MentionRow | None:
        return self._reads.marks.mention(Uuid(mention)) if mention is not None else None

    def _passage(self, stored: StoredPassage) -> PassageRow:
        return self.shown(stored, {tag.id: (tag.name, tag.color) for tag in self.tags()})

    def shown(self, stored: StoredPassage, names: Mapping[str, tuple[str, str]]) -> PassageRow:
        """A stored passage as lists show it; `names` are names and colours of the tags by id."""
        first = stored.segments[0]
        return PassageRow(
            id=stored.uuid,
            page_id=first.page,
            page=self._pages.number(first.page),
            rects=first.boxes,
            quote=stored.quote.strip(),
            tags=tuple(names[tag] for tag in stored.tags if tag in names),
            note=stored.note,
            cite=self._cite(stored.segments),
            needs_look=stored.needs_look,
        )

    def _cite(self, segments: Sequence[SegmentRow]) -> str:
        pages = [self._pages.stored(segment.page) for segment in segments]
        cites: list[PinCite] = [self._pages.cite(page) for page in pages if page is not None]
        return cite_range(cites) if cites else ""
