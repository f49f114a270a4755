"""Reads page lists as people type them (`1-3,8`), counting from 1."""

from __future__ import annotations

import re

import click

_RANGE = re.compile(r"\s*(\d+)\s*(?:-\s*(\d*)\s*)?")


class PageList(click.ParamType[tuple[tuple[int, int | None], ...]]):
    """`1-3,8,12-` as ranges of page indexes from 0; an open end runs to the last page."""

    name = "pages"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[tuple[int, int | None], ...]:
        """Ranges as (first, last) from 0, both included; `last` None: to the end. Usage error if it is no list."""
        if isinstance(value, tuple):
            return value
        ranges: list[tuple[int, int | None]] = []
        for part in str(value).split(","):
            match = _RANGE.fullmatch(part)
            first = int(match.group(1)) if match else 0
            last = first
            open_end = bool(match and "-" in part and not match.group(2))
            if match and match.group(2):
                last = int(match.group(2))
            if first < 1 or last < first:
                self.fail(f"{part.strip()!r} is no page or range of pages; write for example 1-3,8", param, ctx)
            ranges.append((first - 1, None if open_end else last - 1))
        return tuple(ranges)


def chosen_pages(ranges: tuple[tuple[int, int | None], ...] | None, count: int) -> list[int]:
    """The indexes from 0 that `ranges` choose of `count` pages, in page order; all of them where it is None."""
    if ranges is None:
        return list(range(count))
    chosen: set[int] = set()
    for first, last in ranges:
        chosen.update(range(first, count if last is None else min(last + 1, count)))
    return sorted(chosen)


def absent_pages(ranges: tuple[tuple[int, int | None], ...] | None, count: int) -> str:
    """Those of `ranges` that lie beyond the last of `count` pages, as people type them; empty where there are none."""
    absent = []
    for first, last in ranges or ():
        start = max(first, count) + 1
        if last is None and first >= count:
            absent.append(f"{start}-")
        elif last is not None and last >= count:
            absent.append(f"{start}-{last + 1}" if last + 1 > start else f"{start}")
    return ", ".join(absent)
