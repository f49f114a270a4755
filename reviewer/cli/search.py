"""`search PROJECT.foia QUERY`: the pages that fit, with their pin cites and the words around."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from reviewer.cli.opening import reading
from reviewer.cli.terminal import for_people, printable, say
from reviewer.export.gather import Places
from reviewer.export.pincite import PinCite
from reviewer.model.geometry import Rect
from reviewer.model.query import Query
from reviewer.search import format_query, parse
from reviewer.storage.compile import leaves
from reviewer.storage.reads import Reads

_PORTION = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One page that answers a query: its cite, the words around the first place, the boxes of all places."""

    cite: PinCite
    snippet: str
    boxes: tuple[Rect, ...]

    def record(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "cite": str(self.cite),
            "identifier": self.cite.identifier or None,
            "file": self.cite.file,
            "page": self.cite.page,
            "document_page": self.cite.document_page,
            "document_pages": self.cite.document_pages,
            "snippet": self.snippet,
            "boxes": [list(box.rounded()) for box in self.boxes],
        }


@click.command("search")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, one object a hit.")
@click.option("--limit", type=click.IntRange(1), help="At most so many hits.")
def command(project: Path, query: str, as_json: bool, limit: int | None) -> int:
    """Search PROJECT.foia for QUERY; docs/search.md describes what can be typed.

    Examples: '"public interest" code:b5', 'harm near:redaction', 'from:doyle date:2018-06 NOT tag:done'
    """
    meant = parse(query)
    with reading(project) as read:
        total = read.search.count(meant)
        show = _printer(meant, as_json)
        for found in _found(read, meant, limit):
            show(found)
        _tell_the_rest(read, total, limit)
    return 0


def _found(read: Reads, query: Query, limit: int | None) -> Iterator[Found]:
    places = Places(read)
    after, left = None, limit
    while left is None or left > 0:
        portion = read.search.pages(query, after=after, limit=_PORTION if left is None else min(_PORTION, left))
        for hit in portion:
            page = read.pages.one(hit.page)
            cite = places.cite(page) if page else PinCite(hit.file_name, hit.number + 1, hit.bates or "")
            boxes = tuple(box for place in read.search.places(query, hit.page) for box in place.rects)
            yield Found(cite, read.search.excerpt(query, hit.page), boxes)
        if not portion:
            return
        after = portion[-1].page
        left = None if left is None else left - len(portion)


def _printer(query: Query, as_json: bool) -> Callable[[Found], None]:
    """What prints a hit: an object, a line for programs, or lines for people."""
    if as_json:
        return lambda found: click.echo(json.dumps(found.record(), ensure_ascii=False, separators=(",", ":")))
    if for_people():
        return _for_people(query)
    return lambda found: click.echo(f"{printable(str(found.cite))}\t{printable(found.snippet)}")


def _for_people(query: Query) -> Callable[[Found], None]:
    """The cite, and under it the words around with those of the query marked; wrapped to the window."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    marked = [word.rstrip("*") for words in leaves(query) for word in format_query(words).strip('"').split()]

    def show(found: Found) -> None:
        snippet = Text(printable(found.snippet))
        snippet.highlight_words(marked, "bold yellow", case_sensitive=False)
        console.print(Text(printable(str(found.cite)), style="bold"))
        console.print(Padding(snippet, (0, 0, 1, 4)))

    return show


def _tell_the_rest(read: Reads, total: int, limit: int | None) -> None:
    """How many pages fit, and how many could not be looked at: silence would read as "all"."""
    shown = total if limit is None else min(total, limit)
    pages = f"{total:,} page{'' if total == 1 else 's'}"
    say(f"{pages} found." if shown == total else f"{pages} found, the first {shown:,} shown.")
    coverage = read.pages.coverage()
    if coverage.pages_not_read:
        say(f"{coverage.pages_not_read:,} of {coverage.pages:,} pages are not yet read and were not searched.")
    if coverage.pages_failed:
        say(f"{coverage.pages_failed:,} of {coverage.pages:,} pages could not be read and were not searched.")
