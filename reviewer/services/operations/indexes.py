"""Takes an agency's own index into a project, in the place of an earlier one where that is meant, or takes it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.storage.blobs import dump
from reviewer.storage.reads.indexes import pack_spans
from reviewer.text.agency_index.entries import Entry


@dataclass(frozen=True, slots=True)
class ImportIndex(Operation):
    """Add an index with its entries and its key; `replaces` is an earlier import that it takes the place of.

    `name`, `sha256` and `bytes` are those of its file; `columns` the headings by what they hold.
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
        if self.replaces is not None:
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
class RemoveIndex(Operation):
    """Take an index out of the project, with its entries."""

    name: ClassVar[str] = "remove-index"
    uuid: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("agency_index", self.uuid)
        _remove(edit, self.uuid)
        return f"Remove index {row['name']}"


def _remove(edit: Edit, uuid: Uuid) -> None:
    edit.row("agency_index", uuid)
    for row in edit.rows.find("index_entry", agency_index=uuid):
        edit.rows.delete("index_entry", row["uuid"])
    edit.rows.delete("agency_index", uuid)
