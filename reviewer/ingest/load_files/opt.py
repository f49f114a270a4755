"""Reads an Opticon file: the picture of each page, and where documents begin."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from reviewer.ingest.load_files.dat import decode


@dataclass(frozen=True, slots=True)
class OptPage:
    """A line: the key of the page, the path of its picture as written, whether a document begins, the line from 1."""

    key: str
    path: str
    begins: bool
    line: int


def read_opt(data: bytes, name: str) -> tuple[tuple[OptPage, ...], tuple[str, ...]]:
    """The pages of an OPT file in its order, and a sentence for each line that could not be read."""
    pages: list[OptPage] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(decode(data).splitlines(), start=1):
        if not line.strip():
            continue
        cells = next(csv.reader(io.StringIO(line)), [])
        if len(cells) < 4 or not cells[0].strip() or not cells[2].strip():
            problems.append(f"{name}, row {number}: it names no page and picture; the row was left out.")
            continue
        key = cells[0].strip()
        if key.casefold() in seen:
            problems.append(f"{name}, row {number}: an earlier row has the page {key} too; this one was left out.")
            continue
        seen.add(key.casefold())
        pages.append(OptPage(key, cells[2].strip(), cells[3].strip().upper() == "Y", number))
    return tuple(pages), tuple(problems)
