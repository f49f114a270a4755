"""Rewrites a query so that words misread on a page are found too, and tells pages found only so from the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from reviewer.model.query import And, Field, Fuzzy, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term, Words
from reviewer.text.tokens import terms

Variants: TypeAlias = Callable[[str], Sequence[str]]
"""The terms that may be a term misread."""

_DEEP: Final = 6  # levels of a query that become twice as many; more than the index takes are left alone
_MANY: Final = 4  # parts beside each other: naming the misread one of more would make a query of their square


def resolved(query: Query, variants: Variants) -> Query:
    """The query with each `word~` as the word or one of its misreadings; all else stays."""
    match query:
        case Fuzzy(text):
            return _either([Term(text), *_misread(query, variants)])
        case Near(parts, distance):
            return _near(parts, distance, [[_plain(part), *_of_fuzzy(part, variants)] for part in parts])
        case NearRedaction(words, distance, code) if isinstance(words, Fuzzy):
            alternatives = [Term(words.text), *_misread(words, variants)]
            return _either([NearRedaction(each, distance, code) for each in alternatives])
        case Not(inner):
            return Not(resolved(inner, variants))
        case And(parts):
            return And(tuple(resolved(part, variants) for part in parts))
        case Or(parts):
            return Or(tuple(resolved(part, variants) for part in parts))
    return query


def has_fuzzy(query: Query) -> bool:
    """Whether a word of the query asks for its misreadings itself."""
    match query:
        case Fuzzy():
            return True
        case NearRedaction(words):
            return isinstance(words, Fuzzy)
        case Not(inner):
            return has_fuzzy(inner)
        case Near(parts) | And(parts) | Or(parts):
            return any(has_fuzzy(part) for part in parts)
    return False


def only_misread(query: Query, variants: Variants) -> Query | None:
    """What pages are true of that a tolerant reading of the query finds, and the query itself does not.

    In a phrase, and among words near each other, one word may be misread. None where no word has a misreading, or where
    brackets stand in brackets more than a few times.
    """
    found = _with_one(query, variants) if _depth(query) <= _DEEP else None
    return None if found is None else And((found, Not(query)))


def _depth(query: Query) -> int:
    match query:
        case Not(inner):
            return 1 + _depth(inner)
        case And(parts) | Or(parts):
            return 1 + max((_depth(part) for part in parts), default=0)
    return 0


def misread_words(query: Query, variants: Variants) -> list[Words]:
    """What may stand on a page in place of the query's words, each as it would stand there."""
    match query:
        case Term() | Phrase() | Fuzzy() | Prefix():
            return _misread(query, variants)
        case NearRedaction(words):
            return _misread(words, variants)
        case Near(parts) | And(parts) | Or(parts):
            return [found for part in parts for found in misread_words(part, variants)]
    return []


def _with_one(query: Query, variants: Variants) -> Query | None:
    """The query with at least one word misread."""
    match query:
        case Term() | Phrase():
            return _any(_misread(query, variants))
        case Near(parts, distance):
            chosen = [
                Near((*parts[:at], each, *parts[at + 1 :]), distance)
                for at, part in enumerate(parts)
                for each in _misread(part, variants)
            ]
            return _any(chosen)
        case NearRedaction(words, distance, code):
            return _any([NearRedaction(each, distance, code) for each in _misread(words, variants)])
        case And(parts):
            return _one_of_all(parts, variants)
        case Or(parts):
            return _any([found for part in parts if (found := _with_one(part, variants)) is not None])
        case Fuzzy() | Prefix() | Not() | Field():
            return None


def _one_of_all(parts: Sequence[Query], variants: Variants) -> Query | None:
    """All parts, at least one of them misread; of many parts perhaps none, since `only_misread` takes these out."""
    misread = [_with_one(part, variants) for part in parts]
    tolerant = [part if found is None else Or((part, found)) for part, found in zip(parts, misread, strict=True)]
    if all(found is None for found in misread):
        return None
    if len(parts) > _MANY:
        return And(tuple(tolerant))
    return _any(
        [And((*tolerant[:at], found, *tolerant[at + 1 :])) for at, found in enumerate(misread) if found is not None]
    )


def _misread(words: Words, variants: Variants) -> list[Words]:
    """Words that differ from these in one term that was misread."""
    match words:
        case Prefix():
            return []
        case Phrase(parts):
            said = [term for part in parts for term in terms(part)]
        case Term(text) | Fuzzy(text):
            said = list(terms(text))
    found: list[Words] = []
    for at, term in enumerate(said):
        for variant in variants(term):
            changed = (*said[:at], variant, *said[at + 1 :])
            found.append(Term(variant) if len(changed) == 1 else Phrase(changed))
    return found


def _plain(words: Words) -> Words:
    return Term(words.text) if isinstance(words, Fuzzy) else words


def _of_fuzzy(words: Words, variants: Variants) -> list[Words]:
    return _misread(words, variants) if isinstance(words, Fuzzy) else []


def _near(parts: Sequence[Words], distance: int, alternatives: Sequence[Sequence[Words]]) -> Query:
    plain = tuple(_plain(part) for part in parts)
    chosen = [Near(plain, distance)]
    for at, others in enumerate(alternatives):
        chosen += [Near((*plain[:at], each, *plain[at + 1 :]), distance) for each in others[1:]]
    return _either(chosen)


def _either(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Or(tuple(queries))


def _any(queries: Sequence[Query]) -> Query | None:
    return _either(queries) if queries else None
