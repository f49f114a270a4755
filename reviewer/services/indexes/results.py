"""What the indexes of a project come to: entries with what they match, deletions that no entry speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.reads.index_places import IndexPlaces, claims_of, judged
from reviewer.storage.rows import AgencyIndexRow, FileRow, IndexEntryRow
from reviewer.text.agency_index.matching import Matched

EntryState = Literal["matched", "other codes", "no deletion", "not released", "no page named"]
STATES: Final[tuple[EntryState, ...]] = get_args(EntryState)


@dataclass(frozen=True, slots=True)
class EntryResult:
    """One entry: the pages it names (ids), the deletions it speaks for, those with other codes, and its state.

    `withheld` counts the pages among its own that only a deleted-page sheet lists (`pages` has the sheet for them).
    `by_hand` are deletions that a person gave it, `set_aside` those that a person denied it.

    States: it speaks for deletions (`matched`); most on its pages claim other codes (`other codes`); there are none
    (`no deletion`); the project has none of its pages (`not released`); no page could be read (`no page named`).
    """

    row: IndexEntryRow
    pages: tuple[int, ...]
    agreeing: tuple[Uuid, ...]
    differing: tuple[Uuid, ...]
    withheld: int = 0
    by_hand: frozenset[Uuid] = frozenset()
    set_aside: tuple[Uuid, ...] = ()

    @property
    def state(self) -> EntryState:
        """What came of it."""
        if self.by_hand:
            return "matched"
        if not self.row.entry.spans:
            return "no page named"
        if not self.pages:
            return "not released"
        if len(self.differing) > len(self.agreeing):
            return "other codes"
        return "matched" if self.agreeing else "no deletion"


@dataclass(frozen=True, slots=True)
class DeletionPlace:
    """A deletion as a list shows it: its page (id), where that is, and its codes.

    `whole`: it is a page that only a deleted-page sheet lists; `page` is the sheet.
    """

    uuid: Uuid
    page: PageId
    place: str
    codes: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class IndexResults:
    """All that the indexes of a project come to. `not_indexed` and `unnumbered` are deletions without an entry, the
    latter on pages without any number; `differing` those whose page has entries of other codes only, with these codes.
    `there` is all that was matched with.
    """

    indexes: tuple[AgencyIndexRow, ...]
    entries: tuple[EntryResult, ...]
    matched: int
    differing: tuple[tuple[DeletionPlace, tuple[str, ...]], ...]
    not_indexed: tuple[DeletionPlace, ...]
    unnumbered: tuple[DeletionPlace, ...]
    unread: int
    there: IndexPlaces

    def count(self, state: EntryState) -> int:
        """How many entries are in a state."""
        return sum(entry.state == state for entry in self.entries)


def index_results(read: Reads) -> IndexResults:
    """Match every entry of every index with the deletions of the project as they stand now."""
    indexes = tuple(read.indexes.indexes())
    rows = read.indexes.entries()
    there = read.indexes.places()
    found = there.match(claims_of(indexes, rows), judged(indexes, rows, read.indexes.decided()))
    sheets = {page.uuid: page.page for page in there.withheld}
    entries = tuple(_result(row, found.entries[row.uuid], sheets) for row in rows)
    codes = {row.uuid: row.entry.codes for row in rows}
    differing = {
        Uuid(uuid): tuple(dict.fromkeys(code for entry in spoken for code in codes[entry]))
        for uuid, (spoken, agrees) in found.by_deletion.items()
        if not agrees
    }
    wanted = [Uuid(uuid) for uuid in (*differing, *found.not_indexed, *found.unnumbered)] if rows else []
    places = deletion_places(read, there, wanted)
    return IndexResults(
        indexes,
        entries,
        sum(agrees for _, agrees in found.by_deletion.values()),
        tuple((places[uuid], claimed) for uuid, claimed in differing.items() if uuid in places),
        tuple(places[Uuid(uuid)] for uuid in found.not_indexed if Uuid(uuid) in places),
        tuple(places[Uuid(uuid)] for uuid in found.unnumbered if Uuid(uuid) in places),
        sum(not page.read for page in there.pages),
        there,
    )


def deletion_places(read: Reads, there: IndexPlaces, uuids: Iterable[Uuid]) -> Mapping[Uuid, DeletionPlace]:
    """Where redactions and pages withheld in full stand, by their ids; those that are gone are left out."""
    printed = {page.page: page.printed for page in there.pages}
    files: dict[FileId, FileRow] = {file.id: file for file in read.sources.files()}
    names = {file.uuid: file.name for file in files.values()}
    of_sheet = {page.page: names.get(Uuid(page.file), "") for page in there.pages if page.sheet}
    wanted = list(uuids)
    found = {
        row.uuid: DeletionPlace(
            row.uuid,
            row.page,
            ", ".join(filter(None, (printed.get(row.page, ""), f"{files[row.file].name} p. {row.number + 1}"))),
            row.codes,
        )
        for row in read.redactions.rows(wanted)
    }
    asked = set(wanted)
    for page in there.withheld:
        if page.uuid in asked:
            place = f"deleted page {page.number}, sheet in {of_sheet.get(page.page, '')}"
            found[page.uuid] = DeletionPlace(page.uuid, page.page, place, page.codes, whole=True)
    return found


def _result(row: IndexEntryRow, found: Matched, sheets: Mapping[Uuid, PageId]) -> EntryResult:
    pages = dict.fromkeys(sheets[Uuid(spot)] if isinstance(spot, str) else spot for spot in found.pages)
    return EntryResult(
        row,
        tuple(pages),
        tuple(Uuid(uuid) for uuid in found.agreeing),
        tuple(Uuid(uuid) for uuid in found.differing),
        sum(isinstance(spot, str) for spot in found.pages),
        frozenset(Uuid(uuid) for uuid in found.by_hand),
        tuple(Uuid(uuid) for uuid in found.set_aside),
    )
