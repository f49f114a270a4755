"""The parts of the sample maker: markup, codes, layout, blocks, placement on the scanner, variety."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng
from PIL import Image

from reviewer.model.geometry import Rect
from reviewer.pdf.write import PdfWriter
from reviewer.sample.cast import make_cast, texts
from reviewer.sample.codes import Form, legible, normalised, printed
from reviewer.sample.damage import SCANS, Placement, Scan, place, scanned
from reviewer.sample.fonts import text_width
from reviewer.sample.habits import HABITS
from reviewer.sample.layout import Flow, Type
from reviewer.sample.maker import unseen_kinds
from reviewer.sample.markup import atoms, plain, withheld
from reviewer.sample.press import Treatment, press
from reviewer.sample.redact import covered, redact
from reviewer.sample.sheet import Glyphs, Sheet
from reviewer.sample.variety import varied

TEXT = "Dear [[staff|Pat Ellison]], the rate is [[price|$1]]."


def test_a_policy_says_which_stretches_are_withheld() -> None:
    words = [(a.text, a.tag, a.span, a.glued) for a in atoms(TEXT, {"staff": "b6"}, count())]
    assert words[:4] == [
        ("Dear", "", -1, False),
        ("Pat", "staff", 0, False),
        ("Ellison", "staff", 0, False),
        (",", "", -1, True),
    ]
    assert words[-1] == ("$1.", "", -1, False)
    assert plain(TEXT) == "Dear Pat Ellison, the rate is $1."
    assert withheld(TEXT, {"price": "b4"}, {"b4": "[redacted]"}) == "Dear Pat Ellison, the rate is [redacted]."


@given(st.text("ab ,.", max_size=30), st.text("ab ", min_size=1, max_size=9), st.text("ab ,.", max_size=30))
def test_no_letter_is_lost_between_markup_and_words(before: str, hidden: str, after: str) -> None:
    text = f"{before}[[staff|{hidden}]]{after}"
    for policy in ({}, {"staff": "b6"}):
        pieces = [("" if a.glued else " ") + a.text for a in atoms(text, policy, count())]
        assert "".join(pieces).split() == (before + hidden + after).split()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("closed", ("(b)(6)", "(b)(7)(C)")),
        ("open", ("(b) (6)", "(b) (7)(C)")),
        ("short", ("b6", "b7C")),
        ("capital", ("B6", "B7(C)")),
    ],
)
def test_claims_are_printed_as_agencies_do(form: str, expected: tuple[str, ...]) -> None:
    assert printed("b6 b7c", form) == expected  # type: ignore[arg-type]
    assert normalised("b6 b7c") == ("(b)(6)", "(b)(7)(C)")
    assert (printed("nr", "short"), normalised("nr")) == (("Non-Responsive",), ())


def _page(policy: dict[str, str], text: str, kind: Type | None = None) -> list[Glyphs]:
    flow = Flow(Sheet, policy=policy)
    flow.text(text, kind or Type())
    return list(flow.sheet.words())


def test_lines_stay_between_the_margins() -> None:
    words = _page({}, "word " * 200)
    assert max(word.x + text_width(word.face, word.size, word.text) for word in words) <= 540.0
    assert len({word.baseline for word in words}) > 5


@pytest.mark.parametrize("name", sorted(HABITS))
def test_every_habit_hides_what_it_should_and_nothing_else(name: str) -> None:
    habit = HABITS[name]
    words = _page({"delib": "b5"}, "We met. [[delib|" + "We should not say this aloud. " * 8 + "]] Regards, all of us.")
    _, redactions = redact(words, {"delib": "b5"}, habit, 612.0)
    visible, hidden, cut = covered(words, redactions)
    assert [word.span for word in hidden] == [0] * (6 * 8)
    assert all(word.span < 0 for word in visible + cut)
    assert {redaction.kind for redaction in redactions} == {habit.kind}
    wanted = {"inside": {"at", "cut", "none"}, "head": {"head"}, "none": {"none"}}.get(habit.place, {"at", "shared"})
    assert {redaction.marking for redaction in redactions} <= wanted
    assert all((redaction.marking == "none") == (not redaction.codes) for redaction in redactions)


def test_what_a_plain_rectangle_covers_beside_the_withheld_words_is_left_out(tmp_path: Path) -> None:
    flow = Flow(Sheet, policy={"delib": "b5"})
    flow.text("I cannot clear this. [[delib|" + "We should not say this aloud. " * 12 + "]] So much for it.", Type())
    writer = PdfWriter({})
    truth = press(flow.sheet, Treatment("vector", HABITS["outline-inside"], {"delib": "b5"}), writer, default_rng(1))
    writer.save(tmp_path / "page.pdf")
    covered_too = {word.text for word in truth.hidden if word.span < 0}
    assert {"cannot", "clear"} <= covered_too
    written = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    text = written[0].get_textpage().get_text_bounded()
    written.close()
    assert "(b)(5)" in text
    assert not covered_too & set(text.split())
    assert [r.recoverable for r in truth.redactions] == [False]


def test_a_code_that_does_not_fit_is_cut_and_the_truth_says_so() -> None:
    words = _page({"staff": "b6 b7c"}, "I asked [[staff|Ruben]] again.")
    labels, redactions = redact(words, {"staff": "b6 b7c"}, HABITS["black-inside"], 612.0)
    label = next(mark.text for mark in labels if isinstance(mark, Glyphs))
    assert redactions[0].marking == "cut"
    assert redactions[0].code_text == label != "(b) (6), (b) (7)(C)"
    assert redactions[0].codes == ("(b)(6)",)


@pytest.mark.parametrize(
    ("label", "form", "codes", "cut"),
    [
        ("(b) (6), (b) (7)(C)", "open", ("(b)(6)", "(b)(7)(C)"), False),
        ("(b) (6), (b", "open", ("(b)(6)",), True),
        ("(b) (6),", "open", ("(b)(6)",), False),  # nobody can see that more was meant
        ("(b)(7)(E", "closed", ("(b)(7)",), True),
        ("(b)(7", "closed", (), True),
        ("b6 b", "short", ("(b)(6)",), True),
        ("Non-Res", "closed", (), True),
    ],
)
def test_the_truth_asks_of_a_label_only_what_can_be_read(
    label: str, form: Form, codes: tuple[str, ...], cut: bool
) -> None:
    assert legible(label, form) == (codes, cut)


def test_white_outs_are_made_only_on_paper_that_shows_them() -> None:
    assert "white" in unseen_kinds("archive", "clean")
    assert "white" not in unseen_kinds("archive", "office")
    assert unseen_kinds("fax", "office") == ("white", "gray", "color")


def test_neighbours_on_one_line_share_one_code_in_the_margin() -> None:
    words = _page({"staff": "b6"}, "[[staff|Pat Ellison]]; [[staff|Ruben Castellanos]]")
    labels, redactions = redact(words, {"staff": "b6"}, HABITS["outline-margin"], 612.0)
    assert [redaction.marking for redaction in redactions] == ["at", "at"]
    assert [mark.text for mark in labels if isinstance(mark, Glyphs)] == ["B6"]


@given(st.floats(-1.5, 1.5), st.floats(-6, 6), st.floats(-6, 6), st.floats(60, 500), st.floats(60, 700))
def test_a_placement_moves_boxes_as_it_moves_pixels(degrees: float, dx: float, dy: float, x: float, y: float) -> None:
    placement = Placement(612.0, 792.0, degrees, dx, dy)
    moved = placement.rect(Rect(x, y, x, y))
    column = placement.matrix(1.0) @ np.array([x, y, 1.0])
    assert (moved.x0, moved.y0) == pytest.approx(tuple(column))


def test_a_scan_is_the_same_for_the_same_generator_and_bilevel_where_it_should() -> None:
    image = Image.new("L", (340, 440), 255)
    image.paste(0, (100, 100, 200, 120))
    for scans in SCANS.values():
        for scan in scans.values():
            made = [_scan(image, scan) for _ in range(2)]
            assert made[0].tobytes() == made[1].tobytes()
            assert (made[0].mode == "1") == scan.bilevel


def _scan(image: Image.Image, scan: Scan) -> Image.Image:
    rng = np.random.default_rng(5)
    return scanned(image, scan, place(122.4, 158.4, scan, rng), rng)


def test_every_plan_line_fits_every_seed() -> None:
    lines = [line for file in texts("plan")["files"] for line in file["documents"]]
    for seed in range(1, 40):
        rng = np.random.default_rng(seed)
        for line in lines:
            result = varied(line, seed, rng)
            assert result["habit"] in HABITS
            assert seed > 1 or result == line


def test_texts_are_filled_alike_wherever_they_are_printed() -> None:
    cast = make_cast(3)
    text = "{ae_first} and {agency_short}: <one|two|three>, <a|b>"
    assert cast.fill(text) == cast.fill(text)
    assert {make_cast(seed).fill("<one|two>") for seed in range(1, 5)} == {"one", "two"}
    assert len({make_cast(seed).values["agency"] for seed in range(1, 4)}) == 3
