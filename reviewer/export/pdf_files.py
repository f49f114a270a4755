"""The withholding log and the excerpts as PDFs for printing, each read again by a program that did not write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reviewer.export.arranging import LogGroup, grouped, heading
from reviewer.export.columns import INTERNAL, SERVED, WORK_PRODUCT, Column, Row
from reviewer.export.html_pages import NEEDS_LOOK
from reviewer.export.paper.flow import Block, Break, Grid, Paper, Picture, Run, Text, plain, write_flow
from reviewer.export.paper.outside_check import require_clean
from reviewer.export.pictures import for_office, picture
from reviewer.export.rows import Content, Excerpt, LogRow
from reviewer.export.wording import date_words, utc_words

_MARGIN = 36.0  # points, of the log; the table needs the width
_PICTURE = 468.0  # points, the width of the text
_LEAST, _LEAST_OF_MANY = 11, 16  # characters: a narrower column breaks its own heading


def write_log(content: Content, path: Path, *, internal: bool = False, group: LogGroup = "none") -> None:
    """The served columns on landscape pages, a table for each `group`; `internal` adds what is work product."""
    title = content.title or "Withholding log"
    paper = Paper(title, "Sans", 10.0, True, _MARGIN, _requests(content), _made(content, internal), content.banner)
    write_flow(path, _log(content, title, internal, group), paper)
    require_clean(path)


def write_excerpts(content: Content, path: Path, *, internal: bool = False, crops: bool = False) -> None:
    """Each passage with pin cite, picture (`crops`), words and tags; `internal` adds notes and reviewers."""
    title = f"Excerpts: {content.project}"
    draft = WORK_PRODUCT.upper() if internal else ""
    paper = Paper(title, size=10.5, head=_requests(content), foot=_made(content, filtered=True), draft=draft)
    write_flow(path, _excerpts(content, title, internal, crops), paper)
    require_clean(path)


def _requests(content: Content) -> str:
    return "; ".join(" ".join(filter(None, (row.agency, row.regime, row.number))) for row in content.requests)


def _made(content: Content, filtered: bool) -> str:
    """When it was made, and `filtered` says by what: names of tags and positions are not for a log that is served."""
    only = f" · only {content.filters}" if filtered and str(content.filters) else ""
    return f"Made {date_words(content.made)}{only}"


def _log(content: Content, title: str, internal: bool, group: LogGroup) -> Iterator[Block]:
    yield plain(title, level=1)
    yield plain("Extents are estimates from the type size around each deletion.", small=True)
    for name, rows in grouped(content.log, group):
        if name:
            yield plain(heading(name, rows), level=2)
        yield _grid(SERVED, rows)
    if internal:
        yield Break()
        yield plain(f"{WORK_PRODUCT}: do not serve", level=1)
        for sentence in content.coverage.gaps:
            yield plain(sentence, small=True)
        marked: Column[LogRow] = Column("confidential", lambda _row: WORK_PRODUCT, 12)
        yield _grid((marked, SERVED[0], *INTERNAL[:-2]), content.log)


def _grid(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> Grid:
    few = len(columns) <= len(SERVED)
    return Grid(
        tuple(column.heading for column in columns),
        [[str(column.cell(row)) for column in columns] for row in rows],
        tuple(float(max(_LEAST if few else _LEAST_OF_MANY, column.width)) for column in columns),
        7.0 if few else 6.0,
    )


def _excerpts(content: Content, title: str, internal: bool, crops: bool) -> Iterator[Block]:
    yield plain(title, level=1)
    for sentence in content.coverage.gaps:
        yield plain(sentence, small=True)
    for excerpt in content.excerpts:
        yield from _excerpt(excerpt, internal, crops)


def _excerpt(excerpt: Excerpt, internal: bool, crops: bool) -> Iterator[Block]:
    yield plain(excerpt.cite, level=3)
    facts = " · ".join(filter(None, (excerpt.record, excerpt.description)))
    if facts and excerpt.style != "bluebook":
        yield plain(facts, small=True)
    found = picture(excerpt.picture) if crops else None
    if found is not None:
        yield Picture(for_office(found).data, _PICTURE)
        yield plain("\u00a0", small=True, after=0.0)
    yield plain(excerpt.quote if excerpt.quote.strip() else "[region without words]", indent=18)
    if excerpt.needs_look:
        yield plain(NEEDS_LOOK, small=True)
    if excerpt.tags:
        yield Text((Run("Tags: ", bold=True), Run(", ".join(excerpt.tags))), small=True)
    if internal:
        for note in excerpt.notes:
            yield Text((Run("Note: ", bold=True), Run(note)), small=True)
        yield plain(f"{excerpt.reviewer}, {utc_words(excerpt.created)}", small=True)
