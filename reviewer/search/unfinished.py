"""What a query means while it is still being typed: the last word as a beginning, what is open as if it were closed."""

from __future__ import annotations

from reviewer.model.errors import QueryError
from reviewer.model.query import Query
from reviewer.search.grammar import parse
from reviewer.search.lexer import tokens

SHORTEST_BEGINNING = 2
"""Letters that a last word needs to stand for all words that begin so."""


def parse_unfinished(typed: str) -> Query | None:
    """The query that the text will likely become; None where it cannot be told yet. Never raises."""
    text = typed.rstrip()
    for closing in ("", '"', "”"):
        found = _understood(text + closing, at_word=not closing and text == typed)
        if found is not None:
            return found
    return None


def _understood(text: str, *, at_word: bool) -> Query | None:
    """The query of a text without operators left over at its end, its brackets closed."""
    try:
        found = tokens(text)[:-1]
        while found and found[-1].kind in ("and", "or", "not", "near", "open"):
            at_word, text = False, text[: found[-1].position]
            found.pop()
        if not found:
            return None
        word = found[-1].text
        if at_word and found[-1].kind == "word" and len(word) >= SHORTEST_BEGINNING and word[-1].isalnum():
            text += "*"
        kinds = [token.kind for token in found]
        return parse(text + ")" * (kinds.count("open") - kinds.count("close")))
    except QueryError:
        return None
