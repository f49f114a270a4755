"""Stores the comments that a reading found on a page, under ids that the next reading finds again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from uuid import UUID, uuid5

from reviewer.model.comments import Comment
from reviewer.model.ids import PageId, Uuid
from reviewer.storage.blobs import dump, pack_rects

_NAMESPACE = UUID("6f0f9a52-6a0c-5d43-9c7e-1d1b2f6f3a10")


def store_comments(connection: sqlite3.Connection, page: PageId, comments: Sequence[Comment]) -> None:
    """Put these comments in the place of those that the page had."""
    connection.execute("DELETE FROM file_comment WHERE page = ?", (page,))
    if not comments:
        return
    place = connection.execute(
        "SELECT i.release, i.sha256, p.number FROM page p JOIN item_received i ON i.id = p.file WHERE p.id = ?", (page,)
    ).fetchone()
    alike: dict[Uuid, int] = {}
    for ordinal, comment in enumerate(comments):
        uuid = _uuid(tuple(place), comment, 0)
        alike[uuid] = alike.get(uuid, -1) + 1
        if alike[uuid]:  # the same words twice at one place are two comments
            uuid = _uuid(tuple(place), comment, alike[uuid])
        connection.execute(
            "INSERT INTO file_comment (uuid, page, ordinal, kind, rects, author, written, text, withheld) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING",
            (
                uuid,
                page,
                ordinal,
                comment.kind,
                pack_rects(comment.rects),
                comment.author,
                comment.written,
                comment.text,
                int(comment.withheld),
            ),
        )


def _uuid(place: tuple[object, ...], comment: Comment, nth: int) -> Uuid:
    boxes = [[round(float(value)) for value in rect] for rect in comment.rects]
    said = [*place, comment.kind, boxes, comment.author, comment.written, comment.text, nth]
    return Uuid(str(uuid5(_NAMESPACE, dump(said))))
