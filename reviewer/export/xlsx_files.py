"""The withholding log as a workbook: typed cells, frozen header, filters, landscape print set-up; never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from reviewer.export.cells import shortened, visible
from reviewer.export.columns import INTERNAL, SERVED, WORK_PRODUCT, Cell, Column
from reviewer.export.pictures import as_png, picture
from reviewer.export.rows import Content, LogRow

_CELL_LIMIT = 32_767  # UTF-16 units that a cell holds
_PICTURE_COLUMN = 48
_PICTURE_PIXELS = 340
_ESTIMATES = "Extents are estimates from the type size around each deletion."
_NO_CODE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Workbook:
    """The workbook in memory with its few formats."""

    def __init__(self, content: Content) -> None:
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True, **_NO_CODE})
        self.book.set_properties({"title": "Withholding log", "created": _moment(content)})
        self.head = self.book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        self.text = self.book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.number = self.book.add_format({"valign": "top"})
        self.bold = self.book.add_format({"bold": True})

    def put(self, sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
        """One typed cell; text stays text whatever it begins with."""
        if isinstance(cell, str):
            sheet.write_string(row, column, shortened(visible(cell), _CELL_LIMIT), self.text)
        else:
            sheet.write_number(row, column, cell, self.number)

    def table(
        self, name: str, columns: Sequence[Column[LogRow]], rows: Sequence[LogRow]
    ) -> xlsxwriter.worksheet.Worksheet:
        """One sheet with a frozen header, a filter on each column, set to print in landscape, one page wide."""
        sheet = self.book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, self.head)
        for line, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                self.put(sheet, line, place, column.cell(row))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(1)  # Letter
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet


def write_log(content: Content, path: Path, *, internal: bool = False, crops: bool = False) -> None:
    """The log as `path`: a sheet of served columns and one about the log; `internal` adds the work-product sheet.

    `crops` puts the picture of each deletion, the full width of the page, beside its row.
    """
    out = _Workbook(content)
    served = out.table("Withholding log", SERVED, content.log)
    served.set_footer("&L&F&CPage &P of &N&R" + _ESTIMATES)
    if crops:
        _add_pictures(out, served, content.log)
    _about(out, content)
    if internal:
        columns = (SERVED[0], SERVED[2], *INTERNAL)
        sheet = out.table("Internal", columns, content.log)
        sheet.set_header(f"&C&B{WORK_PRODUCT.upper()} - DO NOT SERVE")
        sheet.set_tab_color("#B00020")
        _mark_internal(out, sheet, content, len(columns))
    out.book.close()
    path.write_bytes(out.stream.getvalue())


def _moment(content: Content) -> datetime:
    return datetime.fromisoformat(content.made).replace(tzinfo=None, microsecond=0)


def _add_pictures(out: _Workbook, sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[LogRow]) -> None:
    column = len(SERVED)
    sheet.set_column(column, column, _PICTURE_COLUMN)
    sheet.write_string(0, column, "as released", out.head)
    for line, row in enumerate(rows, start=1):
        found = picture(row.picture)
        if found is None:
            continue
        png = as_png(found)
        scale = _PICTURE_PIXELS / max(1, png.width)
        sheet.set_row_pixels(line, max(60, min(540, round(png.height * scale) + 6)))
        options = {
            "image_data": io.BytesIO(png.data),
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": 2,
            "y_offset": 2,
            "object_position": 1,
            "description": visible(f"As released: {row.cite}"),
        }
        sheet.insert_image(line, column, f"item-{line}.png", options)


def _about(out: _Workbook, content: Content) -> None:
    sheet = out.book.add_worksheet("About")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    lines: list[tuple[str, str]] = []  # the project's title is the office's own name for the matter: not served
    for request in content.requests:
        named = " ".join(part for part in (request.agency, request.regime, request.number, request.date) if part)
        lines.append(("request", named))
    lines += [
        ("items", f"{len(content.log):,}"),
        ("made", content.made.replace("T", " ")),
        ("estimates", _ESTIMATES),
    ]
    for line, (name, words) in enumerate(lines):
        sheet.write_string(line, 0, name, out.bold)
        out.put(sheet, line, 1, words)


def _mark_internal(out: _Workbook, sheet: xlsxwriter.worksheet.Worksheet, content: Content, columns: int) -> None:
    """The mark in every row, so that it goes along with whatever part is copied; coverage and filters below."""
    sheet.write_string(0, columns, "confidential", out.head)
    sheet.set_column(columns, columns, len(WORK_PRODUCT))
    for line in range(1, len(content.log) + 1):
        sheet.write_string(line, columns, WORK_PRODUCT, out.text)
    sheet.autofilter(0, 0, len(content.log), columns)
    said = [*content.coverage.gaps, *([f"Filtered by {content.filters}."] if str(content.filters) else [])]
    for line, sentence in enumerate(said, start=len(content.log) + 2):
        sheet.write_string(line, 0, visible(sentence))
