"""Brings the tags of a codebook into a project: one edit, whatever the number of tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reviewer.model.ids import new_uuid
from reviewer.services.operations.base import Edit, Operation, count
from reviewer.services.operations.ordering import GAP
from reviewer.services.operations.tags import lineage
from reviewer.storage.edit import Row, Value


@dataclass(frozen=True, slots=True)
class CodebookTag:
    """A tag as a codebook has it; `parent` is the name of the tag above it, empty for none."""

    name: str
    parent: str = ""
    color: str = ""
    key: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class ImportCodebook(Operation):
    """Add the tags that are new; with `overwrite` those that are there get what the codebook says, where it says it.

    A key that another tag has is left out, and so is a place that would put a tag below itself.
    """

    name: ClassVar[str] = "import-codebook"
    tags: tuple[CodebookTag, ...]
    overwrite: bool = False

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        rows = edit.rows.find("tag")
        known = {str(row["name"]).casefold(): row for row in rows}
        keys = {str(row["key"]).casefold(): row["uuid"] for row in rows if row["key"]}
        ordinal = edit.rows.highest("tag", "ordinal")
        touched = 0
        for tag in parents_first(self.tags):
            row = known.get(tag.name.casefold())
            if row is None:
                ordinal += GAP
                known[tag.name.casefold()] = _insert(edit, tag, known, keys, ordinal)
                touched += 1
            elif self.overwrite:
                touched += _overwrite(edit, row, tag, known, keys)
        return f"Import codebook of {count(self.tags, 'tag', 'tags')}, {touched:,} added or changed"


def parents_first(tags: Sequence[CodebookTag]) -> list[CodebookTag]:
    """The tags in an order in which each one's parent comes before it; those that go round stand where they stood."""
    by_name = {tag.name.casefold(): tag for tag in tags}
    found: dict[str, CodebookTag] = {}
    for tag in tags:
        path: list[CodebookTag] = []
        above: CodebookTag | None = tag
        while above is not None and above.name.casefold() not in found and above not in path:
            path.append(above)
            above = by_name.get(above.parent.casefold()) if above.parent else None
        for each in reversed(path):
            found[each.name.casefold()] = each
    return list(found.values())


def differences(row: Mapping[str, Value], parent: str, tag: CodebookTag) -> list[str]:
    """What a codebook says otherwise of a tag that is there (`parent` is its parent's name): names of the parts."""
    said = {"colour": (row["color"], tag.color), "key": (row["key"], tag.key), "place": (parent, tag.parent),
            "description": (row["description"], tag.description)}  # fmt: skip
    return [part for part, (here, there) in said.items() if there and str(here).casefold() != there.casefold()]


def _insert(edit: Edit, tag: CodebookTag, known: Mapping[str, Row], keys: dict[str, Value], ordinal: int) -> Row:
    above = known.get(tag.parent.casefold()) if tag.parent else None
    uuid = new_uuid()
    row: Row = {"uuid": uuid, "name": tag.name, "color": tag.color, "key": _free(tag.key, uuid, keys),
                "description": tag.description, "ordinal": ordinal,
                "parent": above["uuid"] if above is not None else None}  # fmt: skip
    edit.rows.insert("tag", row)
    return row


def _overwrite(edit: Edit, row: Row, tag: CodebookTag, known: Mapping[str, Row], keys: dict[str, Value]) -> bool:
    values: dict[str, Value] = {}
    for column, said in (("color", tag.color), ("description", tag.description)):
        if said:
            values[column] = said
    if tag.key and (key := _free(tag.key, row["uuid"], keys)):
        values["key"] = key
    above = known.get(tag.parent.casefold()) if tag.parent else None
    tags = {str(each["uuid"]): each for each in known.values()}
    if above is not None and str(row["uuid"]) not in lineage(tags, str(above["uuid"])):
        values["parent"] = above["uuid"]
    changed = edit.rows.update("tag", [row["uuid"]], **values) if values else False
    row.update(values)
    return changed


def _free(key: str, own: Value, keys: dict[str, Value]) -> str:
    """The key, if no other tag has it; from now on it is this tag's."""
    if key and keys.setdefault(key.casefold(), own) == own:
        return key
    return ""
