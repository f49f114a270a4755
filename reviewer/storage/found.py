"""Stores the redactions that a reading found, beside or beneath what people said about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.model.page import PageResult, Redaction, Token
from reviewer.storage.blobs import dump, pack_rects, unpack_rects
from reviewer.storage.pagetext import find_hole
from reviewer.storage.rerun import Earlier, match

_FOUND_AGAIN_OTHERWISE: Final = "read again, the code is another"
_NOT_FOUND_AGAIN: Final = "not found when the page was read again"


def add_redactions(connection: sqlite3.Connection, page: PageId, result: PageResult) -> list[Uuid]:
    """Store the findings of a page that has no redactions yet."""
    tokens = _tokens(result)
    return [_insert(connection, page, result, n, tokens.get(n)) for n in range(len(result.redactions))]


def _tokens(result: PageResult) -> dict[int, Token]:
    return {token.redaction: token for token in result.text.tokens}


def finding_of(redaction: Redaction) -> str:
    """The machine's finding as it is kept beside what people made of it."""
    return dump(
        {
            "rects": [[round(float(v), 2) for v in rect] for rect in redaction.rects],
            "kind": redaction.kind,
            "codes": list(redaction.codes),
            "code_text": redaction.code_text,
            "marking": redaction.marking,
        }
    )


def _insert(connection: sqlite3.Connection, page: PageId, result: PageResult, number: int, token: Token | None) -> Uuid:
    redaction, uuid = result.redactions[number], new_uuid()
    connection.execute(
        "INSERT INTO redaction (uuid, page, origin, rects, kind, finding) VALUES (?, ?, 'machine', '[]', ?, '{}')",
        (uuid, page, redaction.kind),
    )
    _set_shape(connection, uuid, redaction)
    _set_codes(connection, uuid, redaction)
    _set_finding(connection, uuid, result, number, token)
    return uuid


def _set_shape(connection: sqlite3.Connection, uuid: str, redaction: Redaction) -> None:
    connection.execute(
        "UPDATE redaction SET rects = ?, kind = ?, lines = ?, words = ?, characters = ? WHERE uuid = ?",
        (
            pack_rects(redaction.rects),
            redaction.kind,
            redaction.lines,
            redaction.words,
            redaction.characters,
            uuid,
        ),
    )


def _set_codes(connection: sqlite3.Connection, uuid: str, redaction: Redaction) -> None:
    connection.execute(
        "UPDATE redaction SET codes = ?, code_text = ?, marking = ? WHERE uuid = ?",
        (dump(list(redaction.codes)), redaction.code_text, redaction.marking, uuid),
    )


def _set_finding(
    connection: sqlite3.Connection, uuid: str, result: PageResult, number: int, token: Token | None
) -> None:
    """What is the machine's alone, whatever people said: its finding, what is recoverable, the place in the text."""
    redaction = result.redactions[number]
    place = token or find_hole(redaction.rects, result.text.words)
    connection.execute(
        "UPDATE redaction SET finding = iif(origin = 'machine', ?, NULL), "
        "confidence = iif(origin = 'machine', ?, confidence), method = iif(origin = 'machine', ?, method), "
        "recoverable = ?, recoverable_rects = ?, before_word = ?, line = ? WHERE uuid = ?",
        (
            finding_of(redaction),
            redaction.confidence,
            redaction.method,
            int(redaction.recoverable),
            pack_rects(redaction.recoverable_rects),
            place.before,
            place.line,
            uuid,
        ),
    )
    if number < len(result.crops) and result.crops[number]:
        store_crop(connection, Uuid(uuid), result.crops[number])


def store_crop(connection: sqlite3.Connection, redaction: Uuid, image: bytes) -> None:
    """Keep the picture of a redaction (encoded image, full width of the page)."""
    connection.execute(
        "INSERT INTO crop (redaction, image) VALUES (?, ?) "
        "ON CONFLICT (redaction) DO UPDATE SET image = excluded.image",
        (redaction, image),
    )


def merge_redactions(connection: sqlite3.Connection, page: PageId, result: PageResult) -> list[Uuid]:
    """Store the findings of a page that was read before; what people said stays. All ids touched."""
    tokens = _tokens(result)
    rows = connection.execute("SELECT * FROM redaction WHERE page = ? ORDER BY ordinal", (page,)).fetchall()
    matching = match([_earlier(connection, row) for row in rows], [redaction.rects for redaction in result.redactions])
    for i, k in matching.same:
        _carry_over(connection, rows[i], result, k, tokens.get(k))
    for i in matching.lost:
        connection.execute("DELETE FROM redaction WHERE uuid = ?", (rows[i]["uuid"],))
    for i in matching.look:
        _look(connection, rows[i]["uuid"], _NOT_FOUND_AGAIN)
    matched = {i for i, _ in matching.same}
    _place_again(connection, result, [row for i, row in enumerate(rows) if i not in matched and i not in matching.lost])
    added = [_insert(connection, page, result, k, tokens.get(k)) for k in matching.new]
    return [Uuid(row["uuid"]) for row in rows] + added


def _earlier(connection: sqlite3.Connection, row: sqlite3.Row) -> Earlier:
    said = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM note WHERE kind = 'redaction' AND subject = :uuid) "
        "OR EXISTS (SELECT 1 FROM item_number WHERE subject = :uuid)",
        {"uuid": row["uuid"]},
    ).fetchone()[0]
    checked = row["box_checked"] != "unchecked" or row["code_checked"] != "unchecked"
    return Earlier(
        rects=unpack_rects(row["rects"]),
        by_person=row["origin"] == "person" or row["box_checked"] == "corrected",
        judged=bool(said) or checked or row["position"] != "undecided",
        rejected=row["box_checked"] == "not a redaction",
    )


def _carry_over(
    connection: sqlite3.Connection, row: sqlite3.Row, result: PageResult, number: int, token: Token | None
) -> None:
    """The new finding takes the place of the old one; shape and codes stay where a person said them."""
    uuid, redaction = row["uuid"], result.redactions[number]
    by_hand = row["origin"] == "person" or row["box_checked"] == "corrected"
    if not by_hand:
        _set_shape(connection, uuid, redaction)
    if row["code_checked"] == "unchecked":
        _set_codes(connection, uuid, redaction)
    reason = ""
    if row["code_checked"] == "right" and dump(list(redaction.codes)) != row["codes"]:
        reason = _FOUND_AGAIN_OTHERWISE
    _look(connection, uuid, reason)
    _set_finding(connection, uuid, result, number, token)


def _look(connection: sqlite3.Connection, uuid: str, reason: str) -> None:
    connection.execute("UPDATE redaction SET needs_look = ? WHERE uuid = ?", (reason, uuid))


def _place_again(connection: sqlite3.Connection, result: PageResult, rows: Iterable[sqlite3.Row]) -> None:
    for row in rows:
        hole = find_hole(unpack_rects(row["rects"]), result.text.words)
        connection.execute(
            "UPDATE redaction SET before_word = ?, line = ? WHERE uuid = ?", (hole.before, hole.line, row["uuid"])
        )
