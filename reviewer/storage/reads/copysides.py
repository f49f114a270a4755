"""What stands behind a page in a comparison: its release, when that came, who produced it, and the page's legends."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId
from reviewer.storage.blobs import load
from reviewer.storage.rows.copies import CopySide

_RELEASE = """
SELECT l.uuid, l.name, l.received_on, e.printed_on, e.received_on AS letter_received,
  coalesce(q.agency, '') || ' ' || coalesce(q.component, '') AS producer
FROM release l LEFT JOIN event e ON e.uuid = l.event LEFT JOIN request q ON q.uuid = l.request
"""
_LEGENDS = ("no foia waiver", "approved for release")


class ReleaseFacts(NamedTuple):
    """A release: its name, the date of its letter (else the day it was received), and whose it is."""

    uuid: str
    name: str
    released_on: date | None
    producer: str


class Sides:
    """The sides of comparisons; what pages share is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._releases = {row["uuid"]: _facts(row) for row in connection.execute(_RELEASE)}
        self._of_page: dict[int, ReleaseFacts] = {}

    def release(self, page: int) -> ReleaseFacts:
        """The release that a page came with."""
        if page not in self._of_page:
            row = self._connection.execute(
                "SELECT i.release FROM page p JOIN item_received i ON i.id = p.file WHERE p.id = ?", (page,)
            ).fetchone()
            self._of_page[page] = self._releases[row["release"]]
        return self._of_page[page]

    def side(self, page: PageId, boxes: tuple[Rect, ...], codes: tuple[str, ...]) -> CopySide:
        """A side as it is shown."""
        facts = self.release(page)
        row = self._connection.execute("SELECT file, number, markers FROM page WHERE id = ?", (page,)).fetchone()
        return CopySide(
            page=page,
            file=FileId(row["file"]),
            number=row["number"],
            release=facts.uuid,
            release_name=facts.name,
            released_on=facts.released_on,
            producer=facts.producer,
            legends=tuple(marker for marker in load(row["markers"]) if marker in _LEGENDS),
            boxes=boxes,
            codes=codes,
        )


def _facts(row: sqlite3.Row) -> ReleaseFacts:
    day = next(
        (found for found in map(_day, (row["printed_on"], row["received_on"], row["letter_received"])) if found), None
    )
    return ReleaseFacts(row["uuid"], row["name"], day, row["producer"].strip().casefold())


def _day(stored: str | None) -> date | None:
    """A stored ISO date; None for what is none, or not a whole one."""
    try:
        return date.fromisoformat(stored[:10]) if stored else None
    except ValueError:
        return None
