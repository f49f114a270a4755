"""A file that tells in a bookmark, in its properties or in an attachment's name what a box hides: that, and where."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest

from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PdfWriter, text_width
from reviewer.workers.analyse import analyse_page
from reviewer.workers.requests import AnalyseOptions

SECRET = "Kilgour"
BEFORE = "The office took the statement of "


def _file(path: Path, *, bookmark: str = "", title: str = "", attachment: str = "", failed: bool = False) -> Path:
    writer = PdfWriter()
    page = writer.page(612, 792)
    for row in range(8):
        page.text(72, 100 + 20 * row, "and agreed that a second meeting would follow before summer.", 12)
    left = 72 + text_width(BEFORE, 12)
    page.text(72, 300, BEFORE + (f"{SECRET}," if failed else ""), 12)
    page.text(left + 90, 300, "taken in March.", 12)
    page.rectangle(Rect(left - 1, 288, left + 80, 304))
    if attachment:
        writer.attach(attachment, b"1")
    writer.save(path / "plain.pdf")
    with pymupdf.open(path / "plain.pdf") as document:
        if bookmark:
            document.set_toc([[1, bookmark, 1]])
        document.set_metadata({"title": title})
        document.save(path / "page.pdf")
    return path / "page.pdf"


def _read(path: Path, *, ocr: bool = False) -> PageResult:
    engine = create_engine()
    try:
        with open_source(path) as source:
            return analyse_page(source, 0, AnalyseOptions(ocr=ocr), engine)
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ({"bookmark": f"Statement of {SECRET}"}, "Bookmarks"),
        ({"title": f"Statement of {SECRET}"}, "Properties of the file"),
        ({"attachment": f"{SECRET}.xlsx", "failed": True}, "Names of attachments"),
    ],
)
def test_a_redaction_told_elsewhere_is_reported_by_place_alone(
    file: dict[str, str], place: str, tmp_path: Path
) -> None:
    result = _read(_file(tmp_path, **file))  # type: ignore[arg-type]  # one of the settings is a switch
    assert result.notes == (f"{place} seem to name what is hidden on this page (redaction 1).",)
    told = json.dumps([result.notes, result.text.text, [w.text for w in result.text.words], repr(result.redactions)])
    assert SECRET.lower() not in told.lower()


@pytest.mark.parametrize("bookmark", ["Statement of March", "Statements", "Release 1 of 3", ""])
def test_other_bookmarks_are_no_matter(bookmark: str, tmp_path: Path) -> None:
    assert _read(_file(tmp_path, bookmark=bookmark)).notes == ()


def test_a_stamp_at_the_head_of_a_scan_counts_where_its_boxes_have_codes_too(tmp_path: Path) -> None:
    scale = 200 / 72
    page = np.full((2200, 1700), 255, np.uint8)
    for row in range(12):
        place = (round(72 * scale), round((180 + 24 * row) * scale))
        cv2.putText(page, "The meeting was held at the office in March", place, cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 2)
    cv2.putText(page, "RELEASE IN PART", (1150, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 2)
    left, top, right, bottom = (round(v * scale) for v in Rect(100, 520, 400, 540))
    page[top:bottom, left:right] = 0
    cv2.putText(page, "(b)(6)", (left + 200, bottom - 15), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 255, 2)
    writer = PdfWriter()
    writer.page(612, 792).image(Rect(0, 0, 612, 792), page)
    writer.save(tmp_path / "scan.pdf")
    result = _read(tmp_path / "scan.pdf", ocr=True)
    assert [(r.codes, r.marking) for r in result.redactions] == [(("(b)(6)",), "at")]
    assert result.markers == ("release in part",)
    assert "RELEASE" not in result.text.text
