"""Answers typed queries: the pages that fit, in the order of the project, and the places on them."""

from __future__ import annotations

from reviewer.model.ids import FileId, PageId
from reviewer.model.query import Phrase, Prefix, Query, Words
from reviewer.storage.compile import compile_for_pages, leaves, words_only
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.pages import read_content, words_between
from reviewer.storage.rows import PageContent, SearchHit
from reviewer.text.tokens import Hit, find_hits

_SELECT = "SELECT p.id, p.file, p.number, p.bates, i.name FROM page p JOIN item_received i ON i.id = p.file"
# Walking the index in its own order finds the first hits among a million pages without collecting all of them.
_WORDS = (
    "SELECT p.id, p.file, p.number, p.bates, i.name FROM page_index x JOIN page p ON p.id = x.rowid "
    "JOIN item_received i ON i.id = p.file WHERE page_index MATCH ? AND x.rowid > ? ORDER BY x.rowid LIMIT ?"
)
_AROUND = 8


class SearchReads:
    """Searches of one project. A query that cannot be answered raises QueryError."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def pages(self, query: Query, *, after: PageId | None = None, limit: int = 200) -> list[SearchHit]:
        """Up to `limit` pages that fit, in the order of the project, from behind page `after`."""
        with self._project.reader() as connection:
            expression = words_only(connection, query)
            if expression is not None:
                rows = connection.execute(_WORDS, (expression, after or 0, limit))
            else:
                piece, values = compile_for_pages(connection, query)
                statement = f"{_SELECT} WHERE ({piece}) AND p.id > ? ORDER BY p.id LIMIT ?"
                rows = connection.execute(statement, [*values, after or 0, limit])
            return [
                SearchHit(PageId(row["id"]), FileId(row["file"]), row["number"], row["name"], row["bates"])
                for row in rows
            ]

    def count(self, query: Query) -> int:
        """How many pages fit."""
        with self._project.reader() as connection:
            expression = words_only(connection, query)
            if expression is not None:
                rows = connection.execute("SELECT count(*) FROM page_index WHERE page_index MATCH ?", (expression,))
            else:
                piece, values = compile_for_pages(connection, query)
                rows = connection.execute(f"SELECT count(*) FROM page p WHERE {piece}", values)  # noqa: S608 - constant pieces
            return int(rows.fetchone()[0])

    def places(self, query: Query, page: PageId) -> list[Hit]:
        """Where the query's words stand on a page: word numbers and boxes, in reading order."""
        with self._project.reader() as connection:
            return find_places(query, read_content(connection, page))

    def excerpt(self, query: Query, page: PageId) -> str:
        """The first place and the words around it, redactions as `[redacted …]`; the page's beginning if none."""
        with self._project.reader() as connection:
            content = read_content(connection, page)
        places = find_places(query, content)
        first = places[0].words[0] if places and places[0].words else 0
        last = places[0].words[-1] if places and places[0].words else 2 * _AROUND
        return words_between(content, first - _AROUND, last + _AROUND + 1)


def find_places(query: Query, content: PageContent) -> list[Hit]:
    """Every place on a page that holds words of the query."""
    shapes = [redaction.shape for redaction in content.redactions]
    found: dict[tuple[int, ...], Hit] = {}
    for words in leaves(query):
        for hit in find_hits(content.text.words, _typed(words), content.text.tokens, shapes):
            found[hit.words] = hit
    return [found[key] for key in sorted(found)]


def _typed(words: Words) -> tuple[str, ...]:
    match words:
        case Phrase(parts):
            return parts
        case Prefix(text):
            return (text + "*",)
    return (words.text,)
