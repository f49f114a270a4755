"""What the indexes of a project come to: entries with what they match, deletions that no entry speaks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.rows import AgencyIndexRow, FileRow, IndexEntryRow, NumberedPage
from reviewer.text.agency_index.matching import Claim, Matched, Numbered, match

EntryState = Literal["matched", "other codes", "no deletion", "not released", "no page named"]
STATES: Final[tuple[EntryState, ...]] = get_args(EntryState)


@dataclass(frozen=True, slots=True)
class EntryResult:
    """One entry: the pages it names (ids), the deletions it speaks for, those with other codes, and its state.

    States: it speaks for deletions (`matched`); most on its pages claim other codes (`other codes`); there are none
    (`no deletion`); the project has none of its pages (`not released`); no page could be read (`no page named`).
    """

    row: IndexEntryRow
    pages: tuple[int, ...]
    agreeing: tuple[Uuid, ...]
    differing: tuple[Uuid, ...]

    @property
    def state(self) -> EntryState:
        """What came of it."""
        if not self.row.entry.spans:
            return "no page named"
        if not self.pages:
            return "not released"
        if len(self.differing) > len(self.agreeing):
            return "other codes"
        return "matched" if self.agreeing else "no deletion"


@dataclass(frozen=True, slots=True)
class DeletionPlace:
    """A deletion as a list shows it: its page (id), where that is, its codes, and how it is marked."""

    uuid: Uuid
    page: PageId
    place: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexResults:
    """All that the indexes of a project come to. `not_indexed` and `unnumbered` are deletions without an entry, the
    latter on pages without any number; `differing` those whose page has entries of other codes only, with these codes.
    """

    indexes: tuple[AgencyIndexRow, ...]
    entries: tuple[EntryResult, ...]
    matched: int
    differing: tuple[tuple[DeletionPlace, tuple[str, ...]], ...]
    not_indexed: tuple[DeletionPlace, ...]
    unnumbered: tuple[DeletionPlace, ...]
    unread: int

    def count(self, state: EntryState) -> int:
        """How many entries are in a state."""
        return sum(entry.state == state for entry in self.entries)


def index_results(read: Reads) -> IndexResults:
    """Match every entry of every index with the deletions of the project as they stand now."""
    rows = read.indexes.entries()
    pages = read.indexes.pages()
    claims = [Claim(row.uuid, row.entry.spans, row.entry.codes) for row in rows]
    found = match(claims, Numbered((page.page, page.numbers) for page in pages), read.indexes.deletions())
    entries = tuple(_result(row, found.entries[row.uuid]) for row in rows)
    codes = {row.uuid: row.entry.codes for row in rows}
    differing = {
        Uuid(uuid): tuple(dict.fromkeys(code for entry in spoken for code in codes[entry]))
        for uuid, (spoken, agrees) in found.by_deletion.items()
        if not agrees
    }
    wanted = [Uuid(uuid) for uuid in (*differing, *found.not_indexed, *found.unnumbered)] if rows else []
    places = _places(read, wanted, pages)
    return IndexResults(
        tuple(read.indexes.indexes()),
        entries,
        sum(agrees for _, agrees in found.by_deletion.values()),
        tuple((places[uuid], claimed) for uuid, claimed in differing.items() if uuid in places),
        tuple(places[Uuid(uuid)] for uuid in found.not_indexed if Uuid(uuid) in places),
        tuple(places[Uuid(uuid)] for uuid in found.unnumbered if Uuid(uuid) in places),
        sum(not page.read for page in pages),
    )


def _result(row: IndexEntryRow, found: Matched) -> EntryResult:
    return EntryResult(
        row,
        tuple(found.pages),
        tuple(Uuid(uuid) for uuid in found.agreeing),
        tuple(Uuid(uuid) for uuid in found.differing),
    )


def _places(read: Reads, uuids: Sequence[Uuid], pages: Sequence[NumberedPage]) -> Mapping[Uuid, DeletionPlace]:
    printed = {page.page: page.printed for page in pages}
    files: dict[FileId, FileRow] = {file.id: file for file in read.sources.files()}
    return {
        row.uuid: DeletionPlace(
            row.uuid,
            row.page,
            ", ".join(filter(None, (printed.get(row.page, ""), f"{files[row.file].name} p. {row.number + 1}"))),
            row.codes,
        )
        for row in read.redactions.rows(uuids)
    }
