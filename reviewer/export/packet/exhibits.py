"""Which pages are exhibits, in what order and under which letter, and what is marked on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.export.gather import Places
from reviewer.export.packet.case import Case, Item
from reviewer.export.packet.comparisons import Comparison, comparisons
from reviewer.export.pincite import PinCite
from reviewer.export.sources import unchanged
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId
from reviewer.storage import rows as stored
from reviewer.storage.reads import Reads

DETERMINATION, CONTESTED, COMPARED = "B", "C", "D"  # A is the request, which only the filer has


@dataclass(frozen=True, slots=True)
class Mark:
    """One contested item on an exhibit page: its label and its rects in displayed points of the source page."""

    label: str
    rects: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """One page of an exhibit: its number within it (from 1), its source, its marks, and brackets beside passages."""

    number: int
    page: PageId
    file: FileId
    source_page: int
    width: float
    height: float
    cite: PinCite
    marks: tuple[Mark, ...] = ()
    brackets: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit: its letter, what it is, and its pages; `sheets` where parts of pages are shown side by side.

    Each sheet then has two of the pages, which bear its number.
    """

    letter: str
    title: str
    pages: tuple[ExhibitPage, ...]
    sheets: tuple[Comparison, ...] = ()

    @property
    def count(self) -> int:
        """How many sheets of paper it has."""
        return len(self.sheets or self.pages)

    def place_of(self, item: Item) -> str:
        """Where an item is to be seen: `C-3`; empty where this exhibit does not show it."""
        if self.sheets:
            label = str(item.row.numbered)
            return next((f"{self.letter}-{sheet.number}" for sheet in self.sheets if label in sheet.items), "")
        found = next((page.number for page in self.pages if page.page == item.page), None)
        return f"{self.letter}-{found}" if found is not None else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file that exhibits are made from; `path` None: missing or changed, so that no picture can be made."""

    file: FileId
    name: str
    sha256: str
    path: Path | None


def plan_exhibits(read: Reads, case: Case, brackets: bool = False) -> tuple[Exhibit, ...]:
    """The determination as read from its letter, every page with a contested deletion or sheet, then comparisons."""
    places = Places(read)
    found = []
    if case.letter is not None:
        numbers = range(case.letter.first_page, case.letter.last_page + 1)
        rows = [row for row in (read.pages.at(case.letter.file, number) for number in numbers) if row is not None]
        found.append(Exhibit(DETERMINATION, "Determination", tuple(_pages(rows, places, {}, {}))))
    by_page: dict[PageId, list[Item]] = {}
    for item in case.items:
        if item.page is not None:
            by_page.setdefault(item.page, []).append(item)
    rows = [row for row in map(read.pages.one, sorted(by_page)) if row is not None]
    if rows:
        beside = _brackets(read, set(by_page)) if brackets else {}
        found.append(Exhibit(CONTESTED, "Contested pages", tuple(_pages(rows, places, by_page, beside))))
    sheets = comparisons(read, case)
    if sheets:
        found.append(Exhibit(COMPARED, "Comparisons of copies", tuple(_sides(sheets)), sheets))
    return tuple(found)


def _sides(sheets: Sequence[Comparison]) -> Iterator[ExhibitPage]:
    """The pages whose parts the sheets show: each sheet's hiding and showing one."""
    for sheet in sheets:
        for strip in (sheet.hidden, sheet.shown):
            mark = Mark(", ".join(sheet.items), strip.outlined)
            size = (strip.width, strip.height)
            yield ExhibitPage(sheet.number, strip.page, strip.file, strip.source_page, *size, strip.cite, (mark,))


def _pages(
    rows: Sequence[stored.PageRow],
    places: Places,
    items: dict[PageId, list[Item]],
    brackets: dict[PageId, tuple[tuple[float, float], ...]],
) -> Iterator[ExhibitPage]:
    for number, row in enumerate(rows, start=1):
        marks = tuple(Mark(str(item.row.numbered), item.rects) for item in items.get(row.id, ()) if item.rects)
        beside = brackets.get(row.id, ())
        yield ExhibitPage(number, row.id, row.file, row.number, row.width, row.height, places.cite(row), marks, beside)


def _brackets(read: Reads, pages: set[PageId]) -> dict[PageId, tuple[tuple[float, float], ...]]:
    """Heights of tagged passages on some pages: a bracket in the margin, no word of the reviewer's."""
    found: dict[PageId, list[tuple[float, float]]] = {}
    for passage in read.marks.passages():
        for segment in passage.segments:
            if segment.page in pages and segment.boxes:
                top, bottom = min(box.y0 for box in segment.boxes), max(box.y1 for box in segment.boxes)
                found.setdefault(segment.page, []).append((top, bottom))
    return {page: tuple(heights) for page, heights in found.items()}


def sources_of(
    read: Reads, exhibits: Sequence[Exhibit], path_of: Callable[[stored.FileRow], Path | None]
) -> tuple[Source, ...]:
    """The source files of all exhibits in the order of the project."""
    wanted = {page.file for exhibit in exhibits for page in exhibit.pages}
    return tuple(Source(row.id, row.name, row.sha256, path_of(row)) for row in read.sources.files() if row.id in wanted)


def path_if_unchanged(row: stored.FileRow) -> Path | None:
    """Where a source lies, if it still is what came: same SHA-256."""
    return row.path if unchanged(row) else None
