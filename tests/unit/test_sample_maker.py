"""The sample release: made alike from a seed, with every kind of page that the demo and the benchmarks need."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from reviewer.model.geometry import Rect
from reviewer.sample.maker import SampleRelease, make_release

Truth = dict[str, Any]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> SampleRelease:
    return make_release(tmp_path_factory.mktemp("release") / "made", seed=1)


@pytest.fixture(scope="module")
def truth(release: SampleRelease) -> Truth:
    content: Truth = json.loads(release.truth.read_text(encoding="utf-8"))
    return content


def pages(truth: Truth) -> list[dict[str, Any]]:
    return [page for file in truth["files"] for page in file["pages"]]


def redactions(truth: Truth) -> list[dict[str, Any]]:
    return [redaction for page in pages(truth) for redaction in page["redactions"]]


def test_about_forty_pages_in_the_files_of_the_truth(release: SampleRelease, truth: Truth) -> None:
    assert [path.name for path in release.files] == [file["name"] for file in truth["files"]]
    assert 38 <= len(pages(truth)) <= 44
    for path, file in zip(release.files, truth["files"], strict=True):
        document = pypdfium2.PdfDocument(path)
        sizes = [document.get_page_size(number) for number in range(len(document))]
        document.close()
        assert sizes == [(page["width"], page["height"]) for page in file["pages"]]


def test_every_kind_place_and_trouble_is_there(truth: Truth) -> None:
    found = redactions(truth)
    assert {r["kind"] for r in found} == {"black", "gray", "color", "outline", "white", "page"}
    assert {r["marking"] for r in found} == {"at", "shared", "head", "cut", "none"}
    assert any(r["recoverable"] for r in found)
    assert any(len(r["rects"]) > 1 for r in found)
    assert any("non-responsive" in page["markers"] for page in pages(truth))
    assert sum(not page["redactions"] for page in pages(truth)) >= 6
    assert {page["style"] for page in pages(truth)} == {"vector", "office", "bilevel", "fax", "archive"}


def test_page_numbers_run_on_with_one_gap(truth: Truth) -> None:
    numbers = [int(page["bates"][-6:]) for page in pages(truth) if page["bates"]]
    steps = Counter(b - a for a, b in pairwise(numbers))
    assert set(steps) == {1, 5}
    assert steps[5] == 1


def test_a_chain_occurs_twice_with_different_words_hidden(truth: Truth) -> None:
    subject = "RE: Follow up from Redwood City"
    chains = [d for file in truth["files"] for d in file["documents"] if d["subject"] == subject]
    assert len(chains) == 2
    first, second = truth["files"][1]["pages"], truth["files"][2]["pages"]
    assert any("$0.00054" in page["text"] for page in second)
    assert not any("$0.00054" in page["text"] for page in first)


def test_the_deleted_page_sheet_counts_its_pages(truth: Truth) -> None:
    sheet = next(page for page in pages(truth) if page["virtual_pages"])
    assert f"Total Deleted Page(s) = {len(sheet['virtual_pages'])}" in sheet["text"]
    assert {page["disposition"] for page in sheet["virtual_pages"]} >= {"withheld", "duplicate", "referred"}


def test_the_letter_tells_what_the_release_holds(release: SampleRelease, truth: Truth) -> None:
    letter = " ".join(" ".join(page["text"] for page in truth["files"][0]["pages"]).split())
    full = sum(not page["redactions"] for page in pages(truth) if page["bates"])
    part = sum(bool(page["redactions"]) for page in pages(truth) if page["bates"])
    assert f"{full} pages are released in full and {part} pages are released in part" in letter
    assert release.request_number in letter
    assert release.agency in letter


def test_visible_and_hidden_words_lie_apart(truth: Truth) -> None:
    for page in pages(truth):
        rects = [Rect(*rect) for redaction in page["redactions"] for rect in redaction["rects"]]
        for *box, _ in page["words"]:
            assert sum(Rect(*box).overlap(rect) for rect in rects) <= 0.15 * Rect(*box).area + 0.01


def test_nothing_withheld_is_left_in_the_files_except_where_the_redaction_failed(
    release: SampleRelease, truth: Truth
) -> None:
    for path, file in zip(release.files, truth["files"], strict=True):
        document = pypdfium2.PdfDocument(path)
        for number, page in enumerate(file["pages"]):
            text = document[number].get_textpage().get_text_bounded()
            kept = "$161,500" in text
            assert kept == (any(r["recoverable"] for r in page["redactions"]) and number == 1), (path.name, number)
            assert "director if it goes out" not in text
        document.close()


def test_equal_seeds_give_equal_bytes_and_others_another_story(release: SampleRelease, tmp_path: Path) -> None:
    part = ("Determination_Letter", "Release_3of3")
    again = make_release(tmp_path / "again", seed=1, only=part)
    other = make_release(tmp_path / "other", seed=2, damage="worst", only=part)
    assert _digests(again) == {path: digest for path, digest in _digests(release).items() if Path(path).stem in part}
    assert other.agency != release.agency
    assert not set(_digests(other).values()) & set(_digests(again).values())


def _digests(release: SampleRelease) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in release.files}


def test_the_truth_of_a_part_is_that_of_the_whole(truth: Truth, tmp_path: Path) -> None:
    part = make_release(tmp_path, seed=1, only=("Release_3of3",))
    assert json.loads(part.truth.read_text(encoding="utf-8"))["files"] == [truth["files"][3]]


def test_an_unknown_damage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="clean, office, fax, worst"):
        make_release(tmp_path, damage="mild")  # type: ignore[arg-type]
