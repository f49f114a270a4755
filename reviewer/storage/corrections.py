"""Lays a reviewer's corrections over the words that were read, whichever reading that is; the reading itself stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.storage.blobs import pack_words, unpack_rects, unpack_words

_SAME_PLACE: Final = 0.5
"""Share of the smaller box that two readings of one word have in common."""
_ONE_WORD: Final = 1.6
"""How much wider than the corrected word its place may be now: beyond, it was read together with others."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What stands in `box` according to a person; `text` may hold several words, or none for dirt."""

    uuid: str
    box: Rect
    text: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The words with corrections in place, and those corrections whose place is not there any more."""

    words: tuple[Word, ...]
    lost: tuple[str, ...]


def correct(words: Sequence[Word], corrections: Iterable[Correction]) -> Corrected:
    """Words (displayed points) in the same order and number, with the text that people gave them.

    Where one corrected word was read as several this time, the first of them bears the text and the others none, so
    that the numbers of words stay what they are.
    """
    found = list(words)
    lost: list[str] = []
    for correction in corrections:
        places = [n for n, word in enumerate(words) if _stands_in(word.rect, correction.box)]
        if not places:
            lost.append(correction.uuid)
        for k, n in enumerate(places):
            found[n] = replace(words[n], text=correction.text if k == 0 else "", confidence=1.0)
    return Corrected(tuple(found), tuple(lost))


def _stands_in(rect: Rect, box: Rect) -> bool:
    common = rect.overlap(box)
    smaller = max(1e-6, min(rect.area, box.area))
    return common > _SAME_PLACE * smaller and rect.width <= _ONE_WORD * max(box.width, box.height)


def store_words(connection: sqlite3.Connection, page: int, read: Sequence[Word]) -> tuple[Word, ...]:
    """Keep the words of a new reading with the page's corrections over them; the words as they stand now."""
    corrections = corrections_of(connection, page)
    corrected = correct(read, corrections)
    connection.execute(
        "INSERT INTO page_words (page, words, read) VALUES (?, ?, ?) "
        "ON CONFLICT (page) DO UPDATE SET words = excluded.words, read = excluded.read",
        (page, pack_words(corrected.words), pack_words(read) if corrections else None),
    )
    for correction in corrections:
        connection.execute(
            "UPDATE word_correction SET needs_look = ? WHERE uuid = ?",
            (int(correction.uuid in corrected.lost), correction.uuid),
        )
    return corrected.words


def recorrect(connection: sqlite3.Connection, page: int) -> tuple[Word, ...]:
    """Lay the page's present corrections over its last reading; the words as they stand now."""
    row = connection.execute("SELECT coalesce(read, words) AS read FROM page_words WHERE page = ?", (page,)).fetchone()
    return store_words(connection, page, unpack_words(row["read"])) if row else ()


def corrections_of(connection: sqlite3.Connection, page: int) -> list[Correction]:
    """The corrections of a page in the order they were made."""
    rows = connection.execute("SELECT uuid, box, text FROM word_correction WHERE page = ? ORDER BY uuid", (page,))
    return [Correction(row["uuid"], unpack_rects(row["box"])[0], row["text"]) for row in rows]
