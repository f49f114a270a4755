"""Reading pages of the sample release finds what is known to be there: redactions, codes, words, numbers, failures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks._regions import TrueRegion, code_f1, page_counts, region_f1
from benchmarks._words import outside, word_counts, word_f1
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.sample.damage import Damage
from reviewer.sample.maker import make_release
from reviewer.workers.analyse import analyse_page
from reviewer.workers.requests import AnalyseOptions

Page = tuple[dict[str, Any], PageResult]

# (seed, damage, file, pages from 0): e-mail with black blocks and with outlines, form, newsletter, born-digital mail
# whose redactions failed, with codes inside and in the margin.
CHOSEN: tuple[tuple[int, Damage, str, tuple[int, ...]], ...] = (
    (1, "office", "Release_1of3", (0, 7)),
    (1, "office", "Release_2of3", (0, 8, 9)),
    (1, "office", "Release_3of3", (1, 9)),
    (2, "clean", "Release_3of3", (1,)),
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    return list(_read(tmp_path_factory.mktemp("sample")))


def _read(folder: Path) -> Iterator[Page]:
    engine = create_engine()
    for seed, damage, name, numbers in CHOSEN:
        release = make_release(folder / f"{seed}-{name}", seed, damage, only=(name,))
        truth = json.loads(release.truth.read_text(encoding="utf-8"))["files"][0]["pages"]
        with open_source(release.files[0]) as source:
            for number in numbers:
                yield truth[number], analyse_page(source, number, AnalyseOptions(), engine)
    engine.close()


def _regions(truth: dict[str, Any]) -> list[TrueRegion]:
    return [
        TrueRegion(
            tuple(Rect(*rect) for rect in r["rects"]), r["kind"], tuple(r["codes"]), r["marking"] in ("at", "cut")
        )
        for r in truth["redactions"]
    ]


def test_redactions_and_codes_are_found(pages: list[Page]) -> None:
    counts: Counter[str] = Counter()
    for truth, result in pages:
        assert result.error is None
        counts.update(page_counts(_regions(truth), result.redactions))
    assert counts["true"] > 80
    assert region_f1(counts) >= 0.9
    assert code_f1(counts) >= 0.9


def test_the_words_that_are_left_are_read(pages: list[Page]) -> None:
    counts: Counter[str] = Counter()
    for truth, result in pages:
        aside = [Rect(*box[:4]).grown(2) for box in truth["aside_words"] + truth["cut_words"]]
        aside += [rect for region in _regions(truth) for rect in region.rects]
        aside += [Rect(*box) for box in truth["pictures"]]
        counts.update(word_counts(outside(result.text.words, aside), truth["text"]))
    assert word_f1(counts) >= 0.95


def test_failed_redactions_are_reported_and_their_text_is_not_read(pages: list[Page]) -> None:
    failed = [(truth, result) for truth, result in pages if any(r["recoverable"] for r in truth["redactions"])]
    assert len(failed) == 2
    for truth, result in failed:
        beneath = sum(r["recoverable"] for r in truth["redactions"])
        assert sum(r.recoverable for r in result.redactions) >= 0.9 * beneath
        hidden = {str(word[4]) for word in truth["hidden_words"]} - set(truth["text"].split())
        assert not hidden & set(result.text.text.split())


def test_page_numbers_are_read(pages: list[Page]) -> None:
    assert [result.bates for _, result in pages] == [truth["bates"] for truth, _ in pages]


def test_the_newsletter_is_clean(pages: list[Page]) -> None:
    newsletters = [result for truth, result in pages if "Eleven miles of paper" in truth["text"]]
    assert [result.redactions for result in newsletters] == [()]
