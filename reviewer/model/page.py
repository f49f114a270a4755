"""What reading one page yields: words, redactions, marks and text, as plain values that travel between processes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from reviewer.model.comments import Comment
from reviewer.model.geometry import Rect

Kind = Literal["black", "gray", "color", "outline", "white", "page"]
Marking = Literal["at", "shared", "head", "cut", "none"]
TextSource = Literal["ocr", "layer", "mixed", "none"]
Disposition = Literal["withheld", "duplicate", "referred", "consultation", "sealed", "out of scope"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word as displayed: its box in displayed points and how sure the reader was (0-1; None: the file's own layer).

    `line` numbers the lines of a page in reading order from 0; words of one line share it.
    """

    rect: Rect
    text: str
    confidence: float | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Redaction:
    """One contiguous deletion as the machine found it (DOMAIN: blocks that touch are one, with several rects).

    `codes` are normalised (`(b)(7)(C)`), `code_text` is what is printed. `recoverable_rects` says where text still
    stands beneath; the text itself is never kept. `lines`, `words`, `characters` are estimates from the type size.
    """

    rects: tuple[Rect, ...]
    kind: Kind
    codes: tuple[str, ...] = ()
    code_text: str = ""
    marking: Marking = "none"
    confidence: float = 1.0
    recoverable_rects: tuple[Rect, ...] = ()
    method: str = ""
    lines: int = 1
    words: int = 0
    characters: int = 0

    @property
    def recoverable(self) -> bool:
        """Whether text is still present beneath."""
        return bool(self.recoverable_rects)


@dataclass(frozen=True, slots=True)
class Token:
    """Where a redaction stands in the reading order: before word number `before` (== len(words): after the last)."""

    redaction: int
    before: int
    line: int


@dataclass(frozen=True, slots=True)
class PageText:
    """The page's own words in reading order, where the redactions stand among them, and both as text lines."""

    words: tuple[Word, ...]
    tokens: tuple[Token, ...]
    text: str

    def __reduce__(self) -> tuple[Any, ...]:
        """Words travel between processes as columns: word by word, all else of a page's answer takes less time."""
        texts = [word.text for word in self.words]
        edges = [edge for word in self.words for edge in word.rect]
        sure, lines = [word.confidence for word in self.words], [word.line for word in self.words]
        return _of_columns, (texts, edges, sure, lines, self.tokens, self.text)


def _of_columns(
    texts: list[str],
    edges: list[float],
    sure: list[float | None],
    lines: list[int],
    tokens: tuple[Token, ...],
    text: str,
) -> PageText:
    edge = iter(edges)
    return PageText(tuple(map(Word, map(Rect, edge, edge, edge, edge), texts, sure, lines)), tokens, text)


@dataclass(frozen=True, slots=True)
class VirtualPage:
    """One line of a deleted-page sheet: a page that exists only there (`number` counts in the processed file)."""

    number: int
    disposition: Disposition
    codes: tuple[str, ...] = ()
    printed: str = ""


@dataclass(frozen=True, slots=True)
class PageError:
    """Why a page or file could not be read, in words for the user; `code` is stable for programs."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PageResult:
    """Everything one page yields. Sizes in displayed points; `page` counts from 0; images are encoded bytes.

    `crops` are in step with `redactions` (full width of the page, so that margin codes are in them).
    `notes` are sentences that the user must be told, such as reading at reduced resolution; `text_reason` says why its
    words come from where they come from (`text_source`).
    """

    page: int
    width: float
    height: float
    text_source: TextSource = "none"
    text: PageText = field(default_factory=lambda: PageText((), (), ""))
    redactions: tuple[Redaction, ...] = ()
    markers: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    bates: str | None = None
    virtual_pages: tuple[VirtualPage, ...] = ()
    notes: tuple[str, ...] = ()
    crops: tuple[bytes, ...] = ()
    thumbnail: bytes = b""
    seconds: Mapping[str, float] = field(default_factory=dict)
    error: PageError | None = None
    comments: tuple[Comment, ...] = ()
    text_reason: str = ""


_WITHOUT_OWN_CODE: dict[Marking, str] = {"at": "no code", "shared": "shared", "head": "at head", "cut": "cut off"}


def claim_text(codes: tuple[str, ...], marking: Marking) -> str:
    """What to call a redaction: its codes; `shared`, `at head`, `cut off` where the claim stands elsewhere or is torn;
    `no code` where a reason such as `Non-Responsive` is printed; `unmarked` only where none was found on the page."""
    return ", ".join(codes) or _WITHOUT_OWN_CODE.get(marking, "unmarked")


def token_text(codes: tuple[str, ...]) -> str:
    """The words that stand for a redaction in copied and exported text: `[redacted (b)(6)]` or `[redacted]`."""
    return f"[redacted {', '.join(codes)}]" if codes else "[redacted]"


_TOKEN = re.compile(r"\[redacted[^\]]*\]")


def without_tokens(text: str) -> str:
    """The words of a copied text alone, without what stands for redactions in it."""
    return " ".join(_TOKEN.sub(" ", text).split())


_REPLY = re.compile(r"^(?:\W*(?:re|fwd?)\b)+", re.I)


def naming_subject(subject: str | None) -> str:
    """A subject by which a document can be called; empty where a redaction hides all of it but `RE:`."""
    words = _REPLY.sub("", without_tokens(subject or ""))
    return subject or "" if any(letter.isalnum() for letter in words) else ""
