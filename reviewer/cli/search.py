"""`search PROJECT.foia QUERY`: the pages that fit, with pin cites and the words around; notes and the rest too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import click

from reviewer.cli.opening import reading
from reviewer.cli.terminal import counted, for_people, printable, say
from reviewer.export.gather import Places
from reviewer.export.pincite import PinCite
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.model.query import Query, Words
from reviewer.search import format_query, parse
from reviewer.storage.reads import Reads
from reviewer.storage.rows import ItemHit, SearchHit
from reviewer.storage.rows.searching import ItemKind

_PORTION = 200
_BEST = 50
_MOST_ITEMS = 1_000
_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that answers a query: its cite, the words around the first place, the boxes of all places.

    `misread` says how the words stand on the page where they were read otherwise than typed.
    """

    kind: str
    cite: PinCite | None
    snippet: str
    boxes: tuple[Rect, ...]
    misread: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """As `--json` prints it."""
        cite = self.cite
        return {
            "kind": self.kind,
            "cite": str(cite) if cite else None,
            "identifier": (cite.identifier or None) if cite else None,
            "file": cite.file if cite else None,
            "page": cite.page if cite else None,
            "document_page": cite.document_page if cite else None,
            "document_pages": cite.document_pages if cite else None,
            "snippet": self.snippet,
            "boxes": [list(box.rounded()) for box in self.boxes],
            "misread": list(self.misread),
        }

    def line(self) -> str:
        """As programs that take lines get it: the cite, the words, and what was misread, parted by tabs."""
        place = str(self.cite) if self.cite else ""
        parts = [place if self.kind == "page" else f"{self.kind}: {place}", self.snippet]
        if self.misread:
            parts.append(f"misread: {', '.join(self.misread)}")
        return "\t".join(printable(part) for part in parts)


@click.command("search")
@click.argument("project", type=click.Path(path_type=Path, readable=False))
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, one object a hit.")
@click.option("--limit", type=click.IntRange(1), help="At most so many hits.")
@click.option("--best", is_flag=True, help="The pages that say most of the words first (50 unless --limit says more).")
@click.option("--exact", is_flag=True, help="Without pages on which a word may have been misread.")
@click.option("--in", "kinds", multiple=True, type=click.Choice(("page", *_KINDS)), help="What to look in: pages, "
              "unless this says otherwise; can be given several times.")  # fmt: skip
def command(
    project: Path, query: str, as_json: bool, limit: int | None, best: bool, exact: bool, kinds: tuple[str, ...]
) -> int:
    """Search PROJECT.foia for QUERY; docs/search.md describes what can be typed.

    Examples: '"public interest" code:b5', 'harm near:redaction', 'from:doyle date:2018-06 NOT tag:done'
    """
    meant = parse(query)
    with reading(project) as read:
        show = _printer(read.search.words(meant), as_json)
        for item in _items(read, meant, kinds):
            show(item)
        if not kinds or "page" in kinds:
            _pages(read, meant, show, _Wanted(limit, best, exact))
    return 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    limit: int | None
    best: bool
    exact: bool


def _pages(read: Reads, query: Query, show: Callable[[Found], None], wanted: _Wanted) -> None:
    total = read.search.count(query)
    shown = 0
    for found in _best(read, query, wanted.limit or _BEST) if wanted.best else _found(read, query, wanted.limit):
        show(found)
        shown += 1
    left = None if wanted.limit is None else wanted.limit - shown
    doubtful = 0
    if not wanted.exact and shown == total:
        for found in _found(read, query, left, misread=True):
            show(found)
            doubtful += 1
    _tell_the_rest(read, total, shown, doubtful)


def _best(read: Reads, query: Query, limit: int) -> Iterator[Found]:
    answer = read.search.first(query, limit=limit)
    if answer.too_many:
        say("These pages are in page order: there are too many to weigh.")
    places = Places(read)
    for hit in answer.hits:
        yield _page(read, places, query, hit)


def _found(read: Reads, query: Query, limit: int | None, *, misread: bool = False) -> Iterator[Found]:
    places = Places(read)
    ask = read.search.misread if misread else read.search.pages
    after: PageId | None = None
    left = limit
    while left is None or left > 0:
        portion = ask(query, after=after, limit=_PORTION if left is None else min(_PORTION, left))
        for hit in portion:
            yield _page(read, places, query, hit, read.search.readings(query, hit.page) if misread else ())
        if not portion:
            return
        after = portion[-1].page
        left = None if left is None else left - len(portion)


def _page(read: Reads, places: Places, query: Query, hit: SearchHit, misread: tuple[str, ...] = ()) -> Found:
    page = read.pages.one(hit.page)
    cite = places.cite(page) if page else PinCite(hit.file_name, hit.number + 1, hit.bates or "")
    boxes = tuple(box for place in read.search.places(query, hit.page) for box in place.rects)
    return Found("page", cite, read.search.excerpt(query, hit.page), boxes, misread)


def _items(read: Reads, query: Query, kinds: tuple[str, ...]) -> Iterator[Found]:
    """Notes, passages, entities and documents, where they are asked for."""
    if not set(kinds) & set(_KINDS):
        return
    places = Places(read)
    items: list[ItemHit] = read.search.items(query, limit=_MOST_ITEMS)
    for item in items:
        if item.kind in kinds:
            page = read.pages.one(item.page) if item.page is not None else None
            yield Found(item.kind, places.cite(page) if page else None, item.text, item.boxes)


def _printer(words: list[Words], as_json: bool) -> Callable[[Found], None]:
    """What prints a hit: an object, a line for programs, or lines for people."""
    if as_json:
        return lambda found: click.echo(json.dumps(found.record(), ensure_ascii=False, separators=(",", ":")))
    if for_people():
        return _for_people(words)
    return lambda found: click.echo(found.line())


def _for_people(words: list[Words]) -> Callable[[Found], None]:
    """The cite, and under it the words around with those of the query marked; wrapped to the window."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    marked = [word.rstrip("*~") for each in words for word in format_query(each).strip('"').split()]

    def show(found: Found) -> None:
        snippet = Text(printable(found.snippet))
        snippet.highlight_words(marked, "bold yellow", case_sensitive=False)
        head = str(found.cite or "on no page")
        console.print(Text(printable(head if found.kind == "page" else f"{found.kind}: {head}"), style="bold"))
        if found.misread:
            console.print(Text(printable(f"    perhaps misread: {', '.join(found.misread)}"), style="italic"))
        console.print(Padding(snippet, (0, 0, 1, 4)))

    return show


def _tell_the_rest(read: Reads, total: int, shown: int, doubtful: int) -> None:
    """How many pages fit, and how many could not be looked at: silence would read as "all"."""
    pages = counted(total, "page")
    say(f"{pages} found." if shown == total else f"{pages} found, the first {shown:,} shown.")
    if doubtful:
        say(f"{counted(doubtful, 'page')} more on which a word may have been misread (--exact leaves them out).")
    coverage = read.pages.coverage()
    if coverage.pages_not_read:
        say(f"{coverage.pages_not_read:,} of {coverage.pages:,} pages are not yet read and were not searched.")
    if coverage.pages_failed:
        say(f"{coverage.pages_failed:,} of {coverage.pages:,} pages could not be read and were not searched.")
