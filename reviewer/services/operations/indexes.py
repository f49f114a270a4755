"""Takes an agency's own index into a project, in the place of an earlier one where that is meant, or takes it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.storage.blobs import dump
from reviewer.storage.edit import Value
from reviewer.storage.reads.indexes import pack_spans
from reviewer.text.agency_index.entries import Entry


@dataclass(frozen=True, slots=True)
class ImportIndex(Operation):
    """Add an index with its entries and its key; `replaces` is an earlier import that it takes the place of.

    `file`, `sha256` and `bytes` are its file's name, digest and size; `columns` the headings by what they hold;
    `request` is the one that it answers (None: any). What a person said of its entries holds for those that come in.
    """

    name: ClassVar[str] = "import-index"
    file: str
    sha256: str
    bytes: int
    entries: tuple[Entry, ...]
    key: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    bare_series: str = ""
    request: Uuid | None = None
    replaces: Uuid | None = None
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if not self.entries and not self.key:
            raise EditError(f"{self.file} holds no entry that could be imported.", code="empty")
        if self.request is not None:
            edit.row("request", self.request)
        if self.replaces is not None:
            _carry_verdicts(edit, edit.row("agency_index", self.replaces)["name"], self.file)
            _remove(edit, self.replaces)
        edit.rows.insert(
            "agency_index",
            {
                "uuid": self.uuid,
                "name": self.file,
                "sha256": self.sha256,
                "bytes": self.bytes,
                "request": self.request,
                "columns": dump(dict(self.columns)),
                "bare_series": self.bare_series,
                "key": dump(dict(self.key)),
                "imported_by": edit.reviewer,
                "imported_at": edit.at,
            },
        )
        for ordinal, entry in enumerate(self.entries):
            edit.rows.insert(
                "index_entry",
                {
                    "uuid": new_uuid(),
                    "agency_index": self.uuid,
                    "ordinal": ordinal,
                    "place": entry.place,
                    "number": entry.number,
                    "pages": entry.pages,
                    "spans": dump(pack_spans(entry.spans)),
                    "date": entry.date,
                    "author": entry.author,
                    "recipient": entry.recipient,
                    "kind": entry.kind,
                    "description": entry.description,
                    "codes": dump(list(entry.codes)),
                    "code_text": entry.code_text,
                    "reason": entry.reason,
                    "withheld": entry.withheld,
                },
            )
        verb = "Replace" if self.replaces else "Import"
        return f"{verb} index {self.file}, {count(self.entries, 'entry', 'entries')}"


@dataclass(frozen=True, slots=True)
class ChooseIndexRequest(Operation):
    """Say which request an index answers, so that it speaks of no other's pages; None: of any."""

    name: ClassVar[str] = "choose-index-request"
    uuid: Uuid
    request: Uuid | None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("agency_index", self.uuid)
        number = edit.row("request", self.request)["number"] if self.request is not None else "any request"
        edit.rows.update("agency_index", [self.uuid], request=self.request)
        return f"Index {row['name']} answers {number or 'a request'}"


@dataclass(frozen=True, slots=True)
class RemoveIndex(Operation):
    """Take an index out of the project, with its entries."""

    name: ClassVar[str] = "remove-index"
    uuid: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("agency_index", self.uuid)
        _remove(edit, self.uuid)
        return f"Remove index {row['name']}"


def _carry_verdicts(edit: Edit, before: Value, after: str) -> None:
    """The words on entries go by the name of their index: take them along where that changes."""
    if before != after:
        for row in edit.rows.find("index_verdict", agency_index=before):
            edit.rows.update("index_verdict", [row["uuid"]], agency_index=after)


def _remove(edit: Edit, uuid: Uuid) -> None:
    edit.row("agency_index", uuid)
    for row in edit.rows.find("index_entry", agency_index=uuid):
        edit.rows.delete("index_entry", row["uuid"])
    edit.rows.delete("agency_index", uuid)
