"""What was received: releases, files, documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.model.documents import DocumentType, Message
from reviewer.model.ids import FileId, Uuid
from reviewer.model.page import PageError
from reviewer.model.review import FileState, Origin


@dataclass(frozen=True, slots=True)
class PageCounts:
    """Pages of a file or release by what became of them."""

    pages: int = 0
    pending: int = 0
    failed: int = 0
    seen: int = 0
    redactions: int = 0
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """What one agency sent with one event; `items` counts every file received, reviewable or not, `pages` theirs."""

    uuid: Uuid
    request: Uuid | None
    event: Uuid | None
    name: str
    received_on: str | None
    cite_series: str
    items: int
    pages: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A file of a release that is not reviewable here."""

    id: int
    uuid: Uuid
    release: Uuid
    name: str
    path: Path
    sha256: str
    bytes: int
    received_on: str | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A source file; `path` is where it should lie now, `error` why it could not be opened."""

    id: FileId
    uuid: Uuid
    release: Uuid
    name: str
    path: Path
    sha256: str
    bytes: int
    received_on: str | None
    page_count: int
    state: FileState
    error: PageError | None
    documents_found: bool
    counts: PageCounts


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One record inside a file; pages count from 0 and include `last_page`."""

    uuid: Uuid
    file: FileId
    first_page: int
    last_page: int
    origin: Origin
    type: DocumentType
    date: str | None
    sender: str | None
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str | None
    attachments: tuple[str, ...]
    bates_first: str | None
    bates_last: str | None
    messages: tuple[Message, ...] = ()
    redactions: int = 0
    unchecked: int = 0
