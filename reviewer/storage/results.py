"""Stores what reading a page yielded, wholly or not at all, and never over what a person said."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from reviewer.model.changes import Changes, changed
from reviewer.model.documents import PageNumbers
from reviewer.model.ids import FileId, PageId, new_uuid, now
from reviewer.model.page import PageError, PageResult
from reviewer.storage.anchors import reanchor
from reviewer.storage.blobs import dump
from reviewer.storage.comments import store_comments
from reviewer.storage.corrections import store_words
from reviewer.storage.found import add_redactions, merge_redactions
from reviewer.storage.given import keep_given
from reviewer.storage.pagetext import refresh_text, renumber, store_text
from reviewer.text.tokens import index_text


def store_page_result(connection: sqlite3.Connection, page: PageId, result: PageResult) -> Changes:
    """Store one page: words, text, index, redactions, identifiers, virtual pages, pictures, state.

    On a page that has redactions already, check and position go over one to one (IoU > 0.5). A result that carries an
    error marks the page failed; if it had been read before, that reading stays, with a note.
    """
    if result.error is not None:
        return _store_failure(connection, page, result.error)
    had = connection.execute("SELECT 1 FROM redaction WHERE page = ? LIMIT 1", (page,)).fetchone() is not None
    _store_page(connection, page, result)
    words = store_words(connection, page, result.text.words)
    corrected = words != result.text.words
    if had:
        redactions = merge_redactions(connection, page, result)
        renumber(connection, page)
        refresh_text(connection, [page])
    else:
        redactions = add_redactions(connection, page, result)
        renumber(connection, page)
        store_text(connection, page, result.text.text, index_text(result.text, result.redactions))
    if corrected and not had:
        refresh_text(connection, [page])
    reanchor(connection, page, words)
    _store_identifiers(connection, page, result.identifiers)
    _store_virtual_pages(connection, page, result)
    store_comments(connection, page, result.comments)
    found = changed("page", [page]) | changed("text", [page])
    return found | changed("redaction", redactions) if redactions else found


def store_page_results(connection: sqlite3.Connection, results: Mapping[PageId, PageResult]) -> Changes:
    """Store several pages in one go; if one cannot be stored, none is."""
    all_changes = Changes()
    for page, result in results.items():
        all_changes |= store_page_result(connection, page, result)
    return all_changes


def _store_page(connection: sqlite3.Connection, page: PageId, result: PageResult) -> None:
    connection.execute(
        "UPDATE page SET width = ?, height = ?, state = 'done', error_code = NULL, error_message = NULL, "
        "text_source = ?, text_reason = ?, bates = ?, markers = ?, notes = ?, seconds = ?, read_at = ? WHERE id = ?",
        (
            result.width,
            result.height,
            result.text_source,
            result.text_reason,
            result.bates,
            dump(list(result.markers)),
            dump(list(result.notes)),
            dump({name: round(value, 3) for name, value in result.seconds.items()}),
            now(),
            page,
        ),
    )
    # A page read anew may begin or end documents: the file's documents must be looked for again.
    connection.execute(
        "UPDATE source_file SET documents_found = 0 WHERE id = (SELECT file FROM page WHERE id = ?) "
        "AND documents_found = 1",
        (page,),
    )
    if result.thumbnail:
        connection.execute(
            "INSERT INTO thumbnail (page, image) VALUES (?, ?) ON CONFLICT (page) DO UPDATE SET image = excluded.image",
            (page, result.thumbnail),
        )


def _store_failure(connection: sqlite3.Connection, page: PageId, error: PageError) -> Changes:
    row = connection.execute("SELECT read_at, notes FROM page WHERE id = ?", (page,)).fetchone()
    if row["read_at"] is None:
        connection.execute(
            "UPDATE page SET state = 'failed', error_code = ?, error_message = ? WHERE id = ?",
            (error.code, error.message, page),
        )
    else:
        note = f"Reading this page again failed ({error.message}); the earlier reading is kept."
        connection.execute(
            "UPDATE page SET state = 'done', notes = json_insert(notes, '$[#]', ?) WHERE id = ?", (note, page)
        )
    return changed("page", [page])


def _store_identifiers(connection: sqlite3.Connection, page: PageId, identifiers: Mapping[str, str]) -> None:
    connection.execute("DELETE FROM page_identifier WHERE page = ?", (page,))
    connection.executemany(
        "INSERT INTO page_identifier (page, series, value) VALUES (?, ?, ?)",
        [(page, series, value) for series, value in identifiers.items()],
    )
    keep_given(connection, page)


def store_numbers(connection: sqlite3.Connection, file: FileId, pages: Sequence[PageNumbers]) -> Changes:
    """Store identifiers and Bates number of pages of a file where they differ from what was read page by page."""
    ids = dict(connection.execute("SELECT number, id FROM page WHERE file = ?", (file,)).fetchall())
    touched: list[PageId] = []
    for result in pages:
        page = ids.get(result.page)
        if page is None:
            continue
        rows = connection.execute("SELECT series, value FROM page_identifier WHERE page = ?", (page,)).fetchall()
        known = connection.execute("SELECT bates FROM page WHERE id = ?", (page,)).fetchone()["bates"]
        if {row["series"]: row["value"] for row in rows} == dict(result.identifiers) and known == result.bates:
            continue
        connection.execute("UPDATE page SET bates = ? WHERE id = ?", (result.bates, page))
        _store_identifiers(connection, PageId(page), result.identifiers)
        touched.append(PageId(page))
    return changed("page", touched) if touched else Changes()


def _store_virtual_pages(connection: sqlite3.Connection, page: PageId, result: PageResult) -> None:
    """Lines of a deleted-page sheet; one with the same number and place keeps its UUID and position."""
    earlier = {
        (row["ordinal"], row["number"]): row["uuid"]
        for row in connection.execute("SELECT uuid, ordinal, number FROM virtual_page WHERE page = ?", (page,))
    }
    for ordinal, line in enumerate(result.virtual_pages):
        connection.execute(
            "INSERT INTO virtual_page (uuid, page, ordinal, number, disposition, codes, printed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO UPDATE SET disposition = excluded.disposition, "
            "codes = excluded.codes, printed = excluded.printed",
            (
                earlier.pop((ordinal, line.number), None) or new_uuid(),
                page,
                ordinal,
                line.number,
                line.disposition,
                dump(list(line.codes)),
                line.printed,
            ),
        )
    connection.executemany(
        "DELETE FROM virtual_page WHERE uuid = ? AND position = 'undecided' "
        "AND uuid NOT IN (SELECT subject FROM item_number)",
        [(uuid,) for uuid in earlier.values()],
    )
