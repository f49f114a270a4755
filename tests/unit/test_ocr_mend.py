"""A bar that the model reads for a capital I is mended, other bars stay; toned bands are turned to paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from reviewer.model.geometry import Rect
from reviewer.model.ocr import Gray, OcrEngine, OcrWord
from reviewer.ocr.careful import read_carefully
from reviewer.ocr.engines import create_engine
from reviewer.ocr.mend import mended
from reviewer.ocr.prepare import evened
from tests.unit.test_ocr_engines import drawn

DPI = 200


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    made = create_engine()
    yield made
    made.close()


def words(*texts: str, gap: float = 8.0, bar_height: float = 20.0) -> list[OcrWord]:
    made, x = [], 0.0
    for text in texts:
        height = bar_height if text == "|" else 20.0
        made.append(OcrWord(Rect(x, 0, x + 10 * len(text), height), text, 0.9))
        x += 10 * len(text) + gap
    return made


def texts(found: tuple[OcrWord, ...]) -> list[str]:
    return [word.text for word in found]


def test_a_bar_before_small_letters_is_a_capital_i() -> None:
    assert texts(mended(words("Yes,", "|", "know", "and", "|'ve", "said", "|’m", "sure"))) == [
        "Yes,", "I", "know", "and", "I've", "said", "I’m", "sure",
    ]  # fmt: skip


def test_bars_between_names_and_rules_of_a_table_stay() -> None:
    for kept in (
        words("Quill", "|", "Northwind", "|", "Sales"),
        words("total", "|"),
        words("a", "|", "cell", gap=60),
        words("a", "|", "cell", bar_height=44),
    ):
        assert mended(kept) == tuple(kept)


def test_a_rule_read_as_underscores_is_left_out_and_parts_the_cells_above_it() -> None:
    found = mended(words("_Jun-12__Sep-12_", "$1,509.1__$1,596.2", "Unit_|Price", "a_name.pdf", "____", "—_", "_"))
    assert texts(found) == [
        "Jun-12", "Sep-12", "$1,509.1", "$1,596.2", "Unit", "Price", "a_name.pdf", "____", "—_", "_",
    ]  # fmt: skip


def test_the_parts_of_a_word_that_a_rule_joined_stand_side_by_side_in_its_box() -> None:
    first, second = mended(words("_one__and"))
    assert (first.rect, second.rect) == (Rect(10, 0, 40, 20), Rect(60, 0, 90, 20))
    assert first.line == second.line


def test_a_ragged_rule_read_as_a_word_is_left_out() -> None:
    line = words("From:", "Alma", "Reyes", "to", "all", "who", "read", "the", "paper", "of", "the", "Board")
    rule = OcrWord(Rect(0, 40, 14 * 4, 58), "annennnnannann", 0.0)
    upright = OcrWord(Rect(400, 40, 440, 240), "Signature", 0.0)
    unsure = OcrWord(Rect(500, 40, 590, 60), "Northwind", 0.0)
    assert mended([*line, rule, upright, unsure]) == (*line, upright, unsure)
    assert mended([*line, replace(rule, confidence=0.4)])[-1].text == rule.text
    assert mended([rule]) == (rule,)


def banded(ground: int, ink: int) -> Gray:
    """A white page whose upper half is a toned band with type on it."""
    page = np.full((1200, 1200), 255, np.uint8)
    type_face = drawn(("Quarterly report of the treasurer",), 40)
    height, width = type_face.shape
    page[100:500] = ground
    page[200 : 200 + height, 100 : 100 + width] = np.where(type_face < 128, ink, ground)
    body = drawn(("The committee met on Tuesday morning.", "Nothing was decided before the recess."))
    page[700 : 700 + body.shape[0], 100 : 100 + body.shape[1]] = body
    return page


@pytest.mark.parametrize(("ground", "ink"), [(128, 0), (128, 255), (60, 250), (160, 255)])
def test_type_on_a_toned_band_is_read(engine: OcrEngine, ground: int, ink: int) -> None:
    found = " ".join(word.text for word in read_carefully(engine, banded(ground, ink), DPI).words)
    assert "Quarterly report of the treasurer" in found
    assert "Nothing was decided" in found


def test_pages_without_bands_and_pictures_come_back_as_they_are() -> None:
    plain = drawn(("The committee met on Tuesday morning.",))
    assert evened(plain, DPI) is plain
    picture = np.full((1200, 1200), 255, np.uint8)
    slope = np.linspace(0, 255, 800)
    noise = np.random.default_rng(1).integers(-60, 60, (800, 800))
    picture[200:1000, 200:1000] = np.clip((slope[:, None] + slope[None, :]) / 2 + noise, 0, 255).astype(np.uint8)
    assert evened(picture, DPI) is picture


def test_a_noisy_copy_is_read_better_blurred(engine: OcrEngine) -> None:
    lines = ("The committee met on Tuesday morning.", "Nothing was decided before the recess.")
    page = np.pad(drawn(lines, 22), 60, constant_values=255)
    noise = np.random.default_rng(3)
    noisy = np.where(noise.random(page.shape) < 0.06, noise.integers(0, 256, page.shape), page).astype(np.uint8)
    found = {word.text for word in read_carefully(engine, noisy, DPI).words}
    assert len({"committee", "Tuesday", "Nothing", "decided", "recess."} & found) >= 4
