"""Answers typed queries: the pages that fit, how they divide, what else says the words, and the places on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reviewer.model.ids import FileId, PageId
from reviewer.model.query import Fuzzy, Phrase, Prefix, Query, Term, Words
from reviewer.storage.compile import compile_for_pages, leaves
from reviewer.storage.connections import Connection
from reviewer.storage.expressions import Expressions
from reviewer.storage.misreadings import Misreadings
from reviewer.storage.plan import Plan, Statement
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.facets import read_facets
from reviewer.storage.reads.items import find_items
from reviewer.storage.reads.pages import read_content, words_between
from reviewer.storage.reads.stopping import Stop, stoppable
from reviewer.storage.rows import PageContent, SearchHit
from reviewer.storage.rows.searching import Answer, Facet, ItemHit, SavedSearchRow
from reviewer.storage.tolerant import has_fuzzy, misread_words, only_misread, resolved
from reviewer.text.tokens import Hit, find_all_hits

_AROUND: Final = 8
_FIRST: Final = 50


class SearchReads:
    """Searches of one project. A query that cannot be answered raises QueryError.

    Each read takes `stop`, which is asked while it runs: once it is true, StoppedError ends the read.
    """

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self._misreadings = Misreadings()

    def first(self, query: Query, *, limit: int = _FIRST, stop: Stop | None = None) -> Answer:
        """The first screen: the pages that say most of the words, or where these are too many, in page order."""
        with stoppable(self._project, stop) as connection:
            plan = Plan(connection, self._resolved(connection, query))
            ranked = plan.ranked()
            if ranked is not None:
                hits = _hits(connection, ranked, limit + 1)
                return Answer(tuple(hits[:limit]), "best first", len(hits) > limit)
            hits = _hits(connection, plan.in_order(), 0, limit + 1)
            too_many = plan.expression is not None and len(hits) > limit
            return Answer(tuple(hits[:limit]), "in page order", len(hits) > limit, too_many)

    def pages(
        self, query: Query, *, after: PageId | None = None, limit: int = 200, stop: Stop | None = None
    ) -> list[SearchHit]:
        """Up to `limit` pages that fit, in the order of the project, from behind page `after`."""
        with stoppable(self._project, stop) as connection:
            plan = Plan(connection, self._resolved(connection, query))
            return _hits(connection, plan.in_order(), after or 0, limit)

    def misread(
        self, query: Query, *, after: PageId | None = None, limit: int = 200, stop: Stop | None = None
    ) -> list[SearchHit]:
        """Pages that fit only if a word on them was misread by a letter, in the order of the project."""
        with stoppable(self._project, stop) as connection:
            query = self._resolved(connection, query)
            widened = only_misread(query, lambda term: self._misreadings.of(connection, term))
            if widened is None:
                return []
            return _hits(connection, Plan(connection, widened).in_order(), after or 0, limit)

    def readings(self, query: Query, page: PageId) -> tuple[str, ...]:
        """The words of a page that stand there in place of those asked for, as they were read."""
        with self._project.reader() as connection:
            content = read_content(connection, page)
            return tuple(
                dict.fromkeys(
                    " ".join(content.text.words[number].text for number in hit.words)
                    for hit in find_places(content, self._misread_words(connection, query))
                )
            )

    def count(self, query: Query, *, stop: Stop | None = None) -> int:
        """How many pages fit."""
        with stoppable(self._project, stop) as connection:
            query = self._resolved(connection, query)
            expression = Expressions(connection).of(query)
            if expression is not None:
                rows = connection.execute("SELECT count(*) FROM page_index WHERE page_index MATCH ?", (expression,))
            else:
                piece, values = compile_for_pages(connection, query)
                rows = connection.execute(f"SELECT count(*) FROM page p WHERE {piece}", values)  # noqa: S608 - constant pieces
            return int(rows.fetchone()[0])

    def facets(self, query: Query, *, stop: Stop | None = None) -> Iterator[Facet]:
        """How the pages that fit divide by code, type, year and so on, one field after the other."""
        with stoppable(self._project, stop) as connection:
            yield from read_facets(connection, self._resolved(connection, query))

    def items(self, query: Query, *, limit: int = 20, stop: Stop | None = None) -> list[ItemHit]:
        """Notes, passages, entities and documents that say the query's words, up to `limit` of each kind.

        Fields of the query are asked of the page where such a thing stands. A query without words finds none.
        """
        with stoppable(self._project, stop) as connection:
            return find_items(connection, self._resolved(connection, query), limit)

    def places(self, query: Query, page: PageId) -> list[Hit]:
        """Where the query's words stand on a page, misread ones too: word numbers and boxes, in reading order."""
        with self._project.reader() as connection:
            return find_places(read_content(connection, page), self._all_words(connection, query))

    def words(self, query: Query) -> list[Words]:
        """Every word, beginning and phrase that a hit of the query may consist of, as typed and as misread."""
        with self._project.reader() as connection:
            return self._all_words(connection, query)

    def excerpt(self, query: Query, page: PageId) -> str:
        """The first place and the words around it, redactions as `[redacted …]`; the page's beginning if none."""
        with self._project.reader() as connection:
            content = read_content(connection, page)
            places = find_places(content, self._all_words(connection, query))
        first = places[0].words[0] if places and places[0].words else 0
        last = places[0].words[-1] if places and places[0].words else 2 * _AROUND
        return words_between(content, first - _AROUND, last + _AROUND + 1)

    def saved(self) -> list[SavedSearchRow]:
        """The searches that were kept, in their order."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT * FROM saved_search ORDER BY ordinal, name")
            return [SavedSearchRow(**dict(row)) for row in rows]

    def _resolved(self, connection: Connection, query: Query) -> Query:
        if not has_fuzzy(query):
            return query
        return resolved(query, lambda term: self._misreadings.of(connection, term))

    def _misread_words(self, connection: Connection, query: Query) -> list[Words]:
        return misread_words(query, lambda term: self._misreadings.of(connection, term))

    def _all_words(self, connection: Connection, query: Query) -> list[Words]:
        asked = [Term(words.text) if isinstance(words, Fuzzy) else words for words in leaves(query)]
        return [*asked, *self._misread_words(connection, query)]


def find_places(content: PageContent, asked: Sequence[Words]) -> list[Hit]:
    """Every place on a page that holds one of these words or phrases."""
    shapes = [redaction.shape for redaction in content.redactions]
    hits = find_all_hits(content.text.words, map(_typed, asked), content.text.tokens, shapes)
    found = {hit.words: hit for hit in hits}
    return [found[key] for key in sorted(found)]


def _hits(connection: Connection, statement: Statement, *bounds: int) -> list[SearchHit]:
    return [
        SearchHit(PageId(row["id"]), FileId(row["file"]), row["number"], row["name"], row["bates"])
        for row in connection.execute(statement.text, (*statement.values, *bounds))
    ]


def _typed(words: Words) -> tuple[str, ...]:
    match words:
        case Phrase(parts):
            return parts
        case Prefix(text):
            return (text + "*",)
    return (words.text,)
