"""Decides how the first pages of an answer are found quickest: from what is rare, checking the rest page by page."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from reviewer.model.query import REDACTION_FIELDS, And, Field, Not, Or, Query
from reviewer.storage.compile import Compiler, grouped
from reviewer.storage.expressions import Expressions
from reviewer.storage.fields import DOCUMENT_COLUMNS, PAGE_FIELDS, Asked, Piece, document_expression, of_redaction

Bound: TypeAlias = str | int

MOST_RANKED: Final = 20_000
"""Weighing more pages than this costs more than it tells: they are listed in the order of the project."""
MOST_WEIGHED: Final = 12
"""Words of a query that are weighed; each costs a look at all of its pages."""
_FEW: Final = 4_000
"""With up to so many pages of which a part is true, these are gone through, and nothing else."""
_LONG_LIST: Final = 64  # terms in one expression: counting by such a list is slow

_COLUMNS: Final = "p.id, p.file, p.number, p.bates, i.name"
_NAMED: Final = "CROSS JOIN item_received i ON i.id = p.file"
_HELD: Final = "EXISTS (SELECT 1 FROM page_index WHERE page_index MATCH ? AND rowid = p.id)"


@dataclass(frozen=True, slots=True)
class Statement:
    """A SELECT of pages with its values; takes the page to go on behind and the most rows as the last two."""

    text: str
    values: tuple[Bound, ...]


class Plan:
    """How one query is answered over one connection."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self._connection = connection
        self._compiler = Compiler(connection)
        self._listed = Expressions(connection, listed=True)
        words, together, rest = grouped(query, self._listed)
        self.expression = self._listed.of(And(tuple(words))) if words else None
        self._parts = [of_redaction(together)] if together else []
        self._mail: tuple[Field, Asked] | None = None
        for part in rest:
            self._parts.append(self._asked(part))
            if isinstance(part, Field) and part.name in DOCUMENT_COLUMNS:
                self._mail = part, self._parts[-1]

    def ranked(self) -> Statement | None:
        """The pages that say most of the words first; None where there are no words, or too many pages to weigh.

        The statement takes only the most rows.
        """
        if self.expression is None or not self._worth_weighing(self.expression):
            return None
        where, values = self._joined(self._parts)
        text = (
            f"SELECT {_COLUMNS} FROM page_index x CROSS JOIN page p ON p.id = x.rowid {_NAMED} "  # noqa: S608
            f"WHERE page_index MATCH ? AND {where} ORDER BY bm25(page_index), x.rowid LIMIT ?"
        )
        return Statement(text, (self.expression, *values))

    def in_order(self) -> Statement:
        """The pages in the order of the project."""
        few = self._fewest()
        if few is not None:
            return self._among_few(few)
        if self.expression is not None:
            return self._along_words(self.expression)
        if self._mail is not None:
            return self._along_documents(*self._mail)
        where, values = self._joined(self._parts)
        text = f"SELECT {_COLUMNS} FROM page p {_NAMED} WHERE {where} AND p.id > ? ORDER BY p.id LIMIT ?"  # noqa: S608
        return Statement(text, tuple(values))

    def _asked(self, part: Query) -> Asked:
        """A part that is not words alone, in both forms; of what has no list, only the condition."""
        match part:
            case Field(name) if name not in REDACTION_FIELDS:
                return PAGE_FIELDS[name](part)
            case Field():
                return of_redaction([part])
            case Not(Field() as inner):
                text, values = self._asked(inner).check
                return Asked((f"NOT ({text})", values))
            case Or(parts) if parts and all(isinstance(each, Field) for each in parts):
                asked = [self._asked(each) for each in parts]
                check = " OR ".join(f"({each.check[0]})" for each in asked)
                lists = [each.members for each in asked if each.members is not None]
                members: Piece | None = None
                if len(lists) == len(asked):
                    union = " UNION ALL ".join(f"SELECT id FROM ({text})" for text, _ in lists)  # noqa: S608
                    members = (union, [value for _, values in lists for value in values])
                return Asked((check, [value for each in asked for value in each.check[1]]), members)
        return Asked(self._compiler.compile(part))

    @cached_property
    def _word_count(self) -> int:
        """Pages that hold the words, counted up to one more than can be ranked."""
        if self.expression is None or self.expression.count('"') > 2 * _LONG_LIST:
            return MOST_RANKED + 1
        return self._counted(
            "SELECT rowid AS id FROM page_index WHERE page_index MATCH ?", [self.expression], MOST_RANKED
        )

    def _counted(self, members: str, values: Sequence[Bound], most: int) -> int:
        statement = f"SELECT count(*) FROM (SELECT 1 FROM ({members}) LIMIT ?)"  # noqa: S608 - constant pieces
        return int(self._connection.execute(statement, [*values, most + 1]).fetchone()[0])

    def _worth_weighing(self, expression: str) -> bool:
        if self._word_count > MOST_RANKED // (1 + 3 * len(self._parts)):
            return False
        leaves = sorted(set(_leaves(expression)))
        if not 0 < len(leaves) <= MOST_WEIGHED:
            return False
        held = "SELECT rowid AS id FROM page_index WHERE page_index MATCH ?"
        return len(leaves) == 1 or all(self._counted(held, [leaf], MOST_RANKED) <= MOST_RANKED for leaf in leaves)

    def _fewest(self) -> Asked | None:
        """The part of which the fewest pages are true, if these are few."""
        best, least = None, _FEW + 1
        if self.expression is not None and self._word_count <= _FEW:
            held = "SELECT rowid AS id FROM page_index WHERE page_index MATCH ?"
            best, least = Asked((_HELD, [self.expression]), (held, [self.expression])), self._word_count
        for part in self._parts:
            if part.members is None:
                continue
            count = self._counted(*part.members, most=_FEW)
            if count < least:
                best, least = part, count
        return best

    def _among_few(self, few: Asked) -> Statement:
        others = [part for part in self._parts if part is not few]
        if self.expression is not None and few in self._parts:
            others.append(Asked((_HELD, [self.expression])))
        where, values = self._joined(others)
        members, bounds = few.members or ("", [])
        text = (
            f"SELECT {_COLUMNS} FROM (SELECT DISTINCT id FROM ({members})) m CROSS JOIN page p ON p.id = m.id "  # noqa: S608
            f"{_NAMED} WHERE {where} AND p.id > ? ORDER BY p.id LIMIT ?"
        )
        return Statement(text, (*bounds, *values))

    def _along_words(self, expression: str) -> Statement:
        """The index lists its pages in order, so that the first ones are found without collecting all of them."""
        where, values = self._joined(self._parts)
        text = (
            f"SELECT {_COLUMNS} FROM page_index x CROSS JOIN page p ON p.id = x.rowid {_NAMED} "  # noqa: S608
            f"WHERE page_index MATCH ? AND {where} AND x.rowid > ? ORDER BY x.rowid LIMIT ?"
        )
        return Statement(text, (expression, *values))

    def _along_documents(self, field: Field, asked: Asked) -> Statement:
        """As along words: documents stand in their index under their first page, and their pages follow in order."""
        where, values = self._joined([part for part in self._parts if part is not asked])
        expression = document_expression(DOCUMENT_COLUMNS[field.name], field.value)
        text = (
            f"SELECT {_COLUMNS} FROM document_index x CROSS JOIN page f ON f.id = x.rowid "  # noqa: S608
            "CROSS JOIN document d ON d.file = f.file AND d.first_page = f.number "
            f"CROSS JOIN page p ON p.file = d.file AND p.number BETWEEN d.first_page AND d.last_page {_NAMED} "
            f"WHERE document_index MATCH ? AND {where} AND p.id > ? ORDER BY x.rowid LIMIT ?"
        )
        return Statement(text, (expression or '""', *values))

    def _joined(self, parts: Sequence[Asked]) -> Piece:
        checks = [part.check for part in parts]
        text = " AND ".join(f"({check})" for check, _ in checks) or "TRUE"
        return text, [value for _, values in checks for value in values]


def _leaves(expression: str) -> list[str]:
    """The quoted words of an expression, each as an expression of its own."""
    parts = expression.split('"')
    return [
        f'"{text}"' + (" *" if after.startswith(" *") else "")
        for text, after in zip(parts[1::2], parts[2::2], strict=True)
    ]
