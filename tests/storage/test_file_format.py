"""The description of the file format says what the schema says, and its examples run."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.storage.migrations import MIGRATIONS, apply_migrations
from reviewer.storage.schema import APPLICATION_ID

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        apply_migrations(connection)
        yield connection


def described() -> dict[str, list[str]]:
    """Tables and their columns as the page lists them."""
    sections = re.split(r"^### `(\w+)`$", TEXT.split("## Tables")[1].split("## Examples")[0], flags=re.MULTILINE)[1:]
    return {
        name: re.findall(r"^\| `(\w+)` \|", body, flags=re.MULTILINE)
        for name, body in zip(sections[::2], sections[1::2], strict=True)
    }


def test_every_table_and_column_is_described(schema: sqlite3.Connection) -> None:
    rows = schema.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall()
    present = {
        row["name"]: [
            column["name"]
            for column in schema.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (row["name"],))
            if column["hidden"] != 1  # the hidden columns of virtual tables
        ]
        for row in rows
        if row["type"] in ("table", "virtual") and not row["name"].startswith("sqlite_")
    }
    assert described() == present


def test_the_marks_are_right() -> None:
    assert f"0x{APPLICATION_ID:08X}" in TEXT
    assert f"| version of the format | `PRAGMA user_version`, bytes 60-63 | {len(MIGRATIONS)} |" in TEXT


def test_the_words_a_column_may_hold_are_described(schema: sqlite3.Connection) -> None:
    statements = " ".join(row[0] or "" for row in schema.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'"))
    words = {
        word for listed in re.findall(r" IN \(('[^)]+')\)", statements) for word in re.findall(r"'([^']+)'", listed)
    }
    assert len(words) > 20
    assert {word for word in words if f"`{word}`" not in TEXT} == set()


@pytest.mark.parametrize("example", re.findall(r"```sql\n(.*?)```", TEXT, flags=re.DOTALL))
def test_examples_run_on_a_real_project(example: str) -> None:
    fixture = Path(__file__).parent / "fixtures" / f"version-{len(MIGRATIONS)}.foia"
    uri = f"{fixture.as_uri()}?immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        for statement in filter(str.strip, example.split(";\n")):
            assert connection.execute(statement).fetchall(), statement
