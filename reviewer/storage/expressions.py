"""Full-text expressions of queries of words alone; each word is cut by the index's own tokeniser and quoted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Final

from reviewer.model.errors import QueryError
from reviewer.model.query import And, Fuzzy, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term, Words
from reviewer.text.tokens import RESERVED, terms

MOST_BEGINNINGS: Final = 5_000
"""A beginning that more terms share than this is left to the index, which collects all its pages before the first."""

_LAST: Final = "\U0010ffff"


class Expressions:
    """Makes expressions for one connection, whose vocabulary says which terms begin as typed.

    `listed`: a beginning becomes a list of its terms, by which the first pages are found at once; otherwise the index
    joins all pages of all of them first, which is quicker where every page is wanted.
    """

    def __init__(self, connection: sqlite3.Connection, *, listed: bool = False) -> None:
        self._connection, self._listed = connection, listed

    def of(self, query: Query) -> str | None:
        """The expression; None where the query asks for anything but words. QueryError for a word without letters."""
        match query:
            case Prefix() if self._listed:
                return self._beginning(query)
            case Term() | Prefix() | Phrase() | Fuzzy():
                return quoted(query)
            case Near(parts, distance):
                return f"NEAR({' '.join(quoted(part) for part in parts)}, {_between(distance)})"
            case NearRedaction(words, distance, code):
                near = [f"NEAR({quoted(words)} {term}, {_between(distance)})" for term in self._redactions(code)]
                # No redaction claims the code: a term that no page holds keeps the expression whole.
                return " OR ".join(near) if near else f'"{RESERVED}{RESERVED}"'
            case Or(parts) if parts:
                return self._all(parts, " OR ")
            case And(parts) if parts:
                return self._and(parts)
        return None

    def _and(self, parts: Sequence[Query]) -> str | None:
        wanted = self._all([part for part in parts if not isinstance(part, Not)], " AND ")
        unwanted = [self.of(part.query) for part in parts if isinstance(part, Not)]
        if not wanted or None in unwanted:
            return None
        # The index's parser takes brackets a hundred deep at most, so that none is spent where it is not needed.
        return (f"({wanted})" if unwanted else wanted) + "".join(f" NOT {_held(each or '')}" for each in unwanted)

    def _all(self, parts: Sequence[Query], operator: str) -> str | None:
        found = [self.of(part) for part in parts]
        if not found or None in found:
            return None
        return found[0] if len(found) == 1 else operator.join(_held(expression or "") for expression in found)

    def _beginning(self, prefix: Prefix) -> str:
        said = terms(prefix.text)
        if len(said) != 1:
            return quoted(prefix)
        known = self._between_terms(said[0], said[0] + _LAST, MOST_BEGINNINGS + 1)
        if not known or len(known) > MOST_BEGINNINGS:
            return quoted(prefix)
        return " OR ".join(f'"{term}"' for term in known)

    def _redactions(self, code: str | None) -> list[str]:
        """The reserved terms of the index whose redactions claim the code (or a sub-code of it); quoted."""
        known = self._between_terms(RESERVED, chr(ord(RESERVED) + 1), -1)
        if code is None:
            return [f'"{term}"' for term in known]
        bare = re.sub(r"[^0-9a-z]", "", code.lower())
        return [f'"{term}"' for term in known if any(_claims(part, bare) for part in term.split(RESERVED))]

    def _between_terms(self, first: str, end: str, limit: int) -> list[str]:
        rows = self._connection.execute(
            "SELECT term FROM vocabulary WHERE term >= ? AND term < ? ORDER BY term LIMIT ?", (first, end, limit)
        )
        return [row["term"] for row in rows]


def quoted(words: Words) -> str:
    """One word, beginning or phrase as the index takes it; QueryError where there is no letter or digit."""
    texts = words.words if isinstance(words, Phrase) else (words.text,)
    found = [term for text in texts for term in terms(text)]
    if not found:
        raise QueryError(
            f"“{' '.join(texts)}” holds no letter or digit, so there is nothing to search for.",
            "Search for a word, a number or a phrase.",
            code="empty-word",
        )
    # Terms are letters and digits only, so that no quotation mark can be among them.
    return f'"{" ".join(found)}"' + (" *" if isinstance(words, Prefix) else "")


def _held(expression: str) -> str:
    """An expression as a part of another: in brackets, unless it is one word or phrase."""
    return expression if expression.count('"') == 2 and " OR " not in expression else f"({expression})"


def _claims(part: str, code: str) -> bool:
    """Whether a code without its brackets is `code` or one of its sub-codes: b7c is one of b7, b10 is none of b1."""
    rest = part[len(code) :]
    return bool(part) and part.startswith(code) and (not rest or rest[0].isdigit() != code[-1:].isdigit())


def _between(distance: int) -> int:
    """FTS5 counts the words between, people the steps from one to the other."""
    return max(0, distance - 1)
