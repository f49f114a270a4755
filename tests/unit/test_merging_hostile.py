"""The other copy is anybody's file: whatever stands in it, it is refused in one sentence or merged."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.model.errors import ProjectError, UserError
from reviewer.model.ids import PageId
from reviewer.services.merging.merge import merge, preview
from reviewer.services.operations import AddPassage, AddTag, MarkSeen, SetCodes, SetNote, WordRun
from reviewer.services.workspace import Workspace
from reviewer.storage.sides import other_side
from tests.storage.material import redactions_on
from tests.unit.merge_kit import copies, opened, rows_of, work

ONE = PageId(1)
INJECTION = 'uuid IS 1 OR 1) --"'


def busy(workspace: Workspace) -> None:
    tag = AddTag("Costs")
    workspace.perform(tag)
    workspace.perform(AddPassage((WordRun(ONE, 0, 2),), (tag.uuid,), "look"))
    workspace.perform(SetCodes((redactions_on(workspace, ONE)[0],), ("(b)(5)",)))
    workspace.perform(SetNote("page", ONE, "a page"))
    workspace.perform(MarkSeen((ONE,)))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    ours, theirs = copies(tmp_path)
    work(theirs, "Ben", busy)
    return ours, theirs


def change(path: Path, *statements: str, values: tuple[object, ...] = (), schema: bool = False) -> None:
    """Write into a project file as another program would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"PRAGMA writable_schema = {int(schema)}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement, values if "?" in statement else ())


def refused(pair: tuple[Path, Path], said: str = "is damaged") -> None:
    """One sentence in the preview and in the merge; nothing of the project changes."""
    ours, theirs = pair
    before, data = rows_of(ours), theirs.read_bytes()
    with opened(ours) as workspace:
        for done in (preview, merge):
            with pytest.raises(UserError, match=said):
                done(workspace, theirs)
    assert (rows_of(ours), theirs.read_bytes()) == (before, data)


@pytest.mark.parametrize(
    "statement",
    [
        'CREATE TABLE "tag; DROP TABLE redaction; --" (uuid TEXT)',
        f'ALTER TABLE tag ADD COLUMN "{INJECTION.replace(chr(34), chr(34) * 2)}" TEXT REFERENCES tag',
        "CREATE TABLE page_index_evil (a TEXT)",
        "CREATE TRIGGER more AFTER INSERT ON tag BEGIN DELETE FROM redaction; END",
        "CREATE TRIGGER page_text_more AFTER UPDATE ON page BEGIN DELETE FROM redaction; END",
        "CREATE VIEW people AS SELECT * FROM reviewer",
        "CREATE INDEX tag_color ON tag (color)",
        "DROP TABLE index_verdict",
        "DROP INDEX letter_event",
    ],
)
def test_tables_that_are_not_the_programs_own(pair: tuple[Path, Path], statement: str) -> None:
    change(pair[1], statement)
    refused(pair, "its tables are not those of a project")


def test_a_table_that_is_a_view_without_end(pair: tuple[Path, Path]) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS uuid FROM n"
    change(pair[1], "ALTER TABLE project RENAME TO kept", f"CREATE VIEW project AS {endless}")
    refused(pair, "its tables are not those of a project")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE segment SET boxes = '{\"a\": 1}'",
        "UPDATE redaction SET codes = '[1, 2]'",
        "UPDATE redaction SET rects = '[[1, 2, 3, 1e999]]'",
        "UPDATE redaction SET rects = '[[\"a\", 2, 3, 4]]'",
        "UPDATE redaction SET finding = '{}'",
        "UPDATE segment SET boxes = 'no JSON'",
        "UPDATE redaction SET checked_at = 'yesterday' WHERE checked_at NOT NULL",
        "UPDATE note SET subject = 'x'",
        "UPDATE segment SET passage = 'nobody'",
        "DELETE FROM project",
    ],
)
def test_values_that_cannot_be(pair: tuple[Path, Path], statement: str) -> None:
    change(pair[1], statement)
    refused(pair)


def test_text_in_json_that_is_too_deep(pair: tuple[Path, Path]) -> None:
    change(pair[1], "UPDATE segment SET boxes = ?", values=("[" * 200_000,))
    refused(pair)


@pytest.mark.parametrize(
    "image",
    [
        {INJECTION: "x"},
        {"name": ["a list"]},
        {"name": {"an": "object"}},
        {"name": "\ud800"},
        {"ordinal": 2**70},
        {"ordinal": float("inf")},
        "a text",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_a_record_of_edits_that_names_what_is_not_there(pair: tuple[Path, Path], place: str, image: object) -> None:
    with closing(sqlite3.connect(pair[1])) as connection:
        (uuid,) = connection.execute("SELECT uuid FROM tag").fetchone()
    there, gone = json.dumps([["tag", [uuid], image]]), json.dumps([["tag", [uuid], {"name": "Costs"}]])
    texts = (there, gone) if place == "before" else (gone, there)
    change(pair[1], "UPDATE audit SET before = ?, after = ? WHERE operation = 'add-tag'", values=texts)
    refused(pair)


@pytest.mark.parametrize(
    "rows", ['[["tag", [], null]]', '[["tag", [[1]], {}]]', '[[[], ["x"], {}]]', "7", "[" * 200_000]
)
def test_a_record_of_edits_that_is_none(pair: tuple[Path, Path], rows: str) -> None:
    change(pair[1], "UPDATE audit SET before = ?1, after = ?1 WHERE operation = 'add-tag'", values=(rows,))
    refused(pair)


def test_values_of_another_kind_than_their_column(pair: tuple[Path, Path]) -> None:
    """The tables are STRICT; a program that pretends they are not writes what it likes."""
    strict = "UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE name = 'tag'"
    back = "UPDATE sqlite_master SET sql = sql || ' STRICT' WHERE name = 'tag'"
    change(pair[1], strict, schema=True)
    change(pair[1], "UPDATE tag SET color = x'00ff'")
    change(pair[1], back, schema=True)
    refused(pair)


def test_a_value_beyond_all_measure(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.storage.sides.LARGEST", 2**20)
    change(pair[1], "UPDATE tag SET description = ?", values=("x" * (2**20 + 1),))
    refused(pair, "too large")


def test_rows_that_an_index_hides(pair: tuple[Path, Path]) -> None:
    """A quick check does not look into indexes; a row that one lacks would look as if it had been removed."""
    with closing(sqlite3.connect(pair[1])) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_tag_1'"
        ).fetchone()
    data = bytearray(pair[1].read_bytes())
    start = (root - 1) * size
    data[start + 3 : start + 5] = bytes(2)  # the number of its cells
    pair[1].write_bytes(data)
    with closing(sqlite3.connect(pair[1])) as connection:
        assert connection.execute("SELECT count(*) FROM tag NOT INDEXED").fetchone() == (1,)
    refused(pair)


def test_names_that_look_like_commands_are_names(pair: tuple[Path, Path]) -> None:
    name = "'); DROP TABLE redaction; --"
    work(pair[1], "Ben'; --", lambda w: w.perform(AddTag(name)), lambda w: w.perform(SetNote("page", PageId(2), name)))
    with opened(pair[0]) as workspace:
        merge(workspace, pair[1])
        assert name in {tag.name for tag in workspace.read.marks.tags()}


def test_what_is_handed_on_was_judged(pair: tuple[Path, Path]) -> None:
    with other_side(pair[1]) as side:
        assert side.find("redaction")
    change(pair[1], "UPDATE redaction SET rects = '[[1]]'")
    with other_side(pair[1]) as side, pytest.raises(ProjectError, match=r"redaction\.rects cannot be read"):
        side.find("redaction")
