"""The search grammar: typed text -> typed query, and back. Storage answers the query."""

from reviewer.search.formatting import format_query
from reviewer.search.grammar import parse
from reviewer.search.mistakes import WrongQueryError
from reviewer.search.unfinished import parse_unfinished

__all__ = ["WrongQueryError", "format_query", "parse", "parse_unfinished"]
