"""The withholding log, the excerpts and the index of entities as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from reviewer.export.cells import visible
from reviewer.export.columns import (
    ENTITIES,
    EXCERPTS,
    EXCERPTS_INTERNAL,
    INTERNAL,
    SERVED,
    WORK_PRODUCT,
    Column,
    Row,
)
from reviewer.export.rows import Content
from reviewer.export.workbook import Workbook

_ESTIMATES = "Extents are estimates from the type size around each deletion."


def write_log(content: Content, path: Path, *, internal: bool = False, crops: bool = False) -> None:
    """The log as `path`: a sheet of served columns and one about the log; `internal` adds the work-product sheet.

    `crops` puts the picture of each deletion, the full width of the page, beside its row.
    """
    out = Workbook("Withholding log", content.made)
    served = out.table("Withholding log", SERVED, content.log)
    served.set_footer("&L&F&CPage &P of &N&R" + _ESTIMATES)
    if content.banner:
        served.set_header("&L&B" + visible(content.banner).replace("&", "&&"))
    if crops:
        out.pictures(served, len(SERVED), content.log, lambda row: (row.picture, str(row.cite)))
    notes = [("state", content.banner)] if content.banner else []
    out.about(content, ("items", len(content.log)), [*notes, ("estimates", _ESTIMATES)])
    if internal:
        _internal_sheet(out, (SERVED[0], SERVED[2], *INTERNAL), content.log, content)
    out.save(path)


def write_excerpts(content: Content, path: Path, *, internal: bool = False, crops: bool = False) -> None:
    """The tagged passages; `internal` adds a sheet with notes and reviewers, `crops` the picture of each passage."""
    out = Workbook("Excerpts", content.made)
    sheet = out.table("Excerpts", EXCERPTS, content.excerpts)
    if crops:
        out.pictures(sheet, len(EXCERPTS), content.excerpts, lambda row: (row.picture, row.cite))
    out.about(content, ("excerpts", len(content.excerpts)))
    if internal:
        _internal_sheet(out, (EXCERPTS[0], EXCERPTS[1], *EXCERPTS_INTERNAL), content.excerpts, content)
    out.save(path)


def write_entities(content: Content, path: Path) -> None:
    """The index of people, organisations, places and systems that a person accepted."""
    out = Workbook("Index of entities", content.made)
    out.table("Entities", ENTITIES, content.entities)
    out.about(content, ("entities", len(content.entities)))
    out.save(path)


def _internal_sheet(out: Workbook, columns: Sequence[Column[Row]], rows: Sequence[Row], content: Content) -> None:
    """What is not served, with the mark in every row, so that it goes along with whatever part is copied."""
    sheet: Worksheet = out.table("Internal", columns, rows)
    sheet.set_header(f"&C&B{WORK_PRODUCT.upper()} - DO NOT SERVE")
    sheet.set_tab_color("#B00020")
    width = len(columns)
    sheet.write_string(0, width, "confidential", out.head)
    sheet.set_column(width, width, len(WORK_PRODUCT))
    for line in range(1, len(rows) + 1):
        sheet.write_string(line, width, WORK_PRODUCT, out.text)
    sheet.autofilter(0, 0, len(rows), width)
    said = [*content.coverage.gaps, *([f"Filtered by {content.filters}."] if str(content.filters) else [])]
    for line, sentence in enumerate(said, start=len(rows) + 2):
        sheet.write_string(line, 0, visible(sentence))
