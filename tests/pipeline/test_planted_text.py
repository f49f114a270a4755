"""Whatever stands beneath whatever block, at any place: it is reported as left there, and none of it is read."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PageWriter, PdfWriter, text_width
from reviewer.workers.analyse import analyse_page
from reviewer.workers.requests import AnalyseOptions

BLACK, WHITE, GRAY = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.7, 0.7, 0.7)
SECRETS = st.lists(st.text("QXZJKVW", min_size=4, max_size=9), min_size=1, max_size=4)
KINDS = st.sampled_from(["black", "gray", "outline", "annotation", "redact mark"])


def _cover(page: PageWriter, box: Rect, kind: str) -> None:
    if kind == "annotation":
        page.annotation(box, "Square", fill=BLACK)
    elif kind == "redact mark":
        page.annotation(box, "Redact", fill=BLACK)
    else:
        page.rectangle(
            box, {"black": BLACK, "gray": GRAY, "outline": WHITE}[kind], BLACK if kind == "outline" else None
        )


@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    secrets=SECRETS, kind=KINDS, left=st.floats(80, 200), size=st.sampled_from([9.0, 11.0, 14.0]), coded=st.booleans()
)
def test_planted_text_is_reported_and_never_read(
    secrets: list[str], kind: str, left: float, size: float, coded: bool
) -> None:
    secret = " ".join(secrets)
    writer = PdfWriter()
    page = writer.page(612, 792)
    for row in range(12):
        page.text(72, 100 + 24 * row, "and agreed that a second meeting would follow before summer.", 11)
    page.text(left, 500, secret, size)
    box = Rect(left - 4, 500 - 1.1 * size, left + text_width(secret, size) + 4, 500 + 0.5 * size)
    _cover(page, box, kind)
    if coded and kind in ("black", "gray", "outline"):
        page.text(left, 500, "(b)(6)", 8, color=WHITE if kind == "black" else BLACK)
    engine = create_engine()
    try:
        with TemporaryDirectory() as folder:
            writer.save(Path(folder) / "page.pdf")
            with open_source(Path(folder) / "page.pdf") as source:
                result = analyse_page(source, 0, AnalyseOptions(ocr=False), engine)
                stamps = find_redactions(source.page(0).evidence(150), engine).stamps
    finally:
        engine.close()
    assert [r.recoverable for r in result.redactions if any(rect.overlap(box) > 0 for rect in r.rects)] == [True]
    told = repr((result.text, result.redactions, result.markers, result.notes, result.identifiers, stamps)).upper()
    assert not [word for word in secrets if word in told]
