"""Documents found inside a file, and the e-mail messages whose headers are visible on their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reviewer.model.determinations import Determination

DocumentType = Literal["e-mail", "letter", "memo", "form", "report", "attachment", "deleted-page-sheet", "other"]


@dataclass(frozen=True, slots=True)
class Message:
    """A message of an e-mail chain: where its header starts (page from 0, `top` in displayed points) and what it says.

    Redacted parts stand as `[redacted (b)(6)]`. `date` is ISO 8601 as printed, local, without zone; `zone` is the zone
    as printed behind it (`EDT`, `-0400`).
    """

    page: int
    top: float
    sender: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    date: str | None = None
    subject: str | None = None
    attachments: tuple[str, ...] = ()
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """One record inside a file; pages count from 0 and include `last_page`.

    `determination` is what it says of a request, if it is an agency's letter about one.
    """

    first_page: int
    last_page: int
    type: DocumentType = "other"
    date: str | None = None
    sender: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str | None = None
    attachments: tuple[str, ...] = ()
    bates_first: str | None = None
    bates_last: str | None = None
    messages: tuple[Message, ...] = field(default_factory=tuple)
    determination: Determination | None = None


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The numbers of a page (from 0) as they hold over its file: by series, and the Bates number among them."""

    page: int
    identifiers: Mapping[str, str]
    bates: str | None = None


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What is decided over a whole file: its documents, and the pages whose numbers are others than read.

    `running` has by page (from 0) the numbers of the lines that are running heads and feet or release stamps.
    """

    numbers: tuple[PageNumbers, ...] = ()
    documents: tuple[DocumentFinding, ...] = ()
    running: Mapping[int, frozenset[int]] = field(default_factory=dict)
