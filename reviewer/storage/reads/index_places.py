"""Reads what an index can name: numbers of pages, pages that only a deleted-page sheet lists, deletions on them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final, TypeVar

from reviewer.model.ids import PageId, Uuid
from reviewer.storage.blobs import load
from reviewer.storage.rows.indexes import AgencyIndexRow, IndexEntryRow, NumberedPage, WithheldPage
from reviewer.text.agency_index.decided import Decided, name_of, verdicts
from reviewer.text.agency_index.matching import Claim, Deletion, Matching, Numbered, Spot, match
from reviewer.text.agency_index.spans import key_of
from reviewer.text.agency_index.withheld_pages import Sheet, withheld_numbers

E = TypeVar("E")

FILE_SERIES: Final = "FILE:"
"""Begins the series of a file's own page numbers, counted from 1; the UUID of the file follows."""
SHEET_SERIES: Final = "SHEET:"
"""Begins the series of the numbers that the deleted-page sheets of a file list; the UUID of the file follows."""
LONGEST_RUN: Final = 20  # pages without a readable number whose numbers their neighbours tell
PAGES: Final = """
SELECT p.id, p.number, p.bates, p.state, i.uuid AS file, coalesce(l.request, e.request) AS request,
  EXISTS (SELECT 1 FROM virtual_page v WHERE v.page = p.id) AS sheet,
  (SELECT json_group_array(value) FROM page_identifier n WHERE n.page = p.id) AS stamped
FROM page p JOIN item_received i ON i.id = p.file JOIN release l ON l.uuid = i.release
LEFT JOIN event e ON e.uuid = l.event
"""
_LISTED: Final = "SELECT uuid, page, number, disposition, codes FROM virtual_page ORDER BY page, ordinal"
_DELETIONS: Final = """
SELECT uuid, page, codes FROM redaction WHERE box_checked <> 'not a redaction' ORDER BY page, ordinal
"""
_CLAIMED: Final = frozenset({"withheld", "sealed"})
"""Dispositions that claim an exemption here; duplicates and referred pages need no entry of their own."""


@dataclass(frozen=True)
class IndexPlaces:
    """All that indexes can name: pages, pages withheld in full, deletions, in the order of the project."""

    pages: tuple[NumberedPage, ...]
    withheld: tuple[WithheldPage, ...]
    redactions: tuple[Deletion, ...]

    @cached_property
    def numbered(self) -> Numbered:
        """The pages by their numbers."""
        spots: list[tuple[Spot, Sequence[tuple[str, int]]]] = [(page.page, page.numbers) for page in self.pages]
        spots += [(page.uuid, page.numbers) for page in self.withheld]
        requests: dict[Spot, str] = {page.page: page.request for page in self.pages if page.request}
        requests |= {page.uuid: page.request for page in self.withheld if page.request}
        return Numbered(spots, requests)

    @property
    def deletions(self) -> tuple[Deletion, ...]:
        """Redactions, then pages withheld in full."""
        whole = (Deletion(page.uuid, page.uuid, page.codes) for page in self.withheld if page.claimed)
        return (*self.redactions, *whole)

    def match(self, claims: Sequence[Claim[E]], verdicts: Mapping[str, Mapping[E, bool]] | None = None) -> Matching[E]:
        """Match claims with what there is; `verdicts` are what a person said, by deletion and entry."""
        return match(claims, self.numbered, self.deletions, verdicts)


def read_places(connection: sqlite3.Connection) -> IndexPlaces:
    """Read it all in one consistent state."""
    pages = tuple(numbered(connection.execute(PAGES + " ORDER BY p.id").fetchall()))
    listed = connection.execute(_LISTED).fetchall()
    deletions = [
        Deletion(row["uuid"], row["page"], tuple(load(row["codes"]))) for row in connection.execute(_DELETIONS)
    ]
    return IndexPlaces(pages, tuple(_withheld(pages, listed)) if listed else (), tuple(deletions))


def claims_of(indexes: Sequence[AgencyIndexRow], rows: Sequence[IndexEntryRow]) -> list[Claim[Uuid]]:
    """What the entries claim, each for the request that its index answers."""
    requests = {index.uuid: index.request for index in indexes}
    return [Claim(row.uuid, row.entry.spans, row.entry.codes, requests.get(row.index)) for row in rows]


def judged(
    indexes: Sequence[AgencyIndexRow], rows: Sequence[IndexEntryRow], decided: Sequence[Decided]
) -> Mapping[str, Mapping[Uuid, bool]]:
    """What people said of these entries, by deletion."""
    names = {index.uuid: index.name for index in indexes}
    return verdicts(((row.uuid, name_of(names.get(row.index, ""), row.entry)) for row in rows), decided)


def numbered(rows: Sequence[sqlite3.Row]) -> list[NumberedPage]:
    """Pages with their numbers, in the order of the project.

    Pages without a readable number between two whose numbers leave room for just as many bear the numbers between: a
    whole page that is blacked out often hides its own. A deleted-page sheet takes no part: the numbers that are left
    out beside it belong to the pages it lists.
    """
    found = [stamped(row) for row in rows]
    inferred: dict[int, tuple[str, int]] = {}
    last, between = -1, list[int]()
    for at, numbers in enumerate(found):
        if not numbers:
            if not rows[at]["sheet"]:
                between.append(at)
            continue
        if last >= 0 and 0 < len(between) <= LONGEST_RUN and rows[last]["file"] == rows[at]["file"]:
            for key, number in found[last]:
                if (key, number + len(between) + 1) in numbers:
                    inferred |= {place: (key, number + step) for step, place in enumerate(between, start=1)}
                    break
        last, between = at, []
    return [_page(row, found[at], inferred.get(at)) for at, row in enumerate(rows)]


def stamped(row: sqlite3.Row) -> tuple[tuple[str, int], ...]:
    """The numbers that are printed on a page."""
    printed = [text for text in (row["bates"], *load(row["stamped"])) if text]
    return tuple(dict.fromkeys(key for text in printed if (key := key_of(text)) is not None))


def _page(row: sqlite3.Row, printed: tuple[tuple[str, int], ...], between: tuple[str, int] | None) -> NumberedPage:
    numbers = (*printed, *((between,) if between is not None else ()), (FILE_SERIES + row["file"], row["number"] + 1))
    cited = row["bates"] or next(iter(load(row["stamped"])), "")
    return NumberedPage(
        row["id"], numbers, cited, row["state"] == "done", row["file"], row["request"], bool(row["sheet"])
    )


def _withheld(pages: Sequence[NumberedPage], listed: Sequence[sqlite3.Row]) -> Iterator[WithheldPage]:
    """The lines of all sheets with the numbers that the release leaves out for them."""
    lines: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in listed:
        lines[row["page"]].append(row)
    borne = _by_series(pages)
    for _file, group in groupby(pages, key=lambda page: page.file):
        bearing = list(group)
        runs = list(_runs(bearing, lines))
        sheets = [
            Sheet(
                tuple(row["number"] for row in rows), _next_to(bearing, first - 1, -1), _next_to(bearing, last + 1, 1)
            )
            for first, last, rows in runs
        ]
        told = iter(withheld_numbers(sheets, _by_series(bearing), borne))
        for first, _last, rows in runs:
            for row in rows:
                yield _withheld_page(row, bearing[first], next(told))


def _runs(
    pages: Sequence[NumberedPage], lines: Mapping[int, Sequence[sqlite3.Row]]
) -> Iterator[tuple[int, int, list[sqlite3.Row]]]:
    """Each sheet of a file, which may go over pages: its first and last place among `pages`, and its lines."""
    at = 0
    while at < len(pages):
        first = at
        while at < len(pages) and pages[at].page in lines:
            at += 1
        if at > first:
            yield first, at - 1, [row for page in pages[first:at] for row in lines[page.page]]
        else:
            at += 1


def _next_to(pages: Sequence[NumberedPage], at: int, step: int) -> Sequence[tuple[str, int]]:
    """The stamped numbers of the nearest page that has any, in one direction."""
    while 0 <= at < len(pages):
        printed = [number for number in pages[at].numbers if not number[0].startswith(FILE_SERIES)]
        if printed and not pages[at].sheet:
            return printed
        at += step
    return ()


def _by_series(pages: Iterable[NumberedPage]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for key, number in page.numbers:
            if not key.startswith(FILE_SERIES):
                found[key].add(number)
    return found


def _withheld_page(row: sqlite3.Row, sheet: NumberedPage, numbers: tuple[tuple[str, int], ...]) -> WithheldPage:
    own = (SHEET_SERIES + sheet.file, row["number"])
    return WithheldPage(
        Uuid(row["uuid"]),
        PageId(row["page"]),
        row["number"],
        tuple(load(row["codes"])),
        (*numbers, own),
        row["disposition"] in _CLAIMED,
        sheet.request,
    )
