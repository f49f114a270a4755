"""A search as a typed tree: what the grammar makes of typed words, and what the project file answers.

Values are kept as typed (words) or normalised (codes); nothing here is ever pasted into a statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

FieldName = Literal[
    "bates",  # a page identifier of any series; `*` at the end matches any rest
    "check",  # unchecked, right, corrected, not a redaction, drawn, checked, needs a look
    "code",  # a normalised code, `(b)(7)` also finds `(b)(7)(C)`; `none`: redactions without a code
    "copy",  # what another copy has in the place of a redaction: released, hidden, recoded
    "date",  # the document's date: `2018`, `2018-06`, `2018-06-15`, or a span with `upto`
    "document",  # words of a document's subject
    "entity",  # an entity's name or alias
    "file",  # part of a source file's name
    "from",  # words of a sender as printed
    "kind",  # black, gray, color, outline, white, page
    "marker",  # non-responsive, outside the scope, duplicate, referral …
    "marking",  # at, shared, head, cut, none
    "note",  # part of a note; `*`: any note
    "page",  # page of the file, from 1; a span with `upto`
    "position",  # undecided, not contested, contested, attorney to decide, resolved
    "release",  # part of a release's name
    "seen",  # yes, no
    "state",  # pending, reading, done, failed
    "tag",  # a tag's name
    "to",  # words of a recipient (to or cc) as printed
    "type",  # e-mail, letter, memo …
]
"""What a field asks; each comment says what its value may be. Text is compared without regard to case."""

REDACTION_FIELDS: frozenset[FieldName] = frozenset({"check", "code", "copy", "kind", "marking", "position"})
"""Fields of one redaction: standing together in an `And`, they must all be true of the same redaction."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed; the index's own tokeniser makes terms of it (several: they must stand together)."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins with `text` (typed `northw*`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in this order (typed in quotes)."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """The word `text`, or one that reading may have made of it by mistake (typed `detention~`)."""

    text: str


Words: TypeAlias = Term | Prefix | Phrase | Fuzzy


@dataclass(frozen=True, slots=True)
class Near:
    """All parts within `distance` words of each other, in any order."""

    parts: tuple[Words, ...]
    distance: int = 10


@dataclass(frozen=True, slots=True)
class NearRedaction:
    """`words` within `distance` words of a redaction; with `code`, of one that claims it (`near:redaction`)."""

    words: Words
    distance: int = 5
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that is not a word of the page; `upto` makes a span, both ends included, of `date` and `page`."""

    name: FieldName
    value: str
    upto: str | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Pages of which `query` is not true."""

    query: Query


@dataclass(frozen=True, slots=True)
class And:
    """Pages of which every part is true; no parts: every page."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Pages of which at least one part is true."""

    parts: tuple[Query, ...]


Query: TypeAlias = Term | Prefix | Phrase | Fuzzy | Near | NearRedaction | Field | Not | And | Or
