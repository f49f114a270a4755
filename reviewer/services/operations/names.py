"""Decisions on names that the program found: whose they are, or that they are none; all mentions at once, or one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, count, required
from reviewer.services.operations.entity_kinds import check_kind
from reviewer.storage.edit import Row, Value


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name as found: kind and key say which, `form` is how it is shown."""

    kind: str
    key: str
    form: str


@dataclass(frozen=True, slots=True)
class NameAt:
    """One mention: the `nth` of a name on a page (from 0)."""

    name: NameRef
    page: PageId
    nth: int


@dataclass(frozen=True, slots=True)
class AcceptNames(Operation):
    """All mentions of these names, now and on pages read later, are of `entity`.

    Where there is no such entity yet, it is added as `title` of `kind`. Earlier decisions on the names give way.
    """

    name: ClassVar[str] = "accept-names"
    names: tuple[NameRef, ...]
    title: str = ""
    kind: str = "person"
    entity: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        _some(self.names)
        found = edit.rows.get("entity", self.entity)
        title = str(found["name"]) if found else required(self.title or self.names[0].form, "name")
        if found is None:
            add_entity(edit, self.entity, title, self.kind)
        for ref in self.names:
            _decide(edit, ref, self.entity)
        return f"Accept {count(self.names, 'name', 'names')} of {title}"


@dataclass(frozen=True, slots=True)
class RejectNames(Operation):
    """No mention of these names is a name, now and on pages read later."""

    name: ClassVar[str] = "reject-names"
    names: tuple[NameRef, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        _some(self.names)
        for ref in self.names:
            _decide(edit, ref, None)
        return f"Reject {_called(self.names)}"


@dataclass(frozen=True, slots=True)
class ReopenNames(Operation):
    """Nothing is decided on these names any more: they are suggestions again."""

    name: ClassVar[str] = "reopen-names"
    names: tuple[NameRef, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        _some(self.names)
        for ref in self.names:
            for row in edit.rows.find("entity_name", kind=ref.kind, key=ref.key):
                edit.rows.delete("entity_name", row["uuid"])
        return f"Suggest {_called(self.names)} again"


@dataclass(frozen=True, slots=True)
class AcceptMentionOf(Operation):
    """This one mention is of `entity`, whatever holds for the others of its name."""

    name: ClassVar[str] = "accept-mention"
    at: NameAt
    entity: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("entity", self.entity)
        _decide_place(edit, self.at, self.entity)
        return f"Take “{_short(self.at.name.form)}” on {edit.page_name(self.at.page)} for {row['name']}"


@dataclass(frozen=True, slots=True)
class RejectMention(Operation):
    """This one mention is of nobody, whatever holds for the others of its name."""

    name: ClassVar[str] = "reject-mention"
    at: NameAt

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        _decide_place(edit, self.at, None)
        return f"Reject “{_short(self.at.name.form)}” on {edit.page_name(self.at.page)}"


@dataclass(frozen=True, slots=True)
class ReopenMention(Operation):
    """This one mention follows its name again."""

    name: ClassVar[str] = "reopen-mention"
    at: NameAt

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        for row in _place(edit, self.at):
            edit.rows.delete("entity_place", row["uuid"])
        return f"Let “{_short(self.at.name.form)}” on {edit.page_name(self.at.page)} follow its name"


def add_entity(edit: Edit, uuid: Uuid, title: str, kind: str, role: str = "") -> None:
    """Add an entity; EditError for a kind that is none."""
    row: Row = {"uuid": uuid, "name": title, "kind": check_kind(edit, kind), "role": role.strip()}
    edit.rows.insert("entity", {**row, "created_by": edit.reviewer, "created_at": edit.at})


def move_names(edit: Edit, entity: Uuid, into: Uuid | None) -> None:
    """Give what was decided for an entity to another, or (None) take the decisions back."""
    for table in ("entity_name", "entity_place"):
        for row in edit.rows.find(table, entity=entity):
            if into is None:
                edit.rows.delete(table, row["uuid"])
            else:
                edit.rows.update(table, [row["uuid"]], entity=into)


def _decide(edit: Edit, ref: NameRef, entity: Value) -> None:
    said: Row = {"entity": entity, "decided_by": edit.reviewer, "decided_at": edit.at}
    found = edit.rows.find("entity_name", kind=ref.kind, key=ref.key)
    if not found:
        row: Row = {"uuid": new_uuid(), "kind": ref.kind, "key": ref.key, "form": ref.form}
        edit.rows.insert("entity_name", {**row, **said})
    elif found[0]["entity"] != entity:
        edit.rows.update("entity_name", [found[0]["uuid"]], **said)


def _decide_place(edit: Edit, at: NameAt, entity: Value) -> None:
    edit.row("page", at.page)
    said: Row = {"entity": entity, "decided_by": edit.reviewer, "decided_at": edit.at}
    found = _place(edit, at)
    if not found:
        row: Row = {"uuid": new_uuid(), "kind": at.name.kind, "key": at.name.key, "page": at.page, "nth": at.nth}
        edit.rows.insert("entity_place", {**row, **said})
    elif found[0]["entity"] != entity:
        edit.rows.update("entity_place", [found[0]["uuid"]], **said)


def _place(edit: Edit, at: NameAt) -> list[Row]:
    return edit.rows.find("entity_place", kind=at.name.kind, key=at.name.key, page=at.page, nth=at.nth)


def _some(names: tuple[NameRef, ...]) -> None:
    if not names:
        raise EditError("No name is chosen.", "Choose one or more names.", code="empty")


def _called(names: tuple[NameRef, ...]) -> str:
    return f"“{_short(names[0].form)}”" if len(names) == 1 else count(names, "name", "names")


def _short(form: str) -> str:
    """A name fit for a menu."""
    return form if len(form) <= 60 else form[:59] + "…"
