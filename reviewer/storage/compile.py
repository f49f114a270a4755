"""Compiles a typed query into one condition: constant pieces of SQL, every value bound."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from reviewer.model.errors import QueryError
from reviewer.model.query import (
    REDACTION_FIELDS,
    And,
    Field,
    Near,
    NearRedaction,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Words,
)
from reviewer.storage.fields import PAGE_FIELDS, redaction_field
from reviewer.text.tokens import RESERVED, terms

Compiled: TypeAlias = tuple[str, list[str | int]]
Target: TypeAlias = Literal["page", "redaction"]

_ON_PAGE: Final = "p.id IN (SELECT rowid FROM page_index WHERE page_index MATCH ?)"


def compile_for_pages(connection: sqlite3.Connection, query: Query) -> Compiled:
    """A condition on `page p`. Raises QueryError where a word holds nothing that could be searched for."""
    return _Compiler(connection, "page").compile(query)


def compile_for_redactions(connection: sqlite3.Connection, query: Query) -> Compiled:
    """A condition on `redaction r JOIN page p`: fields of a redaction are asked of `r` itself, the rest of its page."""
    return _Compiler(connection, "redaction").compile(query)


def words_only(connection: sqlite3.Connection, query: Query) -> str | None:
    """The full-text expression of a query that asks for words alone; None if it asks for anything else."""
    return _Compiler(connection, "page").match(query)


def leaves(query: Query) -> Iterator[Words]:
    """The words, beginnings and phrases that a page is to hold (not those that it must not)."""
    match query:
        case Term() | Prefix() | Phrase():
            yield query
        case Near(parts):
            yield from parts
        case NearRedaction(words):
            yield words
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not() | Field():
            return


class _Compiler:
    def __init__(self, connection: sqlite3.Connection, target: Target) -> None:
        self._connection, self._target = connection, target

    def compile(self, query: Query) -> Compiled:
        expression = self.match(query)
        if expression is not None:
            return _ON_PAGE, [expression]
        match query:
            case Not(inner):
                piece, values = self.compile(inner)
                return f"NOT ({piece})", values
            case And(parts):
                return self._joined(" AND ", self._grouped(parts))
            case Or(parts):
                return self._joined(" OR ", [self.compile(part) for part in parts])
            case Field():
                return self._field(query)
        raise TypeError(f"no such query: {query!r}")

    def _joined(self, operator: str, compiled: Sequence[Compiled]) -> Compiled:
        if not compiled:
            return ("TRUE" if operator == " AND " else "FALSE"), []
        pieces = operator.join(f"({piece})" for piece, _ in compiled)
        return pieces, [value for _, values in compiled for value in values]

    def _grouped(self, parts: Sequence[Query]) -> list[Compiled]:
        """The parts of an And: its words in one full-text search, its fields of a redaction asked of one redaction."""
        found: list[Compiled] = []
        words = [part for part in parts if self.match(part) is not None]
        if words:
            found.append((_ON_PAGE, [self.match(And(tuple(words))) or ""]))
        together = [part for part in parts if isinstance(part, Field) and part.name in REDACTION_FIELDS]
        if together:
            found.append(self._of_redaction(together))
        rest = [part for part in parts if part not in words and part not in together]
        return found + [self.compile(part) for part in rest]

    def _field(self, field: Field) -> Compiled:
        if field.name in REDACTION_FIELDS:
            return self._of_redaction([field])
        return PAGE_FIELDS[field.name](field)

    def _of_redaction(self, fields: Sequence[Field]) -> Compiled:
        compiled = [redaction_field(field) for field in fields]
        if not any(field.name == "check" for field in fields):
            compiled.append(("r.box_checked <> 'not a redaction'", []))
        piece, values = self._joined(" AND ", compiled)
        if self._target == "page":
            piece = f"p.id IN (SELECT r.page FROM redaction r WHERE {piece})"  # noqa: S608 - constant pieces
        return piece, values

    def match(self, query: Query) -> str | None:
        """The FTS5 expression of a query of words alone; each word is cut by the index's own tokeniser and quoted."""
        match query:
            case Term() | Prefix() | Phrase():
                return _quoted(query)
            case Near(parts, distance):
                return f"NEAR({' '.join(_quoted(part) for part in parts)}, {_between(distance)})"
            case NearRedaction(words, distance, code):
                reserved = [f'"{RESERVED}" *'] if code is None else [f'"{term}"' for term in self._reserved(code)]
                near = [f"NEAR({_quoted(words)} {term}, {_between(distance)})" for term in reserved]
                # No redaction claims the code: a term that no page holds keeps the expression whole.
                return " OR ".join(near) if near else f'"{RESERVED}{RESERVED}"'
            case Or(parts) if parts:
                return self._all(parts, " OR ")
            case And(parts) if parts:
                return self._and(parts)
        return None

    def _and(self, parts: Sequence[Query]) -> str | None:
        wanted = self._all([part for part in parts if not isinstance(part, Not)], " AND ")
        unwanted = [self.match(part.query) for part in parts if isinstance(part, Not)]
        if not wanted or None in unwanted:
            return None
        return wanted + "".join(f" NOT ({expression})" for expression in unwanted)

    def _all(self, parts: Sequence[Query], operator: str) -> str | None:
        found = [self.match(part) for part in parts]
        if not found or None in found:
            return None
        return "(" + operator.join(f"({expression})" for expression in found) + ")"

    def _reserved(self, code: str) -> list[str]:
        """The reserved terms of the index whose redactions claim the code (or a sub-code of it)."""
        bare = re.sub(r"[^0-9a-z]", "", code.lower())
        rows = self._connection.execute(
            "SELECT term FROM page_term WHERE term >= ? AND term < ?", (RESERVED, chr(ord(RESERVED) + 1))
        )
        return [row["term"] for row in rows if any(_claims(part, bare) for part in row["term"].split(RESERVED))]


def _claims(part: str, code: str) -> bool:
    """Whether a code without its brackets is `code` or one of its sub-codes: b7c is one of b7, b10 is none of b1."""
    rest = part[len(code) :]
    return bool(part) and part.startswith(code) and (not rest or rest[0].isdigit() != code[-1:].isdigit())


def _between(distance: int) -> int:
    """FTS5 counts the words between, people the steps from one to the other."""
    return max(0, distance - 1)


def _quoted(words: Words) -> str:
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
