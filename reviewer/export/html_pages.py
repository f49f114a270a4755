"""Excerpts as one HTML file that holds everything it shows, runs nothing and asks no other host."""

from __future__ import annotations

from html import escape
from pathlib import Path

from reviewer.export.cells import visible
from reviewer.export.columns import WORK_PRODUCT
from reviewer.export.pictures import picture
from reviewer.export.rows import Content, Excerpt

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid #8888; padding: 1rem 0; break-inside: avoid; }
h2 { font-size: 1rem; margin: 0; }
blockquote { margin: .75rem 0; padding-left: 1rem; border-left: 3px solid #888; }
blockquote { white-space: pre-wrap; overflow-wrap: anywhere; }
img { max-width: 100%; border: 1px solid #8888; background: #fff; }
.facts { color: #666; margin: .25rem 0; }
@media (prefers-color-scheme: dark) { .facts { color: #aaa; } }
.mark { font-weight: bold; text-transform: uppercase; }
.tag { border: 1px solid #888; border-radius: .25rem; padding: 0 .35rem; margin-right: .35rem; }
"""
NEEDS_LOOK = "Needs a look: the page was read again and these words were not found at their place."
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def _text(text: str) -> str:
    """Escaped for elements and attributes."""
    return escape(visible(text), quote=True)


def _line(text: str, css: str = "facts") -> str:
    # dir=auto on an own element keeps right-to-left text from turning the words around it
    return f'<p class="{css}" dir="auto">{_text(text)}</p>' if text else ""


def write_excerpts(content: Content, path: Path, *, internal: bool = False, crops: bool = False) -> None:
    """The passages in the order of the release; `crops` puts the picture of each as released under its words.

    `internal` adds notes and reviewers, and marks the page as attorney work product.
    """
    title = f"Excerpts: {content.project}"
    requests = [" ".join(part for part in (r.agency, r.regime, r.number) if part) for r in content.requests]
    made = f"{len(content.excerpts):,} excerpts, {content.made.replace('T', ' ')}"
    filters = str(content.filters)
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_text(title)}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}</style>\n</head>\n<body>",
        f'<h1 dir="auto">{_text(title)}</h1>',
        _line(WORK_PRODUCT, "mark") if internal else "",
        *(_line(words) for words in (*requests, made, f"Only {filters}" if filters else "", *content.coverage.gaps)),
        *(_article(excerpt, internal, crops) for excerpt in content.excerpts),
        "</body>\n</html>\n",
    ]
    path.write_text("\n".join(part for part in parts if part), encoding="utf-8", newline="\n")


def _article(excerpt: Excerpt, internal: bool, crops: bool) -> str:
    tags = "".join(f'<bdi class="tag">{_text(tag)}</bdi>' for tag in excerpt.tags)
    lines = [
        f'<article id="{_text(excerpt.passage)}">',
        f'<h2 dir="auto">{_text(excerpt.cite)}</h2>',
        _line(" · ".join(part for part in (excerpt.record, excerpt.description) if part)),
        f'<blockquote dir="auto">{_text(excerpt.quote)}</blockquote>' if excerpt.quote.strip() else "",
        _picture(excerpt) if crops else "",
        _line(NEEDS_LOOK) if excerpt.needs_look else "",
        f"<p>{tags}</p>" if tags else "",
    ]
    if internal:
        lines += [*(_line(note, "note") for note in excerpt.notes), _line(f"{excerpt.reviewer}, {excerpt.created}")]
    return "\n".join(line for line in [*lines, "</article>"] if line)


def _picture(excerpt: Excerpt) -> str:
    found = picture(excerpt.picture)
    if found is None:
        return ""
    label = _text(f"As released: {excerpt.cite}")
    return f'<img src="{found.data_uri}" alt="{label}" width="{found.width}" height="{found.height}">'
