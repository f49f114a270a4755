"""Writes a query in the grammar, so that saved searches and messages read like what a user types."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.model.query import And, Field, Fuzzy, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term, Words

_BARE = re.compile(r"(?:[^\W_]|[.*@/_-]|\([^\W_]+\))+$")
_DEFAULT_NEAR, _DEFAULT_NEAR_REDACTION = 10, 5


def format_query(query: Query) -> str:
    """The text of a query; for every query that `parse` returns, parsing the text gives the same query."""
    match query:
        case And(parts):
            return " ".join(_part(part, (And, Or)) for part in parts)
        case Or(parts):
            return " OR ".join(_part(part, (Or,)) for part in parts)
        case Not(inner):
            return f"NOT {_part(inner, (And, Or))}"
        case Field(name, value, upto):
            return f"{name}:{_value(value if upto is None else f'{value}..{upto}')}"
        case Near(parts, distance):
            operator = " NEAR " if distance == _DEFAULT_NEAR else f" NEAR/{distance} "
            return operator.join(_words(part) for part in parts)
        case NearRedaction(words, distance, code):
            away = "" if distance == _DEFAULT_NEAR_REDACTION else f"/{distance}"
            return f"{_words(words)} near:{code or 'redaction'}{away}"
        case Term() | Prefix() | Phrase() | Fuzzy():
            return _words(query)


def _part(query: Query, in_brackets: Sequence[type]) -> str:
    text = format_query(query)
    return f"({text})" if isinstance(query, tuple(in_brackets)) else text


def _words(words: Words) -> str:
    match words:
        case Term(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case Phrase(parts):
            return _quoted(" ".join(parts))


def _value(value: str) -> str:
    return value if _BARE.match(value) else _quoted(value)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
