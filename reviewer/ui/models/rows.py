"""What lists and details show of each thing, as plain values made from what the project says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer.model.geometry import Rect
from reviewer.model.page import Marking, claim_text
from reviewer.model.review import Position
from reviewer.ui.words import counted

NO_CODE_YET = "no code yet"


def awaits_code(codes: tuple[str, ...], box_checked: str, code_checked: str) -> bool:
    """Whether a redaction was drawn by hand and nobody has said yet which code it bears, or that it bears none."""
    return not codes and box_checked == "drawn" and code_checked == "unchecked"


@dataclass(frozen=True, slots=True)
class RedactionRow:
    """A redaction as a list shows it; words stand `before` and `after` it; `page` counts in its file.

    `regime` is the law of the request that its release answers.
    """

    id: str
    page_id: int
    page: int
    rects: tuple[Rect, ...]
    kind: str
    codes: tuple[str, ...]
    code_text: str
    marking: Marking
    confidence: float
    lines: int
    words: int
    box_checked: str
    code_checked: str
    position: Position
    needs_look: str = ""
    recoverable: bool = False
    before: str = ""
    after: str = ""
    item: int | None = None
    regime: str = "FOIA"

    @property
    def rejected(self) -> bool:
        """Whether a person said that it is no redaction."""
        return self.box_checked == "not a redaction"

    @property
    def box_decided(self) -> bool:
        """Whether a person has spoken on the box."""
        return self.box_checked != "unchecked" and not self.needs_look

    @property
    def checked(self) -> bool:
        """Whether nothing is left to check: box and code, or rejected."""
        return self.rejected or (self.box_decided and self.code_checked != "unchecked")

    @property
    def label(self) -> str:
        """The codes, or where else the claim stands, or `unmarked`; `no code yet` where nobody looked for one."""
        return NO_CODE_YET if self.awaits_code else claim_text(self.codes, self.marking)

    @property
    def awaits_code(self) -> bool:
        """Whether neither the program nor a person has looked for its code, so that nobody may call it unmarked."""
        return awaits_code(self.codes, self.box_checked, self.code_checked)

    @property
    def size(self) -> str:
        """How much it hides, in words: `4 lines, est. 52 words`."""
        lines = counted(self.lines, _tr("1 line"), _tr("{0} lines"))
        words = counted(self.words, _tr("est. 1 word"), _tr("est. {0} words"))
        return f"{lines}, {words}" if self.words else lines

    @property
    def context(self) -> str:
        """The words around it, with a block in its place."""
        before = f"{self.before} " if self.before else ""
        after = f" {self.after}" if self.after else ""
        return f"{before}▇▇{after}" if before or after else _tr("{0} block on page {1}").format(self.kind, self.page)

    @property
    def state(self) -> str:
        """The check in one word or two."""
        if self.needs_look:
            return "needs a look"
        if self.rejected:
            return "no redaction"
        if self.checked:
            return "checked"
        return "box checked" if self.box_decided else "new"


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A tagged passage: its quote (or that it is a region), tags with colours, note and first place."""

    id: str
    page_id: int
    page: int
    rects: tuple[Rect, ...]
    quote: str
    tags: tuple[tuple[str, str], ...]
    note: str = ""
    cite: str = ""
    needs_look: bool = False


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment that came with a file: its place, its author and date as the file says them, and its words."""

    id: str
    page_id: int
    rects: tuple[Rect, ...]
    cite: str
    kind: str
    author: str
    written: str
    text: str
    withheld: bool = False
    imported: bool = False

    @property
    def by(self) -> str:
        """Author, kind and time in one line: `J. Doyle · note · 2018-10-29 14:30`."""
        return " · ".join(part for part in (self.author, self.kind, self.written.replace("T", " ")) if part)


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with its kind and how often it is mentioned."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    mentions: int
    here: int = 0


@dataclass(frozen=True, slots=True)
class HitRow:
    """A page, or another thing (with an icon), that a search found: where it is and the words around the first hit.

    `misread`: only found because a word on the page may have been misread. `boxes`: where the first hit stands.
    """

    id: int
    page: int
    cite: str
    title: str
    snippet: str
    hits: int = 0
    misread: bool = False
    icon: str = ""
    boxes: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A release, a file or a document in the tree; `page_id` is where it begins, None where it has no pages.

    `new` counts redactions that no one has checked, `unread` pages not read yet, `failed` pages that could not be read.
    """

    id: str
    level: str
    title: str
    pages: int
    page_id: int | None = None
    icon: str = "file"
    new: int = 0
    unread: int = 0
    failed: int = 0
    seen: int = 0
    detail: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page as the thumbnails and the pin cite show it; numbers count from 1."""

    id: int
    number: int
    file_id: int
    file_name: str
    file_page: int
    state: str
    cite: str
    document: str = ""
    message: str = ""
    seen: bool = False
    redactions: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag with the key that sets it after the leader key, and how many passages carry it.

    `parent` is the tag that it stands below, `depth` how many stand above it.
    """

    id: str
    name: str
    color: str
    key: str
    passages: int = 0
    parent: str | None = None
    depth: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """An entry of a file's own outline."""

    title: str
    level: int
    page_id: int


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rows", text)
