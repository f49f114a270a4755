"""Excerpts and the withholding log as one HTML file that holds all it shows, runs nothing and asks no other host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from reviewer.export.arranging import LogGroup, grouped, heading
from reviewer.export.cells import visible
from reviewer.export.columns import INTERNAL, SERVED, WORK_PRODUCT
from reviewer.export.pictures import picture
from reviewer.export.rows import Content, Excerpt, LogRow
from reviewer.export.wording import date_words, utc_words

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid #8888; padding: 1rem 0; break-inside: avoid; }
h2 { font-size: 1rem; margin: 0; }
blockquote { margin: .75rem 0; padding-left: 1rem; border-left: 3px solid #888; }
blockquote { white-space: pre-wrap; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; border: 1px solid #8888; background: #fff; }
.facts { color: #666; margin: .25rem 0; }
@media (prefers-color-scheme: dark) { .facts { color: #aaa; } }
.mark { font-weight: bold; text-transform: uppercase; }
.tag { border: 1px solid #888; border-radius: .25rem; padding: 0 .35rem; margin-right: .35rem; }
"""
_LOG_STYLE = """
body { max-width: none; }
table { border-collapse: collapse; width: 100%; font-size: .8rem; line-height: 1.35; }
table { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
th, td { border: 1px solid #8888; padding: .3rem .4rem; text-align: start; vertical-align: top; }
td { white-space: pre-wrap; }
thead { display: table-header-group; }
th { overflow-wrap: break-word; }
tr { break-inside: avoid; }
tr.group { break-after: avoid; }
td img { min-width: 18rem; }
@page { size: letter landscape; margin: 12mm; }
@media print { body { margin: 0; padding: 0; } table { font-size: 7pt; } }
"""
NEEDS_LOOK = "Needs a look: the page was read again and these words were not found at their place."
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write_excerpts(content: Content, path: Path, *, internal: bool = False, crops: bool = False) -> None:
    """The passages in the order of the release; `crops` puts the picture of each as released under its words.

    `internal` adds notes and reviewers, and marks the page as attorney work product.
    """
    made = f"{len(content.excerpts):,} excerpts, {date_words(content.made)}"
    filters = str(content.filters)
    said = (*_requests(content), made, f"Only {filters}" if filters else "", *content.coverage.gaps)
    body = [
        _line(WORK_PRODUCT, "mark") if internal else "",
        *(_line(words) for words in said),
        *(_article(excerpt, internal, crops) for excerpt in content.excerpts),
    ]
    _write(path, f"Excerpts: {content.project}", _STYLE, body)


def write_log(
    content: Content, path: Path, *, internal: bool = False, crops: bool = False, group: LogGroup = "none"
) -> None:
    """The log as a table that prints in landscape with its head on every page; served columns only, by `group`.

    `internal` adds the columns that are not served and marks every row as attorney work product.
    """
    columns = (*SERVED, *INTERNAL) if internal else SERVED
    headings = [*([WORK_PRODUCT] if internal else []), *(column.heading for column in columns)]
    head = "".join(f'<th scope="col">{_text(words)}</th>' for words in [*headings, *(["as released"] if crops else [])])
    made = f"{len(content.log):,} items, {date_words(content.made)}"
    gaps = (
        content.coverage.gaps if internal else ()
    )  # how far the requester's work has come is not the agency's concern
    body = [
        _line(WORK_PRODUCT, "mark") if internal else "",
        *(_line(words) for words in (*_requests(content), made, "Extents are estimates.", *gaps)),
        f"<table>\n<thead><tr>{head}</tr></thead>",
        *(part for name, rows in grouped(content.log, group) for part in _group(name, rows, internal, crops)),
        "</table>",
    ]
    _write(path, "Withholding log", _STYLE + _LOG_STYLE, body)


def _group(name: str, rows: list[LogRow], internal: bool, crops: bool) -> Iterator[str]:
    yield "<tbody>"
    if name:
        yield f'<tr class="group"><th scope="rowgroup" colspan="100" dir="auto">{_text(heading(name, rows))}</th></tr>'
    yield from (_row(row, internal, crops) for row in rows)
    yield "</tbody>"


def _row(row: LogRow, internal: bool, crops: bool) -> str:
    cells = [str(column.cell(row)) for column in ((*SERVED, *INTERNAL) if internal else SERVED)]
    marked = [WORK_PRODUCT, *cells] if internal else cells
    written = "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in marked)
    return f"<tr>{written}{f'<td>{_picture(row.picture, str(row.cite))}</td>' if crops else ''}</tr>"


def _article(excerpt: Excerpt, internal: bool, crops: bool) -> str:
    tags = "".join(f'<bdi class="tag">{_text(tag)}</bdi>' for tag in excerpt.tags)
    lines = [
        f'<article id="{_text(excerpt.passage)}">',
        f'<h2 dir="auto">{_text(excerpt.cite)}</h2>',
        _line(" · ".join(part for part in (excerpt.record, excerpt.description) if part)),
        f'<blockquote dir="auto">{_text(excerpt.quote)}</blockquote>' if excerpt.quote.strip() else "",
        _picture(excerpt.picture, excerpt.cite) if crops else "",
        _line(NEEDS_LOOK) if excerpt.needs_look else "",
        f"<p>{tags}</p>" if tags else "",
    ]
    if internal:
        lines += [
            *(_line(note, "note") for note in excerpt.notes),
            _line(f"{excerpt.reviewer}, {utc_words(excerpt.created)}"),
        ]
    return "\n".join(line for line in [*lines, "</article>"] if line)


def _requests(content: Content) -> list[str]:
    return [" ".join(part for part in (r.agency, r.regime, r.number) if part) for r in content.requests]


def _picture(data: bytes, cite: str) -> str:
    found = picture(data)
    if found is None:
        return ""
    label = _text(f"As released: {cite}")
    return f'<img src="{found.data_uri}" alt="{label}" width="{found.width}" height="{found.height}">'


def _text(text: str) -> str:
    """Escaped for elements and attributes."""
    return escape(visible(text), quote=True)


def _line(text: str, css: str = "facts") -> str:
    # dir=auto on an own element keeps right-to-left text from turning the words around it
    return f'<p class="{css}" dir="auto">{_text(text)}</p>' if text else ""


def _write(path: Path, title: str, style: str, body: Iterable[str]) -> None:
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_text(title)}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{style}</style>\n</head>\n<body>",
        f'<h1 dir="auto">{_text(title)}</h1>',
        *body,
        "</body>\n</html>\n",
    ]
    path.write_text("\n".join(part for part in parts if part), encoding="utf-8", newline="\n")
