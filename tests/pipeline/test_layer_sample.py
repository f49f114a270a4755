"""A scan's own text layer is kept where it says what the page shows, and set aside where it says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import PageResult
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PdfWriter, text_width
from reviewer.workers.analyse import analyse_page
from reviewer.workers.layer_sample import layer_agreement
from reviewer.workers.requests import AnalyseOptions

SHOWN = (
    "The office met the vendor in March to discuss the image service",
    "and agreed that a second meeting would follow before summer.",
    "The draft contract was sent to the program manager for review,",
    "who asked for two changes in the section about retention.",
)
OTHER = (
    "Harbour masters keep their ledgers in a room above the market",
    "where nobody has counted barrels since the flood of that year.",
    "Every winter someone paints the windows green and leaves again,",
    "and children say that a heron sleeps behind the broken clock.",
)


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    engine = create_engine()
    yield engine
    engine.close()


def _scan(folder: Path, layer: Sequence[str]) -> Path:
    """A page that is one picture of what is shown, with words of a layer over its lines."""
    printed = PdfWriter()
    page = printed.page(612, 792)
    for number, line in enumerate(SHOWN):
        page.text(72, 150 + 20 * number, line, 12)
    printed.save(folder / "printed.pdf")
    with open_source(folder / "printed.pdf") as source:
        picture = source.page(0).render(200).image
    scan = PdfWriter()
    page = scan.page(612, 792)
    page.image(Rect(0, 0, 612, 792), picture)
    for number, line in enumerate(layer):
        x = 72.0
        for word in line.split():
            width = text_width(word, 12)
            page.text_in(Rect(x, 140 + 20 * number, x + width, 152 + 20 * number), word)
            x += width + text_width(" ", 12)
    scan.save(folder / "scan.pdf")
    return folder / "scan.pdf"


def _analysed(path: Path, engine: OcrEngine, options: AnalyseOptions | None = None) -> PageResult:
    with open_source(path) as source:
        return analyse_page(source, 0, options or AnalyseOptions(), engine)


def test_a_layer_that_says_what_is_shown_is_kept(tmp_path: Path, engine: OcrEngine) -> None:
    result = _analysed(_scan(tmp_path, SHOWN), engine)
    assert (result.text_source, result.notes) == ("layer", ())


def test_a_layer_of_good_words_that_says_something_else_is_set_aside(tmp_path: Path, engine: OcrEngine) -> None:
    path = _scan(tmp_path, OTHER)
    result = _analysed(path, engine)
    assert result.text_source == "ocr"
    assert "vendor" in result.text.text
    assert "heron" not in result.text.text
    assert any("differs from what its pages show" in note for note in result.notes)
    assert "heron" in _analysed(path, engine, AnalyseOptions(text_layer="keep")).text.text
    assert "heron" in _analysed(path, engine, AnalyseOptions(ocr=False)).text.text


def test_words_that_only_the_layer_has_do_not_count_against_it(tmp_path: Path, engine: OcrEngine) -> None:
    with open_source(_scan(tmp_path, [*SHOWN, *OTHER])) as source:
        agreed = layer_agreement(source, engine)
    assert agreed is not None
    assert agreed > 0.9


def test_a_layer_of_a_few_words_cannot_be_judged(tmp_path: Path, engine: OcrEngine) -> None:
    with open_source(_scan(tmp_path, ["RELEASED IN PART"])) as source:
        assert layer_agreement(source, engine) is None
