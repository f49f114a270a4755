"""The rules by which benchmarks score: matching of regions, words, intervals, and the command that lists them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks._bare import Fed, read_all, write_list
from benchmarks._regions import TrueRegion, code_f1, match, page_counts, region_f1, strict_f1
from benchmarks._statistics import f1, interval, percentile, ratio, total
from benchmarks._words import character_errors, outside, transcript, word_counts, word_f1
from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction, Word

A, B, C = Rect(0, 0, 100, 10), Rect(0, 12, 100, 22), Rect(200, 0, 240, 10)


def true(*rects: Rect, codes: tuple[str, ...] = (), linked: bool = True) -> TrueRegion:
    return TrueRegion(rects, "black", codes, linked)


def found(*rects: Rect, codes: tuple[str, ...] = ()) -> Redaction:
    return Redaction(rects, "black", codes)


def test_the_best_pair_wins_and_half_an_overlap_is_no_match() -> None:
    shifted = Rect(0, 1, 100, 11)
    pairs, strict = match([true(A)], [found(shifted), found(A)])
    assert [(i, j) for i, j, _ in pairs] == [(0, 1)]
    assert strict == 1
    assert match([true(A)], [found(Rect(50, 0, 150, 10))]) == ([], 0)


def test_lines_found_as_one_block_count_as_found_but_not_strictly() -> None:
    pairs, strict = match([true(A), true(B)], [found(Rect(0, 0, 100, 22))])
    assert strict == 0
    assert sorted((i, j) for i, j, _ in pairs) == [(0, 0), (1, 0)]
    pairs, strict = match([true(Rect(0, 0, 100, 22))], [found(A), found(B)])
    assert (sorted((i, j) for i, j, _ in pairs), strict) == ([(0, 0), (0, 1)], 0)


def test_counts_of_a_page_with_a_miss_and_a_false_box() -> None:
    counts = page_counts([true(A), true(C)], [found(A), found(Rect(0, 500, 50, 520))])
    assert region_f1(counts) == pytest.approx(0.5)
    assert strict_f1(counts) == pytest.approx(0.5)
    assert counts["clean_pages"] == 0


def test_a_clean_page_counts_its_false_boxes() -> None:
    counts = page_counts([], [found(A), found(B)])
    assert (counts["clean_pages"], counts["false_on_clean"]) == (1, 2)
    assert region_f1(page_counts([], [])) == 1.0


def test_codes_missed_false_and_linked() -> None:
    truth = [true(A, codes=("(b)(6)",)), true(C, codes=("(b)(5)", "(b)(6)"))]
    counts = page_counts(truth, [found(A, codes=("(b)(6)", "(b)(4)"))])
    assert (counts["code_hit"], counts["code_false"], counts["code_missed"]) == (1, 1, 2)
    assert code_f1(counts) == pytest.approx(0.4)
    stack = [true(A, codes=("(b)(6)",)), true(B, codes=("(b)(6)",), linked=False)]
    for read in ((), ("(b)(6)",)):
        assert code_f1(page_counts(stack, [found(A, codes=("(b)(6)",)), found(B, codes=read)])) == 1.0


def test_words_are_compared_without_order_and_punctuation() -> None:
    counts = word_counts("“Hello,” world  again", 'again "Hello" world.')
    assert word_f1(counts) == 1.0
    assert 0 < character_errors(counts) < 1
    assert word_f1(word_counts("one two", "one three")) == pytest.approx(0.5)


def test_words_aside_are_left_out() -> None:
    words = [Word(Rect(1, 1, 9, 9), "kept"), Word(Rect(201, 1, 209, 9), "b6")]
    assert outside(words, [C]) == "kept"


def test_a_transcript_may_be_hocr(tmp_path: Path) -> None:
    word = "<span class='ocrx_word' title='x'>{}</span>"
    page = f"<span class='ocr_line' title='y'>{word.format('A&amp;B')} {word.format('two')}</span>"
    (tmp_path / "a.hocr").write_text(page, encoding="utf-8")
    assert transcript(tmp_path / "a.hocr").split() == ["A&B", "two"]


def test_an_interval_holds_its_figure_and_shrinks_with_documents() -> None:
    documents = [Counter(hit=n % 3, all=2) for n in range(60)]

    def share(counts: object) -> float:
        assert isinstance(counts, dict | Counter)
        return float(counts["hit"] / counts["all"])

    low, high = interval(documents, share)
    assert low < share(total(documents)) < high
    narrow = interval(documents * 20, share)
    assert narrow[1] - narrow[0] < (high - low) / 3
    assert interval(documents, share) == (low, high)


def test_ratios_are_medians_of_rounds() -> None:
    assert ratio([1.0, 2.0, 1.0], [2.0, 2.0, 9.0]) == 2.0
    assert percentile([], 95) == 0.0
    assert f1(0, 0, 0, 0) == 1.0


def test_the_command_lists_every_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"detection", "ocr"} <= {line.split()[0] for line in lines}
    assert all(len(line.split(maxsplit=1)[1]) > 20 for line in lines)


def test_an_unknown_benchmark_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["speed-of-light"]) == 2
    assert "no benchmark 'speed-of-light': there are" in capsys.readouterr().err


def test_a_benchmark_gets_the_options_it_takes() -> None:
    def measured(seeds: int = 1) -> dict[str, float]:
        return {"seeds": seeds}

    assert command.run(measured, {"seeds": 3, "rounds": 9}) == {"seeds": 3.0}


def test_bare_tesseract_reads_every_picture_that_was_fed(tmp_path: Path) -> None:
    fed = [Fed(f"{number}.npy", 200, "block", "") for number in range(3)]
    for one in fed:
        np.save(tmp_path / one.name, np.full((40, 200), 255, np.uint8))
    write_list(tmp_path, fed)
    pictures, seconds = read_all(tmp_path, 2)
    assert pictures == 3
    assert seconds > 0


def test_a_picture_that_cannot_be_read_is_no_short_time(tmp_path: Path) -> None:
    write_list(tmp_path, [Fed("missing.npy", 200, "block", "")])
    with pytest.raises(RuntimeError):
        read_all(tmp_path, 1)
