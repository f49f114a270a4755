"""The manifest of a packet: every source and every file written, with SHA-256, as CSV and JSON."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reviewer.export.cells import guard
from reviewer.export.packet.exhibits import Exhibit, Source
from reviewer.export.packet.numbers import ranges
from reviewer.model.ids import PageId

FLATTENED = "every page flattened to pixels; the text layer is the requester's own reading, without what is hidden"


BENEATH = "text still present beneath a redaction in the source; not in the packet, whose pages are pixels"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, numbered from 1: a source or a file written (`pages` in words)."""

    line: int
    kind: str
    name: str
    sha256: str
    bytes: int
    pages: str = ""
    note: str = ""


def source_lines(sources: Sequence[Source], exhibits: Sequence[Exhibit]) -> list[Line]:
    """A line for each source file: which of its pages (from 1) are in which exhibit."""
    lines = []
    for number, source in enumerate(sources, start=1):
        used = [
            f"Exhibit {exhibit.letter}: {pages}"
            for exhibit in exhibits
            if (pages := ranges(page.source_page + 1 for page in exhibit.pages if page.file == source.file))
        ]
        size = source.path.stat().st_size if source.path is not None else 0
        note = "" if source.path is not None else "missing or changed: no picture of it is in the packet"
        lines.append(Line(number, "source", source.name, source.sha256, size, "; ".join(used), note))
    return lines


def with_beneath(
    lines: Sequence[Line], sources: Sequence[Source], exhibits: Sequence[Exhibit], beneath: Collection[PageId]
) -> list[Line]:
    """For the office: the same lines, naming the pages (from 1) that carry text beneath a redaction in the source."""
    told = list(lines)
    for number, source in enumerate(sources):
        pages = [page for exhibit in exhibits for page in exhibit.pages if page.file == source.file]
        found = ranges(page.source_page + 1 for page in pages if page.page in beneath)
        if found:
            told[number] = replace(told[number], note=f"{BENEATH}: p. {found}".strip())
    return told


def file_line(number: int, root: Path, path: Path, pages: str = "", note: str = "") -> Line:
    """The line of one file that was written."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Line(number, "file", path.relative_to(root).as_posix(), digest, path.stat().st_size, pages, note)


def write_csv(lines: Iterable[Line], path: Path) -> None:
    """The lines as a table that spreadsheets open."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["line", "kind", "name", "SHA-256", "bytes", "pages", "note"])
    for line in lines:
        cells = [guard(text) for text in (line.kind, line.name, line.sha256)]
        table.writerow([line.line, *cells, line.bytes, guard(line.pages), guard(line.note)])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))


def write_json(lines: Iterable[Line], facts: dict[str, object], path: Path) -> None:
    """The lines with the facts of the packet for other programs."""
    made = {**facts, "lines": [asdict(line) for line in lines]}
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
