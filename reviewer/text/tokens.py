"""The one tokeniser: words as displayed, the terms under which they are indexed, and the way back to boxes."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reviewer.model.geometry import Rect
from reviewer.model.page import PageText, Redaction, Token, Word

# U+E000 is private use: SQLite's unicode61 counts such characters (category Co) as part of a term, and no page holds
# them, so that a search for the word "redacted" or the number 6 never meets a redaction.
RESERVED = "\ue000"
_HYPHENS = "-\u00ad\u2010\u00ac"
_CUT = tuple(_HYPHENS)
_TERM = re.compile(r"[^\W_]+", re.UNICODE)


class IndexTerm(NamedTuple):
    """One term of the index and the words (numbers on the page) it was made of; none for a redaction."""

    term: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase stands: the numbers of its words, and a box for each of them in displayed points."""

    words: tuple[int, ...]
    rects: tuple[Rect, ...]


def terms(word: str) -> tuple[str, ...]:
    """Index terms of one displayed word: no case, no accents, cut at everything that is no letter or digit."""
    if word.isascii():  # most are, and have nothing to take off
        if word.isalnum():
            return (word.lower(),)
        return tuple(_TERM.findall(word.lower()))
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(char for char in plain if not unicodedata.combining(char) and char != RESERVED)
    return tuple(_TERM.findall(plain.casefold()))


def redaction_term(codes: Iterable[str]) -> str:
    """The one reserved term of a redaction: `(b)(6), (b)(7)(C)` -> U+E000 b6 U+E000 b7c; U+E000 alone without code."""
    bare = [re.sub(r"[^0-9a-z]", "", code.lower()) for code in codes]
    return "".join(RESERVED + code for code in bare if code) or RESERVED


def index_terms(
    words: Sequence[Word], tokens: Sequence[Token] = (), redactions: Sequence[Redaction] = ()
) -> list[IndexTerm]:
    """All terms of a page in reading order, a word hyphenated over a line end as one, each redaction as one."""
    found: list[IndexTerm] = []
    waiting = deque(sorted(tokens, key=lambda token: token.before))
    holes = {token.before for token in tokens}
    count, at = len(words), 0
    while at <= count:
        while waiting and waiting[0].before <= at:
            found.append(IndexTerm(redaction_term(redactions[waiting.popleft().redaction].codes), ()))
        if at == count:
            break
        text = words[at].text
        cut = text.endswith(_CUT) and at + 1 < count and at + 1 not in holes  # few words are: asked first
        if cut and _continues(words[at], words[at + 1]):
            stem = text.rstrip(_HYPHENS)
            seam, both = len(terms(stem)) - 1, (at, at + 1)
            for k, term in enumerate(terms(stem + words[at + 1].text)):
                found.append(IndexTerm(term, (at,) if k < seam else both if k == seam else (at + 1,)))
            at += 2
        else:
            for term in terms(text):
                found.append(IndexTerm(term, (at,)))
            at += 1
    return found


def _continues(word: Word, following: Word) -> bool:
    """Whether `word`, which ends in a hyphen, is cut at a line end and goes on in `following`."""
    stem = word.text.rstrip(_HYPHENS)
    return (
        len(word.text) - len(stem) == 1
        and following.line == word.line + 1
        and stem[-1:].isalpha()
        and following.text[:1].islower()
    )


def index_text(page: PageText, redactions: Sequence[Redaction]) -> str:
    """What the full-text index holds of a page: its terms, parted by spaces."""
    return " ".join(entry.term for entry in index_terms(page.words, page.tokens, redactions))


def find_hits(
    words: Sequence[Word],
    phrase: Sequence[str],
    tokens: Sequence[Token] = (),
    redactions: Sequence[Redaction] = (),
) -> list[Hit]:
    """Every place where the terms of `phrase` stand in a row; a term that ends in `*` matches its beginnings.

    A reserved term of `redaction_term` matches a redaction (`U+E000*` any); it has no word, hence no box in the hit.
    """
    return find_all_hits(words, [phrase], tokens, redactions)


def find_all_hits(
    words: Sequence[Word],
    phrases: Iterable[Sequence[str]],
    tokens: Sequence[Token] = (),
    redactions: Sequence[Redaction] = (),
) -> list[Hit]:
    """Every place where one of the phrases stands, phrase by phrase; the page is cut into terms only once."""
    entries = index_terms(words, tokens, redactions)
    starts: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        starts.setdefault(entry.term, []).append(place)
    hits: list[Hit] = []
    for phrase in phrases:
        wanted = [part for raw in phrase for part in _pattern(raw)]
        if not wanted:
            continue
        first, open_end = wanted[0]
        places = starts.get(first, []) if not open_end else range(len(entries))
        for start in places:
            found = entries[start : start + len(wanted)]
            if len(found) == len(wanted) and all(_matches(e.term, *w) for e, w in zip(found, wanted, strict=True)):
                numbers = tuple(dict.fromkeys(n for entry in found for n in entry.words))
                hits.append(Hit(numbers, tuple(words[n].rect for n in numbers)))
    return hits


def _pattern(raw: str) -> list[tuple[str, bool]]:
    open_end = raw.endswith("*")
    if raw.startswith(RESERVED):
        return [(raw.rstrip("*"), open_end)]
    parts = list(terms(raw))
    return [(part, open_end and k == len(parts) - 1) for k, part in enumerate(parts)]


def _matches(term: str, wanted: str, open_end: bool) -> bool:
    return term.startswith(wanted) if open_end else term == wanted
