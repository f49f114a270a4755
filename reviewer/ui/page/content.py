"""What the page view is given to show: sizes, words, marks and the state of each page, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.model.page_sizes import PageSizes


class Layer(StrEnum):
    """What can lie over the pages, to be shown or not."""

    REDACTIONS = "redactions"
    PASSAGES = "passages"
    ENTITIES = "entities"
    HITS = "hits"
    COMMENTS = "comments"
    DOUBTFUL = "doubtful"


USUAL = frozenset(Layer) - {Layer.DOUBTFUL}
MarkState = Literal["suggested", "decided", "rejected"]
StateKind = Literal["ready", "waiting", "reading", "failed", "missing", "changed"]


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where the picture of a page comes from: the source file and the page in it, counted from 0."""

    file: Path
    page: int


@dataclass(frozen=True, slots=True)
class PageState:
    """How far the reading of a page is, and the sentence that says so.

    `ready`: read. `waiting`: not read yet. `reading`: being read now. `failed`: could not be read, `message` says why.
    `missing`: the source file is not there; the page is shown from its thumbnail.
    """

    kind: StateKind = "ready"
    message: str = ""


@dataclass(frozen=True, slots=True)
class TextToken:
    """A redaction in the run of the words: it stands before word number `before`, and is copied as `text`."""

    before: int
    line: int
    text: str
    rects: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in reading order, and the redactions among them (in reading order too)."""

    words: tuple[Word, ...] = ()
    tokens: tuple[TextToken, ...] = ()


@dataclass(frozen=True, slots=True)
class RedactionMark:
    """A redaction to outline: dashed as long as it is only suggested, solid once a person decided.

    One that a person rejected is shown only while it is selected, dotted in grey, so that one sees what was rejected.

    `color` is `#rrggbb`, dark enough for white paper; `label` holds the codes, separated by `, `, or a word such as
    `unmarked`. `detail` is added to the tool tip and to what a screen reader says.
    """

    id: object
    rects: tuple[Rect, ...]
    color: str
    label: str
    state: MarkState = "suggested"
    selected: bool = False
    kind: str = "black"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HighlightMark:
    """A tagged passage (translucent highlighter), the mention of an entity (underline), or a comment (frame)."""

    id: object
    rects: tuple[Rect, ...]
    color: str
    style: Literal["passage", "entity", "comment"] = "passage"
    label: str = ""
    selected: bool = False


@dataclass(frozen=True, slots=True)
class HitMark:
    """One place that a search found; `current` is the one the reader jumped to."""

    rects: tuple[Rect, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Everything painted over one page; `doubtful` are boxes of words that the reader of the page was unsure of."""

    redactions: tuple[RedactionMark, ...] = ()
    highlights: tuple[HighlightMark, ...] = ()
    hits: tuple[HitMark, ...] = ()
    doubtful: tuple[Rect, ...] = ()

    def only(self, layers: frozenset[Layer]) -> PageMarks:
        """The marks of these layers alone."""
        styles = {"passage": Layer.PASSAGES, "entity": Layer.ENTITIES, "comment": Layer.COMMENTS}
        return PageMarks(
            self.redactions if Layer.REDACTIONS in layers else (),
            tuple(mark for mark in self.highlights if styles[mark.style] in layers),
            self.hits if Layer.HITS in layers else (),
            self.doubtful if Layer.DOUBTFUL in layers else (),
        )


class PageModel(Protocol):
    """Answers for the pages shown. Called in the window's thread for pages in view only: answers must be quick.

    The view keeps what it got until `PageView.refresh` or `PageView.reload` tells it that something changed.
    """

    def page_sizes(self) -> PageSizes:
        """Every page to show, in order, with its size in displayed points."""
        ...

    def place(self, page_id: int) -> PagePlace:
        """Where the picture of the page comes from."""
        ...

    def state(self, page_id: int) -> PageState:
        """How far the reading of the page is."""
        ...

    def words(self, page_id: int) -> PageWords:
        """The words of the page; empty as long as it has not been read."""
        ...

    def marks(self, page_id: int) -> PageMarks:
        """What to paint over the page."""
        ...

    def thumbnail(self, page_id: int) -> bytes:
        """A small encoded picture of the page (JPEG or PNG), or nothing; shown until the sharp one is there."""
        ...
