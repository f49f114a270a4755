"""Edits of saved searches: kept under a name, renamed, asked otherwise, put in another order, let go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.search import parse
from reviewer.services.operations.base import Edit, EditError, Operation, required
from reviewer.storage.edit import Value


@dataclass(frozen=True, slots=True)
class SaveSearch(Operation):
    """Keep a query, as typed, under a name; without a name it is called as it reads.

    EditError `name-taken` where another search has the name, `empty` without a query; QueryError for a wrong query.
    """

    name: ClassVar[str] = "save-search"
    query: str
    title: str = ""
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        query = _checked(self.query)
        name = _free_name(edit, self.title.strip() or query, self.uuid)
        edit.rows.insert(
            "saved_search",
            {
                "uuid": self.uuid,
                "name": name,
                "query": query,
                "ordinal": 1 + edit.rows.highest("saved_search", "ordinal"),
                "created_by": edit.reviewer,
                "created_at": edit.at,
            },
        )
        return f"Save search “{name}”"


@dataclass(frozen=True, slots=True)
class EditSearch(Operation):
    """Give a saved search another name, query or place in the list; None leaves a part as it is."""

    name: ClassVar[str] = "edit-search"
    search: Uuid
    title: str | None = None
    query: str | None = None
    ordinal: int | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("saved_search", self.search)
        values: dict[str, Value] = {}
        if self.title is not None:
            values["name"] = _free_name(edit, self.title, self.search)
        if self.query is not None:
            values["query"] = _checked(self.query)
        if self.ordinal is not None:
            values["ordinal"] = self.ordinal
        edit.rows.update("saved_search", [self.search], **values)
        name = values.get("name", row["name"])
        renamed = name != row["name"]
        return f"Rename search “{row['name']}” to “{name}”" if renamed else f"Edit search “{row['name']}”"


@dataclass(frozen=True, slots=True)
class DeleteSearch(Operation):
    """Remove a saved search."""

    name: ClassVar[str] = "delete-search"
    search: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("saved_search", self.search)
        edit.rows.delete("saved_search", self.search)
        return f"Delete search “{row['name']}”"


def _checked(query: str) -> str:
    query = required(query, "query")
    parse(query)
    return query


def _free_name(edit: Edit, title: str, own: Uuid) -> str:
    name = required(title, "name of the search")
    for row in edit.rows.find("saved_search"):
        if str(row["name"]).casefold() == name.casefold() and row["uuid"] != own:
            raise EditError(
                f"There is already a search “{row['name']}”.", "Choose another name for this one.", code="name-taken"
            )
    return name
