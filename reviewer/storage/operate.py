"""Performs an edit in one transaction with its audit row, and takes it back; keeps everything derived in step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reviewer.model.changes import ChangeKind, Changes, Id
from reviewer.model.ids import Uuid
from reviewer.storage.anchors import reanchor
from reviewer.storage.audit import Author, record_changes
from reviewer.storage.corrections import recorrect
from reviewer.storage.documentwords import refresh_documents
from reviewer.storage.edit import Editor, RowChange, Value
from reviewer.storage.pagetext import place_by_hand, refresh_text, renumber
from reviewer.storage.rereading import read_anew

_KINDS: Final[Mapping[str, tuple[ChangeKind, str]]] = {
    # table: what is announced, and the column that holds its id
    "project": ("project", "uuid"),
    "reviewer": ("reviewer", "uuid"),
    "merged": ("project", "uuid"),
    "request": ("request", "uuid"),
    "event": ("event", "uuid"),
    "release": ("release", "uuid"),
    "issue": ("issue", "uuid"),
    "challenge": ("challenge", "uuid"),
    "challenge_target": ("challenge", "challenge"),
    "appeal": ("appeal", "request"),
    "declined_ground": ("challenge", "subject"),
    "agency_index": ("agency index", "uuid"),
    "index_entry": ("agency index", "agency_index"),
    "index_verdict": ("agency index", "deletion"),
    "note": ("note", "uuid"),
    "page": ("page", "id"),
    "virtual_page": ("virtual page", "uuid"),
    "document": ("document", "uuid"),
    "message": ("document", "document"),
    "letter": ("letter", "uuid"),
    "redaction": ("redaction", "uuid"),
    "reveal": ("redaction", "redaction"),
    "copy_verdict": ("copy", "redaction"),
    "saved_search": ("saved search", "uuid"),
    "tag": ("tag", "uuid"),
    "passage": ("passage", "uuid"),
    "passage_tag": ("passage", "passage"),
    "entity": ("entity", "uuid"),
    "entity_alias": ("entity", "entity"),
    "entity_kind": ("entity", "name"),
    "entity_name": ("name", "uuid"),
    "entity_place": ("name", "uuid"),
    "mention": ("mention", "uuid"),
    "setting": ("setting", "name"),
}
_DECISIONS_ON_NAMES: Final = frozenset({"entity_name", "entity_place"})
_SHAPE: Final = frozenset({"rects"})
_TEXT: Final = frozenset({"rects", "codes"})
_REJECTED: Final = "not a redaction"


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: its audit row, its name for the menu, what changed, the rows for taking it back, and when."""

    audit: Uuid
    title: str
    changes: Changes
    rows: tuple[RowChange, ...]
    at: str = ""


def perform(
    connection: sqlite3.Connection, author: Author, operation: str, work: Callable[[Editor], str]
) -> Deed | None:
    """Let `work` edit rows and return the deed's title; None if it changed nothing (then nothing is recorded)."""
    editor = Editor(connection)
    title = work(editor)
    return _finish(connection, author, operation, title, editor, None)


def take_back(connection: sqlite3.Connection, author: Author, deed: Deed, operation: str, title: str) -> Deed | None:
    """Undo a deed (or undo an undo). ChangedSinceError if what it touched has changed since; then nothing happens."""
    editor = Editor(connection)
    editor.restore(deed.rows)
    return _finish(connection, author, operation, title, editor, deed.audit)


def _finish(
    connection: sqlite3.Connection, author: Author, operation: str, title: str, editor: Editor, undoes: Uuid | None
) -> Deed | None:
    if not editor.changes:
        return None
    pages = _derive(connection, editor.changes)
    changes = _announced(connection, editor.changes) | read_anew(connection, editor.changes)
    if pages:
        changes |= Changes({"text": frozenset(pages)})
    audit = record_changes(connection, author, operation, title, editor.changes, undoes)
    return Deed(audit, title, changes, tuple(editor.changes), author.at)


def _derive(connection: sqlite3.Connection, rows: Iterable[RowChange]) -> set[Id]:
    """Put new shapes in their place among the words and write the text of their pages anew; the pages touched."""
    placed: set[Value] = set()
    retold: set[Value] = set()
    pages: set[int] = set()
    for row in rows:
        if row.table != "redaction":
            continue
        before, after = row.before or {}, row.after or {}
        touched = set(before) | set(after)
        if row.after is None:
            pages.add(int(before["page"] or 0))
            continue
        if touched & _SHAPE:
            placed.add(row.key[0])
        # Being checked leaves the text as it is; being no redaction takes its token away.
        rejected = (before.get("box_checked") == _REJECTED) != (after.get("box_checked") == _REJECTED)
        if touched & _TEXT or rejected:
            retold.add(row.key[0])
    for uuid in retold:
        found = connection.execute("SELECT page FROM redaction WHERE uuid = ?", (uuid,)).fetchone()
        if found:
            pages.add(found["page"])
            if uuid in placed:
                place_by_hand(connection, str(uuid))
    for page in pages:
        renumber(connection, page)
    corrected = _corrected_pages(connection, rows)
    for page in corrected:
        reanchor(connection, page, recorrect(connection, page))
    refresh_text(connection, sorted(pages | corrected))
    refresh_documents(connection, sorted(_files_of_documents(connection, rows)))
    return set(pages | corrected)


def _corrected_pages(connection: sqlite3.Connection, rows: Iterable[RowChange]) -> set[int]:
    """Pages on which the correction of a word came, went or changed."""
    pages: set[int] = set()
    for row in rows:
        if row.table != "word_correction":
            continue
        known = {**(row.before or {}), **(row.after or {})}
        found = connection.execute("SELECT page FROM word_correction WHERE uuid = ?", row.key).fetchone()
        pages.add(int(found["page"] if found else known["page"] or 0))
    return pages


def _files_of_documents(connection: sqlite3.Connection, rows: Iterable[RowChange]) -> set[int]:
    """Files in which a document, or a message of one, came, went or changed."""
    files: set[int] = set()
    for row in rows:
        if row.table not in ("document", "message"):
            continue
        file = {**(row.before or {}), **(row.after or {})}.get("file")
        if file is None:
            found = connection.execute("SELECT file FROM document WHERE uuid = ?", (row.key[0],)).fetchone()
            file = found["file"] if found else None
        if isinstance(file, int):
            files.add(file)
    return files


def _announced(connection: sqlite3.Connection, rows: Iterable[RowChange]) -> Changes:
    ids: dict[ChangeKind, set[Id]] = {}
    for row in rows:
        known = {**(row.before or {}), **(row.after or {})}
        if row.table == "word_correction":
            continue  # told as a change of its page's text
        if row.table == "segment":
            for kind, ident in _owners(connection, row, known):
                ids.setdefault(kind, set()).add(ident)
            continue
        if row.table in _DECISIONS_ON_NAMES:
            for entity in {str(side["entity"]) for side in (row.before, row.after) if side and side.get("entity")}:
                ids.setdefault("entity", set()).add(entity)
        kind, column = _KINDS[row.table]
        value = known.get(column, row.key[0])
        ids.setdefault(kind, set()).add(value if isinstance(value, int | str) else str(value))
    return Changes({kind: frozenset(values) for kind, values in ids.items()})


def _owners(
    connection: sqlite3.Connection, row: RowChange, known: Mapping[str, Value]
) -> Iterable[tuple[ChangeKind, Id]]:
    if "passage" not in known:
        found = connection.execute("SELECT passage, mention FROM segment WHERE uuid = ?", row.key).fetchone()
        known = dict(found) if found else {}
    if passage := known.get("passage"):
        yield "passage", str(passage)
    if mention := known.get("mention"):
        yield "mention", str(mention)
