"""Says what importing an index would do before anything is taken: columns, entries, what they match and what not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer.model.ids import Uuid
from reviewer.services.indexes.reading import IndexFile
from reviewer.services.operations.indexes import ImportIndex
from reviewer.storage.reads import Reads
from reviewer.storage.reads.index_places import FILE_SERIES, SHEET_SERIES, IndexPlaces
from reviewer.storage.rows import AgencyIndexRow, NumberedPage, RequestRow
from reviewer.text.agency_index.columns import Role, headings
from reviewer.text.agency_index.decided import name_of, verdicts
from reviewer.text.agency_index.entries import Entry, IndexTable, Reading, read_index
from reviewer.text.agency_index.matching import OWN_COUNT, Claim, Matching
from reviewer.text.agency_index.subcodes import read_key

_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Series:
    """A series of the project: its key, first and last number as printed, and its pages; or a file's own page count."""

    key: str
    first: str
    last: str
    pages: int

    def __str__(self) -> str:
        """`BRR-2018-000101 to BRR-2018-000143`."""
        return self.first if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class IndexChoice:
    """What a person chose: columns by what they hold (None: as found), the series of bare numbers (None: as found).

    `request` is the one that the index answers; empty: any; None: that of the import whose place it takes, else any.
    """

    columns: Mapping[Role, int] | None = None
    bare: str | None = None
    request: Uuid | None = None


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """What an import would take in. `matching` names entries by their place in `reading.entries`.

    `headings` are those of the first table that was understood, or of the fullest row where none was. `earlier` is an
    import of the same file, or of one of the same name, that this one can take the place of. `requests` are those of
    the project, `request` the one whose pages alone it speaks of (None: of any).
    """

    file: IndexFile
    reading: Reading
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    key: Mapping[str, str]
    bare: str
    series: tuple[Series, ...]
    matching: Matching[int]
    earlier: AgencyIndexRow | None
    unread: int
    requests: tuple[RequestRow, ...] = ()
    request: Uuid | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that would be imported."""
        return self.reading.entries

    @property
    def matched(self) -> int:
        """How many entries name a page that the project has."""
        return sum(bool(found.pages) for found in self.matching.entries.values())

    @property
    def columns(self) -> dict[str, str]:
        """The heading of each column that is used, by what it holds."""
        chosen = self.reading.layout.columns if self.reading.layout is not None else {}
        return {role: self.headings[at] if at < len(self.headings) else "" for role, at in chosen.items()}

    def problem(self) -> str:
        """Why nothing, or hardly anything, would come of it; empty where there is no reason to wonder."""
        if not self.entries and not self.key:
            return no_entries(self)
        if self.entries and not self.matched:
            return matches_nothing(self)
        return ""

    def operation(self, *, replace: bool = True) -> ImportIndex:
        """The edit that does it; with `replace` in the place of an earlier import."""
        return ImportIndex(
            self.file.path.name,
            self.file.sha256,
            self.file.bytes,
            self.entries,
            dict(self.key),
            self.columns,
            self.bare,
            self.request,
            self.earlier.uuid if self.earlier is not None and replace else None,
        )


def plan_index(read: Reads, file: IndexFile, choice: IndexChoice = IndexChoice()) -> IndexPlan:
    """What importing `file` would do in this project, with what a person chose."""
    there = read.indexes.places()
    series = series_of(there, {row.uuid: row.name for row in read.sources.files()})
    bare = choice.bare if choice.bare is not None else _likely(series)
    known = frozenset(key for key in there.numbered.keys if OWN_COUNT not in key)
    reading = read_index(file.tables, known, bare, choice.columns)
    earlier = _earlier(read.indexes.indexes(), file)
    before = earlier.request if earlier is not None else None
    request = before if choice.request is None else choice.request or None
    claims = [Claim(number, entry.spans, entry.codes, request) for number, entry in enumerate(reading.entries)]
    names = ((number, name_of(file.path.name, entry)) for number, entry in enumerate(reading.entries))
    headings, sample = _shown(file.tables, reading)
    return IndexPlan(
        file,
        reading,
        headings,
        sample,
        read_key(file.lines),
        bare,
        series,
        there.match(claims, verdicts(names, read.indexes.decided())),
        earlier,
        sum(not page.read for page in there.pages),
        tuple(read.matter.requests()),
        request,
    )


def series_of(there: IndexPlaces, files: Mapping[Uuid, str]) -> tuple[Series, ...]:
    """The series of a project: those stamped on pages, the fullest first, then each file's own count of pages.

    Last the numbers that the deleted-page sheets of a file list, which an index may name its pages by.
    """
    stamped: dict[str, list[NumberedPage]] = {}
    counted: Counter[str] = Counter()
    for page in there.pages:
        for key, _ in page.numbers:
            if key.startswith(FILE_SERIES):
                counted[key] += 1
            else:
                stamped.setdefault(key, []).append(page)
    found = [_series(key, bearing) for key, bearing in sorted(stamped.items(), key=lambda item: -len(item[1]))]
    for key, count in counted.items():
        name = files.get(Uuid(key.removeprefix(FILE_SERIES)), "")
        found.append(Series(key, f"{name} p. 1", f"{name} p. {count}", count))
    return (*found, *_sheet_series(there, files))


def _sheet_series(there: IndexPlaces, files: Mapping[Uuid, str]) -> Iterator[Series]:
    listed: dict[str, list[int]] = {}
    for page in there.withheld:
        key = next(key for key, _ in page.numbers if key.startswith(SHEET_SERIES))
        listed.setdefault(key, []).append(page.number)
    for key, numbers in listed.items():
        name = f"deleted pages of {files.get(Uuid(key.removeprefix(SHEET_SERIES)), '')}"
        yield Series(key, f"{name}: {min(numbers)}", f"{max(numbers)}", len(numbers))


def _series(key: str, pages: Sequence[NumberedPage]) -> Series:
    by_number = {number: page for page in pages for own, number in page.numbers if own == key}
    first, last = by_number[min(by_number)], by_number[max(by_number)]
    return Series(key, _printed(first, key), _printed(last, key), len(pages))


def _printed(page: NumberedPage, key: str) -> str:
    """The number of a page in one series, as printed where that is the one it is cited by."""
    number = next(number for own, number in page.numbers if own == key)
    return page.printed if page.numbers[0] == (key, number) else f"{key} {number}"


def _likely(series: Sequence[Series]) -> str:
    """The series that bare numbers belong to where there is only one that it can be."""
    stamped = [found for found in series if OWN_COUNT not in found.key]
    candidates = stamped or [found for found in series if found.key.startswith(FILE_SERIES)]
    return candidates[0].key if len(candidates) == 1 else ""


def _earlier(indexes: Sequence[AgencyIndexRow], file: IndexFile) -> AgencyIndexRow | None:
    same = [row for row in indexes if row.sha256 == file.sha256]
    return next(iter(same or [row for row in indexes if row.name.casefold() == file.path.name.casefold()]), None)


def _shown(tables: Sequence[IndexTable], reading: Reading) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and the first rows below them; without headings those of the fullest row."""
    if not tables:
        return (), ()
    table = tables[reading.table or 0]
    if reading.layout is not None and reading.layout.body:
        layout = reading.layout
        heads = tuple(headings(table.rows, layout))
        return heads, tuple(tuple(row) for row in table.rows[layout.body : layout.body + _SHOWN])
    rows = table.rows[:40]
    at = max(range(len(rows)), key=lambda n: (sum(bool(cell) for cell in rows[n]), -n), default=0)
    body = tuple(tuple(row) for row in rows[at + 1 : at + 1 + _SHOWN])
    return tuple(" ".join(cell.split()) for cell in rows[at]) if rows else (), body


def no_entries(plan: IndexPlan) -> str:
    """Why no entry was found, with the headings that were seen."""
    seen = ", ".join(f"“{heading}”" for heading in plan.headings if heading)
    return (
        f"{plan.file.path.name} has no columns that say which pages are withheld, and what or why. "
        + (f"Its headings: {seen}. " if seen else "It has no headings. ")
        + "Say which column holds the pages and which the exemption or the reason."
    )


def matches_nothing(plan: IndexPlan) -> str:
    """That no entry names a page of the project, with what stands on either side."""
    seen = list(dict.fromkeys(entry.pages or entry.number for entry in plan.entries if entry.pages or entry.number))
    there = "; ".join(str(found) for found in plan.series if OWN_COUNT not in found.key)
    said = f"No entry names a page of this project. The index names {', '.join(seen[:_SHOWN]) or 'no pages'}"
    said += f" and {len(seen) - _SHOWN:,} more. " if len(seen) > _SHOWN else ". "
    said += f"The pages here bear {there}." if there else "No numbers were read on the pages here."
    return said + (f" {plan.unread:,} pages are not yet read." if plan.unread else "")
