"""One workbook of typed cells: frozen header, filters, landscape print set-up, pictures; never a formula."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reviewer.export.cells import shortened, visible
from reviewer.export.columns import Cell, Column, Row
from reviewer.export.pictures import for_office, picture
from reviewer.export.rows import Content
from reviewer.export.wording import date_words

_CELL_LIMIT = 32_767  # UTF-16 units that a cell holds
_LINE, _TALLEST = 15.0, 400.0  # points a line of wrapped text, and what a row may have
_PIXELS_A_POINT = 4 / 3
_PICTURE_COLUMN = 48
_PICTURE_PIXELS = 340
_NO_CODE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _lines(text: str, width: int) -> int:
    """How many lines a text needs in a column of `width` characters."""
    return sum(1 + len(line) // max(1, width) for line in text[:_CELL_LIMIT].split("\n"))


class Workbook:
    """A workbook in memory with its few formats; `save` writes it."""

    def __init__(self, title: str, made: str) -> None:
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True, **_NO_CODE})
        moment = datetime.fromisoformat(made).replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": title, "created": moment})
        self.head = self._book.add_format(
            {"bold": True, "text_wrap": True, "bottom": 1, "valign": "top", "bg_color": "#EBEBEB"}
        )
        self.text = self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.bold = self._book.add_format({"bold": True})
        self._tall: dict[int, float] = {}
        self._number = self._book.add_format({"valign": "top", "align": "left"})

    def save(self, path: Path) -> None:
        """Close the workbook and write it as `path`."""
        self._book.close()
        path.write_bytes(self._stream.getvalue())

    def put(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """One typed cell; text stays text whatever it begins with."""
        if isinstance(cell, str):
            sheet.write_string(row, column, shortened(visible(cell), _CELL_LIMIT), self.text)
        else:
            sheet.write_number(row, column, cell, self._number)

    def table(self, name: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> Worksheet:
        """One sheet with a frozen header, a filter on each column, set to print in landscape, one page wide."""
        sheet = self._book.add_worksheet(name)
        self._tall = {}
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, self.head)
        sheet.set_row(0, max(1, *(_lines(column.heading, column.width - 1) for column in columns)) * _LINE)
        for line, row in enumerate(rows, start=1):
            cells = [column.cell(row) for column in columns]
            for place, cell in enumerate(cells):
                self.put(sheet, line, place, cell)
            lines = max(_lines(str(cell), column.width) for cell, column in zip(cells, columns, strict=True))
            if lines > 1:  # not every program makes room for wrapped text by itself
                self._tall[line] = min(_TALLEST, lines * _LINE)
                sheet.set_row(line, self._tall[line])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(1)  # Letter
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(0)  # printed too: columns full of words run into each other without rules
        return sheet

    def pictures(
        self, sheet: Worksheet, column: int, rows: Sequence[Row], facts: Callable[[Row], tuple[bytes, str]]
    ) -> None:
        """Beside each row its picture as released; `facts` gives its bytes (may be empty) and what it shows."""
        sheet.set_column(column, column, _PICTURE_COLUMN)
        sheet.write_string(0, column, "as released", self.head)
        for line, row in enumerate(rows, start=1):
            data, described = facts(row)
            found = picture(data)
            if found is None:
                continue
            shown = for_office(found)
            scale = _PICTURE_PIXELS / max(1, shown.width)
            text = round(self._tall.get(line, 0.0) * _PIXELS_A_POINT)
            sheet.set_row_pixels(line, max(60, text, min(540, round(shown.height * scale) + 6)))
            options = {
                "image_data": io.BytesIO(shown.data),
                "x_scale": scale,
                "y_scale": scale,
                "x_offset": 2,
                "y_offset": 2,
                "object_position": 1,
                "description": visible(f"As released: {described}"),
            }
            sheet.insert_image(line, column, f"item-{line}{shown.suffix}", options)

    def about(self, content: Content, counted: tuple[str, int], notes: Sequence[tuple[str, str]] = ()) -> None:
        """The sheet that says of which request this is, how much there is and when it was made.

        The project's title is the office's own name for the matter: it is not served.
        """
        sheet = self._book.add_worksheet("About")
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 90)
        lines: list[tuple[str, str]] = []
        for request in content.requests:
            named = " ".join(part for part in (request.agency, request.regime, request.number, request.date) if part)
            lines.append(("request", named))
        lines += [(counted[0], f"{counted[1]:,}"), ("made", date_words(content.made)), *notes]
        for line, (name, words) in enumerate(lines):
            sheet.write_string(line, 0, name, self.bold)
            self.put(sheet, line, 1, words)
