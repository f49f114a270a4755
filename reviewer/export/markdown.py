"""Excerpts as Markdown in which every character of a release reads as itself, whatever it looks like."""

from __future__ import annotations

import re
from pathlib import Path

from reviewer.export.cells import one_line, visible
from reviewer.export.columns import WORK_PRODUCT
from reviewer.export.rows import Content, Excerpt
from reviewer.export.wording import date_words, utc_words

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&#])")
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=:])")


def escape(text: str) -> str:
    """One line of text that Markdown (CommonMark, and GitHub's tables) shows as it stands."""
    escaped = _MARKUP.sub(r"\\\1", one_line(text))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def write_excerpts(content: Content, path: Path, *, internal: bool = False) -> None:
    """The passages in the order of the release, each a quotation with its pin cite and tags.

    `internal` adds notes and reviewers, and marks the file as attorney work product.
    """
    lines = [f"# Excerpts: {escape(content.project)}", "", *([f"**{WORK_PRODUCT}**", ""] if internal else [])]
    lines += [escape(sentence) + "\n" for sentence in _about(content)]
    for excerpt in content.excerpts:
        lines += _excerpt(excerpt, internal)
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _about(content: Content) -> list[str]:
    requests = [f"Request {' '.join(p for p in (r.agency, r.regime, r.number) if p)}." for r in content.requests]
    made = f"{len(content.excerpts):,} excerpts, {date_words(content.made)}."
    filters = str(content.filters)
    return [*requests, made, *([f"Only {filters}."] if filters else []), *content.coverage.gaps]


def _excerpt(excerpt: Excerpt, internal: bool) -> list[str]:
    lines = [f"## {escape(excerpt.cite)}", ""]
    known = [part for part in (excerpt.record, excerpt.description) if part]
    if known:
        lines += [escape(" · ".join(known)), ""]
    quote = [line for line in visible(excerpt.quote).split("\n") if line.strip()] or ["[region without words]"]
    lines += ["\\\n".join(f"> {escape(line)}" for line in quote), ""]
    if excerpt.needs_look:
        lines += ["Needs a look: the page was read again and these words were not found at their place.", ""]
    if excerpt.tags:
        lines += [f"Tags: {', '.join(escape(tag) for tag in excerpt.tags)}", ""]
    if internal:
        lines += [line for note in excerpt.notes for line in (f"Note: {escape(note)}", "")]
        lines += [f"Tagged by {escape(excerpt.reviewer)}, {escape(utc_words(excerpt.created))}", ""]
    return lines
