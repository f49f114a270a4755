"""Edits of documents: splitting, joining, correcting what was read of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar, get_args

from reviewer.model.documents import DocumentType
from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation
from reviewer.storage.blobs import dump
from reviewer.storage.edit import Row, Value

_OF_MAIL = ("date", "sender", "recipients", "copies", "subject", "attachments")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)?)?")


@dataclass(frozen=True, slots=True)
class SplitDocument(Operation):
    """Let a new document begin at `page` (of the file, from 0), inside the document.

    If a mail's header stands on that page, the new document takes its facts from it.
    """

    name: ClassVar[str] = "split-document"
    document: Uuid
    page: int
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("document", self.document)
        first, last = int(row["first_page"] or 0), int(row["last_page"] or 0)
        if not first < self.page <= last:
            raise EditError(
                "The document cannot be split there.", "Choose a page after its first one.", code="bad-split"
            )
        moved = [row for row in edit.rows.find("message", document=self.document) if int(row["page"] or 0) >= self.page]
        head = moved[0] if moved and moved[0]["page"] == self.page else None
        edit.rows.insert(
            "document",
            {
                "uuid": self.uuid,
                "file": row["file"],
                "first_page": self.page,
                "last_page": last,
                "origin": "person",
                "type": "e-mail" if head else "attachment" if row["type"] == "e-mail" else row["type"],
                **({name: head[name] for name in _OF_MAIL} if head else {}),
                **_numbers(edit, row["file"], self.page, last),
            },
        )
        numbers = _numbers(edit, row["file"], first, self.page - 1)
        edit.rows.update("document", [self.document], last_page=self.page - 1, origin="person", **numbers)
        _hand_over(edit, moved, self.uuid, first_ordinal=0)
        return f"Split document at page {self.page + 1}"


@dataclass(frozen=True, slots=True)
class JoinDocuments(Operation):
    """Make one document of two that follow each other in a file; the first one's facts stay."""

    name: ClassVar[str] = "join-documents"
    first: Uuid
    second: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        first, second = edit.row("document", self.first), edit.row("document", self.second)
        if first["file"] != second["file"] or int(first["last_page"] or 0) + 1 != second["first_page"]:
            raise EditError(
                "These documents do not follow each other.", "Choose two neighbours of one file.", code="not-neighbours"
            )
        title = f"Join documents at page {int(second['first_page'] or 0) + 1}"
        kept = edit.rows.find("message", document=self.first)
        _hand_over(edit, edit.rows.find("message", document=self.second), self.first, first_ordinal=len(kept))
        texts = [
            str(note["text"])
            for uuid in (self.first, self.second)
            for note in edit.rows.find("note", kind="document", subject=uuid)
        ]
        edit.set_note("document", self.second, "")
        edit.set_note("document", self.first, "\n".join(texts))
        edit.rows.delete("document", self.second)
        last = int(second["last_page"] or 0)
        numbers = _numbers(edit, first["file"], int(first["first_page"] or 0), last)
        edit.rows.update("document", [self.first], last_page=last, origin="person", **numbers)
        return title


@dataclass(frozen=True, slots=True)
class EditDocument(Operation):
    """Correct what was read of a document; None leaves a part as it is, an empty text clears it."""

    name: ClassVar[str] = "edit-document"
    document: Uuid
    type: DocumentType | None = None
    date: str | None = None
    sender: str | None = None
    to: tuple[str, ...] | None = None
    cc: tuple[str, ...] | None = None
    subject: str | None = None
    attachments: tuple[str, ...] | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("document", self.document)
        if self.date and not _DATE.fullmatch(self.date):
            raise EditError(f"“{self.date}” is no date.", "Write it as 2018-06-15, 2018-06 or 2018.", code="invalid")
        if self.type is not None and self.type not in get_args(DocumentType):
            raise EditError(f"“{self.type}” is no type of document.", code="invalid")
        values: dict[str, Any] = {
            name: value or None
            for name, value in (("date", self.date), ("sender", self.sender), ("subject", self.subject))
            if value is not None
        }
        if self.type is not None:
            values["type"] = self.type
        for name, people in (("recipients", self.to), ("copies", self.cc), ("attachments", self.attachments)):
            if people is not None:
                values[name] = dump(list(people))
        if any(row[name] != value for name, value in values.items()):
            edit.rows.update("document", [self.document], origin="person", **values)
        return f"Edit document of page {int(row['first_page'] or 0) + 1}"


def _numbers(edit: Edit, file: Value, first: int, last: int) -> Row:
    """The Bates numbers of the first and the last page that bear one."""
    pages = sorted(edit.rows.find("page", file=file), key=lambda row: int(row["number"] or 0))
    found = [row["bates"] for row in pages if first <= int(row["number"] or 0) <= last and row["bates"]]
    return {"bates_first": found[0] if found else None, "bates_last": found[-1] if found else None}


def _hand_over(edit: Edit, messages: list[Row], document: Uuid, *, first_ordinal: int) -> None:
    for ordinal, message in enumerate(messages, start=first_ordinal):
        edit.rows.delete("message", message["document"], message["ordinal"])
        edit.rows.insert("message", {**message, "document": document, "ordinal": ordinal})
