"""Stores the documents found in a file, around those that a person split, joined, edited or wrote a note on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from reviewer.model.changes import Changes, changed
from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import FileId, new_uuid
from reviewer.storage.blobs import dump
from reviewer.storage.documentwords import refresh_documents
from reviewer.storage.letters import store_letters


def store_documents(connection: sqlite3.Connection, file: FileId, findings: Sequence[DocumentFinding]) -> Changes:
    """Store the documents found in a file; those a person split, joined or edited stay and win their pages.

    A document that begins and ends on the same pages as before keeps its UUID.
    """
    rows = connection.execute(
        "SELECT uuid, first_page, last_page, origin = 'person' OR EXISTS "
        "(SELECT 1 FROM note WHERE note.kind = 'document' AND subject = uuid) AS by_hand FROM document WHERE file = ?",
        (file,),
    ).fetchall()
    taken = {page for row in rows if row["by_hand"] for page in range(row["first_page"], row["last_page"] + 1)}
    parts = [part for finding in findings for part in _outside(finding, taken)]
    spans = {(part.first_page, part.last_page) for part in parts}
    known: dict[tuple[int, int], str] = {}
    for row in rows:
        span = (row["first_page"], row["last_page"])
        if row["by_hand"]:
            continue
        if span in spans:
            known[span] = row["uuid"]
            connection.execute("DELETE FROM message WHERE document = ?", (row["uuid"],))
        else:
            connection.execute("DELETE FROM document WHERE uuid = ?", (row["uuid"],))
    for part in parts:
        _store_document(connection, file, known.get((part.first_page, part.last_page)) or new_uuid(), part)
    connection.execute("UPDATE source_file SET documents_found = 1 WHERE id = ?", (file,))
    refresh_documents(connection, [file])
    found = changed("document") | changed("file", [file])
    letters = store_letters(connection, file, findings)
    return found | changed("letter", letters) if letters else found


def _outside(finding: DocumentFinding, taken: AbstractSet[int]) -> Iterator[DocumentFinding]:
    """The runs of a finding's pages that no document of a person's hand holds."""
    free = [page for page in range(finding.first_page, finding.last_page + 1) if page not in taken]
    for _, run in groupby(enumerate(free), key=lambda entry: entry[1] - entry[0]):
        pages = [page for _, page in run]
        messages = tuple(message for message in finding.messages if pages[0] <= message.page <= pages[-1])
        yield replace(finding, first_page=pages[0], last_page=pages[-1], messages=messages)


def _store_document(connection: sqlite3.Connection, file: FileId, uuid: str, finding: DocumentFinding) -> None:
    connection.execute(
        "INSERT INTO document (uuid, file, first_page, last_page, origin, type, date, sender, recipients, copies, "
        "subject, attachments, bates_first, bates_last) VALUES (?, ?, ?, ?, 'machine', ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (uuid) DO UPDATE SET type = excluded.type, date = excluded.date, sender = excluded.sender, "
        "recipients = excluded.recipients, copies = excluded.copies, subject = excluded.subject, "
        "attachments = excluded.attachments, bates_first = excluded.bates_first, bates_last = excluded.bates_last",
        (
            uuid,
            file,
            finding.first_page,
            finding.last_page,
            finding.type,
            finding.date,
            finding.sender,
            dump(list(finding.to)),
            dump(list(finding.cc)),
            finding.subject,
            dump(list(finding.attachments)),
            finding.bates_first,
            finding.bates_last,
        ),
    )
    connection.executemany(
        "INSERT INTO message (document, ordinal, page, top, date, sender, recipients, copies, subject, attachments, "
        "zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                uuid,
                ordinal,
                message.page,
                message.top,
                message.date,
                message.sender,
                dump(list(message.to)),
                dump(list(message.cc)),
                message.subject,
                dump(list(message.attachments)),
                message.zone,
            )
            for ordinal, message in enumerate(finding.messages)
        ],
    )
