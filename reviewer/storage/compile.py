"""Compiles a typed query into one condition: constant pieces of SQL, every value bound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from reviewer.model.query import (
    REDACTION_FIELDS,
    And,
    Field,
    Fuzzy,
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
from reviewer.storage.expressions import Expressions
from reviewer.storage.fields import PAGE_FIELDS, of_redaction, redaction_field

Compiled: TypeAlias = tuple[str, list[str | int]]
Target: TypeAlias = Literal["page", "redaction"]

_ON_PAGE: Final = "p.id IN (SELECT rowid FROM page_index WHERE page_index MATCH ?)"


def compile_for_pages(connection: sqlite3.Connection, query: Query) -> Compiled:
    """A condition on `page p`. Raises QueryError where a word holds nothing that could be searched for."""
    return Compiler(connection, "page").compile(query)


def compile_for_redactions(connection: sqlite3.Connection, query: Query) -> Compiled:
    """A condition on `redaction r JOIN page p`: fields of a redaction are asked of `r` itself, the rest of its page."""
    return Compiler(connection, "redaction").compile(query)


def leaves(query: Query) -> Iterator[Words]:
    """The words, beginnings and phrases that a page is to hold (not those that it must not)."""
    match query:
        case Term() | Prefix() | Phrase() | Fuzzy():
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


def grouped(query: Query, expressions: Expressions) -> tuple[list[Query], list[Field], list[Query]]:
    """The parts of an And (any other query is its only part): words alone, fields of one redaction, and the rest."""
    parts = query.parts if isinstance(query, And) else (query,)
    words: list[Query] = [part for part in parts if not isinstance(part, Not) and expressions.of(part) is not None]
    if words:  # what must not be there can only be asked beside what must
        words += [part for part in parts if isinstance(part, Not) and expressions.of(part.query) is not None]
    together = [part for part in parts if isinstance(part, Field) and part.name in REDACTION_FIELDS]
    return words, together, [part for part in parts if part not in words and part not in together]


class Compiler:
    """Compiles for one connection; words become full-text expressions, whose vocabulary the connection reads."""

    def __init__(self, connection: sqlite3.Connection, target: Target = "page") -> None:
        self._target = target
        self._expressions = Expressions(connection)

    def compile(self, query: Query) -> Compiled:
        """The condition for a query of any form."""
        expression = self._expressions.of(query)
        if expression is not None:
            return _ON_PAGE, [expression]
        match query:
            case Not(inner):
                piece, values = self.compile(inner)
                return f"NOT ({piece})", values
            case And():
                return self._joined(" AND ", self._grouped(query))
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

    def _grouped(self, query: And) -> list[Compiled]:
        """The parts of an And: its words in one full-text search, its fields of a redaction asked of one redaction."""
        words, together, rest = grouped(query, self._expressions)
        found: list[Compiled] = []
        if words:
            found.append((_ON_PAGE, [self._expressions.of(And(tuple(words))) or ""]))
        if together:
            found.append(self._of_redaction(together))
        return found + [self.compile(part) for part in rest]

    def _field(self, field: Field) -> Compiled:
        if field.name in REDACTION_FIELDS:
            return self._of_redaction([field])
        return PAGE_FIELDS[field.name](field).condition

    def _of_redaction(self, fields: Sequence[Field]) -> Compiled:
        if self._target == "page":
            return of_redaction(fields).condition
        compiled = [redaction_field(field) for field in fields]
        if not any(field.name == "check" for field in fields):
            compiled.append(("r.box_checked <> 'not a redaction'", []))
        return self._joined(" AND ", compiled)
