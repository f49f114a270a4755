from __future__ import annotations

import cv2
import pytest

from reviewer.detection.candidate import Candidate
from reviewer.detection.codes import mark
from reviewer.detection.crops import Reading
from reviewer.detection.find import find_redactions
from reviewer.detection.markers import box_markers, find_markers, page_marks
from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.ocr.engines import create_engine
from tests.unit.detection_pages import Image, Reader, at, blank, evidence, fill, frame, with_text

BOX = Rect(150, 178, 300, 196)
LOWER = Rect(150, 398, 300, 416)


def _print(page: Image, text: str, x: float, y: float, level: int = 0, size: float = 0.6) -> Image:
    cv2.putText(page, text, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, size, level, 1, cv2.LINE_AA)
    return page


def test_codes_come_from_the_layer_without_an_engine() -> None:
    page = _print(frame(with_text(blank()), BOX), "B6", 580, 192)
    words = [Word(Rect(578, 182, 592, 194), "B6")]
    found = find_redactions(evidence(page, words=words), None)
    assert found.redactions[0].codes == ("(b)(6)",)
    assert found.redactions[0].marking == "at"
    assert [s.text for s in found.stamps] == ["B6"]


@pytest.mark.parametrize(("black", "code"), [(True, "(b)(6)"), (False, "(b)(5)")])
def test_the_engine_reads_a_code_inside(black: bool, code: str) -> None:
    page = with_text(blank())
    page = fill(page, BOX) if black else frame(page, BOX)
    _print(page, code, BOX.x0 + 40, BOX.y1 - 5, 255 if black else 0, 0.7)
    found = find_redactions(evidence(page), create_engine())
    assert [r.codes for r in found.redactions] == [(code,)]
    assert found.redactions[0].marking == "at"


def test_a_stack_in_the_margin_is_bound_by_height_and_shared_with_the_rest() -> None:
    page = frame(frame(with_text(blank()), BOX), LOWER)
    _print(_print(page, "b6", 565, 186, size=0.9), "b7C", 565, 201, size=0.9)
    upper, lower = find_redactions(evidence(page), create_engine()).redactions
    assert upper.codes == ("(b)(6)", "(b)(7)(C)")
    assert upper.marking == "at"
    assert (lower.codes, lower.marking) == ((), "shared")


def test_a_code_that_is_cut_off_is_not_made_whole() -> None:
    page = _print(fill(with_text(blank()), BOX), "(b) (6), (b)", BOX.x0 + 5, BOX.y1 - 5, 255)
    words = [
        Word(Rect(155, 181, 175, 193), "(b)"),
        Word(Rect(176, 181, 195, 193), "(6),"),
        Word(Rect(197, 181, 215, 193), "(b)"),
    ]
    found = find_redactions(evidence(page, words=words), None).redactions[0]
    assert (found.codes, found.marking) == (("(b)(6)",), "cut")


def test_no_code_anywhere_is_unmarked() -> None:
    found = find_redactions(evidence(fill(with_text(blank()), BOX)), None).redactions[0]
    assert (found.codes, found.code_text, found.marking) == ((), "", "none")


def test_markers_need_their_context() -> None:
    assert find_markers("Non-Responsive") == ["non-responsive"]
    assert find_markers("buiten verzoek") == ["outside the scope"]
    assert find_markers("NO FOIA WAIVER") == ["no foia waiver"]
    assert find_markers("a responsive officer sent a duplicate of the letter; NR") == []


@pytest.mark.parametrize(
    ("printed", "markers"),
    [
        ("NR", ["non-responsive"]),
        ("N.R.", ["non-responsive"]),
        ("Outside the Scope", ["outside the scope"]),
        ("Referral/Consult", ["referral", "consultation"]),
        ("NR 014 SF PLAIN", []),
    ],
)
def test_short_markers_count_where_they_are_all_that_is_printed(printed: str, markers: list[str]) -> None:
    assert box_markers(printed) == markers


def test_a_reason_that_is_no_exemption_marks_its_deletion() -> None:
    page = fill(with_text(blank()), BOX)
    cv2.putText(page, "NR", at(BOX.x0 + 20, BOX.y1 - 4), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 255, 1, cv2.LINE_AA)
    detection = find_redactions(evidence(page), Reader("Non-Responsive"))
    assert [(r.codes, r.code_text, r.marking) for r in detection.redactions] == [((), "Non-Responsive", "at")]
    assert detection.markers == ("non-responsive",)


@pytest.mark.parametrize(("read", "codes"), [("(b7E", ("(b)(7)",)), ("(b)(7)(E", ("(b)(7)",)), ("b7E", ("(b)(7)(E)",))])
def test_a_code_that_ends_at_the_side_of_its_box_is_cut(read: str, codes: tuple[str, ...]) -> None:
    block = Candidate((Rect(100, 100, 124, 112),), "outline", 0.9, "raster-outline", content=True)
    found = mark(block, Reading((read,), 0.9, full=True), [], (), 1.0, head=False)
    assert (found.codes, found.marking) == (codes, "cut" if read[0] == "(" else "at")


@pytest.mark.parametrize(
    ("short", "marker"), [("RIP", "release in part"), ("RIF", "release in full"), ("WIF", "withheld in full")]
)
def test_short_stamps_count_in_a_line_of_their_own(short: str, marker: str) -> None:
    code = Word(Rect(490, 30, 520, 42), "B6")
    marks = page_marks([Word(Rect(460, 30, 485, 42), short), code], 792)
    assert (marks.markers, marks.head_codes) == ((marker,), ("(b)(6)",))
    assert page_marks([Word(Rect(460, 30, 485, 42), short), Word(Rect(490, 30, 520, 42), "Current")], 792).markers == ()


def test_a_stamp_of_two_lines_is_read_as_a_block() -> None:
    words = [
        Word(Rect(460, 30, 505, 42), "RELEASE"),
        Word(Rect(508, 30, 520, 42), "IN"),
        Word(Rect(460, 44, 490, 56), "PART"),
        Word(Rect(494, 44, 525, 56), "B5,B6"),
    ]
    marks = page_marks(words, 792)
    assert marks.markers == ("release in part",)
    assert marks.head_codes == ("(b)(5)", "(b)(6)")
    assert marks.stamps[0].rect == Rect(460, 30, 525, 56)
