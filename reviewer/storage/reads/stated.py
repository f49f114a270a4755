"""Sets the page counts that an agency states in its letters beside those found in what it sent."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from reviewer.model.determinations import StatementName
from reviewer.storage.blobs import load

COUNTS: Final[tuple[StatementName, ...]] = (
    "pages reviewed",
    "pages released",
    "pages released in full",
    "pages released in part",
    "pages withheld",
    "pages referred",
)

_LETTERS: Final = """
SELECT l.statements, l.first_page, l.last_page, i.name AS file_name, i.release
FROM letter l JOIN item_received i ON i.id = l.file WHERE l.state <> 'declined' ORDER BY l.file, l.first_page
"""
# Pages of letters about the request are no records: the agency does not count them.
_FOUND: Final = """
SELECT count(*) AS pages,
  count(*) FILTER (WHERE p.state = 'done' AND NOT EXISTS (
    SELECT 1 FROM redaction r WHERE r.page = p.id AND r.box_checked <> 'not a redaction'
  )) AS in_full,
  count(*) FILTER (WHERE p.state = 'done' AND EXISTS (
    SELECT 1 FROM redaction r WHERE r.page = p.id AND r.box_checked <> 'not a redaction'
  )) AS in_part,
  count(*) FILTER (WHERE p.state <> 'done') AS unread
FROM page p JOIN item_received i ON i.id = p.file
WHERE i.release = ? AND NOT EXISTS (
  SELECT 1 FROM letter l WHERE l.file = p.file AND l.state <> 'declined'
  AND p.number BETWEEN l.first_page AND l.last_page
)
"""
_LINES: Final = """
SELECT count(*) AS listed, count(*) FILTER (WHERE v.disposition IN ('referred', 'consultation')) AS referred
FROM virtual_page v JOIN page p ON p.id = v.page JOIN item_received i ON i.id = p.file WHERE i.release = ?
"""


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A count that a letter states, and what was found for it in the release that it came with.

    `unread` pages of that release are in no count found.
    """

    letter: str
    name: StatementName
    stated: int
    found: int
    unread: int

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.stated == self.found


def stated_counts(connection: sqlite3.Connection) -> tuple[StatedCount, ...]:
    """Every count of every letter that nobody declined; found are pages, and lines of deleted-page sheets.

    `pages reviewed` are compared with the pages sent and those listed on sheets, `pages released` with the pages sent,
    in full and in part with those without and with deletions, `pages withheld` with all lines of the sheets.
    """
    told: list[StatedCount] = []
    for letter in connection.execute(_LETTERS).fetchall():
        values = {name: value for name, value, *_rest in load(letter["statements"]) if name in COUNTS}
        if not values:
            continue
        pages = connection.execute(_FOUND, (letter["release"],)).fetchone()
        lines = connection.execute(_LINES, (letter["release"],)).fetchone()
        found: dict[StatementName, int] = {
            "pages reviewed": pages["pages"] + lines["listed"],
            "pages released": pages["pages"],
            "pages released in full": pages["in_full"],
            "pages released in part": pages["in_part"],
            "pages withheld": lines["listed"],
            "pages referred": lines["referred"],
        }
        told += [
            StatedCount(letter["file_name"], name, int(values[name]), found[name], pages["unread"])
            for name in COUNTS
            if name in values and str(values[name]).isdigit()
        ]
    return tuple(told)
