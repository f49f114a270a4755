"""docs/search.md says what the program does: every example in it is tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.model.errors import QueryError
from reviewer.model.query import And
from reviewer.search import format_query, parse
from reviewer.search.fields import FIELDS
from reviewer.search.grammar import DEEPEST, MOST_PARTS
from reviewer.search.lexer import LONGEST_QUERY

TEXT = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
_CELL = re.compile(r"`((?:[^`]|``)+)`")


def _tables() -> dict[str, list[list[str]]]:
    """Rows of cells by the heading that they stand under."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in TEXT.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("| `"):
            found.setdefault(heading, []).append([cell.strip() for cell in line.strip("| ").split(" | ")])
    return found


TABLES = _tables()
WRONG = "What cannot be understood"


def _typed(cell: str) -> str:
    match = _CELL.fullmatch(cell)
    assert match is not None, cell
    return match.group(1)


@pytest.mark.parametrize(
    "query", [_typed(row[-1] if heading == "Fields" and len(row) == 3 else row[0]) for heading, rows in TABLES.items()
              if heading != WRONG for row in rows]
)  # fmt: skip
def test_every_example_is_understood(query: str) -> None:
    found = parse(query)
    assert found != And(())
    assert parse(format_query(found)) == found


def test_the_table_of_fields_is_that_of_the_program() -> None:
    rows = {_typed(row[0]): row for row in TABLES["Fields"] if len(row) == 3}
    assert set(rows) == set(FIELDS)
    for name, rule in FIELDS.items():
        assert rows[name][1].startswith(rule.finds)
        assert _typed(rows[name][2]) == rule.example


@pytest.mark.parametrize("row", TABLES[WRONG])
def test_the_answers_to_wrong_queries_are_those_of_the_program(row: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        parse(_typed(row[0]))
    assert caught.value.message == row[1]


def test_examples_between_the_tables_mean_what_the_text_says() -> None:
    assert parse("code:b5") == parse("code:(b)(5)") == parse("(b)(5)")
    assert parse("page:3-8") == parse("page:3..8")
    assert parse("fee NOT waiver") == parse("fee -waiver")
    assert parse("(code:b5) (position:contested)") == parse("code:b5 position:contested")
    for query in ('"Re: budget"', "date:2018-06..", "date:..2018", "page:10..", 'code:"b6 b7c"'):
        assert query in TEXT
        parse(query)


def test_the_limits_are_those_of_the_program() -> None:
    assert f"{LONGEST_QUERY:,} characters, {MOST_PARTS} parts and {DEEPEST} levels" in " ".join(TEXT.split())
