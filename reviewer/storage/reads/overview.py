"""Reads what a release is, in sums: pages by how they were released, deletions by exemption, document and place."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.stated import StatedCount, stated_counts
from reviewer.text.series import SeriesCheck, check_series

_PAGES: Final = """
SELECT count(*) AS pages,
  count(*) FILTER (WHERE p.state = 'done' AND k.kinds IS NULL) AS in_full,
  count(*) FILTER (WHERE p.state = 'done' AND k.kinds IS NOT NULL AND NOT k.whole) AS in_part,
  count(*) FILTER (WHERE p.state = 'done' AND k.whole) AS withheld,
  count(*) FILTER (WHERE p.state IN ('pending', 'reading')) AS unread,
  count(*) FILTER (WHERE p.state = 'failed') AS failed
FROM page p LEFT JOIN (
  SELECT r.page, count(*) AS kinds, max(r.kind = 'page') AS whole
  FROM redaction r WHERE r.box_checked <> 'not a redaction' GROUP BY r.page
) k ON k.page = p.id
"""
_CODES: Final = """
SELECT coalesce(c.code, '') AS code, count(*) AS redactions, count(DISTINCT r.page) AS pages,
  coalesce(sum(r.words), 0) AS words, coalesce(sum(
  (SELECT sum((json_extract(b.value, '$[2]') - json_extract(b.value, '$[0]'))
            * (json_extract(b.value, '$[3]') - json_extract(b.value, '$[1]'))) FROM json_each(r.rects) b)
  / (p.width * p.height)), 0) AS area
FROM redaction r JOIN page p ON p.id = r.page LEFT JOIN redaction_code c ON c.redaction = r.uuid
WHERE r.box_checked <> 'not a redaction' GROUP BY 1 ORDER BY redactions DESC, code
"""
_DOCUMENTS: Final = """
SELECT d.uuid, coalesce(d.subject, '') AS subject, d.type, d.file, d.first_page, i.name AS file_name,
  d.last_page - d.first_page + 1 AS pages, count(*) AS redactions,
  coalesce(sum(r.words), 0) AS words, coalesce(sum(
  (SELECT sum((json_extract(b.value, '$[2]') - json_extract(b.value, '$[0]'))
            * (json_extract(b.value, '$[3]') - json_extract(b.value, '$[1]'))) FROM json_each(r.rects) b)
  / (p.width * p.height)), 0) AS area
FROM document d JOIN page p ON p.file = d.file AND p.number BETWEEN d.first_page AND d.last_page
JOIN redaction r ON r.page = p.id JOIN item_received i ON i.id = d.file
WHERE r.box_checked <> 'not a redaction' GROUP BY d.uuid ORDER BY area DESC, d.file, d.first_page LIMIT ?
"""
_VIRTUAL: Final = "SELECT disposition, count(*) AS n FROM virtual_page GROUP BY 1 ORDER BY n DESC, 1"
_IDENTIFIERS: Final = """
SELECT e.series, e.value FROM page_identifier e JOIN page p ON p.id = e.page ORDER BY e.series, p.file, p.number
"""
_ITEMS: Final = """
SELECT count(*) AS received, count(*) FILTER (WHERE s.state = 'failed') AS failed,
  count(*) FILTER (WHERE s.id IS NULL) AS catalogued
FROM item_received i LEFT JOIN source_file s ON s.id = i.id
"""
_BENEATH: Final = "SELECT count(*) FROM redaction WHERE recoverable AND box_checked <> 'not a redaction'"
_UNREADABLE: Final = """
SELECT p.id AS page, i.name AS file_name, p.number, coalesce(p.error_message, '') AS message
FROM page p JOIN item_received i ON i.id = p.file WHERE p.state = 'failed' ORDER BY p.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class PageSums:
    """Pages by how they were released; `withheld` have one box over the whole body, `in_full` show no deletion."""

    pages: int
    in_full: int
    in_part: int
    withheld: int
    unread: int
    failed: int


@dataclass(frozen=True, slots=True)
class ItemSums:
    """Files received; `failed` could not be opened, `catalogued` hold no pages that can be shown here."""

    received: int = 0
    failed: int = 0
    catalogued: int = 0


@dataclass(frozen=True, slots=True)
class CodeSum:
    """What one exemption hides; `code` is empty for deletions without one, `area` counts pages, `words` estimates."""

    code: str
    redactions: int
    pages: int
    words: int
    area: float


@dataclass(frozen=True, slots=True)
class DocumentSum:
    """What is hidden of one document; `area` counts pages."""

    uuid: Uuid
    subject: str
    type: str
    file: FileId
    first_page: int
    file_name: str
    pages: int
    redactions: int
    words: int
    area: float


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page that could not be read, with the reason; `number` counts from 0 in its file."""

    page: PageId
    file_name: str
    number: int
    message: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A release in sums. `virtual` counts pages that exist only as lines of deleted-page sheets, by disposition.

    `beneath` counts redactions under which text is still in the file.
    """

    pages: PageSums
    codes: tuple[CodeSum, ...]
    documents: tuple[DocumentSum, ...]
    virtual: dict[str, int]
    series: tuple[SeriesCheck, ...]
    failed: tuple[FailedPage, ...]
    stated: tuple[StatedCount, ...] = ()
    items: ItemSums = ItemSums()
    beneath: int = 0


class OverviewReads:
    """The sums of a project."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def all(self, *, documents: int = 12, failed: int = 50) -> Overview:
        """Every sum, from one state of the project; takes some seconds for 100,000 pages."""
        with self._project.reader() as connection:
            return Overview(
                PageSums(**dict(connection.execute(_PAGES).fetchone())),
                tuple(CodeSum(**dict(row)) for row in connection.execute(_CODES)),
                tuple(DocumentSum(**dict(row)) for row in connection.execute(_DOCUMENTS, (documents,))),
                {row["disposition"]: row["n"] for row in connection.execute(_VIRTUAL)},
                _series(connection),
                tuple(FailedPage(**dict(row)) for row in connection.execute(_UNREADABLE, (failed,))),
                stated_counts(connection),
                ItemSums(**dict(connection.execute(_ITEMS).fetchone())),
                int(connection.execute(_BENEATH).fetchone()[0]),
            )


def _series(connection: sqlite3.Connection) -> tuple[SeriesCheck, ...]:
    return tuple(check_series([(row["series"], row["value"]) for row in connection.execute(_IDENTIFIERS)]))
